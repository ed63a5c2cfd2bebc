"""Reading the cells of a row, each by what its column is about."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from kobicrm.domain import dates, drafting, identity
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.contacts import Code, Warn
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.money import parse_money
from kobicrm.domain.values import parse_bool, picked
from kobicrm.exchange.values import split_foreign
from kobicrm.services.imports.mapping import ColumnPlan

_PHONE_LABELS = {"mobile": "mobile", "work_phone": "work", "home_phone": "home", "fax": "fax"}
_NETWORKS = ("instagram", "facebook", "linkedin", "twitter", "telegram", "bluesky")
_NETWORK = {"twitter": "x"}
_OUTLOOK_EMPTY = re.compile(r"0+[/.]0+[/.]0+")
_ADDRESS = ("street", "neighbourhood", "district", "province", "postcode", "country")
_NAMES = ("full_name", "first_name", "middle_name", "last_name", "contact_person", "company")


class Gathered:
    """The pieces of one row, gathered column by column."""

    def __init__(self, at: datetime, lang: str, source: str) -> None:
        self.at, self.lang, self.source = at, lang, source
        self.name: dict[str, str] = {}
        self.plain: dict[str, str] = {}
        # By the group of their columns; a part may hold several values.
        self.addresses: dict[str, dict[str, str]] = {}
        self.lists: dict[str, list[object]] = {}
        self.custom: dict[str, object] = {}
        self.fields: list[tuple[str, str, tuple[str, ...]]] = []
        self.warnings: list[Warn] = []
        self.notes: list[str] = []
        # Google writes a value's label in the column before it: by what it is for and its number.
        self.labels: dict[tuple[str, str], str] = {}

    def add(self, field: str, *items: object) -> None:
        """Add values to a list of the contact."""
        self.lists.setdefault(field, []).extend(items)

    def address_part(self, column: ColumnPlan, part: str, text: str) -> None:
        """Add a part of the address that a column belongs to; the first one counts."""
        known = self.addresses.setdefault(column.group, {})
        known.setdefault(part, text)
        if column.label:
            known.setdefault("label", column.label)

    def keep_as_note(self, target: str, text: str, code: str) -> None:
        """Keep what can't be read where nothing of it gets lost, and flag it."""
        self.warnings.append(Warn(code, target, text))
        self.notes.append(text)


@lru_cache(maxsize=4096)
def _tags(text: str) -> tuple[str, ...]:
    # Google marks its own groups (`* myContacts`) with a star; they say nothing of the contact.
    return drafting.make_tags(piece for piece in split_foreign(text) if not piece.startswith("* "))


Taker = Callable[[Gathered, ColumnPlan, str], None]


def taker(column: ColumnPlan) -> Taker:
    """Return what reads the cells of a column."""
    if column.way:
        return _WAYS[column.way]
    if column.target in _NAMES or column.target == "company_role":
        return _take_name
    if column.target in _ADDRESS:
        return _take_address
    if column.target in _NETWORKS:
        return _take_social
    return _TAKERS.get(column.target, _take_plain)


def _take_custom(parts: Gathered, column: ColumnPlan, text: str) -> None:
    name, type_ = column.custom, column.custom_type
    if type_ == "money":
        money = parse_money(text, parts.lang)
        value: object | None = money.money
        if value is not None and money.ambiguous:
            parts.warnings.append(Warn("money_ambiguous", f"custom:{name}", text))
    elif type_ == "choice":
        value = picked(text, column.choices)
    else:
        value = drafting.custom_value(type_, text, parts.lang)
    if value is None:
        parts.keep_as_note(f"custom:{name}", f"{name}: {clean_text(text)}", "custom_unreadable")
        return
    parts.custom[name] = value
    parts.fields.append((name, type_, ()))


def _take_name(parts: Gathered, column: ColumnPlan, text: str) -> None:
    parts.name.setdefault(column.target, clean_line(text))


def _take_more_name(parts: Gathered, column: ColumnPlan, text: str) -> None:
    known = parts.name.get(column.target, "")
    parts.name[column.target] = clean_line(f"{known} {text}")


def _take_fallback_name(parts: Gathered, _column: ColumnPlan, text: str) -> None:
    parts.name.setdefault("fallback", clean_line(text))


def _take_address(parts: Gathered, column: ColumnPlan, text: str) -> None:
    parts.address_part(column, column.target, text)


def _take_more_street(parts: Gathered, column: ColumnPlan, text: str) -> None:
    if column.target == "company":
        _take_more_name(parts, column, text)
        return
    address = parts.addresses.setdefault(column.group, {})
    known = address.get("street", "")
    if text not in known:
        address["street"] = f"{known}, {text}" if known else text


def _take_address_way(parts: Gathered, column: ColumnPlan, text: str) -> None:
    parts.address_part(column, column.way, text)


def _take_plain(parts: Gathered, column: ColumnPlan, text: str) -> None:
    parts.plain.setdefault(column.target, clean_line(text))


def _take_phone(parts: Gathered, column: ColumnPlan, text: str) -> None:
    told = parts.labels.pop(("phone_label", column.group), "") or column.label
    label = told or _PHONE_LABELS.get(column.target, "")
    parts.add("phones", *drafting.make_phones(text, label))


def _take_email(parts: Gathered, column: ColumnPlan, text: str) -> None:
    told = parts.labels.pop(("email_label", column.group), "") or column.label
    parts.add("emails", *drafting.make_emails(text, told))


def _take_website(parts: Gathered, column: ColumnPlan, text: str) -> None:
    told = parts.labels.pop(("website", column.group), "")
    for piece in split_foreign(text):
        made = drafting.make_website(piece, told)
        if made:
            parts.add("websites", made)


def _take_social(parts: Gathered, column: ColumnPlan, text: str) -> None:
    made = drafting.make_social(text, _NETWORK.get(column.target, column.target))
    if made:
        parts.add("socials", made)


def _take_tags(parts: Gathered, _column: ColumnPlan, text: str) -> None:
    parts.add("tags", *_tags(text))


def _take_note(parts: Gathered, _column: ColumnPlan, text: str) -> None:
    parts.notes.append(clean_text(text).strip())


def _take_named_note(parts: Gathered, column: ColumnPlan, text: str) -> None:
    """Keep a value as a note under the name that stands in the column before it."""
    told = parts.labels.pop(("note", column.group), "") or clean_line(column.header)
    parts.notes.append(f"{told}: {clean_text(text).strip()}")


def _take_headed_note(parts: Gathered, column: ColumnPlan, text: str) -> None:
    parts.notes.append(f"{clean_line(column.header)}: {clean_text(text).strip()}")


def _take_json_notes(parts: Gathered, column: ColumnPlan, text: str) -> None:
    """Keep an object of fields, written as JSON in one cell, as notes with their names."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        _take_headed_note(parts, column, text)
        return
    for name, value in found.items():
        parts.notes.append(f"{clean_line(name)}: {clean_text(str(value)).strip()}")


def _take_code(parts: Gathered, _column: ColumnPlan, text: str) -> None:
    code = clean_line(text).lstrip("'")
    if code:
        parts.add("codes", Code(parts.source, code))


def _take_birthday(parts: Gathered, column: ColumnPlan, text: str) -> None:
    if _OUTLOOK_EMPTY.fullmatch(text):
        return
    found = dates.parse_birthday(text)
    if found is None:
        label = CONTACT.field(column.target).label
        parts.keep_as_note(column.target, f"{label}: {clean_line(text)}", "date_invalid")
    else:
        parts.plain.setdefault(column.target, found)


def _take_tax_number(parts: Gathered, column: ColumnPlan, text: str) -> None:
    number = identity.parse_tax_number(text)
    parts.plain.setdefault(column.target, number.value or clean_line(text))


def _take_iban(parts: Gathered, column: ColumnPlan, text: str) -> None:
    parts.plain.setdefault(column.target, identity.parse_iban(text).value or clean_line(text))


def _take_lifecycle(parts: Gathered, column: ColumnPlan, text: str) -> None:
    """Read a status column: a known stage, or passive where it says not active."""
    found = drafting.choice(CONTACT.field("lifecycle"), text)
    if found is None and parse_bool(text) is False:
        found = "passive"
    if found:
        parts.plain.setdefault(column.target, found)


def _take_label(parts: Gathered, column: ColumnPlan, text: str) -> None:
    found = clean_line(split_foreign(text)[0] if text else "").lstrip("* ")
    if column.target == "street":
        parts.address_part(column, "label", found)
    else:
        parts.labels[column.target, column.group] = found


_TAKERS: dict[str, Taker] = {
    "custom": _take_custom,
    "mobile": _take_phone,
    "phone": _take_phone,
    "work_phone": _take_phone,
    "home_phone": _take_phone,
    "fax": _take_phone,
    "email": _take_email,
    "website": _take_website,
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
# How cells are read that are not what their target usually is: the second line of a street or
# name, a town that may be a province, an address in one piece, a name for want of another, the
# name of the next value, a value kept as a note under its name or its column's, notes as JSON.
_WAYS: dict[str, Taker] = {
    "more": _take_more_street,
    "city": _take_address_way,
    "whole": _take_address_way,
    "fallback": _take_fallback_name,
    "label": _take_label,
    "named": _take_named_note,
    "header": _take_headed_note,
    "json": _take_json_notes,
}
