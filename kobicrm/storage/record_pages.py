"""Records of a kind in the order they were made, page by page: any number of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.record_tables import Record
from kobicrm.domain.uids import unpack
from kobicrm.storage.filters import compile_filter, live
from kobicrm.storage.models import Contact
from kobicrm.storage.models.base import CHUNK, fetch
from kobicrm.storage.record_filters import compile_records
from kobicrm.storage.record_kinds import KINDS
from kobicrm.storage.records import loaded, select


def pages(
    kind: str, where: Filter | None = None, *, asked: Filter = EVERYTHING
) -> Iterator[list[Record]]:
    """Yield the records of ``kind``; the caller holds a read transaction.

    With ``where`` only those of contacts that pass it and don't lie in the trash, with ``asked``
    only those that pass a filter of their own kind. Raises ValidationError for a field that can't
    be filtered by.
    """
    what = KINDS[kind]
    model = what.model
    query: Any = select(kind, model.id, model.uid, *((Contact.name,) if what.contact else ()))
    if where is not None:
        # One record after the other is looked at, so its contact is asked for, not the filter.
        condition = compile_filter(where, walking=True)
        query = query.where(live() if condition is None else live() & condition)
    own = compile_records(kind, asked, walking=True) if asked != EVERYTHING else None
    if own is not None:
        query = query.where(own)
    query, last = query.order_by(model.id).limit(CHUNK), 0
    while rows := fetch(query.where(model.id > last)):
        last = rows[-1][0]
        yield [_record(kind, row) for row in rows]


def _record(kind: str, row: tuple[Any, ...]) -> Record:
    if not KINDS[kind].contact:
        return Record(unpack(row[1]), loaded(kind, row[2:]))
    return Record(unpack(row[1]), loaded(kind, row[3:]), row[2] or "")
