"""What is in the trash, since when, and who put it there."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from kobicrm.domain.codec import instant
from kobicrm.domain.query import Text
from kobicrm.domain.uids import unpack
from kobicrm.storage.database import Store
from kobicrm.storage.filters import compile_filter
from kobicrm.storage.models import Contact
from kobicrm.storage.models.base import fetch, fetch_one
from kobicrm.storage.terms import terms

_ROW = """
SELECT c.id, c.uid, c.name, c.deleted_at,
  (SELECT s.name FROM change AS h JOIN changeset AS g ON g.id = h.changeset_id
    LEFT JOIN staff AS s ON s.id = g.staff_id
    WHERE h.record_uid = c.uid AND h.op = 'trash' ORDER BY h.id DESC LIMIT 1)
FROM contact AS c
"""
_SQL = (
    _ROW
    + """INDEXED BY contact_by_deleted WHERE c.deleted_at IS NOT NULL
ORDER BY c.deleted_at {way}, c.id {way} LIMIT ? OFFSET ?
"""
)
# A row of contact_by_deleted ends with the id, so places are counted in the index alone.
_BEFORE = """
SELECT count(*) FROM contact INDEXED BY contact_by_deleted
WHERE deleted_at IS NOT NULL AND (deleted_at, id) > (?, ?)
"""


@dataclass(frozen=True, slots=True)
class TrashRow:
    """A contact in the trash: ``when`` it was moved there, and ``who`` did it."""

    id: int
    uid: str
    name: str
    when: datetime
    who: str


def count() -> int:
    """Return how many contacts are in the trash."""
    query = Contact.select(fn.COUNT(Contact.id)).where(Contact.deleted_at.is_null(False))
    return int(fetch(query)[0][0])


def rows(store: Store, offset: int, limit: int, total: int) -> list[TrashRow]:
    """Return a window of the trash, newest first, counted from whichever end is nearer."""
    back = offset * 2 > total
    if back:
        limit, offset = min(limit, max(total - offset, 0)), max(total - offset - limit, 0)
    sql = _SQL.format(way="ASC" if back else "DESC")
    found = [_row(row) for row in store.connection().execute(sql, (limit, offset))]
    return found[::-1] if back else found


def _row(row: Sequence[Any]) -> TrashRow:
    one, uid, name, when, who = row
    return TrashRow(one, unpack(uid), name, instant(when), who or "")


def named_rows(store: Store, ids: Sequence[int]) -> list[TrashRow]:
    """Return the rows of these contacts in this order, those that are in the trash."""
    marks = ", ".join("?" * len(ids))
    sql = f"{_ROW} WHERE c.id IN ({marks}) AND c.deleted_at IS NOT NULL"
    found = {row[0]: _row(row) for row in store.connection().execute(sql, tuple(ids))}
    return [found[one] for one in ids if one in found]


def hits(text: str) -> array[int]:
    """Return the ids of those in the trash that hold every word of ``text``, newest first."""
    if not terms(text):
        return array("q")
    condition = compile_filter(Text(text))
    query = Contact.select(Contact.id).where(Contact.deleted_at.is_null(False) & condition)
    rows = fetch(query.order_by(Contact.deleted_at.desc(), Contact.id.desc()))
    return array("q", (row[0] for row in rows))


def place_of(store: Store, one: int) -> int | None:
    """Return where a contact stands in the trash, None when it is not there."""
    row = fetch_one(Contact.select(Contact.deleted_at).where(Contact.id == one))
    if row is None or row[0] is None:
        return None
    return int(store.connection().execute(_BEFORE, (row[0], one)).fetchone()[0])
