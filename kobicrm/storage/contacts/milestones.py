"""Milestones along a long sorted list, so that a place in it is counted from near by.

Counting from an end costs what lies between: at a million contacts some 40 ms for the middle.
Laying the milestones costs little more than counting the list once, which gives the length.
"""

from __future__ import annotations

from kobicrm.storage.contacts import listing
from kobicrm.storage.contacts.listing import Edge

# Rows from one to the next: few enough to be counted within a millisecond.
STEP = 2048


class Milestones:
    """The sort keys and id of the last row of every ``step`` rows of the whole list."""

    def __init__(self, sort: str, *, descending: bool = False, step: int = STEP) -> None:
        """Describe the order; :meth:`lay` reads it."""
        self.sort = sort
        self.descending = descending
        self.step = step
        self.total = 0
        # The last row of each full step.
        self._edges: list[Edge] = []

    def lay(self) -> None:
        """Walk the list once, from step to step; it may be interrupted between them."""
        edges: list[Edge] = []
        edge, total = self._next(None)
        while edge is not None:
            edges.append(edge)
            edge, passed = self._next(edge)
            total += passed
        self._edges, self.total = edges, total

    def _next(self, edge: Edge | None) -> tuple[Edge | None, int]:
        return listing.edge_after(edge, self.step, sort=self.sort, descending=self.descending)

    def index_of(self, one: int) -> int | None:
        """Return the place of a contact, None when it is not in the list."""
        edge = listing.edge_of(one, self.sort)
        if edge is None:
            return None
        low, high = 0, len(self._edges)
        while low < high:
            middle = (low + high) // 2
            passed = self._edges[middle]
            if passed > edge if self.descending else passed < edge:
                low = middle + 1
            else:
                high = middle
        before = self._edges[low - 1] if low else None
        between = listing.count_between(before, edge, self.sort, descending=self.descending)
        return low * self.step + between

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return the ids of a window."""
        steps = min(offset // self.step, len(self._edges))
        return listing.ids_after(
            self._edges[steps - 1] if steps else None,
            sort=self.sort,
            descending=self.descending,
            limit=limit,
            skip=offset - steps * self.step,
        )
