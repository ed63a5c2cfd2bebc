"""The columns of a table of contacts and their headers in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from kobicrm.domain.codec import CUSTOM
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.turkish import fold
from kobicrm.i18n import LANGUAGES, Language, in_language

Form = Literal["plain", "excel-tr", "xlsx"]

# Type words stand in files, so they are part of the format: they never change.
_TYPE_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "text": "text",
        "number": "number",
        "money": "money",
        "date": "date",
        "yes_no": "yes/no",
        "choice": "choice",
    },
    "tr": {
        "text": "metin",
        "number": "sayı",
        "money": "para",
        "date": "tarih",
        "yes_no": "evet/hayır",
        "choice": "seçenek",
    },
}
_CUSTOM_WORD: dict[Language, str] = {"en": "custom", "tr": "özel"}
_TYPE_OF = {fold(word): type_ for words in _TYPE_WORDS.values() for type_, word in words.items()}
_CUSTOM_HEADER = re.compile(r"([^(]+?)\s*\(([^():]+):\s*([^:]+?)\s*(?::\s*(.*))?\)")
_CHOICE = re.compile(r"((?:[^\\|]|\\.)+)(?:\||$)")
_ESCAPED = re.compile(r"\\(.)")
_SPECIAL = re.compile(r"[\\|]")


class CustomDefinition(Protocol):
    """What a table has to know of a custom field; ``FieldInfo`` of the storage fits."""

    @property
    def name(self) -> str:
        """Return the name the shop gave it."""

    @property
    def type(self) -> str:
        """Return one of :data:`kobicrm.domain.values.CUSTOM_TYPES`."""

    @property
    def choices(self) -> Sequence[str]:
        """Return what may be chosen, none for other types."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``field`` is the contact's field; ``part`` the attribute in each of its values.

    ``label`` is a message id. A custom field has its ``name``, its own ``type`` and ``choices``.
    """

    key: str
    field: str
    label: str
    type: str = "text"
    part: str = ""
    name: str = ""
    choices: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _standard() -> tuple[Column, ...]:
    found: list[Column] = []
    for field in CONTACT.fields:
        if field.key == "custom":
            # Stands for the custom fields of the shop, wherever there are any.
            found.append(Column("custom", "custom", field.label))
        elif field.parts:
            found += [
                Column(part.key, field.key, part.label, field.type, part.attribute)
                for part in field.parts
            ]
        else:
            found.append(Column(field.key, field.key, field.label, field.type))
    return tuple(found)


def columns(custom: Iterable[CustomDefinition] = ()) -> tuple[Column, ...]:
    """Return the columns of a table in the order of the kind description.

    ``custom`` are the shop's own fields: one column each, in the order given.
    """
    found: list[Column] = []
    for column in _standard():
        if column.key == "custom":
            found += [custom_column(one.name, one.type, one.choices) for one in custom]
        else:
            found.append(column)
    return tuple(found)


def custom_column(name: str, type_: str, choices: Sequence[str] = ()) -> Column:
    """Return the column of a custom field."""
    return Column(CUSTOM + name, "custom", "", type_, name=name, choices=tuple(choices))


def header_of(column: Column, form: Form, lang: Language) -> str:
    """Return the header of a column: its key in plain tables, else its label in ``lang``."""
    if column.field != "custom":
        return column.key if form == "plain" else in_language(lang, column.label)
    shown: Language = "en" if form == "plain" else lang
    words = _TYPE_WORDS[shown][column.type]
    if column.choices:
        picks = (_SPECIAL.sub(r"\\\g<0>", choice) for choice in column.choices)
        words = f"{words}: {' | '.join(picks)}"
    return f"{column.name} ({_CUSTOM_WORD[shown]}: {words})"


@lru_cache(maxsize=1)
def _known() -> dict[str, Column]:
    standard = [column for column in _standard() if column.key != "custom"]
    # Keys win: scripts rely on them.
    found = {fold(column.key): column for column in standard}
    for lang in LANGUAGES:
        for column in standard:
            found.setdefault(fold(in_language(lang, column.label)), column)
    return found


def parse_header(text: str) -> Column | None:
    """Return the column a header names by key or label in either language, None when none does.

    A custom column is read from its own header, with its type and choices.
    """
    found = _known().get(fold(text))
    return found or _parse_custom(text)


def _parse_custom(text: str) -> Column | None:
    match = _CUSTOM_HEADER.fullmatch(text.strip())
    if match is None or fold(match[2]) not in {fold(word) for word in _CUSTOM_WORD.values()}:
        return None
    type_ = _TYPE_OF.get(fold(match[3]))
    listed = match[4]
    if type_ is None or (type_ == "choice") != bool(listed):
        return None
    picks = [_ESCAPED.sub(r"\1", pick.strip()) for pick in _CHOICE.findall(listed or "")]
    return custom_column(match[1].strip(), type_, [pick for pick in picks if pick])


def form_of(format_: str, header: Iterable[str]) -> Form:
    """Return the form of a table of ours from its file format and its header.

    A CSV file whose columns are named by keys is plain; one with labels is for Excel.
    """
    if format_ == "xlsx":
        return "xlsx"
    keys = {column.key for column in _standard()}
    return "plain" if any(name in keys for name in header) else "excel-tr"
