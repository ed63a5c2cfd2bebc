"""The filter tree every list takes: search box, commands, and later the query language.

A filter says *what* is looked for in the words of the kind description; storage compiles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "has", "empty", "contains", "range"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be found anywhere in a record, folded; every word must occur, no word is nobody."""

    words: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A field compared with a value.

    ``has`` is membership in a multi-valued field, ``contains`` finds a phrase inside a text,
    ``range`` takes (least, greatest), either None when that end is open.
    """

    field: str
    operator: Operator
    value: object = None


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold; an empty ``All`` holds for everything."""

    parts: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part must hold."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: Filter


Filter = Text | Compare | All | AnyOf | Not

EVERYTHING = All()
