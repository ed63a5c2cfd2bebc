"""What a query may ask for: the fields of a kind, by their names in both languages.

A later kind plugs in with a table of its own; storage binds the keys to columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kobicrm.domain.turkish import fold

# words: a phrase inside a text; value: a whole value of any spelling; prefix: the beginning of
# one; the others as their names say.
ValueType = Literal[
    "words",
    "phone",
    "value",
    "prefix",
    "choice",
    "instant",
    "birthday",
    "date",
    "number",
    "money",
    "yes_no",
    "missing",
]
# These can be compared with < and > and take ranges.
RANGED: tuple[ValueType, ...] = ("instant", "birthday", "date", "number", "money")
CUSTOM = "custom:"
NAME = r"[^\W\d][\w.\-]*"

_NOT_WORD = re.compile(r"[\W_]+")
_PLAIN_NAME = re.compile(NAME)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed set: the words for it, the first of each language is written."""

    key: str
    tr: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field of a query: ``key`` names it in filter trees, ``label`` (message id) to people.

    The first name of each language is the one that is written.
    """

    key: str
    type: ValueType
    label: str
    tr: tuple[str, ...]
    en: tuple[str, ...]
    choices: tuple[Choice, ...] = ()

    def names(self, lang: str) -> tuple[str, ...]:
        """Return all names, those of ``lang`` first."""
        return (*self.tr, *self.en) if lang == "tr" else (*self.en, *self.tr)


@dataclass(frozen=True, slots=True)
class OwnField:
    """A custom field of the shop: its name, its type, the choices of a choice."""

    name: str
    type: str
    choices: tuple[str, ...] = ()


def plain(text: str) -> str:
    """Return a name as names are compared: folded letters and digits alone."""
    return _NOT_WORD.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Table:
    """The fields of one kind of record, the shop's own ones behind them."""

    kind: str
    fields: tuple[QueryField, ...]
    _exact: dict[str, QueryField] = field(default_factory=dict, compare=False, repr=False)
    _plain: dict[str, QueryField] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Look names up quickly; of two fields with one name the first has it."""
        for one in self.fields:
            for name in (*one.tr, *one.en):
                self._exact.setdefault(fold(name), one)
                self._plain.setdefault(plain(name), one)

    def find(self, name: str) -> QueryField | None:
        """Return the field called ``name`` in either language and any spelling."""
        return self._exact.get(fold(name)) or self._plain.get(plain(name))

    def get(self, key: str) -> QueryField:
        """Return the field a filter tree names; KeyError when it has none in queries."""
        for one in self.fields:
            if one.key == key:
                return one
        raise KeyError(key)

    def written(self, one: QueryField, lang: str) -> str:
        """Return the name a query is written with."""
        for name in one.names(lang):
            form = _NOT_WORD.sub("_", name) if one.key.startswith(CUSTOM) else name
            if _PLAIN_NAME.fullmatch(form) and self.find(form) is one:
                return form
            if '"' not in name and self.find(name) is one:
                return f'"{name}"'
        raise KeyError(one.key)

    def nearest(self, name: str, lang: str) -> str:
        """Return the written name of the field that looks most like ``name``, '' for none."""
        known: dict[str, str] = {}
        for each in self.fields:
            for one in each.names(lang):
                fits = _PLAIN_NAME.fullmatch(one)
                known.setdefault(plain(one), one if fits else self.written(each, lang))
        found = nearest(plain(name), list(known))
        return known[found] if found else ""


def nearest(text: str, known: Sequence[str]) -> str:
    """Return what of ``known`` looks most like ``text``, '' when nothing does."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=60)
    return str(found[0]) if found else ""


def own_field(own: OwnField) -> QueryField:
    """Return the field of a query behind a custom field; it always goes by ``alan.NAME`` too."""
    types: dict[str, ValueType] = {
        "text": "words",
        "number": "number",
        "money": "money",
        "date": "date",
        "yes_no": "yes_no",
    }
    choices = tuple(Choice(one, (one,), ()) for one in own.choices)
    names = (own.name, f"alan.{own.name}"), (own.name, f"field.{own.name}")
    kind = types.get(own.type, "choice")
    return QueryField(CUSTOM + own.name, kind, own.name, *names, choices)


def table_of(kind: str, own: Iterable[OwnField] = ()) -> Table:
    """Return the fields that queries on a kind know; KeyError for a kind without any."""
    from kobicrm.domain.querying.tables import TABLES

    return Table(kind, (*TABLES[kind], *map(own_field, own)))
