"""What a kind of record is: one description that every part of the program reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-value of a multi-valued field, a column of its own in tables (phone label ...)."""

    key: str
    attribute: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind.

    ``label`` is a message id; its Turkish and English forms, ``key`` and ``aliases`` (folded)
    are all recognised as column headers. ``parts`` makes it multi-valued, one table column a
    part. ``targets`` names what a column of another program may be imported as. ``words`` are
    further folded words for each choice, ``fallback`` the choice for any other one; a row
    without a ``required`` value is refused.
    """

    key: str
    label: str
    type: str = "text"
    aliases: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    sortable: bool = False
    searchable: bool = False
    bulk_editable: bool = False
    personal: bool = False
    exported: bool = True
    editable: bool = True
    required: bool = False
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fallback: str = ""

    @property
    def is_list(self) -> bool:
        """Return whether the field holds any number of values."""
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class Target:
    """Somewhere an import column can go that is not a plain field (mobile, full name ...)."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()


def _as_it_is(values: dict[str, Any], at: str) -> None:
    """Leave the values of an imported record as they are."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its names, its fields in display order, its import targets.

    ``settle`` makes the values of an imported record agree with each other; it is told the
    moment of the import.
    """

    key: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    targets: tuple[Target, ...] = ()
    keys: tuple[str, ...] = ()
    settle: Callable[[dict[str, Any], str], None] = _as_it_is
    _by_key: dict[str, Field] = field(default_factory=dict, compare=False, repr=False)

    def required(self) -> set[str]:
        """Return the fields a row is refused without; whose it is may be told besides."""
        return {one.key for one in self.fields if one.required and one.type != "contact"}

    def field(self, key: str) -> Field:
        """Return the field called ``key``; KeyError when there is none."""
        if not self._by_key:
            self._by_key.update({f.key: f for f in self.fields})
        return self._by_key[key]
