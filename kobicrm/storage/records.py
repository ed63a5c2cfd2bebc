"""Records that stand beside the contacts, each a row of one table: written, journalled, read.

A kind is named in :data:`KINDS` with its table and the names its values have in the journal;
everything here, undo included, works for every kind alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kobicrm.domain.codec import iso
from kobicrm.domain.dates import parse_iso
from kobicrm.domain.instants import instant, micros
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import new_uid, pack, unpack
from kobicrm.storage.models import Contact, Different, ImportProfile, Interaction, QualityIgnored
from kobicrm.storage.models.base import CHUNK, fetch, table_name
from kobicrm.storage.work import Work

Values = Mapping[str, Any]


def _moment(value: int) -> str:
    return iso(instant(value))


def _micros(text: str) -> int:
    return micros(parse_iso(text))


_AS_IT_IS: tuple[Callable[[Any], Any], Callable[[Any], Any]] = (lambda v: v, lambda v: v)
_UID = (unpack, pack)
_AT = (_moment, _micros)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A table of records: ``columns`` by the names of their values, with both conversions.

    ``contact`` names the value that is a contact's uid and lies as ``contact_id``; ``derived``
    columns are computed from the values; ``unique`` are those no two records share.
    """

    model: type[Any]
    plain: tuple[str, ...]
    converted: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = field(
        default_factory=dict
    )
    contact: bool = False
    derived: Mapping[str, Callable[[Values], Any]] = field(default_factory=dict)
    unique: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return the names of the values, the contact's first."""
        return (*(("contact",) if self.contact else ()), *self.plain)

    def to_row(self, values: Values, contact: int | None) -> tuple[Any, ...]:
        """Return the row of a record, without its uid."""
        head = (contact,) if self.contact else ()
        body = (self.converted.get(one, _AS_IT_IS)[1](values[one]) for one in self.plain)
        return (*head, *body, *(make(values) for make in self.derived.values()))

    def columns(self) -> tuple[str, ...]:
        """Return the columns of :meth:`to_row`."""
        head = ("contact_id",) if self.contact else ()
        return (*head, *self.plain, *self.derived)


KINDS: dict[str, RecordKind] = {
    "interaction": RecordKind(
        Interaction,
        ("channel", "direction", "at", "author", "text"),
        {"at": _AT},
        contact=True,
    ),
    "import_profile": RecordKind(
        ImportProfile,
        ("name", "kind", "header", "mapping", "options"),
        derived={"fold": lambda values: fold(values["name"])},
        unique=("fold",),
    ),
    "different": RecordKind(
        Different, ("first", "second"), {"first": _UID, "second": _UID}, unique=("first", "second")
    ),
    "quality_ignored": RecordKind(
        QualityIgnored,
        ("code", "field", "value"),
        contact=True,
        unique=("contact_id", "code", "field", "value"),
    ),
}


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
            contact = unit.resolver.company(values["contact"]) if what.contact else None
            made.append(uid)
            yield (pack(uid), *what.to_row(values, contact))

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
    after = {**before, **values}
    contact = unit.resolver.company(after["contact"]) if what.contact else None
    row = dict(zip(what.columns(), what.to_row(after, contact), strict=True))
    what.model.update(row).where(what.model.uid == pack(uid)).execute()
    unit.recorder.add(kind, uid, "update", changed)
    return True


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
    what = KINDS[kind]
    model = what.model
    columns = [getattr(model, name) for name in what.plain]
    query: Any = model.select(model.uid, *columns)
    if what.contact:
        query = model.select(model.uid, Contact.uid, *columns)
        query = query.join(Contact, on=(Contact.id == model.contact_id))
    if conditions:
        query = query.where(*conditions)
    rows = fetch(query.order_by(*(order or (model.id,))))
    found: dict[str, dict[str, Any]] = {}
    for uid, *cells in rows:
        found[unpack(uid)] = loaded(kind, cells)
    return found


def loaded(kind: str, cells: Sequence[Any]) -> dict[str, Any]:
    """Return the values of a record from its columns, those of :meth:`RecordKind.names`."""
    what = KINDS[kind]
    values = dict(zip(what.names(), cells, strict=True))
    if what.contact:
        values["contact"] = unpack(values["contact"])
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
            for (one,) in fetch(model.select(model.contact_id).distinct()):
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
