"""What a list on the screen asks for: windows of rows, the whole list or a search."""

from __future__ import annotations

from array import array

from kobicrm.domain.contacts import ListRow
from kobicrm.services.session import Session
from kobicrm.storage import search as text_search
from kobicrm.storage.contacts import listing

# How many edges of windows are remembered.
_EDGES = 256


class ListView:
    """One sorted list, perhaps narrowed by a search text.

    Without a text every window is read from the index, at any depth. With one, the first hits
    come at once (:meth:`start`); :meth:`finish` finds the others, and may be interrupted.
    """

    def __init__(
        self, session: Session, *, text: str = "", sort: str = "name", descending: bool = False
    ) -> None:
        """Describe a list; nothing is read yet. A search is always in name order."""
        self.session = session
        self.text = text.strip()
        self.sort = sort
        self.descending = descending
        self.complete = not self.text
        self._ids: array[int] = array("q")
        self._total = 0
        # By place: the sort key and id of the row above an edge, and of the row below it.
        self._above: dict[int, tuple[object, int]] = {}
        self._below: dict[int, tuple[object, int]] = {}

    @property
    def total(self) -> int:
        """Return how many rows are known so far."""
        return len(self._ids) if self.text else self._total

    def start(self, limit: int = 64) -> None:
        """Read how long the list is, or the first hits of the search."""
        self._above.clear()
        self._below.clear()
        with self.session.store.reading():
            if not self.text:
                self._total = listing.count()
                return
            hits = text_search.first_hits(self.session.store, self.text, limit)
            self._ids, self.complete = array("q", hits.ids), hits.complete

    def finish(self) -> None:
        """Find all hits of the search."""
        if not self.complete:
            with self.session.store.reading():
                self._ids = text_search.all_hits(self.session.store, self.text)
            self.complete = True

    def window(self, offset: int, limit: int) -> list[ListRow]:
        """Return the rows from ``offset`` on, at most ``limit``."""
        with self.session.store.reading():
            if self.text:
                ids = self._ids[offset : offset + limit].tolist()
            else:
                ids = self._page(offset, limit)
            return listing.list_rows(self.session.store, ids)

    def _page(self, offset: int, limit: int) -> list[int]:
        """Return the ids of a window: from a neighbour's edge when there is one, else counted."""
        above, below = self._above.get(offset), self._below.get(offset + limit)
        sort, down = self.sort, self.descending
        if above is not None:
            ids = listing.ids_after(*above, sort=sort, descending=down, limit=limit)
        elif below is not None:
            ids = listing.ids_after(*below, sort=sort, descending=not down, limit=limit)[::-1]
        else:
            ids = listing.page(
                sort=sort, descending=down, offset=offset, limit=limit, total=self._total
            )
        if len(ids) == limit:
            self._remember(offset, ids)
        return ids

    def _remember(self, offset: int, ids: list[int]) -> None:
        if len(self._above) >= _EDGES:
            self._above.clear()
            self._below.clear()
        first, last = ids[0], ids[-1]
        self._below[offset] = (listing.key_of(first, self.sort), first)
        self._above[offset + len(ids)] = (listing.key_of(last, self.sort), last)

    def index_of(self, one: int) -> int | None:
        """Return the place of the contact with this id, None when it is not in the list."""
        if self.text:
            try:
                return self._ids.index(one)
            except ValueError:
                return None
        with self.session.store.reading():
            return listing.index_of(one, sort=self.sort, descending=self.descending)
