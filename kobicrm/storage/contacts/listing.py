"""Windows of the contact list: a few rows at any depth, never all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from peewee import fn

from kobicrm.domain.codec import instant
from kobicrm.domain.contacts import ListRow
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.uids import unpack
from kobicrm.errors import UsageError
from kobicrm.storage.contacts.reading import CHUNK
from kobicrm.storage.database import Store
from kobicrm.storage.filters import compile_filter, live
from kobicrm.storage.models import Contact
from kobicrm.storage.models.base import fetch

# What a list may be sorted by: an indexed column each, with the id to make the order total.
SORTS: dict[str, Any] = {
    "name": Contact.name_key,
    "created": Contact.created_at,
    "changed": Contact.updated_at,
    "id": Contact.id,
}

_ROW_SQL = """
SELECT c.id, c.uid, c.kind, c.name,
  (SELECT CASE WHEN e164 = '' THEN given ELSE e164 END FROM phone
    WHERE contact_id = c.id AND position = 0),
  (SELECT CASE WHEN address = '' THEN given ELSE address END FROM email
    WHERE contact_id = c.id AND position = 0),
  a.district, a.province,
  (SELECT o.name FROM company_link AS l JOIN contact AS o ON o.id = l.company_id
    WHERE l.contact_id = c.id AND l.position = 0),
  c.updated_at
FROM contact AS c LEFT JOIN address AS a ON a.contact_id = c.id AND a.position = 0
WHERE c.id IN ({marks})
"""


def count(where: Filter = EVERYTHING) -> int:
    """Return how many live contacts pass ``where``."""
    condition = compile_filter(where)
    query = Contact.select(fn.COUNT(Contact.id)).where(live())
    if condition is not None:
        query = query.where(condition)
    return int(fetch(query)[0][0])


def sort_column(sort: str) -> Any:
    """Return the column behind a sort name; UsageError when there is none."""
    try:
        return SORTS[sort]
    except KeyError:
        raise UsageError("sort_unknown", sort=sort, known=", ".join(SORTS)) from None


def ids(
    where: Filter = EVERYTHING,
    *,
    sort: str = "name",
    descending: bool = False,
    offset: int = 0,
    limit: int | None = None,
    trashed: bool = False,
) -> list[int]:
    """Return ids in list order; the index alone answers when nothing is filtered.

    With ``trashed`` they are those of the trash instead.
    """
    column = sort_column(sort)
    order = [column.desc(), Contact.id.desc()] if descending else [column, Contact.id]
    state = Contact.deleted_at.is_null(False) if trashed else live()
    query = Contact.select(Contact.id).where(state).order_by(*order)
    condition = compile_filter(where)
    if condition is not None:
        query = query.where(condition)
    if limit is not None or offset:
        query = query.limit(-1 if limit is None else limit).offset(offset)
    return [row[0] for row in fetch(query)]


def ids_after(key: object, one: int, *, sort: str, descending: bool, limit: int) -> list[int]:
    """Return the ids that follow the row with this sort key and id."""
    name = sort_column(sort).column_name
    sign, order = ("<", "DESC") if descending else (">", "ASC")
    database = Contact._meta.database
    cursor = database.execute_sql(
        f"SELECT id FROM contact WHERE deleted_at IS NULL AND ({name}, id) {sign} (?, ?)"
        f" ORDER BY {name} {order}, id {order} LIMIT ?",
        (key, one, limit),
    )
    return [row[0] for row in cursor]


def page(
    *, sort: str = "name", descending: bool = False, offset: int, limit: int, total: int
) -> list[int]:
    """Return the ids of an unfiltered window, counted from whichever end is nearer."""
    if offset * 2 <= total:
        return ids(sort=sort, descending=descending, offset=offset, limit=limit)
    back = max(total - offset - limit, 0)
    want = min(limit, max(total - offset, 0))
    return ids(sort=sort, descending=not descending, offset=back, limit=want)[::-1]


def key_of(one: int, sort: str) -> object | None:
    """Return the sort key of a live contact, None when it is gone."""
    found = fetch(Contact.select(sort_column(sort)).where(live() & (Contact.id == one)))
    return found[0][0] if found else None


def index_of(one: int, *, sort: str = "name", descending: bool = False) -> int | None:
    """Return the place of a contact in the unfiltered list, None when it is not in it."""
    key = key_of(one, sort)
    if key is None:
        return None
    name = sort_column(sort).column_name
    sign = ">" if descending else "<"
    cursor = Contact._meta.database.execute_sql(
        f"SELECT count(*) FROM contact WHERE deleted_at IS NULL AND ({name}, id) {sign} (?, ?)",
        (key, one),
    )
    return int(cursor.fetchone()[0])


def list_rows(store: Store, wanted: Sequence[int]) -> list[ListRow]:
    """Return what a list shows of these contacts, in this order."""
    found: dict[int, ListRow] = {}
    connection = store.connection()
    for start in range(0, len(wanted), CHUNK):
        piece = wanted[start : start + CHUNK]
        sql = _ROW_SQL.format(marks=", ".join("?" * len(piece)))
        for row in connection.execute(sql, tuple(piece)):
            one, uid, kind, name, phone, email, district, province, company, changed = row
            found[one] = ListRow(
                id=one,
                uid=unpack(uid),
                kind=kind,
                name=name,
                phone=phone or "",
                email=email or "",
                district=district or "",
                province=province or "",
                company=company or "",
                updated_at=instant(changed),
            )
    return [found[one] for one in wanted if one in found]


def every_id(
    where: Filter = EVERYTHING,
    *,
    sort: str,
    descending: bool = False,
    limit: int | None = None,
    trashed: bool = False,
) -> Iterator[list[int]]:
    """Yield all ids of a list in pieces, for exports and complete listings."""
    everything = ids(where, sort=sort, descending=descending, limit=limit, trashed=trashed)
    for start in range(0, len(everything), CHUNK):
        yield everything[start : start + CHUNK]
