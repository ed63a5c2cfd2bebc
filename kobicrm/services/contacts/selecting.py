"""Naming many contacts at once: those marked, or everything found but some."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kobicrm.domain.query import All, Filter, Text
from kobicrm.storage import contacts as stored
from kobicrm.storage.contacts import listing
from kobicrm.storage.contacts.found import Found
from kobicrm.storage.models.base import CHUNK

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Contact
    from kobicrm.services.session import Session

NAMED = 3


@dataclass(frozen=True, slots=True)
class Selection:
    """The contacts with these ``ids``; or all that a list shows, but those of ``minus_ids``.

    ``view_text`` and ``where`` are those of the list (:class:`ListView`); a list that shows
    everything has ``where=EVERYTHING``. An empty selection names nobody.
    """

    view_text: str = ""
    where: Filter | None = None
    minus_ids: tuple[int, ...] = ()
    ids: tuple[int, ...] = ()

    @property
    def narrowing(self) -> Filter | None:
        """Return the filter of the list, None when ids are named instead."""
        text = self.view_text.strip()
        if not text and self.where is None:
            return None
        parts = (Text(text),) if text else ()
        return All((*parts, self.where) if self.where is not None else parts)


@dataclass(frozen=True, slots=True)
class SelectionInfo:
    """How many contacts a selection names, and the first three names in name order."""

    count: int
    names: tuple[str, ...]


def describe(session: Session, selection: Selection, *, trashed: bool = False) -> SelectionInfo:
    """Return what a selection names now; with ``trashed`` of those in the trash."""
    with session.store.reading():
        ids = selected(session, selection, trashed=trashed, sort="name")
        rows = listing.list_rows(session.store, ids[:NAMED].tolist())
    return SelectionInfo(len(ids), tuple(row.name for row in rows))


def listed(session: Session, selection: Selection) -> Iterator[Contact]:
    """Yield the selected contacts whole, in name order."""
    with session.store.reading():
        for piece in pieces(selected(session, selection, sort="name")):
            yield from stored.load(piece)


def selected(
    session: Session, selection: Selection, *, trashed: bool = False, sort: str = "created"
) -> array[int]:
    """Return the ids a selection names; those that are not there (any more) are left out.

    The caller reads or writes: the ids are those of that moment.
    """
    where = selection.narrowing
    if where is None:
        return listing.present(selection.ids, sort=sort, trashed=trashed)
    if trashed:
        found = array("q", listing.ids(where, sort=sort, trashed=True))
    else:
        found = Found(session.store, where, sort).all()
    if not selection.minus_ids:
        return found
    minus = frozenset(selection.minus_ids)
    return array("q", (one for one in found if one not in minus))


def pieces(ids: array[int]) -> Iterator[list[int]]:
    """Yield ids in pieces that are read and written together."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK].tolist()
