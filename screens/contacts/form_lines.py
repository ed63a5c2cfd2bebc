"""Which lines the contact form has, in which order: what is typed most first, then all others.

At 24 rows the first page is the one of a quick entry; everything else lies below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kobicrm.domain.contacts import Contact
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.labels import CHANNEL_LABELS, LIFECYCLE_LABELS
from kobicrm.i18n import N_, _
from screens.contacts.form_labels import NAMES
from screens.contacts.form_lists import Completers, Group, ListLines
from screens.contacts.form_values import CUSTOM, LISTS, OwnField, Texts
from screens.styles.glyphs import current
from screens.text import plain
from screens.widgets.sheet_line import Line

PERSON_KEYS = ("first_name", "last_name", "title", "birthday")
COMPANY_KEYS = ("name",)
_YES_NO = (("yes", N_("yes")), ("no", N_("no")))
# A choice of more than this many is typed, with completion.
_MOST_CHOICES = 9
_LIMITS = {"tags": 1000}
_FIRST_ADDRESS = ("province", "district", "street")


def _fixed(key: str) -> str:
    return _(NAMES[key])


class ContactLines:
    """The lines of one form; they grow as lists are filled."""

    def __init__(
        self,
        texts: Texts,
        own: Sequence[OwnField],
        base: Contact | None,
        completers: Completers | None = None,
    ) -> None:
        """Make the lines for ``texts``; ``completers`` complete some of them by key."""
        self.completers = completers or {}
        self.own = {one.name: one for one in own}
        self._texts = texts
        self._base = base
        self._single: dict[str, Line] = {}
        self._headings: dict[str, Line] = {}
        self.lists = {name: ListLines(name, texts, self.completers) for name in LISTS}
        self.show(texts["kind"])

    # Lines

    def all(self) -> list[Line]:
        """Return the lines in order."""
        return list(self._all())

    def _all(self) -> Iterator[Line]:
        companies, addresses = self.lists["companies"].groups, self.lists["addresses"].groups
        yield self._choice("kind", CONTACT.field("kind").choices, needed=True)
        yield from (self._text(key) for key in ("first_name", "last_name", "name"))
        yield from companies[0].lines
        yield self._heading(N_("Reach"))
        for name in ("phones", "emails"):
            yield from (line for group in self.lists[name].groups for line in group.lines)
        yield self._heading(N_("Address"))
        yield from addresses[0].lines[: len(_FIRST_ADDRESS)]
        yield self._heading(N_("Other"))
        yield from (self._text(key) for key in ("tags", "birthday"))
        yield self._note()
        yield self._heading(N_("Tax and bank"))
        yield from (self._text(key) for key in ("tax_office", "tax_number", "iban"))
        yield self._heading(N_("Details"))
        yield self._text("title")
        yield self._choice("lifecycle", tuple(LIFECYCLE_LABELS.items()))
        yield from (self._text(key) for key in ("owner", "source"))
        yield self._choice("preferred_channel", tuple(CHANNEL_LABELS.items()))
        yield from (self._text(key) for key in ("preferred_time", "language"))
        yield from (line for group in companies[1:] for line in group.lines)
        yield self._heading(N_("More of the address"))
        yield from addresses[0].lines[len(_FIRST_ADDRESS) :]
        for group in addresses[1:]:
            yield self._address_heading(group)
            yield from group.lines
        yield self._heading(N_("On the web"))
        for name in ("websites", "socials"):
            yield from (line for group in self.lists[name].groups for line in group.lines)
        yield from self._own_lines()
        yield from self._codes()

    def _text(self, key: str) -> Line:
        if key not in self._single:
            line = Line(
                key,
                lambda line: _fixed(line.key),
                self._texts.get(key, ""),
                limit=_LIMITS.get(key, 200),
            )
            if completer := self.completers.get(key):
                line.complete = lambda text: completer(text, line)
            self._single[key] = line
        return self._single[key]

    def _choice(
        self, key: str, options: Sequence[tuple[str, str]], *, needed: bool = False
    ) -> Line:
        if key not in self._single:
            name = key.removeprefix(CUSTOM)
            self._single[key] = Line(
                key,
                (lambda _line: name) if key.startswith(CUSTOM) else lambda line: _fixed(line.key),
                self._texts.get(key, ""),
                kind="choice",
                options=options,
                needed=needed,
            )
        return self._single[key]

    def _note(self) -> Line:
        if "note" not in self._single:
            text = self._texts.get("note", "")
            self._single["note"] = Line(
                "note", lambda line: _fixed(line.key), text, kind="note", rows=2
            )
        return self._single["note"]

    def _heading(self, name: str) -> Line:
        if name not in self._headings:
            self._headings[name] = Line("", lambda _line: _(name), kind="heading")
        return self._headings[name]

    def _address_heading(self, group: Group) -> Line:
        key = f"{group.name}.{group.place}"
        if key not in self._headings:
            self._headings[key] = Line("", lambda _line: group.heading, kind="heading")
        self._headings[key].shown = not group.is_empty
        return self._headings[key]

    def _own_lines(self) -> Iterator[Line]:
        if self.own:
            yield self._heading(N_("Custom fields"))
        for name, one in self.own.items():
            key = CUSTOM + name
            if one.type == "yes_no":
                yield self._choice(key, _YES_NO)
            elif one.type == "choice" and len(one.choices) <= _MOST_CHOICES:
                yield self._choice(key, [(choice, choice) for choice in one.choices])
            else:
                yield self._own_text(key, name, one)

    def _own_text(self, key: str, name: str, one: OwnField) -> Line:
        if key not in self._single:
            line = Line(key, lambda _line: name, self._texts.get(key, ""), limit=1000)
            if one.choices and (completer := self.completers.get(CUSTOM)):
                line.complete = lambda text: completer(text, line)
            self._single[key] = line
        return self._single[key]

    def _codes(self) -> Iterator[Line]:
        codes = self._base.codes if self._base else ()
        if codes:
            yield self._heading(N_("Codes in other programs"))
        for place, code in enumerate(codes):
            key = f"codes.{place}"
            if key not in self._single:
                joint = f" {current().joint} " if code.named_source else ""
                text = f"{code.code}{joint}{code.named_source}"
                self._single[key] = Line(key, lambda _line: _("Code"), plain(text), kind="shown")
            yield self._single[key]

    # What is shown, and what stands in it

    def find(self, key: str) -> Line | None:
        """Return the line ``key``."""
        return next((line for line in self._all() if line.key == key), None)

    def show(self, kind: str) -> None:
        """Show the lines of a person or of a company."""
        for line in self._all():
            if line.key in COMPANY_KEYS:
                line.shown = kind == "company"
            elif line.key in PERSON_KEYS or line.key.startswith("companies."):
                line.shown = kind != "company"
        for name, one in self.lists.items():
            if name != "companies" or kind != "company":
                one.show()

    def grow(self) -> bool:
        """Add lines to lists that are full; return whether the form has other lines now."""
        company = self._single["kind"].value == "company"
        grown = [one.grow() for one in self.lists.values()]
        shown = [
            one.show() for name, one in self.lists.items() if not (company and name == "companies")
        ]
        return any(grown) or any(shown)

    def texts(self) -> Texts:
        """Return the present texts by key; what has no line keeps its text."""
        found = dict(self._texts)
        found |= {line.key: line.value for line in self._single.values() if line.kind != "shown"}
        for one in self.lists.values():
            for group in one.groups:
                found |= group.texts()
        return found
