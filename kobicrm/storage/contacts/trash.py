"""What is in the trash, since when, and who put it there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from peewee import fn

from kobicrm.domain.codec import instant
from kobicrm.domain.uids import unpack
from kobicrm.storage.database import Store
from kobicrm.storage.models import Contact
from kobicrm.storage.models.base import fetch

_SQL = """
SELECT c.id, c.uid, c.name, c.deleted_at,
  (SELECT s.name FROM change AS h JOIN changeset AS g ON g.id = h.changeset_id
    LEFT JOIN staff AS s ON s.id = g.staff_id
    WHERE h.record_uid = c.uid AND h.op = 'trash' ORDER BY h.id DESC LIMIT 1)
FROM contact AS c INDEXED BY contact_by_deleted WHERE c.deleted_at IS NOT NULL
ORDER BY c.deleted_at {way}, c.id {way} LIMIT ? OFFSET ?
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
    found = [
        TrashRow(one, unpack(uid), name, instant(when), who or "")
        for one, uid, name, when, who in store.connection().execute(sql, (limit, offset))
    ]
    return found[::-1] if back else found
