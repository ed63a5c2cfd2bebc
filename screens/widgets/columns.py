"""Columns of a list, how wide each is at a given width of the list, and what a person wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

LEAST_NAME = 14
LEAST_WIDTH, MOST_WIDTH = 4, 60
# Bar and mark stand before the first column, the scrollbar after the last: it is left free
# even when nothing scrolls, so that no column moves when the list grows.
BEFORE, AFTER = 3, 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``header`` is a message id; ``widths`` maps a list width to cells.

    The entry with the largest list width that still fits counts; none or 0 hides the column.
    Empty ``widths`` make it take what the others leave (one per list: the name). ``order``
    names the order a click on the header asks for, when it is not the column's own; ``usual``
    is the width of a column that is shown only when somebody wants it.
    """

    key: str
    header: str
    widths: Mapping[int, int] | None = None
    right: bool = False
    muted: bool = True
    sortable: bool = True
    order: str = ""
    usual: int = 0
    wanted: bool = False

    @property
    def sorts_by(self) -> str:
        """Return the order a click on the header asks for."""
        return self.order or self.key

    @property
    def takes_rest(self) -> bool:
        """Return whether it takes what the others leave."""
        return not self.widths

    @property
    def first_width(self) -> int:
        """Return how wide it is when somebody begins to show it."""
        return self.usual or max((self.widths or {}).values(), default=0)

    def width_at(self, list_width: int) -> int:
        """Return the cells of a fixed column in a list ``list_width`` wide."""
        fitting = [least for least in self.widths or {} if list_width >= least]
        return (self.widths or {})[max(fitting)] if fitting else 0


class Placed(NamedTuple):
    """A column with its place in the line."""

    column: Column
    start: int
    width: int


def place(columns: Sequence[Column], list_width: int, *, gap: int = 1) -> list[Placed]:
    """Return the columns that fit a list ``list_width`` cells wide, left to right.

    The name keeps fourteen cells; what does not fit beside it is left out. Columns somebody
    wants come before the others, left ones before right ones.
    """
    rest = list_width - BEFORE - AFTER
    fitting = {column.key for column in columns if column.takes_rest}
    beside = [one for one in columns if not one.takes_rest and one.width_at(list_width)]
    for column in sorted(beside, key=lambda one: not one.wanted):
        left = rest - column.width_at(list_width) - gap
        if left >= LEAST_NAME or not fitting:
            fitting.add(column.key)
            rest = left
    placed = []
    start = BEFORE
    for column in columns:
        if column.key in fitting:
            width = max(rest, 1) if column.takes_rest else column.width_at(list_width)
            placed.append(Placed(column, start, width))
            start += width + gap
    return placed


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a column: shown or not, how wide; None and 0 leave it as usual."""

    key: str
    shown: bool | None = None
    width: int = 0


def arranged(columns: Iterable[Column], wishes: Sequence[Wish]) -> list[Column]:
    """Return ``columns`` as wished: in that order, hidden or shown, and as wide.

    Columns without a wish follow in their own order. The one that takes the rest is always
    shown.
    """
    known = {column.key: column for column in columns}
    found = []
    for wish in wishes:
        column = known.pop(wish.key, None)
        if column is None or (wish.shown is False and not column.takes_rest):
            continue
        if wish.shown and not column.takes_rest:
            width = wish.width or column.first_width
            column = replace(column, widths={0: width}, wanted=True)
        found.append(column)
    return [*found, *known.values()]


def to_json(wishes: Sequence[Wish]) -> list[list[object]]:
    """Return wishes as they are remembered."""
    return [[wish.key, wish.shown, wish.width] for wish in wishes]


def from_json(kept: object) -> list[Wish]:
    """Return wishes from what was remembered; what can't be understood is left out."""
    wishes = []
    for one in kept if isinstance(kept, list) else []:
        match one:
            case [str() as key, bool() | None as shown, int() as width]:
                least = 0 if width <= 0 else LEAST_WIDTH
                wishes.append(Wish(key, shown, max(least, min(width, MOST_WIDTH))))
    return wishes
