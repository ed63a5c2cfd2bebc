"""Which column of a table goes where: recognised from its header, or told by the user."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kobicrm.domain import tables
from kobicrm.domain.clean import clean_line
from kobicrm.domain.contacts import ANONYMOUS
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.programs import UNKNOWN, Program, program_of
from kobicrm.domain.turkish import fold
from kobicrm.domain.values import CUSTOM_TYPES
from kobicrm.errors import UsageError
from kobicrm.services.imports.headers import is_known, meaning, normal, repaired, target_of

IGNORED = ""
OWN = "kobicrm"
_CUSTOM = re.compile(r"custom:([^:]+)(?::([a-z_]+))?")
# Targets of a single value: a second column of the same kind only fills what the first left.
MONEY = "balance"


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Where one column goes: a target, a custom field, a column of our own, or nowhere.

    ``way`` is how its cells are read where that is not how all of the target are, ``label``
    what its values are marked with, ``group`` what holds the columns of one address together,
    ``choices`` what a custom field of the shop lets one choose from.
    """

    index: int
    header: str
    target: str
    custom: str = ""
    custom_type: str = ""
    choices: tuple[str, ...] = ()
    own: tables.Column | None = None
    way: str = ""
    label: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class TablePlan:
    """The plan of a whole table, the program it comes from and whose its codes are."""

    columns: tuple[ColumnPlan, ...]
    profile: str
    source: str
    program: Program = UNKNOWN

    @property
    def is_own(self) -> bool:
        """Return whether the table is an export of ours coming back."""
        return self.profile == OWN


def header_hints(cells: Sequence[str]) -> int:
    """Return how many cells are known column names: what finds the header row."""
    named = zip(cells, repaired(cells), strict=True)
    return sum(
        1
        for cell, word in named
        if cell and (is_known(word) or tables.parse_header(cell) is not None)
    )


def hints_with(told: Mapping[str | int, str]) -> Callable[[Sequence[str]], int]:
    """Return :func:`header_hints` that also knows the columns the user named."""
    named = {fold(column) for column in told if isinstance(column, str)}
    numbers = [int(column) for column in named if column.isdecimal()]

    def hints(cells: Sequence[str]) -> int:
        extra = sum(1 for cell in cells if cell and not target_of(cell) and fold(cell) in named)
        return header_hints(cells) + extra + sum(1 for number in numbers if number <= len(cells))

    return hints


def plan_columns(
    header: Sequence[str], *, told: Mapping[str | int, str] | None = None, source: str = ""
) -> TablePlan:
    """Return the plan for a table with this header.

    ``told`` maps a header (or its number from 1; as an int it is never taken for a header) to
    a target, ``custom:NAME[:TYPE]`` or '-' for leaving it out. Raises UsageError for a column
    that is not there or an unknown target.
    """
    wishes = _resolve_wishes(header, told or {})
    own = {
        index: column
        for index, text in enumerate(header)
        if (column := tables.parse_header(text)) is not None
    }
    if any(column.key == "uid" for column in own.values()):
        plans = [_own_plan(i, text, wishes.get(i), own.get(i)) for i, text in enumerate(header)]
        return TablePlan(tuple(plans), OWN, source or OWN)
    words = repaired(header)
    program = program_of(words)
    plans = [_plan(index, text, wishes.get(index)) for index, text in enumerate(header)]
    for index, word in enumerate(words):
        if index not in wishes:
            plans[index] = column_of(index, header[index], word, program)
    namespace = source or program.source or program.key or signature(header)
    return TablePlan(_settle_names(plans), program.key, namespace, program)


def column_of(index: int, header: str, word: str, program: Program) -> ColumnPlan:
    """Return where the column ``word`` of a program's table goes; ``header`` is what is shown."""
    told, number = meaning(word, program)
    told, _, label = told.partition("@")
    target, _, way = told.partition(":")
    if target == MONEY:
        return _plan(index, header, target)
    own = None if target else tables.parse_header(header)
    if own is not None and own.name:
        # A field of the shop's own, as blank tables name it.
        return ColumnPlan(index, header, "custom", own.name, own.type)
    group = label + number
    return ColumnPlan(index, header, target, way=way, label=label, group=group)


def signature(header: Sequence[str]) -> str:
    """Name a table by its columns, so that tomorrow's export of the same list is the same."""
    text = "\n".join(sorted(normal(name) for name in header if name.strip()))
    return ANONYMOUS + hashlib.sha256(text.encode()).hexdigest()[:8]


def _resolve_wishes(header: Sequence[str], told: Mapping[str | int, str]) -> dict[int, str]:
    wishes: dict[int, str] = {}
    folded = [fold(text) for text in header]
    for column, target in told.items():
        if isinstance(column, int):
            found = [column - 1] if 1 <= column <= len(header) else []
        elif fold(column) in folded:
            found = [index for index, text in enumerate(folded) if text == fold(column)]
        elif column.isdecimal() and 1 <= int(column) <= len(header):
            found = [int(column) - 1]
        else:
            raise UsageError("column_missing", column=column, known=", ".join(filter(None, header)))
        wishes.update(dict.fromkeys(found, _known_target(target)))
    return wishes


def _known_target(wish: str) -> str:
    """Return the target a user's word means: its key, or any name a column of it may have."""
    if wish in ("", "-") or wish in {known.key for known in CONTACT.targets}:
        return wish
    match = _CUSTOM.fullmatch(wish)
    if match and (match[2] or "text") in CUSTOM_TYPES and match[2] != "choice":
        return wish
    meant = target_of(wish)
    if not meant:
        known = ", ".join(sorted(known.key for known in CONTACT.targets))
        raise UsageError("target_unknown", target=wish, known=known)
    return meant


def _plan(index: int, header: str, wish: str | None) -> ColumnPlan:
    target = target_of(header) if wish is None else wish.removeprefix("-")
    match = _CUSTOM.fullmatch(target)
    if match:
        name = clean_line(match[1], 100)
        return ColumnPlan(index, header, "custom", name, match[2] or "text")
    if target == MONEY:
        return ColumnPlan(index, header, "custom", clean_line(header, 100) or "Bakiye", "money")
    return ColumnPlan(index, header, target)


def _own_plan(
    index: int, header: str, wish: str | None, column: tables.Column | None
) -> ColumnPlan:
    if wish is not None:
        return _plan(index, header, wish)
    if column is None:
        return ColumnPlan(index, header, IGNORED)
    return ColumnPlan(index, header, column.key, own=column)


def _settle_names(plans: list[ColumnPlan]) -> tuple[ColumnPlan, ...]:
    """Read `Ad` alone as a whole name, and `İsim` beside `Soyad` as a first name."""
    targets = {plan.target for plan in plans if not plan.way}
    change: dict[str, str] = {}
    if "first_name" in targets and not {"last_name", "full_name"} & targets:
        change["first_name"] = "full_name"
    if "full_name" in targets and "last_name" in targets and "first_name" not in targets:
        change["full_name"] = "first_name"
    return tuple(replace(p, target=change.get(p.target, p.target)) for p in plans)
