"""The staff of the shop: who owns contacts and stands in the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kobicrm.domain.money import format_count
from kobicrm.domain.turkish import fold
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.services import staff
from kobicrm.services.staff import StaffRow
from screens.settings.items import Group, Item


class StaffGroup(Group):
    """Everybody who ever worked here; adding and renaming are undone like any change."""

    NAME = N_("Staff")
    ADD = N_("New person")

    _rows: Sequence[StaffRow] = ()

    def read(self) -> None:
        """Read the staff."""
        call = partial(staff.list_staff, self.app.session)
        self.app.jobs.read("settings.staff", call, self._read)

    def _read(self, rows: Sequence[StaffRow]) -> None:
        self._rows = rows
        self.changed()

    def items(self) -> Sequence[Item]:
        """Return a line for each person, with how many contacts are theirs."""
        about = _(
            "A new name shows at once in the history and wherever the person is responsible;"
            " undo takes it back."
        )
        me = fold(self.app.session.author.staff)
        found = []
        for one in self._rows:
            text = ngettext("{n} contact", "{n} contacts", one.contacts)
            value = text.format(n=format_count(one.contacts, language())) if one.contacts else ""
            if fold(one.name) == me:
                value = "  ".join(filter(None, (_("you"), value)))
            found.append(Item(one.uid, one.name, value, about, copy=one.name))
        return found

    def edit(self, item: Item) -> None:
        """Ask for the new name."""
        title = _("Rename · {name}").format(name=item.label)
        self.ask(title, item.label, partial(self._rename, item))

    def _rename(self, item: Item, text: str) -> None:
        mine = fold(item.label) == fold(self.app.session.author.staff)
        told = _("Renamed: {name}").format(name=text)

        def saved(changeset: int | None) -> None:
            if changeset is not None:
                if mine:
                    # Else the next start would bring the old name back.
                    self.app.choices.keep("staff", text)
                self._saved(told, changeset)

        call = partial(staff.rename_staff, self.app.session, item.key, text)
        self._write(call, saved)

    def add(self) -> None:
        """Ask for the name of somebody new."""
        hint = _("Then contacts can be given to this person.")
        self.ask(_("New person"), "", self._add, hint=hint)

    def _add(self, text: str) -> None:
        told = _("Added to the staff: {name}").format(name=text)
        call = partial(staff.add_staff, self.app.session, text)
        self._write(call, partial(self._saved, told))

    def _write(self, call: Callable[[], int | None], saved: Callable[[int | None], None]) -> None:
        self.app.jobs.write(call, saved)

    def _saved(self, told: str, changeset: int | None) -> None:
        self.app.tell(told, back=self.app.undo_hint())
        self.app.wrote(changeset)
        self.read()
