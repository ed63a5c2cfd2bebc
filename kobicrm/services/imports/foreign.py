"""Reading contacts from JSON documents of other programs, by the names their keys have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from kobicrm.domain.clean import clean_line
from kobicrm.domain.kinds.programs import Program, program_of
from kobicrm.domain.kinds.programs.documents import (
    DOCUMENTS,
    HOLDERS,
    LABELS,
    OWN_FIELDS,
    SINGULAR,
    VALUES,
)
from kobicrm.services.imports.cells import Taker, taker
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.headers import normal
from kobicrm.services.imports.mapping import ColumnPlan, column_of, signature
from kobicrm.services.imports.rows import RowParts

_CAMEL = re.compile(r"(?<=[a-zçğıöşü])(?=[A-ZÇĞİÖŞÜ])")
_OWN = "custom fields"
# So many fields of the user's own become ours; a file with more of them says nothing by it.
_MOST_FIELDS = 30
_MOST_KEYS = 500

# The key as it stands in the document, its words, its value.
_Value = tuple[str, str, str]


class ForeignReader:
    """Turns documents of other programs into drafts; ``keys`` tells where each key went."""

    def __init__(self, *, at: datetime, source: str) -> None:
        """Read documents that arrive ``at``; codes belong to ``source``, else to the program."""
        self._at, self._source, self._signature = at, source, ""
        self._known: dict[tuple[str, str, str], tuple[ColumnPlan, Taker]] = {}
        self._fields: set[str] = set()
        self.profile = ""
        self.keys: dict[str, str] = {}

    def read(self, line: int, doc: Mapping[str, object]) -> RowDraft:
        """Return what a document says; TypeError for one that can't be a contact's."""
        program = program_of({normal(key) for key in doc})
        self.profile = self.profile or program.key
        self._signature = self._signature or signature(list(doc))
        namespace = self._source or program.source or program.key or self._signature
        parts = RowParts(self._at, "tr", namespace)
        known = replace(program, columns={**DOCUMENTS.columns, **program.columns})
        for key, words, text in _values("", "", doc):
            column, take = self._column(key, words, known)
            if column.target and text:
                take(parts, column, text)
        return parts.draft(line)

    def _column(self, key: str, words: str, program: Program) -> tuple[ColumnPlan, Taker]:
        place = (program.key, program.source, f"{key}\n{words}")
        found = self._known.get(place)
        if found is None:
            column = column_of(0, key, normal(words), program)
            if not column.target and words.startswith(f"{_OWN} "):
                column = self._own_field(key)
            found = column, taker(column)
            if len(self._known) < _MOST_KEYS:
                self._known[place] = found
                target = f"custom:{column.custom}" if column.custom else column.target
                self.keys[key] = self.keys.get(key) or target
        return found

    def _own_field(self, key: str) -> ColumnPlan:
        name = clean_line(key.rpartition(".")[2], 100)
        if name and (name in self._fields or len(self._fields) < _MOST_FIELDS):
            self._fields.add(name)
            return ColumnPlan(0, key, "custom", name, "text")
        return ColumnPlan(0, key, "")


def _values(path: str, words: str, value: object) -> Iterator[_Value]:
    """Yield all single values of a document, each under its key and the words that lead to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            name = _CAMEL.sub(" ", key)
            holder = normal(name)
            if isinstance(inner, Mapping) and holder in OWN_FIELDS:
                name = _OWN
            elif isinstance(inner, Mapping) and not words and holder in HOLDERS:
                name = ""
            below = f"{words} {name}".strip()
            yield from _values(f"{path}.{key}" if path else key, below, inner)
    elif isinstance(value, list):
        yield from _listed(path, words, value)
    else:
        yield path, words, _text(value)


def _listed(path: str, words: str, items: list[object]) -> Iterator[_Value]:
    one = SINGULAR.get(normal(words), words)
    for number, item in enumerate(items, 1):
        if isinstance(item, Mapping):
            yield from _object(path, f"{one} {min(number, 99)}", item)
        elif isinstance(item, list):
            yield from _listed(path, words, item)
        elif one == "company" and number > 1:
            # A row has one company; the others are kept beside it.
            yield path, "companies", _text(item)
        else:
            yield path, one, _text(item)


def _object(path: str, words: str, item: Mapping[str, object]) -> Iterator[_Value]:
    """Yield an object of a list: a value with its label, or an address in parts."""
    label = next((key for key in LABELS if isinstance(item.get(key), str)), "")
    value = next((key for key in VALUES if isinstance(item.get(key), str | int)), "")
    if label:
        yield f"{path}.{label}", f"{words} label", _text(item[label])
    if value:
        yield path, words, _text(item[value])
    rest = {key: inner for key, inner in item.items() if key not in (label, value)}
    yield from _values(path, words, rest)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "evet" if value else "hayır"
    return "" if value is None else str(value).strip()
