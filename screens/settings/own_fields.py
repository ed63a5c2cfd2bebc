"""The shop's own fields: listed with their types, added, renamed, given other choices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kobicrm.domain.money import format_count
from kobicrm.domain.values import CUSTOM_TYPES
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.services import fields
from kobicrm.services.fields import FieldRow
from screens.dialogs.pick import Choice, PickDialog
from screens.field_types import TYPES
from screens.settings.items import Group, Item


class FieldsGroup(Group):
    """Every field the shop defined; values are never touched from here."""

    NAME = N_("Own fields")
    ADD = N_("New field")

    _rows: Sequence[FieldRow] = ()

    def read(self) -> None:
        """Read the fields and count their values."""
        call = partial(fields.fields_with_counts, self.app.session)
        self.app.jobs.read("settings.fields", call, self._read)

    def _read(self, rows: Sequence[FieldRow]) -> None:
        self._rows = rows
        self.changed()

    def items(self) -> Sequence[Item]:
        """Return a line for each field: its name, its type, how many have a value in it."""
        found = []
        for one in self._rows:
            text = ngettext("{n} contact", "{n} contacts", one.values)
            count = text.format(n=format_count(one.values, language()))
            kept = _("A new name keeps every value. Its type stays; undo takes a change back.")
            about = kept
            if one.choices:
                about = _("Choices: {choices}").format(choices=", ".join(one.choices)) + "\n" + kept
            kind = _(TYPES.get(one.type, one.type))
            value = f"{kind}  {count}" if one.values else kind
            found.append(Item(one.name, one.name, value, about, copy=one.name))
        return found

    def _field(self, item: Item) -> FieldRow:
        return next(one for one in self._rows if one.name == item.key)

    def edit(self, item: Item) -> None:
        """Ask for a new name; of a field with choices, first which of both is meant."""
        field = self._field(item)
        if not field.choices:
            self._ask_name(field)
            return
        choices = [Choice("name", _("Rename")), Choice("choices", _("Change the choices"))]

        def answered(picked: str | None) -> None:
            if picked == "name":
                self._ask_name(field)
            elif picked == "choices":
                self._ask_choices(field)

        self.app.push_screen(PickDialog(field.name, choices, "name", below=self.below), answered)

    def _ask_name(self, field: FieldRow) -> None:
        def save(text: str) -> None:
            told = _("Field renamed: {name}").format(name=text)
            call = partial(fields.edit_field, self.app.session, field.name, rename=text)
            self.app.jobs.write(call, partial(self._saved, told))

        self.ask(_("Rename · {name}").format(name=field.name), field.name, save)

    def _ask_choices(self, field: FieldRow) -> None:
        def save(text: str) -> None:
            told = _("Choices saved: {name}").format(name=field.name)
            call = partial(fields.edit_field, self.app.session, field.name, choices=text.split(","))
            self.app.jobs.write(call, partial(self._saved, told))

        hint = _("Separate them with commas. One that somebody has can't be taken away.")
        title = _("Choices · {name}").format(name=field.name)
        self.ask(title, ", ".join(field.choices), save, hint=hint)

    def add(self) -> None:
        """Ask for the type, then the name, then the choices if it has any."""
        choices = [Choice(one, _(TYPES[one])) for one in CUSTOM_TYPES]

        def answered(type_: str | None) -> None:
            if type_ is not None:
                self._ask_new(type_)

        self.app.push_screen(PickDialog(_("New field: its type"), choices, "text"), answered)

    def _ask_new(self, type_: str) -> None:
        hint = _("For example: customer number, discount, delivery day.")

        def save(text: str) -> None:
            if type_ == "choice":
                self._ask_first_choices(text)
            else:
                self._add(text, type_, ())

        self.ask(_("New field · {type}").format(type=_(TYPES[type_])), "", save, hint=hint)

    def _ask_first_choices(self, name: str) -> None:
        def save(text: str) -> None:
            self._add(name, "choice", text.split(","))

        self.ask(_("Choices · {name}").format(name=name), "", save, hint=_("a, b, c"))

    def _add(self, name: str, type_: str, choices: Sequence[str]) -> None:
        told = _("Field added: {name}").format(name=name)
        call = partial(fields.add_field, self.app.session, name, type_, choices)
        self.app.jobs.write(call, lambda field: self._saved(told, field))

    def _saved(self, told: str, changed: object) -> None:
        if changed is not None:
            self.app.tell(told, back=self.app.undo_hint())
            self.app.wrote(None)
            self.read()
