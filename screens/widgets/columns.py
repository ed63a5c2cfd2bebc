"""Columns of a list, and how wide each is at a given width of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

LEAST_NAME = 14
# Bar and mark stand before the first column, the scrollbar after the last: it is left free
# even when nothing scrolls, so that no column moves when the list grows.
BEFORE, AFTER = 3, 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``header`` is a message id; ``widths`` maps a list width to cells.

    The entry with the largest list width that still fits counts; none or 0 hides the column.
    Empty ``widths`` make it take what the others leave (one per list: the name).
    """

    key: str
    header: str
    widths: Mapping[int, int] | None = None
    right: bool = False
    muted: bool = True
    sortable: bool = True

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

    When the name would get less than fourteen cells, columns leave from the right.
    """
    shown = [column for column in columns if not column.widths or column.width_at(list_width)]
    while True:
        fixed = sum(column.width_at(list_width) for column in shown if column.widths)
        rest = list_width - BEFORE - AFTER - fixed - gap * (len(shown) - 1)
        removable = [column for column in shown if column.widths]
        if rest >= LEAST_NAME or not removable:
            break
        shown.remove(removable[-1])
    placed = []
    start = BEFORE
    for column in shown:
        width = column.width_at(list_width) if column.widths else max(rest, 1)
        placed.append(Placed(column, start, width))
        start += width + gap
    return placed
