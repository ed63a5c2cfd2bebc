"""From the cells of a row of ours back to the values of a contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kobicrm.domain import drafting, identity, money
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.codec import EPOCH, sorted_custom
from kobicrm.domain.contacts import Address, Code, CompanyLink, Email, Note, Phone, Warn
from kobicrm.domain.dates import parse_iso
from kobicrm.domain.joined import split_values
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.tables.columns import Column, Form
from kobicrm.domain.values import picked

_Parts = dict[str, str]


class _UnreadableError(ValueError):
    """A cell that somebody changed into something the field can't hold."""


def from_cells(
    columns: Sequence[Column],
    cells: Sequence[object],
    form: Form,
    *,
    at: datetime = EPOCH,
    problems: list[Warn] | None = None,
) -> dict[str, Any]:
    """Return the values of every field that ``columns`` name, empty ones too.

    Also ``uid``, ``created_at`` and ``updated_at`` (None when empty). Choices and labels are
    read in either language; phones, e-mails and numbers are understood anew from their text.
    ``at`` is the time of notes that have none. A value that can't be read is left out, its
    field stays empty, and ``problems`` (when given) gets a warning with its text.
    """
    noted: list[Warn] = [] if problems is None else problems
    values: dict[str, Any] = {}
    lists: dict[str, dict[str, list[str]]] = {}
    custom: dict[str, object] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column.part:
            lists.setdefault(column.field, {})[column.part] = split_values(_text(cell))
        elif column.key == "tags":
            values["tags"] = _tags(_text(cell))
        else:
            empty = None if column.type == "instant" else ""
            found = _read(column, cell, form, noted)
            if column.field == "custom":
                if found is not None:
                    custom[column.name] = found
            else:
                values[column.key] = empty if found is None else found
    for field, parts in lists.items():
        values[field] = tuple(_made(field, parts, at, noted))
    if any(column.field == "custom" for column in columns):
        values["custom"] = sorted_custom(custom)
    if "kind" in values:
        values["kind"] = values["kind"] or "person"
    return values


def _text(cell: object) -> str:
    """Return a cell as text; a number that somebody typed over keeps its digits."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0").replace(".", ",")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _read(column: Column, cell: object, form: Form, noted: list[Warn]) -> object | None:
    """Return the value of a plain or custom field, None when the cell is empty or unreadable."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    key = column.key if column.field == "custom" else column.field
    try:
        if column.field == "custom":
            return _custom(column, cell, form)
        return _READERS.get(column.type, _line)(column, _text(cell))
    except _UnreadableError as error:
        noted.append(Warn(str(error), key, clean_line(_text(cell))))
        return None


def _line(_column: Column, text: str) -> object:
    return clean_line(text)


def _choice(column: Column, text: str) -> object:
    found = drafting.choice(CONTACT.field(column.key), text)
    if found is None:
        raise _UnreadableError("choice_unreadable")
    return found


def _birthday(_column: Column, text: str) -> object:
    found = drafting.birthday(text)
    if found is None:
        raise _UnreadableError("date_invalid")
    return found


def _tax_number(_column: Column, text: str) -> object:
    line = clean_line(text)
    return identity.parse_tax_number(line).value or line


def _iban(_column: Column, text: str) -> object:
    line = clean_line(text)
    return identity.parse_iban(line).value or line


def _instant(_column: Column, text: str) -> object:
    try:
        return parse_iso(text.strip())
    except ValueError:
        raise _UnreadableError("date_invalid") from None


_READERS: Mapping[str, Callable[[Column, str], object]] = {
    "choice": _choice,
    "birthday": _birthday,
    "tax_number": _tax_number,
    "iban": _iban,
    "instant": _instant,
}


def _custom(column: Column, cell: object, form: Form) -> object:
    lang = "en" if form == "plain" else "tr"
    found: object | None
    if isinstance(cell, bool):
        found = cell if column.type == "yes_no" else drafting.custom_value(column.type, "1", lang)
    elif isinstance(cell, int | float | Decimal):
        found = _from_number(column, cell, lang)
    elif isinstance(cell, date):
        found = _from_date(column, cell)
    else:
        found = drafting.custom_value(column.type, str(cell), lang)
    if column.type == "choice" and found is not None:
        # A choice that was taken from the list meanwhile is still what was chosen.
        found = picked(str(found), column.choices) or found
    if found is None:
        raise _UnreadableError("custom_unreadable")
    return found


def _from_number(column: Column, cell: float | Decimal, lang: str) -> object | None:
    number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    if column.type == "number":
        return Decimal(int(number)) if number == number.to_integral_value() else number
    if column.type == "money":
        return money.parse_money(f"{number:.2f} TRY", lang).money
    return drafting.custom_value(column.type, _text(cell), lang)


def _from_date(column: Column, cell: date) -> object | None:
    day = cell.date() if isinstance(cell, datetime) else cell
    return day.isoformat() if column.type in ("date", "text") else None


def _tags(text: str) -> tuple[str, ...]:
    return drafting.make_tags([text])


def _made(
    field: str, parts: Mapping[str, list[str]], at: datetime, noted: list[Warn]
) -> Iterator[Any]:
    for index in range(max(map(len, parts.values()), default=0)):
        one = {name: texts[index] if index < len(texts) else "" for name, texts in parts.items()}
        if any(one.values()):
            yield from _MAKERS[field](one, at, noted)


def _phones(one: _Parts, _at: datetime, _noted: list[Warn]) -> tuple[Any, ...]:
    raw, label = one.get("raw", ""), one.get("label", "")
    # Several are what somebody typed into the cell; none is an odd text that was kept.
    return drafting.make_phones(raw, label) or _kept(Phone, raw, label)


def _emails(one: _Parts, _at: datetime, _noted: list[Warn]) -> tuple[Any, ...]:
    raw, label = one.get("raw", ""), one.get("label", "")
    return drafting.make_emails(raw, label) or _kept(Email, raw, label)


def _kept(type_: type[Phone] | type[Email], raw: str, label: str) -> tuple[Any, ...]:
    line = clean_line(raw)
    return (type_(line, label=drafting.as_label(label), valid=False),) if line else ()


def _socials(one: _Parts, _at: datetime, _noted: list[Warn]) -> tuple[Any, ...]:
    made = drafting.make_social(one.get("raw", ""), one.get("network", ""), one.get("label", ""))
    return (made,) if made else ()


def _websites(one: _Parts, _at: datetime, _noted: list[Warn]) -> tuple[Any, ...]:
    made = drafting.make_website(one.get("raw", ""), one.get("label", ""))
    return (made,) if made else ()


def _addresses(one: _Parts, _at: datetime, _noted: list[Warn]) -> tuple[Address, ...]:
    return (drafting.make_address(**one),)


def _companies(one: _Parts, _at: datetime, _noted: list[Warn]) -> tuple[CompanyLink, ...]:
    name, uid = clean_line(one.get("name", "")), clean_line(one.get("uid", ""))
    link = CompanyLink(uid, clean_line(one.get("role", "")), name)
    return (link,) if name or uid else ()


def _codes(one: _Parts, _at: datetime, _noted: list[Warn]) -> tuple[Code, ...]:
    made = drafting.make_code(one.get("code", ""), clean_line(one.get("source", "")))
    return (made,) if made else ()


def _notes(one: _Parts, at: datetime, noted: list[Warn]) -> tuple[Note, ...]:
    text = clean_text(one.get("text", ""))
    if not text:
        return ()
    told = one.get("at", "")
    try:
        return (Note(text, parse_iso(told) if told else at),)
    except ValueError:
        noted.append(Warn("date_invalid", "notes", clean_line(told)))
        return (Note(text, at),)


_MAKERS: Mapping[str, Callable[[_Parts, datetime, list[Warn]], tuple[Any, ...]]] = {
    "phones": _phones,
    "emails": _emails,
    "socials": _socials,
    "websites": _websites,
    "addresses": _addresses,
    "companies": _companies,
    "codes": _codes,
    "notes": _notes,
}
