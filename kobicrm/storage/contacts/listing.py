"""Windows of the contact list: a few rows at any depth, never all of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from peewee import fn

from kobicrm.domain.instants import instant
from kobicrm.domain.list_row import ListRow
from kobicrm.domain.order import letter_range
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.uids import unpack
from kobicrm.storage.contacts.orders import Order, order_of
from kobicrm.storage.filters import compile_filter, live
from kobicrm.storage.models import Contact
from kobicrm.storage.models.base import CHUNK, fetch, fetch_one

if TYPE_CHECKING:
    from kobicrm.storage.database import Store

# The sort keys of a row and its id.
Edge = tuple[object, ...]

_TAG_END = "\x1f"
_ROW_SQL = """
SELECT c.id, c.uid, c.kind, c.name,
  (SELECT CASE WHEN e164 = '' THEN given ELSE e164 END FROM phone
    WHERE contact_id = c.id AND position = 0),
  (SELECT CASE WHEN address = '' THEN given ELSE address END FROM email
    WHERE contact_id = c.id AND position = 0),
  a.district, a.province,
  (SELECT o.name FROM company_link AS l JOIN contact AS o ON o.id = l.company_id
    WHERE l.contact_id = c.id AND l.position = 0),
  (SELECT group_concat(name, char(31)) FROM
    (SELECT name FROM contact_tag WHERE contact_id = c.id ORDER BY position)),
  c.lifecycle, s.name, c.created_at, c.updated_at
FROM contact AS c LEFT JOIN address AS a ON a.contact_id = c.id AND a.position = 0
LEFT JOIN staff AS s ON s.id = c.owner_id
WHERE c.id IN ({marks})
"""


def count(where: Filter = EVERYTHING) -> int:
    """Return how many live contacts pass ``where``."""
    condition = compile_filter(where)
    query = Contact.select(fn.COUNT(Contact.id)).where(live())
    if condition is not None:
        query = query.where(condition)
    return int(fetch(query)[0][0])


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
    state = Contact.deleted_at.is_null(False) if trashed else live()
    order = order_of(sort).by(descending=descending)
    query = Contact.select(Contact.id).where(state).order_by(*order)
    condition = compile_filter(where)
    if condition is not None:
        query = query.where(condition)
    if limit is not None or offset:
        query = query.limit(-1 if limit is None else limit).offset(offset)
    return [row[0] for row in fetch(query)]


def present(wanted: Sequence[int], *, sort: str, trashed: bool = False) -> array[int]:
    """Return those of some ids that are live, or in the trash, sorted."""
    state = Contact.deleted_at.is_null(False) if trashed else live()
    columns = order_of(sort).columns
    keys: list[tuple[Any, ...]] = []
    for start in range(0, len(wanted), CHUNK):
        piece = list(wanted[start : start + CHUNK])
        keys += fetch(Contact.select(*columns).where(state & Contact.id.in_(piece)))
    return array("q", dict.fromkeys(key[-1] for key in sorted(keys)))


def ids_after(
    edge: Edge | None, *, sort: str, descending: bool, limit: int, skip: int = 0
) -> list[int]:
    """Return the ids that follow an edge (:func:`edge_of`; None: the beginning of the list).

    The ``skip`` nearest are left out.
    """
    order, sign = order_of(sort), "<" if descending else ">"
    found: list[int] = []
    # Apart: SQLite leaves the id out when it seeks, and thousands may share their keys.
    for part in _following(order, sign, edge):
        wanted = (limit - len(found), skip)
        found += [row[0] for row in _walk("id", part, order, wanted, descending=descending)]
        if len(found) >= limit:
            break
        skip = max(0, skip - _count(*part)) if skip else 0
    return found


def edge_after(
    edge: Edge | None, step: int, *, sort: str, descending: bool
) -> tuple[Edge | None, int]:
    """Return the edge ``step`` rows behind another (None: before the first), and ``step``.

    When there are not as many rows it is None and how many there are.
    """
    order, sign = order_of(sort), "<" if descending else ">"
    columns = ", ".join((*order.keys, "id"))
    passed = 0
    for part in _following(order, sign, edge):
        rows = _walk(columns, part, order, (1, step - passed - 1), descending=descending)
        if rows:
            return rows[0], step
        passed += _count(*part)
    return None, passed


def _walk(
    columns: str,
    part: tuple[str, Edge],
    order: Order,
    window: tuple[int, int],
    *,
    descending: bool = False,
) -> list[tuple[Any, ...]]:
    """Read a window (how many, after how many) of the rows that pass a condition, in order."""
    condition, values = part
    sql = (
        f"SELECT {columns} FROM contact WHERE deleted_at IS NULL AND {condition}"
        f" ORDER BY {order.turned(descending=descending)} LIMIT ? OFFSET ?"
    )
    found: list[tuple[Any, ...]] = Contact._meta.database.execute_sql(
        sql, (*values, *window)
    ).fetchall()
    return found


def _following(order: Order, sign: str, edge: Edge | None) -> list[tuple[str, Edge]]:
    return [("1", ())] if edge is None else _beyond(order, sign, edge)


def _beyond(order: Order, sign: str, edge: Edge) -> list[tuple[str, Edge]]:
    """Return the conditions, with values, of the rows beyond an edge: nearest first."""
    *keys, _one = edge
    if not keys:
        return [(f"id {sign} ?", edge)]
    return [(f"{order.against('=')} AND id {sign} ?", edge), (order.against(sign), tuple(keys))]


def edge_of(one: int, sort: str) -> Edge | None:
    """Return the sort keys of a contact and its id, None when it is not in the list any more."""
    order = order_of(sort)
    rows = _walk(", ".join((*order.keys, "id")), ("id = ?", (one,)), Order(), (1, 0))
    return rows[0] if rows else None


def count_between(after: Edge | None, until: Edge, sort: str, *, descending: bool) -> int:
    """Return how many rows lie behind one edge (None: from the beginning) and before another."""
    order = order_of(sort)
    onward, back = ("<", ">") if descending else (">", "<")
    if after is None:
        return sum(_count(*part) for part in _beyond(order, back, until))
    columns = ", ".join((*order.keys, "id"))
    marks = ", ".join("?" * len(until))
    between = f"({columns}) {onward} ({marks}) AND ({columns}) {back} ({marks})"
    return _count(between, (*after, *until))


def place_of_letter(letter: str, *, sort: str, descending: bool = False) -> int:
    """Return the place of the first row of the unfiltered list that begins with a letter.

    Or, when none does, of what follows them in the direction of the list.
    """
    key = order_of(sort).keys[0]
    least, beyond = letter_range(letter)
    return _count(f"{key} >= ?", [beyond]) if descending else _count(f"{key} < ?", [least])


def letters_of(one: int, sort: str) -> str:
    """Return the text a contact is sorted by, in the trash too; '' when it is gone."""
    row = fetch_one(Contact.select(order_of(sort).columns[0]).where(Contact.id == one))
    return str(row[0]) if row else ""


def _count(condition: str, values: Sequence[object]) -> int:
    sql = f"SELECT count(*) FROM contact WHERE deleted_at IS NULL AND {condition}"
    return int(Contact._meta.database.execute_sql(sql, values).fetchone()[0])


def list_rows(store: Store, wanted: Sequence[int]) -> list[ListRow]:
    """Return what a list shows of these contacts, in this order."""
    found: dict[int, ListRow] = {}
    connection = store.connection()
    for start in range(0, len(wanted), CHUNK):
        piece = wanted[start : start + CHUNK]
        sql = _ROW_SQL.format(marks=", ".join("?" * len(piece)))
        for row in connection.execute(sql, tuple(piece)):
            one, uid, kind, name, phone, email, district, province, company, tags, *about = row
            lifecycle, owner, created, changed = about
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
                created_at=instant(created),
                tags=tuple(tags.split(_TAG_END)) if tags else (),
                lifecycle=lifecycle,
                owner=owner or "",
            )
    return [found[one] for one in wanted if one in found]
