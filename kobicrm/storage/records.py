"""Records that stand beside the contacts, each a row of one table: written, journalled, read.

A kind is named in :data:`kobicrm.storage.record_kinds.KINDS` with its table and the names its
values have in the journal; everything here, undo included, works for every kind alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from peewee import JOIN

from kobicrm.domain.uids import new_uid, pack, unpack
from kobicrm.storage.models import Contact, Staff
from kobicrm.storage.models.base import CHUNK, fetch, table_name
from kobicrm.storage.record_kinds import KINDS, RecordKind, Values
from kobicrm.storage.work import Work


def add(unit: Work, kind: str, values: Values, *, uid: str = "") -> str:
    """Store one record and return its uid; NotFound when its contact is gone."""
    [made] = add_many(unit, kind, [(uid or new_uid(), values)])
    return made


def add_many(unit: Work, kind: str, records: Iterable[tuple[str, Values]]) -> list[str]:
    """Store records given as (uid, values); return their uids in order."""
    what = KINDS[kind]
    columns = ("uid", *what.columns())
    sql = (
        f"INSERT INTO {table_name(what.model)} ({', '.join(columns)})"
        f" VALUES ({', '.join('?' * len(columns))})"
    )
    made: list[str] = []

    def rows() -> Iterator[tuple[Any, ...]]:
        for uid, values in records:
            made.append(uid)
            yield (pack(uid), *_row(unit, what, what.whole(values)))

    what.model._meta.database.connection().executemany(sql, rows())
    for uid in made:
        unit.recorder.add(kind, uid, "create")
    return made


def change(unit: Work, kind: str, uid: str, values: Values) -> bool:
    """Give a record other values; return False when nothing differs or it is gone."""
    before = values_of(kind, [uid]).get(uid)
    if before is None:
        return False
    changed = {name: [before[name], new] for name, new in values.items() if before[name] != new}
    if not changed:
        return False
    what = KINDS[kind]
    row = dict(zip(what.columns(), _row(unit, what, {**before, **values}), strict=True))
    what.model.update(row).where(what.model.uid == pack(uid)).execute()
    unit.recorder.add(kind, uid, "update", changed)
    return True


def _row(unit: Work, what: RecordKind, values: Values) -> tuple[Any, ...]:
    contact = staff = None
    if what.contact and (values["contact"] or not what.optional):
        contact = unit.resolver.company(values["contact"])
    if what.staff:
        staff = unit.resolver.staff(values[what.staff])
    return what.to_row(values, contact, staff)


def remove(unit: Work, kind: str, uids: Sequence[str]) -> int:
    """Take records away; the journal keeps them whole. Return how many there were."""
    what = KINDS[kind]
    found = values_of(kind, uids)
    for start in range(0, len(uids), CHUNK):
        packed = [pack(uid) for uid in uids[start : start + CHUNK]]
        what.model.delete().where(what.model.uid.in_(packed)).execute()
    for uid, values in found.items():
        unit.recorder.add(kind, uid, "remove", dict(values))
    return len(found)


def values_of(kind: str, uids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the values of those records that exist among ``uids``, as the journal keeps them."""
    found: dict[str, dict[str, Any]] = {}
    model = KINDS[kind].model
    for start in range(0, len(uids), CHUNK):
        packed = [pack(uid) for uid in uids[start : start + CHUNK]]
        found.update(read(kind, model.uid.in_(packed)))
    return found


def read(kind: str, *conditions: Any, order: Sequence[Any] = ()) -> dict[str, dict[str, Any]]:
    """Return the values of the records that fulfil ``conditions``, by uid, oldest first."""
    model = KINDS[kind].model
    query = select(kind, model.uid)
    if conditions:
        query = query.where(*conditions)
    rows = fetch(query.order_by(*(order or (model.id,))))
    return {unpack(uid): loaded(kind, cells) for uid, *cells in rows}


def select(kind: str, *first: Any) -> Any:
    """Return a query of the columns ``first`` and then of a kind's values, for :func:`loaded`.

    Its contact and its staff are joined: conditions may speak of them.
    """
    what = KINDS[kind]
    model = what.model
    columns = [*first, *([Contact.uid] if what.contact else [])]
    columns += [getattr(model, name) for name in what.plain]
    if what.staff:
        columns.append(Staff.name)
    query: Any = model.select(*columns)
    if what.contact:
        outer = JOIN.LEFT_OUTER if what.optional else JOIN.INNER
        query = query.join(Contact, outer, on=(Contact.id == model.contact_id))
    if what.staff:
        mine = getattr(model, what.staff_column) == Staff.id
        query = query.switch(model).join(Staff, JOIN.LEFT_OUTER, on=mine)
    return query


def loaded(kind: str, cells: Sequence[Any]) -> dict[str, Any]:
    """Return the values of a record from its columns, those of :meth:`RecordKind.names`."""
    what = KINDS[kind]
    values = dict(zip(what.names(), cells, strict=True))
    if what.contact:
        values["contact"] = unpack(values["contact"]) if values["contact"] else ""
    if what.staff:
        values[what.staff] = values[what.staff] or ""
    for name, (load, _store) in what.converted.items():
        values[name] = load(values[name])
    return values


def taken(kind: str, values: Values, contact: int | None = None) -> bool:
    """Return whether a record with the same unique values exists."""
    what = KINDS[kind]
    if not what.unique:
        return False
    row = dict(zip(what.columns(), what.to_row(values, contact), strict=True))
    same = [getattr(what.model, name) == row[name] for name in what.unique]
    return bool(fetch(what.model.select(what.model.id).where(*same).limit(1)))


def with_records() -> Iterator[int]:
    """Yield the ids of contacts that records of any kind belong to."""
    for what in KINDS.values():
        if what.contact:
            model = what.model
            query = model.select(model.contact_id).where(model.contact_id.is_null(False))
            for (one,) in fetch(query.distinct()):
                yield one


def of_contacts(ids: Sequence[int]) -> dict[str, list[str]]:
    """Return the uids of the records that belong to these contacts, by kind."""
    found: dict[str, list[str]] = {}
    for kind, what in KINDS.items():
        if what.contact:
            model = what.model
            for start in range(0, len(ids), CHUNK):
                piece = list(ids[start : start + CHUNK])
                rows = fetch(model.select(model.uid).where(model.contact_id.in_(piece)))
                found.setdefault(kind, []).extend(unpack(row[0]) for row in rows)
    return found
