"""Reading a row of somebody else's table into a contact."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial

from kobicrm.domain import dates, drafting, identity, names
from kobicrm.domain.clean import LINE_LIMIT, clean_line, clean_text
from kobicrm.domain.codec import sorted_custom
from kobicrm.domain.contacts import Address, Code, Contact, ContactKind, Note, Warn, altered
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.money import parse_money
from kobicrm.domain.turkish import fold
from kobicrm.domain.values import parse_bool
from kobicrm.exchange.source import Row, cell_text
from kobicrm.exchange.values import split_foreign
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.mapping import ColumnPlan, TablePlan

_PERSON = frozenset(
    {"gercek", "gercek kisi", "sahis", "kisi", "person", "bireysel", "sahis firmasi"}
)
_COMPANY = frozenset({"tuzel", "tuzel kisi", "firma", "sirket", "company", "kurumsal", "kurum"})
_PHONE_LABELS = {"mobile": "mobile", "work_phone": "work", "home_phone": "home", "fax": "fax"}
_NETWORKS = ("instagram", "facebook")
_OUTLOOK_EMPTY = re.compile(r"0+[/.]0+[/.]0+")
_ADDRESS = ("street", "neighbourhood", "district", "province", "postcode", "country")
_NAMES = ("full_name", "first_name", "middle_name", "last_name", "contact_person", "company")


class RowReader:
    """Turns rows into drafts by the plan of their table."""

    def __init__(self, plan: TablePlan, *, at: datetime, lang: str) -> None:
        """Read rows that arrive ``at``; ``lang`` decides what ``1,250`` means."""
        self._plan = plan
        self._at = at
        self._lang = lang
        self._columns = [
            (column.index, _taker(column), column.target)
            for column in plan.columns
            if column.target
        ]

    def read(self, row: Row) -> RowDraft:
        """Return what ``row`` says; a row-level problem of the file refuses it."""
        if row.problem:
            return RowDraft(row.line, Contact(), problem=row.problem, cells=row.cells)
        parts = _Parts(self._at, self._lang, self._plan.source)
        cells, width = row.cells, len(row.cells)
        for index, take, target in self._columns:
            if index < width:
                value = cells[index]
                if value is not None and value != "":
                    take(parts, target, _text(value))
        draft = parts.draft(row.line)
        draft.cells, draft.at = row.cells, self._at
        return draft


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.strip() if isinstance(value, str) else cell_text(value)


class _Parts:
    """The pieces of one row, gathered column by column."""

    def __init__(self, at: datetime, lang: str, source: str) -> None:
        self.at, self.lang, self.source = at, lang, source
        self.name: dict[str, str] = {}
        self.plain: dict[str, str] = {}
        self.address: dict[str, str] = {}
        self.lists: dict[str, list[object]] = {}
        self.custom: dict[str, object] = {}
        self.fields: list[tuple[str, str, tuple[str, ...]]] = []
        self.warnings: list[Warn] = []
        self.notes: list[str] = []
        # Google writes a value's label in the column before it.
        self.labels: dict[str, str] = {}

    def add(self, field: str, *items: object) -> None:
        """Add values to a list of the contact."""
        self.lists.setdefault(field, []).extend(items)

    def keep_as_note(self, target: str, text: str, code: str) -> None:
        """Keep what can't be read where nothing of it gets lost, and flag it."""
        self.warnings.append(Warn(code, target, text))
        self.notes.append(text)

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
        elif company:
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
            name = self.name.get("contact_person") or self.name.get("company", "")
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

    def _addresses(self) -> tuple[Address, ...]:
        if not self.address:
            return ()
        told = self.address
        street = told.get("street", "")
        quarter = clean_line(told["neighbourhood"]) if "neighbourhood" in told else ""
        if quarter:
            street = f"{quarter} {street}".strip()
        made = _place(
            told.get("district", ""),
            told.get("province", ""),
            told.get("postcode", ""),
            told.get("country", ""),
        )
        if street:
            made = dataclasses.replace(made, street=clean_text(street, 1000).strip())
        return () if made.is_empty() else (made,)


@lru_cache(maxsize=4096)
def _place(district: str, province: str, postcode: str, country: str) -> Address:
    return drafting.make_address("", district, province, postcode, country)


@lru_cache(maxsize=4096)
def _tags(text: str) -> tuple[str, ...]:
    # Google marks its own groups (`* myContacts`) with a star; they say nothing of the contact.
    return drafting.make_tags(piece for piece in split_foreign(text) if not piece.startswith("* "))


def _split_tax(person: Contact) -> tuple[Contact | None, Contact]:
    """Return what a person's row says of the company beside it, and the person without it.

    A VKN belongs to a company; the TCKN of a sole trader stays with the person.
    """
    if not person.tax_number or identity.parse_tax_number(person.tax_number).kind != "vkn":
        return None, person
    company = Contact(kind="company", tax_number=person.tax_number, tax_office=person.tax_office)
    return company, altered(person, tax_number="", tax_office="")


def _taker(column: ColumnPlan) -> Callable[[_Parts, str, str], None]:
    """Return what reads the cells of a column."""
    if column.target == "custom":
        return partial(_take_custom, column)
    if column.target in _NAMES or column.target == "company_role":
        return _take_name
    if column.target in _ADDRESS:
        return _take_address
    return _TAKERS.get(column.target, _take_plain)


def _take_custom(column: ColumnPlan, parts: _Parts, _target: str, text: str) -> None:
    name, type_ = column.custom, column.custom_type
    if type_ == "money":
        money = parse_money(text, parts.lang)
        value: object | None = money.money
        if value is not None and money.ambiguous:
            parts.warnings.append(Warn("money_ambiguous", f"custom:{name}", text))
    else:
        value = drafting.custom_value(type_, text, parts.lang)
    if value is None:
        parts.keep_as_note(f"custom:{name}", f"{name}: {clean_text(text)}", "custom_unreadable")
        return
    parts.custom[name] = value
    parts.fields.append((name, type_, ()))


def _take_name(parts: _Parts, target: str, text: str) -> None:
    parts.name.setdefault(target, clean_line(text))


def _take_address(parts: _Parts, target: str, text: str) -> None:
    parts.address.setdefault(target, text)


def _take_plain(parts: _Parts, target: str, text: str) -> None:
    parts.plain.setdefault(target, clean_line(text))


def _take_phone(parts: _Parts, target: str, text: str) -> None:
    told = parts.labels.pop("phone_label", "")
    parts.add("phones", *drafting.make_phones(text, told or _PHONE_LABELS.get(target, "")))


def _take_email(parts: _Parts, _target: str, text: str) -> None:
    parts.add("emails", *drafting.make_emails(text, parts.labels.pop("email_label", "")))


def _take_website(parts: _Parts, _target: str, text: str) -> None:
    for piece in split_foreign(text):
        made = drafting.make_website(piece)
        if made:
            parts.add("websites", made)


def _take_social(parts: _Parts, target: str, text: str) -> None:
    made = drafting.make_social(text, target if target in _NETWORKS else "")
    if made:
        parts.add("socials", made)


def _take_tags(parts: _Parts, _target: str, text: str) -> None:
    parts.add("tags", *_tags(text))


def _take_note(parts: _Parts, _target: str, text: str) -> None:
    parts.notes.append(clean_text(text).strip())


def _take_code(parts: _Parts, _target: str, text: str) -> None:
    code = clean_line(text).lstrip("'")
    if code:
        parts.add("codes", Code(parts.source, code))


def _take_birthday(parts: _Parts, target: str, text: str) -> None:
    if _OUTLOOK_EMPTY.fullmatch(text):
        return
    found = dates.parse_birthday(text)
    if found is None:
        label = CONTACT.field(target).label
        parts.keep_as_note(target, f"{label}: {clean_line(text)}", "date_invalid")
    else:
        parts.plain.setdefault(target, found)


def _take_tax_number(parts: _Parts, target: str, text: str) -> None:
    number = identity.parse_tax_number(text)
    parts.plain.setdefault(target, number.value or clean_line(text))


def _take_iban(parts: _Parts, target: str, text: str) -> None:
    parts.plain.setdefault(target, identity.parse_iban(text).value or clean_line(text))


def _take_lifecycle(parts: _Parts, target: str, text: str) -> None:
    """Read a status column: a known stage, or passive where it says not active."""
    found = drafting.choice(CONTACT.field("lifecycle"), text)
    if found is None and parse_bool(text) is False:
        found = "passive"
    if found:
        parts.plain.setdefault(target, found)


def _take_label(parts: _Parts, target: str, text: str) -> None:
    parts.labels[target] = clean_line(split_foreign(text)[0] if text else "")


_TAKERS: dict[str, Callable[[_Parts, str, str], None]] = {
    "mobile": _take_phone,
    "phone": _take_phone,
    "work_phone": _take_phone,
    "home_phone": _take_phone,
    "fax": _take_phone,
    "email": _take_email,
    "website": _take_website,
    "instagram": _take_social,
    "facebook": _take_social,
    "tags": _take_tags,
    "note": _take_note,
    "code": _take_code,
    "birthday": _take_birthday,
    "tax_number": _take_tax_number,
    "iban": _take_iban,
    "lifecycle": _take_lifecycle,
    "phone_label": _take_label,
    "email_label": _take_label,
}
