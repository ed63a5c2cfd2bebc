"""The rows a list holds: a window of pages over any number of records."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

PAGE_ROWS = 64
PAGES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a list: its id and the text of each column, by column key.

    ``tones`` colours the cells that say how something stands: text, accent, muted, success,
    warning, error.
    """

    id: int
    cells: Mapping[str, str]
    tones: Mapping[str, str] = field(default_factory=dict)


class RowSource(Protocol):
    """What a list draws from: a count, and the row at a place or None while unread."""

    @property
    def total(self) -> int:
        """How many rows there are."""
        ...

    def get(self, index: int) -> Row | None:
        """Return the row at ``index``, or None while it is not read."""
        ...


@dataclass(slots=True)
class _Page:
    rows: Sequence[Row]
    fresh: bool = True


class Pages:
    """Rows read on demand, 64 to a page; the 64 pages used last are kept.

    A reload begins a new generation: what was read before is still shown until its page
    arrives again, and pages asked for by an older generation are refused.
    """

    def __init__(self, page_rows: int = PAGE_ROWS, keep: int = PAGES_KEPT) -> None:
        """Begin empty."""
        self.page_rows = page_rows
        self.generation = 0
        self._keep = keep
        self._total = 0
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._asked: set[int] = set()

    @property
    def total(self) -> int:
        """How many rows there are, as far as known."""
        return self._total

    @property
    def held(self) -> int:
        """How many rows are in memory."""
        return sum(len(page.rows) for page in self._pages.values())

    def get(self, index: int) -> Row | None:
        """Return the row at ``index``, or None while it is not read."""
        if not 0 <= index < self._total:
            return None
        number, place = divmod(index, self.page_rows)
        page = self._pages.get(number)
        if page is None or place >= len(page.rows):
            return None
        self._pages.move_to_end(number)
        return page.rows[place]

    def wanted(self, first: int, last: int) -> list[int]:
        """Return the pages that rows ``first`` to ``last`` need, and note them as asked for."""
        last = min(last, self._total - 1)
        if last < first:
            return []
        pages = range(max(first, 0) // self.page_rows, last // self.page_rows + 1)
        missing = [number for number in pages if self._lacks(number)]
        self._asked.update(missing)
        return missing

    def _lacks(self, number: int) -> bool:
        page = self._pages.get(number)
        return number not in self._asked and (page is None or not page.fresh)

    def supply(self, number: int, rows: Sequence[Row], generation: int) -> bool:
        """Keep the ``rows`` of page ``number``; False when a newer reload made them old."""
        if generation != self.generation:
            return False
        self._asked.discard(number)
        self._pages[number] = _Page(rows)
        self._pages.move_to_end(number)
        while len(self._pages) > self._keep:
            self._pages.popitem(last=False)
        return True

    def release(self, number: int, generation: int) -> None:
        """Forget that page ``number`` was asked for, so that it is asked for again."""
        if generation == self.generation:
            self._asked.discard(number)

    def restart(self, total: int, *, forget: bool = False) -> None:
        """Begin a new generation of ``total`` rows; rows read before count as old.

        ``forget`` drops them: they belong to another question.
        """
        self.generation += 1
        self._total = total
        self._asked.clear()
        if forget:
            self._pages.clear()
        for page in self._pages.values():
            page.fresh = False

    def grow(self, total: int) -> None:
        """Take a better count of the same rows; a page that was cut short is read again."""
        self._total = total
        for number, page in self._pages.items():
            if len(page.rows) < min(self.page_rows, total - number * self.page_rows):
                page.fresh = False

    def index_of(self, record_id: int) -> int | None:
        """Return where a record stands among the rows in memory, or None."""
        for number, page in self._pages.items():
            for place, row in enumerate(page.rows):
                if row.id == record_id:
                    return number * self.page_rows + place
        return None


@dataclass(slots=True)
class Marks:
    """Which records are marked: some by id, or all found but some."""

    everything: bool = False
    ids: set[int] = field(default_factory=set)

    def has(self, record_id: int) -> bool:
        """Return whether the record is marked."""
        return (record_id in self.ids) != self.everything

    def toggle(self, record_id: int) -> None:
        """Mark the record, or take its mark away."""
        self.ids ^= {record_id}

    def count(self, total: int) -> int:
        """Return how many of ``total`` records are marked."""
        return total - len(self.ids) if self.everything else len(self.ids)
