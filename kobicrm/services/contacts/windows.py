"""What a list on the screen asks for: windows of rows, the whole list or what is found."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from kobicrm.domain.order import letter_range
from kobicrm.domain.query import EVERYTHING, All, Filter, Text
from kobicrm.storage import search as text_search
from kobicrm.storage.contacts import listing
from kobicrm.storage.contacts.found import Found
from kobicrm.storage.contacts.milestones import Milestones
from kobicrm.storage.contacts.orders import order_of
from kobicrm.storage.filters import compile_filter

if TYPE_CHECKING:
    from kobicrm.domain.list_row import ListRow
    from kobicrm.services.session import Session

# How many edges of windows are remembered.
_EDGES = 256


class ListView:
    """One sorted list, perhaps narrowed by a search text and a filter.

    Of the whole list every window is read from the index, at any depth. Of a narrowed one the
    first hits come at once (:meth:`start`); :meth:`finish` finds the others, and may be
    interrupted.
    """

    def __init__(
        self,
        session: Session,
        *,
        text: str = "",
        where: Filter = EVERYTHING,
        sort: str = "name",
        descending: bool = False,
    ) -> None:
        """Describe a list; nothing is read yet.

        Raises UsageError for an unknown sort, ValidationError for a field that can't be
        filtered by.
        """
        self.session = session
        self.text = text.strip()
        self.where = where
        self.sort = sort
        self.descending = descending
        self.by_letters = order_of(sort).by_letters
        self._filtered = compile_filter(where) is not None
        self.complete = not self.narrowed
        self._ids: array[int] = array("q")
        self._milestones: Milestones | None = None
        # By place: the sort keys and id of the row above an edge, and of the row below it.
        self._above: dict[int, listing.Edge] = {}
        self._below: dict[int, listing.Edge] = {}

    @property
    def narrowed(self) -> bool:
        """Return whether a text or a filter leaves contacts out."""
        return bool(self.text) or self._filtered

    @property
    def total(self) -> int:
        """Return how many rows are known so far."""
        if self.narrowed:
            return len(self._ids)
        return self._milestones.total if self._milestones else 0

    @property
    def measured(self) -> bool:
        """Return whether the length of the whole list is known."""
        return self._milestones is not None

    def start(self, limit: int = 64) -> None:
        """Read how long the list is, or the first hits of the search."""
        self._above.clear()
        self._below.clear()
        store = self.session.store
        with store.reading():
            if not self.narrowed:
                milestones = Milestones(self.sort, descending=self.descending)
                milestones.lay()
                self._milestones = milestones
                return
            found = self._found()
            hits = found.first(limit) if found else text_search.first_hits(store, self.text, limit)
            self._ids, self.complete = array("q", hits.ids), hits.complete

    def finish(self) -> None:
        """Find all hits of the search."""
        if self.complete:
            return
        store = self.session.store
        with store.reading():
            found = self._found()
            self._ids = found.all() if found else text_search.all_hits(store, self.text)
        self.complete = True

    def _found(self) -> Found | None:
        """Return how the rows are found; None for a text alone in the order of names."""
        if not self._filtered and (self.sort, self.descending) == ("name", False):
            return None
        where = All((Text(self.text), self.where)) if self.text else self.where
        return Found(self.session.store, where, self.sort, self.descending)

    def window(self, offset: int, limit: int) -> list[ListRow]:
        """Return the rows from ``offset`` on, at most ``limit``."""
        with self.session.store.reading():
            if self.narrowed:
                ids = self._ids[offset : offset + limit].tolist()
            else:
                ids = self._page(offset, limit)
            return listing.list_rows(self.session.store, ids)

    def _page(self, offset: int, limit: int) -> list[int]:
        """Return the ids of a window: from a neighbour's edge when there is one, else counted."""
        above, below = self._above.get(offset), self._below.get(offset + limit)
        sort, down = self.sort, self.descending
        if above is not None:
            ids = listing.ids_after(above, sort=sort, descending=down, limit=limit)
        elif below is not None:
            ids = listing.ids_after(below, sort=sort, descending=not down, limit=limit)[::-1]
        else:
            milestones = self._milestones or Milestones(sort, descending=down)
            ids = milestones.ids(offset, limit)
        if len(ids) == limit:
            self._remember(offset, ids)
        return ids

    def _remember(self, offset: int, ids: list[int]) -> None:
        if len(self._above) >= _EDGES:
            self._above.clear()
            self._below.clear()
        for edges, place, one in (
            (self._below, offset, ids[0]),
            (self._above, offset + len(ids), ids[-1]),
        ):
            edge = listing.edge_of(one, self.sort)
            if edge is not None:
                edges[place] = edge

    def index_of(self, one: int) -> int | None:
        """Return the place of the contact with this id, None when it is not in the list."""
        if self.narrowed:
            try:
                return self._ids.index(one)
            except ValueError:
                return None
        with self.session.store.reading():
            milestones = self._milestones or Milestones(self.sort, descending=self.descending)
            return milestones.index_of(one)

    def place_of_letter(self, letter: str) -> int:
        """Return the place of the first row whose sort text begins with ``letter``.

        When none does, that of the first one behind it in the direction of the list, which may
        be the length of the list. Letters are those of ``turkish.letter_of``, ``#`` for what
        stands before the alphabet. A list that is not sorted by a text begins at 0.
        """
        if not self.by_letters:
            return 0
        if not self.narrowed:
            with self.session.store.reading():
                return listing.place_of_letter(letter, sort=self.sort, descending=self.descending)
        self.finish()
        least, beyond = letter_range(letter)
        low, high = 0, len(self._ids)
        with self.session.store.reading():
            while low < high:
                middle = (low + high) // 2
                key = listing.letters_of(self._ids[middle], self.sort)
                if key >= beyond if self.descending else key < least:
                    low = middle + 1
                else:
                    high = middle
        return low
