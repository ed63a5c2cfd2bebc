"""Records that belong to contacts as rows of a table or as documents; an import reads both back.

A kind is its description: nothing here knows what an interaction is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kobicrm.domain.dates import parse_iso
from kobicrm.domain.kinds.base import Field, Kind
from kobicrm.domain.tables import Form
from kobicrm.domain.tasks import NO_REMINDER
from kobicrm.i18n import LANGUAGES, N_, Language, in_language

CONTACT_UID = "contact_uid"
# Whole numbers, and the one that stands for an empty cell.
NUMBERS = {"minutes": 0, "remind": NO_REMINDER}
CONTACT_UID_LABEL = N_("Contact's record number")

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its values as the journal keeps them, and the name of its contact."""

    uid: str
    values: Values
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field of the kind, or the contact's record number in front of its name."""

    key: str
    label: str
    field: Field


def columns(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a table of ``kind`` in the order of its description."""
    found: list[Column] = []
    for field in kind.fields:
        if not field.exported:
            continue
        if field.type == "contact":
            found.append(Column(CONTACT_UID, CONTACT_UID_LABEL, field))
        found.append(Column(field.key, field.label, field))
    return tuple(found)


def header_of(column: Column, form: Form, lang: Language) -> str:
    """Return the header of a column: its key in plain tables, else its label in ``lang``."""
    return column.key if form == "plain" else in_language(lang, column.label)


def names_of(column: Column) -> tuple[str, ...]:
    """Return what a column is called: its key, and its label in each language."""
    return (column.key, *(in_language(lang, column.label) for lang in LANGUAGES))


def writer(
    columns: Sequence[Column], form: Form, lang: Language
) -> Callable[[Record], list[object]]:
    """Return what turns a record into the cells of its row."""
    cells = [_cell(column, form, lang) for column in columns]
    return lambda record: [cell(record) for cell in cells]


def _cell(column: Column, form: Form, lang: Language) -> Callable[[Record], object]:
    key, field = column.key, column.field
    if key == "uid":
        return lambda record: record.uid
    if key == CONTACT_UID:
        return lambda record: record.values[field.key]
    if field.type == "contact":
        return lambda record: record.contact
    if field.type == "choice" and form != "plain":
        words = {one: in_language(lang, label) for one, label in field.choices}
        return lambda record: words.get(record.values[key], record.values[key])
    if field.type == "instant" and form != "plain":
        return lambda record: _local(record.values[key])
    if field.type in _LISTS:
        return lambda record: _LISTS[field.type](json.loads(record.values[key]))
    if field.type in NUMBERS:
        nothing = NUMBERS[field.type]
        made = int if form == "xlsx" else str
        return lambda record: "" if record.values[key] == nothing else made(record.values[key])
    return lambda record: record.values[key]


def _items(items: list[list[Any]]) -> str:
    return "\n".join(f"[{'x' if done else ' '}] {text}" for text, done in items)


_LISTS: dict[str, Callable[[list[Any]], str]] = {"checklist": _items, "days": ", ".join}


def _local(text: str) -> str:
    """Return an instant by this machine's clock, with its distance to UTC: nothing is lost."""
    try:
        return parse_iso(text).astimezone().isoformat(" ")
    except (ValueError, OverflowError, OSError):
        return text


def to_document(record: Record, kind: Kind) -> dict[str, object]:
    """Return a record as a document of an export."""
    document: dict[str, object] = {"uid": record.uid}
    for field in kind.fields:
        if field.type == "contact":
            document[field.key] = {"uid": record.values[field.key], "name": record.contact}
        elif field.type == "checklist":
            items = json.loads(record.values[field.key])
            document[field.key] = [{"text": text, "done": done} for text, done in items]
        elif field.type == "days":
            document[field.key] = json.loads(record.values[field.key])
        elif field.key != "uid" and field.exported:
            document[field.key] = record.values[field.key]
    return document
