"""The contact form: adding and editing, with what will be stored beside each field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from kobicrm.domain import places
from kobicrm.domain.contacts import Contact
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.errors import ValidationError
from kobicrm.i18n import N_, _, error_text
from screens.contacts.form_checks import NOTHING, Said, said
from screens.contacts.form_values import (
    COMPANY_KEYS,
    CUSTOM,
    PERSON_KEYS,
    Draft,
    OwnField,
    Texts,
    texts_of,
)
from screens.dialogs.form import FormDialog
from screens.text import fit
from screens.widgets.choice import ChoiceField, NoteField, OneOf
from screens.widgets.fields import FormField, Label
from screens.widgets.palette import TurkishSuggester

# Asks whether a company of this name is known; the answer comes back on the UI thread.
CompanyLookup = Callable[[str, Callable[[bool], None]], None]

# The lines of the form: a heading (key '') or a field and its label.
_LINES: tuple[tuple[str, str], ...] = (
    ("first_name", N_("First name")),
    ("last_name", N_("Last name")),
    ("name", N_("Company name")),
    ("company", N_("Company")),
    ("company_role", N_("Role")),
    ("", N_("Reach")),
    ("mobile", N_("Mobile")),
    ("work_phone", N_("Work phone")),
    ("email", N_("E-mail")),
    ("", N_("Address")),
    ("province", N_("Province")),
    ("district", N_("District")),
    ("street", N_("Street, number")),
    ("", N_("Other")),
    ("tags", N_("Tag")),
    ("birthday", N_("Birthday")),
    ("tax_office", N_("Tax office")),
    ("tax_number", N_("Tax number")),
)
_LIMITS = {"street": 1000, "tags": 1000, "email": 320}
# Which field an error of the services belongs to, where the names differ.
_FIELD_OF = {"phones": "mobile", "emails": "email", "name": "first_name"}


class ContactField(FormField):
    """A field of the form under its key in the draft."""

    def __init__(self, key: str, label: str, value: str, suggester: Suggester | None) -> None:
        """Show ``value`` under ``label`` (message id, or the shop's own name)."""
        limit = _LIMITS.get(key, 1000 if key.startswith(CUSTOM) else 200)
        super().__init__(label, value, suggester=suggester, max_length=limit)
        self.key = key

    def take(self, what: Said) -> None:
        """Say ``what`` beside the field."""
        if what.kind == "ok":
            self.ok(what.text)
        elif what.kind == "note":
            self.note(what.text)
        elif what.kind == "question":
            self.ask(what.text, what.offer)
        elif what.kind == "error":
            self.fail(what.text)
        else:
            self.clear()


class DistrictSuggester(Suggester):
    """Completes a district of the province written above it."""

    def __init__(self, province: Callable[[], str]) -> None:
        """Look the province up with ``province`` each time."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._province = province

    async def get_suggestion(self, value: str) -> str | None:
        """Return the only or first district that begins with ``value``."""
        if not value.strip():
            return None
        names = places.districts(self._province())
        return await TurkishSuggester(names).get_suggestion(value)


class ContactForm(FormDialog[Draft]):
    """Add or edit one contact; returns the draft, writes nothing."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", N_("next field"), show=False, id="form.down"),
        Binding("up", "app.focus_previous", N_("field before"), show=False, id="form.up"),
    ]

    def __init__(
        self, draft: Draft, own: Sequence[OwnField] = (), lookup: CompanyLookup | None = None
    ) -> None:
        """Show ``draft``, with the shop's ``own`` fields."""
        super().__init__()
        self._draft = draft
        self._own = {one.name: one for one in own}
        self._lookup = lookup

    def heading(self) -> str:
        """Return what is done, and to whom."""
        base = self._draft.base
        if base is not None:
            return _("Edit · {name}").format(name=base.name)
        company = self._draft.texts["kind"] == "company"
        if self.is_mounted:
            company = self.query_one(ChoiceField).value == "company"
        return _("New company") if company else _("New contact")

    def fields(self) -> Iterable[Widget]:
        """Yield the lines in the order of the design."""
        texts = self._draft.texts
        yield ChoiceField(N_("Kind"), CONTACT.field("kind").choices, texts["kind"])
        for key, label in _LINES:
            yield self._line(key, label) if key else Label(label, section=True)
        for name in self._own:
            yield self._line(CUSTOM + name, name)
        yield NoteField(N_("Note"), texts["note"], lines=2)

    def _line(self, key: str, label: str) -> ContactField:
        suggester: Suggester | None = None
        if key == "province":
            suggester = TurkishSuggester(places.provinces())
        elif key == "district":
            suggester = DistrictSuggester(self._province)
        elif key.startswith(CUSTOM):
            choices = self._own[key.removeprefix(CUSTOM)].choices
            suggester = TurkishSuggester(choices) if choices else None
        return ContactField(key, label, self._draft.texts.get(key, ""), suggester)

    def on_mount(self) -> None:
        """Show the fields of the kind, what is said about them, and what went wrong before."""
        self._show_kind()
        for one in self._shown():
            if one.value.strip() and one.key not in ("company",):
                one.take(self._said(one))
        first = self._shown()[0]
        first.focus()
        if problem := self._draft.problem:
            field = (
                str(problem.values.get("field", "")) if isinstance(problem, ValidationError) else ""
            )
            wrong = self._find(_FIELD_OF.get(field, field)) or self._find(CUSTOM + field)
            if wrong:
                wrong.fail(fit(error_text(problem), 26))
                wrong.focus()
            self.strip.set(error_text(problem), "")

    def _all(self) -> list[ContactField]:
        return list(self.query(ContactField))

    def _shown(self) -> list[ContactField]:
        return [one for one in self._all() if one.display]

    def _find(self, key: str) -> ContactField | None:
        return next((one for one in self._shown() if one.key == key), None)

    def _field(self, key: str) -> ContactField:
        return next(one for one in self._all() if one.key == key)

    def _province(self) -> str:
        # Asked while the form is being put together, too.
        return next((one.value for one in self._all() if one.key == "province"), "")

    def _show_kind(self) -> None:
        company = self.query_one(ChoiceField).value == "company"
        for one in self._all():
            if one.key in PERSON_KEYS:
                one.display = not company
            elif one.key in COMPANY_KEYS:
                one.display = company
        self.relabel()

    def _said(self, one: ContactField) -> Said:
        return said(one.key, one.value, self.texts(), self._own)

    def texts(self) -> Texts:
        """Return the present texts by key."""
        found = {one.key: one.value for one in self._all()}
        found["kind"] = self.query_one(ChoiceField).value
        found["note"] = self.query_one(NoteField).value
        return found

    def values(self) -> Mapping[str, object]:
        """Return what a change is told by."""
        return self.texts()

    @property
    def changed(self) -> bool:
        """Whether something differs from the record, also in a draft that came back."""
        begun = texts_of(self._draft.base or Contact(), tuple(self._own.values()))
        return self.texts() != begun

    def check(self) -> FormField | None:
        """Check all fields in sight; return the first with an error."""
        wrong: ContactField | None = None
        for one in self._shown():
            what = self._said(one)
            if what.kind == "error":
                one.take(what)
                wrong = wrong or one
        return wrong

    def draft(self) -> Draft:
        """Return the texts, with the contact they began from."""
        return Draft(self.texts(), self._draft.base)

    # What happens while typing and on leaving

    def on_one_of_changed(self, event: OneOf.Changed) -> None:
        """Show the fields of the other kind; a name written so far comes along."""
        event.stop()
        texts = self.texts()
        person = " ".join(filter(None, (texts["first_name"], texts["last_name"])))
        if event.value == "company" and not texts["name"]:
            self._field("name").value = person
        elif event.value == "person" and not person:
            self._field("first_name").value = texts["name"]
        self._show_kind()

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Read back while typing what will be stored; doubts wait until the field is left."""
        event.stop()
        one = event.field
        if isinstance(one, ContactField) and one.state != "error":
            what = self._said(one)
            one.take(what if what.kind in ("ok", "note") else NOTHING)

    def on_form_field_accepted(self, event: FormField.Accepted) -> None:
        """Check what was accepted as if it had been typed."""
        event.stop()
        if isinstance(event.field, ContactField):
            event.field.take(self._said(event.field))

    def on_form_field_left(self, event: FormField.Left) -> None:
        """Check the field that was left."""
        event.stop()
        one = event.field
        if not isinstance(one, ContactField) or not self.is_current:
            return
        if one.key == "company" and one.value.strip() and self._lookup:
            self._lookup(one.value, lambda known: self._company_known(one, known))
        elif one.key not in ("first_name", "name"):
            one.take(self._said(one))
        if one.key == "district":
            self._fill_province(one.value)

    def _company_known(self, one: ContactField, known: bool) -> None:
        if self.is_current and one.value.strip():
            one.note(_("known") if known else _("new company"))

    def _fill_province(self, district: str) -> None:
        province = self._field("province")
        home = places.province_of_district(district) if district.strip() else ""
        if home and not province.value.strip():
            province.value = home
            province.note(_("from the district"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field with Enter."""
        event.stop()
        self.focus_next()

    def on_key(self, event: events.Key) -> Any:
        """Take a sentence in the strip away with the next key, unless it asks something."""
        if not self._asking and self._draft.problem and event.is_printable:
            self.strip.clear()
