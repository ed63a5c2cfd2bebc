"""Windows of a long journal: changesets newest first, and the changes of one of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from kobicrm.domain.turkish import fold
from kobicrm.storage.database import Store
from kobicrm.storage.journal import (
    CHANGE_COLUMNS,
    ChangeInfo,
    ChangesetInfo,
    change_of,
    changeset_of,
    selected,
)
from kobicrm.storage.models import Change, Changeset, Staff
from kobicrm.storage.models.base import fetch, fetch_one

# How many changes of one changeset are counted for a line of a list.
COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the journal is wanted; None is everything. ``who`` is a name, '' nobody known."""

    who: str | None = None
    door: str | None = None
    action: str | None = None


def numbers(wanted: Wanted) -> array[int]:
    """Return the ids of the changesets wanted, newest first."""
    query: Any = Changeset.select(Changeset.id).order_by(Changeset.id.desc())
    if wanted.who is not None:
        query = query.left_outer_join(Staff, on=(Staff.id == Changeset.staff_id))
        name = fold(wanted.who)
        query = query.where(Staff.fold == name if name else Staff.fold.is_null())
    for column, value in ((Changeset.door, wanted.door), (Changeset.action, wanted.action)):
        if value is not None:
            query = query.where(column == value)
    return array("q", (row[0] for row in fetch(query)))


def changesets(wanted: Sequence[int]) -> list[ChangesetInfo]:
    """Return these changesets in this order, without their counts."""
    rows = fetch(selected().where(Changeset.id.in_(list(wanted))))
    found = {row[0]: changeset_of(row) for row in rows}
    return [found[one] for one in wanted if one in found]


def records_up_to(store: Store, number: int, most: int = COUNTED) -> int:
    """Return how many records a changeset touched, at most ``most``."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM change WHERE changeset_id = ? LIMIT ?)"
    return int(store.connection().execute(sql, (number, most)).fetchone()[0])


def changes(number: int, offset: int, limit: int) -> list[ChangeInfo]:
    """Return a window of the changes of a changeset, in the order they were made."""
    query = Change.select(*CHANGE_COLUMNS).where(Change.changeset_id == number)
    rows = fetch(query.order_by(Change.id).offset(offset).limit(limit))
    return [change_of(row) for row in rows]


def change_count(number: int) -> int:
    """Return how many records a changeset touched."""
    row = fetch_one(Change.select(fn.COUNT(Change.id)).where(Change.changeset_id == number))
    return int(row[0]) if row else 0


def place_of_change(number: int, change: int) -> int:
    """Return how many changes of a changeset came before this one."""
    query = Change.select(fn.COUNT(Change.id))
    row = fetch_one(query.where((Change.changeset_id == number) & (Change.id < change)))
    return int(row[0]) if row else 0


def facets() -> dict[str, list[tuple[str, int]]]:
    """Return who, which doors and which actions the journal knows, with their counts."""
    found: dict[str, list[tuple[str, int]]] = {}
    columns = (("who", Staff.name), ("door", Changeset.door), ("action", Changeset.action))
    for key, column in columns:
        query: Any = Changeset.select(column, fn.COUNT(Changeset.id)).group_by(column)
        if key == "who":
            query = query.left_outer_join(Staff, on=(Staff.id == Changeset.staff_id))
        rows = fetch(query.order_by(fn.COUNT(Changeset.id).desc(), column))
        found[key] = [(name or "", count) for name, count in rows]
    return found
