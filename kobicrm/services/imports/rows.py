"""Reading a row of somebody else's table into a contact."""

from __future__ import annotations

from datetime import datetime

from kobicrm.domain import drafting, identity, names
from kobicrm.domain.clean import LINE_LIMIT, clean_line
from kobicrm.domain.codec import sorted_custom
from kobicrm.domain.contacts import Address, Contact, ContactKind, Note, altered
from kobicrm.domain.turkish import fold
from kobicrm.exchange.source import Row, cell_text
from kobicrm.services.imports.addresses import distinct, read_addresses
from kobicrm.services.imports.cells import Gathered, taker
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.mapping import TablePlan

_PERSON = frozenset(
    {"gercek", "gercek kisi", "sahis", "kisi", "person", "bireysel", "sahis firmasi"}
)
_COMPANY = frozenset({"tuzel", "tuzel kisi", "firma", "sirket", "company", "kurumsal", "kurum"})


class RowReader:
    """Turns rows into drafts by the plan of their table."""

    def __init__(self, plan: TablePlan, *, at: datetime, lang: str) -> None:
        """Read rows that arrive ``at``; ``lang`` decides what ``1,250`` means."""
        self._plan = plan
        self._at = at
        self._lang = lang
        self._columns = [
            (column.index, taker(column), column) for column in plan.columns if column.target
        ]
        self._quoted, self._blanks = plan.program.quoted, plan.program.blanks

    def read(self, row: Row) -> RowDraft:
        """Return what ``row`` says; a row-level problem of the file refuses it."""
        if row.problem:
            return RowDraft(row.line, Contact(), problem=row.problem, cells=row.cells)
        parts = RowParts(self._at, self._lang, self._plan.source)
        cells, width = row.cells, len(row.cells)
        for index, take, column in self._columns:
            if index < width:
                value = cells[index]
                if value is not None and value != "":
                    text = _text(value)
                    if self._quoted:
                        text = text.removeprefix("'")
                    if text and text not in self._blanks:
                        take(parts, column, text)
        draft = parts.draft(row.line)
        draft.cells, draft.at = row.cells, self._at
        return draft


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.strip() if isinstance(value, str) else cell_text(value)


class RowParts(Gathered):
    """A row whose cells become a draft."""

    def draft(self, line: int) -> RowDraft:
        """Return the row as a draft."""
        kind = self._kind()
        contact = self._contact(kind)
        draft = RowDraft(line, contact, warnings=self.warnings, fields=self.fields)
        company = self.name.get("company", "")
        if kind == "company":
            draft.contact_person = self.name.get("contact_person", "")
            if fold(draft.contact_person) == fold(contact.name):
                draft.contact_person = ""
        elif company and (company != contact.name or self._person_name()):
            draft.company_name = company
            draft.company_role = self.name.get("company_role", "")
            draft.company, draft.contact = _split_tax(contact)
        draft.warnings += drafting.warnings(contact)
        return draft

    def _person_name(self) -> str:
        joined = " ".join(
            filter(None, (self.name.get(k) for k in ("first_name", "middle_name", "last_name")))
        )
        return self.name.get("full_name") or joined

    def _kind(self) -> ContactKind:
        person, company = self._person_name(), self.name.get("company")
        told = fold(self.plain.get("kind", ""))
        if told in _COMPANY and (company or person):
            return "company"
        if company and not person and told not in _PERSON:
            return "company"
        if person and not company and names.looks_like_company(person) and told not in _PERSON:
            return "company"
        return "person"

    def _contact(self, kind: ContactKind) -> Contact:
        person = self._person_name()
        if kind == "company":
            name, first, last = self.name.get("company") or person, "", ""
        elif person:
            name = person
            first, last = (
                names.split_person(person)
                if "full_name" in self.name
                else (
                    names.join_person(
                        self.name.get("first_name", ""), self.name.get("middle_name", "")
                    ),
                    self.name.get("last_name", ""),
                )
            )
        else:
            name = self._other_name()
            first, last = names.split_person(name)
        notes = dict.fromkeys(filter(None, self.notes))
        values: dict[str, object] = {k: v for k, v in self.plain.items() if k != "kind"}
        lists = {
            key: drafting.merge_unique((), items) if len(items) > 1 else tuple(items)
            for key, items in self.lists.items()
        }
        if len(lists.get("phones", ())) > 1:
            lists["phones"] = drafting.primary_first(lists["phones"])  # type: ignore[arg-type]
        return Contact(
            kind=kind,
            # Its parts are clean; put together they may be too long.
            name=name if len(name) <= LINE_LIMIT else clean_line(name),
            first_name=first,
            last_name=last,
            addresses=self._addresses(),
            custom=sorted_custom(self.custom),
            notes=tuple(Note(text, self.at) for text in notes),
            origin=self.source,
            **values,  # type: ignore[arg-type]
            **lists,  # type: ignore[arg-type]
        )

    def _other_name(self) -> str:
        """Return what to call a person nobody names."""
        told = (self.name.get(key) for key in ("contact_person", "company", "fallback"))
        return next(filter(None, told), "")

    def _addresses(self) -> tuple[Address, ...]:
        if not self.addresses:
            return ()
        return distinct(made for told in self.addresses.values() for made in read_addresses(told))


def _split_tax(person: Contact) -> tuple[Contact | None, Contact]:
    """Return what a person's row says of the company beside it, and the person without it.

    A VKN belongs to a company; the TCKN of a sole trader stays with the person.
    """
    if not person.tax_number or identity.parse_tax_number(person.tax_number).kind != "vkn":
        return None, person
    company = Contact(kind="company", tax_number=person.tax_number, tax_office=person.tax_office)
    return company, altered(person, tax_number="", tax_office="")
