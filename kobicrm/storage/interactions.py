"""Interactions, newest first: those of one contact, and windows of everybody's."""

from __future__ import annotations

from typing import Any

from peewee import JOIN

from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.uids import pack
from kobicrm.storage.models import Contact, Interaction
from kobicrm.storage.models.base import Prepared, fetch, place
from kobicrm.storage.record_filters import compile_records

_COLUMNS = ("uid", "channel", "direction", "outcome", "at", "minutes", "author", "text", "task")
# Where a window goes on: the moment of its last one, the number of its contact, its own.
Cursor = tuple[int, int, int]
_NEWEST = Prepared(
    lambda: (
        Interaction.select(*(getattr(Interaction, name) for name in _COLUMNS))
        .where(Interaction.contact_id == place("contact"))
        .order_by(Interaction.at.desc(), Interaction.id.desc())
        .limit(place("limit"))
    )
)


def newest(contact: int, limit: int) -> list[tuple[Any, ...]]:
    """Return the columns of the newest ones; -1 is all."""
    return _NEWEST.rows(contact=contact, limit=limit)


def named(uid: str) -> list[tuple[Any, ...]]:
    """Return the columns of one, nothing when there is none."""
    columns = (getattr(Interaction, name) for name in _COLUMNS)
    return fetch(Interaction.select(*columns).where(Interaction.uid == pack(uid)))


def count(contact: int) -> int:
    """Return how many there are."""
    return int(Interaction.select().where(Interaction.contact_id == contact).count())


def window(
    limit: int, *, where: Filter = EVERYTHING, after: Cursor | None = None
) -> list[tuple[Cursor, bytes, str, tuple[Any, ...]]]:
    """Return (cursor, uid and name of the contact, columns) of those that follow ``after``.

    Newest first, at one moment by contact: in the order of an index. Those of contacts in the
    trash are left out. Raises ValidationError for a field that can't be filtered by.
    """
    row: Any = Interaction
    head = (row.at, row.contact_id, row.id, Contact.uid, Contact.name)
    query = row.select(*head, *(getattr(row, name) for name in _COLUMNS))
    # An outer join: the contacts must not be walked first.
    query = query.join(Contact, JOIN.LEFT_OUTER, on=(Contact.id == row.contact_id))
    query = query.where(Contact.deleted_at.is_null())
    asked = compile_records("interaction", where)
    if asked is not None:
        query = query.where(asked)
    if after is not None:
        query = query.where(_beyond(*after))
    query = query.order_by(row.at.desc(), row.contact_id.desc(), row.id.desc())
    return [
        ((at, contact, one), uid, name, tuple(cells))
        for at, contact, one, uid, name, *cells in fetch(query.limit(limit))
    ]


def _beyond(at: int, contact: int, one: int) -> Any:
    row: Any = Interaction
    later = (row.contact_id < contact) | ((row.contact_id == contact) & (row.id < one))
    return (row.at <= at) & ((row.at < at) | later)
