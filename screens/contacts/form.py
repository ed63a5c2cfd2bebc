"""The contact form: adding and editing, with what will be stored beside each line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from kobicrm.domain import places
from kobicrm.domain.contacts import Contact
from kobicrm.errors import ValidationError
from kobicrm.i18n import _, error_text
from kobicrm.services.contacts import CompanyHint, Similar
from screens.contacts.form_checks import said, written
from screens.contacts.form_completion import completers
from screens.contacts.form_given import who
from screens.contacts.form_help import FormHelp
from screens.contacts.form_lines import ContactLines
from screens.contacts.form_values import Draft, OwnField, Texts, changed_keys, split_key, texts_of
from screens.dialogs.sheet_form import SheetForm
from screens.styles.glyphs import current
from screens.text import content, fit
from screens.widgets.keys import key_name
from screens.widgets.sheet import Sheet
from screens.widgets.sheet_line import NOTHING, Line, Said

# Which line an error of the services belongs to, where the names differ.
_LINE_OF = {
    "phones": "phones.0.raw",
    "emails": "emails.0.raw",
    "company": "companies.0.name",
    "name": "first_name",
}
# What tells whom the form is about.
_TELLING = ("kind", "name", "first_name", "last_name", "tax_number")
KEEP_SECONDS = 1.0


class ContactForm(SheetForm[Draft]):
    """Add or edit one contact; returns the draft, writes nothing."""

    def __init__(
        self,
        draft: Draft,
        own: Sequence[OwnField] = (),
        help: FormHelp | None = None,
        *,
        today: Callable[[], date],
    ) -> None:
        """Show ``draft``, with the shop's ``own`` fields; ``today`` is asked for dates in words."""
        super().__init__()
        self._draft = draft
        self._own = {one.name: one for one in own}
        self._help = help
        self._today = today
        self._begun = draft.before or texts_of(draft.base or Contact(), own)
        self.form_lines = ContactLines(
            draft.texts, own, draft.base, completers(self._value, self._own)
        )
        self.sheet = Sheet(self, self.form_lines.all())
        self._similar: list[Similar] = []
        self._unkept = False
        self._done = False

    @property
    def base(self) -> Contact | None:
        """The record that is edited, None for a new one."""
        return self._draft.base

    def heading(self) -> str:
        """Return what is done, and to whom."""
        base = self.base
        if base is not None:
            return _("Edit · {name}").format(name=base.name)
        company = self._value("kind") == "company"
        return _("New company") if company else _("New contact")

    def on_mount(self) -> None:
        """Say what is to be said about the values, and what went wrong before."""
        for line in self._shown():
            if line.value.strip() and not line.key.startswith("companies."):
                line.say(self._said(line))
        if problem := self._draft.problem:
            field = (
                str(problem.values.get("field", "")) if isinstance(problem, ValidationError) else ""
            )
            wrong = self.field(_LINE_OF.get(field, field)) or self.field(f"custom:{field}")
            if wrong:
                wrong.say(Said("error", error_text(problem)))
                self.call_after_refresh(wrong.focus)
        self._show_strip()
        self.set_interval(KEEP_SECONDS, self.keep_draft)

    # Lines and texts

    def _shown(self) -> list[Line]:
        return [line for line in self.form_lines.all() if line.shown and line.kind == "text"]

    def field(self, key: str) -> Line | None:
        """Return the line ``key`` that is shown."""
        line = self.form_lines.find(key)
        return line if line is not None and line.shown else None

    def _value(self, key: str) -> str:
        line = self.form_lines.find(key)
        return line.value if line else ""

    def _said(self, line: Line) -> Said:
        return said(line.key, line.value, self.form_lines.texts(), self._own, self._today())

    def texts(self) -> Texts:
        """Return the present texts by key, with dates in words written out."""
        today = self._today()
        found = self.form_lines.texts()
        return {key: written(key, text, self._own, today) for key, text in found.items()}

    def values(self) -> Mapping[str, object]:
        """Return what a change is told by."""
        return self.texts()

    @property
    def changed(self) -> bool:
        """Whether something differs from the record, also in a draft that came back."""
        return any(True for _key in changed_keys(self._begun, self.texts()))

    def check(self) -> Line | None:
        """Check all lines in sight; return the first with an error."""
        self.sheet.end_marking()
        wrong: Line | None = None
        for line in self._shown():
            what = self._said(line)
            if what.kind == "error":
                line.say(what)
                wrong = wrong or line
        return wrong

    def draft(self) -> Draft:
        """Return the texts, with the contact they began from."""
        draft = self._draft
        return Draft(self.texts(), draft.base, before=self._begun, slot=draft.slot)

    # What the sheet tells

    def line_changed(self, line: Line) -> None:
        """Read back while typing what will be stored; doubts wait until the line is left."""
        self._unkept = True
        if line.key == "kind":
            self._change_kind(line.value)
        if self.form_lines.grow():
            self.sheet.put(self.form_lines.all())
            self.fit_frame()
        split = split_key(line.key)
        if split and (split[0], split[2]) == ("companies", "name"):
            self._ask_company(line)
        elif line.state != "error" and line.kind == "text":
            what = self._said(line)
            line.say(what if what.kind in ("ok", "note") else NOTHING)
        if line.key in _TELLING or (split and split[0] in ("phones", "emails")):
            self._ask_similar()
        if self._draft.problem and not self._asking:
            self._draft = self.draft()
            self._show_strip()

    def line_left(self, line: Line) -> None:
        """Check the line that was left."""
        line.value = written(line.key, line.value, self._own, self._today())
        if line.key.endswith(".name") and line.key.startswith("companies."):
            self._ask_company(line)
        elif line.key not in ("first_name", "name") and line.kind == "text":
            line.say(self._said(line))
        if line.key.endswith(".district"):
            self._fill_province(line)

    def line_accepted(self, line: Line) -> None:
        """Check what was accepted as if it had been typed."""
        if not line.key.startswith("companies."):
            line.say(self._said(line))

    def _change_kind(self, kind: str) -> None:
        """Show the lines of the other kind; a name written so far comes along."""
        texts = self.form_lines.texts()
        person = " ".join(filter(None, (texts["first_name"], texts["last_name"])))
        name, first = self.form_lines.find("name"), self.form_lines.find("first_name")
        if kind == "company" and name and not name.value:
            name.value = person
        elif kind == "person" and first and not person:
            first.value = texts["name"]
        self.form_lines.show(kind)
        self.sheet.put(self.form_lines.all())
        self.relabel()
        self.fit_frame()

    def _fill_province(self, line: Line) -> None:
        province = self.form_lines.find(line.key.replace(".district", ".province"))
        home = places.province_of_district(line.value) if line.value.strip() else ""
        if home and province and not province.value.strip():
            province.value = home
            province.say(Said("note", _("from the district")))

    # What the application answers

    def _ask_company(self, line: Line) -> None:
        text = line.value
        if not text.strip():
            line.say(NOTHING)
        elif self._help:
            self._help.company(text, lambda hint: self._company_hint(line, text, hint))

    def _company_hint(self, line: Line, text: str, hint: CompanyHint) -> None:
        if not self.is_attached or line.value != text:
            return
        here = self.sheet.active is line
        if hint.known:
            line.say(Said("note", _("known")))
        elif hint.completion and here:
            line.say(Said("ok", hint.completion, hint.completion))
        else:
            line.say(Said("note", _("new company")))
        if hint.completion and here:
            self.sheet.editor.suggest(hint.completion)

    def _ask_similar(self) -> None:
        if self._help:
            self._help.similar(who(self.form_lines.texts()), self._found_similar)

    def _found_similar(self, found: list[Similar]) -> None:
        if self.is_attached:
            self._similar = found
            self._show_strip()

    def on_screen_resume(self) -> None:
        """Look again after the similar record was open."""
        if self._similar:
            self._ask_similar()

    def similar(self) -> None:
        """Open the similar record; this form waits below with all that was typed."""
        if self._similar and self._help:
            self.keep_draft()
            self._help.open(self._similar[0].uid)

    def _show_strip(self) -> None:
        if self._asking:
            return
        if self._draft.problem:
            self.strip.set(error_text(self._draft.problem), "")
        elif self._similar:
            one = self._similar[0]
            joint = f" {current().joint} "
            lead = _("Similar record:")
            tail = content(f"{key_name('f9')} ", "bold $foreground") + content(_("open"), "$muted")
            room = self.WIDTH - 2 - 4 - len(lead) - 3 - tail.cell_length - 3
            shared = joint + one.shared if one.shared else ""
            name = fit(one.name, max(room - len(shared), 14))
            self.strip.set(lead, fit(name + shared, room), tail)
        else:
            self.strip.clear()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer F9 only when there is a similar record."""
        if action == "similar":
            return bool(self._similar)
        return super().check_action(action, parameters)

    def action_cancel(self) -> None:
        """Ask first when something was typed."""
        super().action_cancel()
        self._show_strip()

    # Draft and end

    def keep_draft(self) -> None:
        """Have what was typed kept outside the database, until it is saved or thrown away."""
        if self._unkept and self._help and not self._done:
            self._unkept = False
            self._help.keep(self.draft())

    def dismiss(self, result: Draft | None = None) -> Any:
        """Close; what becomes of the draft is the caller's business now."""
        self._done = True
        return super().dismiss(result)

    def on_unmount(self) -> None:
        """Keep the last letters when the application ends around an open form."""
        self.keep_draft()

    def retext(self) -> None:
        """Draw everything in the language in force."""
        super().retext()
        for line in self._shown():
            if line.said.kind != "none" and not line.key.startswith("companies."):
                line.say(self._said(line))
        self._show_strip()
