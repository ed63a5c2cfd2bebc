"""From a contact to the cells of its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kobicrm.domain import money
from kobicrm.domain.codec import iso
from kobicrm.domain.contacts import Contact
from kobicrm.domain.joined import join_values
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.labels import LABEL_NAMES
from kobicrm.domain.money import Money
from kobicrm.domain.tables.columns import Column, Form
from kobicrm.i18n import Language, in_language

TAG_SEPARATOR = ", "
YES_NO = {"tr": ("Hayır", "Evet"), "en": ("No", "Yes")}
# Longer numbers lose digits in a spreadsheet.
_DIGITS = 15

_Writer = Callable[[Contact], object]


def to_cells(
    contact: Contact, columns: Sequence[Column], form: Form, lang: Language
) -> list[object]:
    """Return the row of a contact; all cells are text but for numbers, dates, truths in XLSX.

    A cell is '' when there is nothing to say; :func:`from_cells` reads the row back.
    """
    return [writer(contact) for writer in _writers(tuple(columns), form, lang)]


@lru_cache(maxsize=32)
def _writers(columns: tuple[Column, ...], form: Form, lang: Language) -> tuple[_Writer, ...]:
    return tuple(_writer(column, form, lang) for column in columns)


def _writer(column: Column, form: Form, lang: Language) -> _Writer:
    if column.field == "custom":
        return lambda contact: _custom(contact, column, form, lang)
    if column.key == "tags":
        return lambda contact: TAG_SEPARATOR.join(contact.tags)
    if column.part:
        shown = _part_text(column, form, lang)
        return lambda contact: _joined(
            [shown(getattr(item, column.part)) for item in getattr(contact, column.field)]
        )
    if column.type == "instant":
        return lambda contact: _instant(getattr(contact, column.field))
    if column.type == "birthday" and form != "plain":
        return lambda contact: _birthday(contact.birthday, form)
    if column.type == "choice" and form != "plain":
        words = {key: in_language(lang, label) for key, label in CONTACT.field(column.key).choices}
        return lambda contact: words.get(getattr(contact, column.key), "")
    return lambda contact: getattr(contact, column.key)


def _part_text(column: Column, form: Form, lang: Language) -> Callable[[Any], str]:
    if column.part == "at":
        return iso
    if column.part == "label" and form != "plain":
        # drafting.as_label reads the words back as the stored keys.
        words = {key: in_language(lang, name) for key, name in LABEL_NAMES.items()}
        return lambda label: words.get(label, label)
    return str


def _joined(texts: list[str]) -> str:
    return join_values(texts) if any(texts) else ""


def _instant(at: Any) -> str:
    return iso(at) if at else ""


def _birthday(canonical: str, form: Form) -> object:
    if not canonical:
        return ""
    if canonical.startswith("--"):
        return f"{canonical[5:]}.{canonical[2:4]}"
    return _day(canonical, form)


def _day(canonical: str, form: Form) -> object:
    """Return a full date; in XLSX a real one (what a cell can't hold is written as text)."""
    try:
        day = date.fromisoformat(canonical)
    except ValueError:
        return canonical
    return day if form == "xlsx" else f"{day.day:02}.{day.month:02}.{day.year:04}"


def _custom(contact: Contact, column: Column, form: Form, lang: Language) -> object:
    value = next((value for name, value in contact.custom if name == column.name), None)
    if value is None:
        return ""
    if isinstance(value, bool):
        if form == "xlsx":
            return value
        return ("false", "true")[value] if form == "plain" else YES_NO[lang][value]
    if isinstance(value, Money):
        return _money(value, form)
    if isinstance(value, Decimal):
        return _number(value, form)
    text = str(value)
    return _day(text, form) if column.type == "date" and form != "plain" else text


def _number(value: Decimal, form: Form) -> object:
    # Equal numbers look the same: neither 1E+3 nor 1.50, which come back as 1000 and 1.5.
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    if form == "plain":
        return written
    if form == "xlsx" and sum(char.isdigit() for char in written) <= _DIGITS:
        return Decimal(written)
    return written.replace(".", ",")


def _money(value: Money, form: Form) -> object:
    """Return an amount; lira in XLSX are numbers, so that they can be added up."""
    if form == "plain":
        return money.plain(value)
    if form == "xlsx" and value.currency == "TRY" and abs(value.amount) < 10**_DIGITS:
        return Decimal(value.amount).scaleb(-2)
    amount = Decimal(value.amount).scaleb(-money.decimals(value.currency))
    places = money.decimals(value.currency)
    shown = f"{amount:,.{places}f}".translate({44: ".", 46: ","})
    return f"{shown} {'TL' if value.currency == 'TRY' else value.currency}"
