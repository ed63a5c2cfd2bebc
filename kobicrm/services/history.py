"""The history of the shop: every changeset, newest first, by windows; and what each one did."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass

from kobicrm.services.changesets import RecordChange, named_changes
from kobicrm.services.session import Session
from kobicrm.storage import journal_windows as stored
from kobicrm.storage.journal import ChangesetInfo
from kobicrm.storage.journal_windows import COUNTED, Wanted

__all__ = [
    "COUNTED",
    "HistoryRow",
    "HistoryView",
    "NumberedChange",
    "RecordsView",
    "Wanted",
    "facets",
]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A changeset and how many records it touched; from :data:`COUNTED` on, at least so many."""

    info: ChangesetInfo
    records: int


@dataclass(frozen=True, slots=True)
class NumberedChange:
    """What was done to one record, with the number of the change in the journal."""

    id: int
    change: RecordChange


class HistoryView:
    """All changesets as a list, the newest first; ``wanted`` narrows it."""

    def __init__(self, session: Session, wanted: Wanted | None = None) -> None:
        """Describe the list; nothing is read before :meth:`start`."""
        self.session = session
        self.wanted = wanted or Wanted()
        self.total = 0
        self._numbers: array[int] = array("q")

    def start(self) -> None:
        """Find the changesets wanted."""
        with self.session.store.reading():
            self._numbers = stored.numbers(self.wanted)
        self.total = len(self._numbers)

    def window(self, offset: int, limit: int) -> list[HistoryRow]:
        """Return the rows from ``offset`` on, at most ``limit``."""
        store = self.session.store
        with store.reading():
            infos = stored.changesets(self._numbers[offset : offset + limit])
            return [HistoryRow(info, _records(self.session, info)) for info in infos]

    def index_of(self, one: int) -> int | None:
        """Return where a changeset stands in the list, None when it is not in it."""
        place = bisect_left(self._numbers, -one, key=lambda number: -number)
        found = place < self.total and self._numbers[place] == one
        return place if found else None


def _records(session: Session, info: ChangesetInfo) -> int:
    kept = info.detail.get("count")
    if isinstance(kept, int):
        return kept
    return stored.records_up_to(session.store, info.id)


class RecordsView:
    """The records one changeset touched as a list, in the order they were written."""

    def __init__(self, session: Session, number: int) -> None:
        """Describe the list; nothing is read before :meth:`start`."""
        self.session = session
        self.number = number
        self.total = 0

    def start(self) -> None:
        """Count them."""
        with self.session.store.reading():
            self.total = stored.change_count(self.number)

    def window(self, offset: int, limit: int) -> list[NumberedChange]:
        """Return the rows from ``offset`` on, at most ``limit``."""
        with self.session.store.reading():
            found = stored.changes(self.number, offset, limit)
            named = named_changes(found)
        numbers = (change.id for change in found)
        return [NumberedChange(one, change) for one, change in zip(numbers, named, strict=True)]

    def index_of(self, one: int) -> int:
        """Return where a change stands in the list."""
        with self.session.store.reading():
            return stored.place_of_change(self.number, one)


def facets(session: Session) -> dict[str, list[tuple[str, int]]]:
    """Return what a history can be narrowed by: ``who``, ``door`` and ``action`` with counts."""
    with session.store.reading():
        return stored.facets()
