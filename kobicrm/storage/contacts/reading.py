"""Reading whole contacts, many at a time: one query a table, never one a contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from peewee import SQL

from kobicrm.domain.contacts import CompanyLink, Contact, Note
from kobicrm.domain.instants import instant
from kobicrm.domain.uids import pack, unpack
from kobicrm.storage.kinds.contact import PARTS, SCALARS, PartTable, custom_from_row
from kobicrm.storage.models import (
    CompanyLink as LinkRow,
    Contact as ContactRow,
    CustomField,
    CustomValue,
    Note as NoteRow,
    Staff,
)
from kobicrm.storage.models.base import CHUNK, Prepared, fetch, ids_value, place_of_ids

# SQLite takes at most 32,766 bound values; smaller pieces keep memory flat as well.

_COLUMNS = (
    *(getattr(ContactRow, name) for name in ("id", "uid", "ver", "owner_id")),
    *(getattr(ContactRow, name) for name in SCALARS),
    *(
        getattr(ContactRow, name)
        for name in ("created_at", "updated_at", "created_by", "updated_by", "deleted_at")
    ),
)
_HEAD = 4


def listed(ids: Iterable[int]) -> Any:
    """Return ids as one piece of SQL: bound one by one they cost more than their rows."""
    return SQL(f"({', '.join(str(int(one)) for one in ids)})")


def load(ids: Sequence[int]) -> list[Contact]:
    """Return the contacts with these ids, in this order; unknown ids are left out."""
    found: dict[int, Contact] = {}
    for start in range(0, len(ids), CHUNK):
        found.update(_load_chunk(list(ids[start : start + CHUNK])))
    return [found[one] for one in ids if one in found]


def load_by_uids(uids: Iterable[str]) -> dict[str, Contact]:
    """Return the contacts with these uids, by uid, the trashed ones too."""
    wanted = [pack(uid) for uid in uids]
    ids: list[int] = []
    for start in range(0, len(wanted), CHUNK):
        query = ContactRow.select(ContactRow.id).where(
            ContactRow.uid.in_(wanted[start : start + CHUNK])
        )
        ids += [row[0] for row in fetch(query)]
    return {contact.uid: contact for contact in load(ids)}


@dataclass(frozen=True, slots=True)
class Head:
    """Which contact it is, and whether it lies in the trash."""

    id: int
    uid: str
    name: str
    trashed: bool


def heads(uids: Iterable[str]) -> dict[str, Head]:
    """Return the contacts with these uids, by uid, the trashed ones too."""
    wanted = [pack(uid) for uid in uids]
    found: dict[str, Head] = {}
    columns = (ContactRow.id, ContactRow.uid, ContactRow.name, ContactRow.deleted_at)
    for start in range(0, len(wanted), CHUNK):
        query = ContactRow.select(*columns).where(ContactRow.uid.in_(wanted[start : start + CHUNK]))
        for one, packed, name, deleted in fetch(query):
            uid = unpack(packed)
            found[uid] = Head(one, uid, name, deleted is not None)
    return found


def named(ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """Return (id, uid, name) of the contacts with these ids, in this order."""
    found: dict[int, tuple[int, str, str]] = {}
    for start in range(0, len(ids), CHUNK):
        query = ContactRow.select(ContactRow.id, ContactRow.uid, ContactRow.name).where(
            ContactRow.id.in_(listed(ids[start : start + CHUNK]))
        )
        found.update({one: (one, unpack(uid), name) for one, uid, name in fetch(query)})
    return [found[one] for one in ids if one in found]


_UIDS = Prepared(
    lambda: ContactRow.select(ContactRow.id, ContactRow.uid).where(
        ContactRow.id.in_(place_of_ids("ids"))
    )
)


def uids_of(ids: Sequence[int]) -> dict[int, str]:
    """Return the uid of each id."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), CHUNK):
        rows = _UIDS.rows(ids=ids_value(ids[start : start + CHUNK]))
        found.update({row[0]: unpack(row[1]) for row in rows})
    return found


_STAFF = Prepared(lambda: Staff.select(Staff.id, Staff.name))
_CONTACTS = Prepared(
    lambda: ContactRow.select(*_COLUMNS).where(ContactRow.id.in_(place_of_ids("ids")))
)
_LINKS = Prepared(
    lambda: (
        LinkRow.select(
            LinkRow.contact_id, ContactRow.uid, LinkRow.role, ContactRow.name, ContactRow.id
        )
        .join(ContactRow, on=(ContactRow.id == LinkRow.company_id))
        .where(LinkRow.contact_id.in_(place_of_ids("ids")))
        .order_by(LinkRow.contact_id, LinkRow.position)
    )
)
_CUSTOM = Prepared(
    lambda: (
        CustomValue.select(
            CustomValue.contact_id,
            CustomField.name,
            CustomField.type,
            CustomValue.text,
            CustomValue.amount,
        )
        .join(CustomField, on=(CustomField.id == CustomValue.field_id))
        .where(CustomValue.contact_id.in_(place_of_ids("ids")))
        .order_by(CustomValue.contact_id, CustomField.fold)
    )
)
_NOTES = Prepared(
    lambda: (
        NoteRow.select(NoteRow.contact_id, NoteRow.text, NoteRow.at, NoteRow.uid)
        .where(NoteRow.contact_id.in_(place_of_ids("ids")))
        .order_by(NoteRow.contact_id, NoteRow.at, NoteRow.id)
    )
)


def _part_query(table: PartTable) -> Any:
    model = table.model
    return (
        model.select(model.contact_id, *(getattr(model, name) for name in table.columns))
        .where(model.contact_id.in_(place_of_ids("ids")))
        .order_by(model.contact_id, model.position)
    )


_PARTS = {field: Prepared(partial(_part_query, table)) for field, table in PARTS.items()}


def _load_chunk(ids: list[int]) -> dict[int, Contact]:
    wanted = ids_value(ids)
    staff = {row[0]: row[1] for row in _STAFF.rows()}
    parts = {field: _parts(field, wanted) for field in PARTS}
    links, custom, notes = _links(wanted), _custom(wanted), _notes(wanted)
    found: dict[int, Contact] = {}
    for row in _CONTACTS.rows(ids=wanted):
        one = row[0]
        values: dict[str, Any] = dict(zip(SCALARS, row[_HEAD:], strict=False))
        for field, by_contact in parts.items():
            if one in by_contact:
                values[field] = tuple(by_contact[one])
        created_at, updated_at, created_by, updated_by, deleted_at = row[-5:]
        found[one] = Contact(
            id=one,
            uid=unpack(row[1]),
            ver=row[2],
            owner=staff.get(row[3], ""),
            companies=tuple(links.get(one, ())),
            custom=tuple(custom.get(one, ())),
            notes=tuple(notes.get(one, ())),
            created_at=instant(created_at),
            updated_at=instant(updated_at),
            created_by=staff.get(created_by, ""),
            updated_by=staff.get(updated_by, ""),
            deleted_at=None if deleted_at is None else instant(deleted_at),
            **values,
        )
    return found


def _parts(field: str, ids: str) -> dict[int, list[object]]:
    from_row = PARTS[field].from_row
    found: dict[int, list[object]] = defaultdict(list)
    for row in _PARTS[field].rows(ids=ids):
        found[row[0]].append(from_row(row[1:]))
    return found


def _links(ids: str) -> dict[int, list[CompanyLink]]:
    found: dict[int, list[CompanyLink]] = defaultdict(list)
    for one, uid, role, name, company in _LINKS.rows(ids=ids):
        found[one].append(CompanyLink(unpack(uid), role, name, company))
    return found


def _custom(ids: str) -> dict[int, list[tuple[str, object]]]:
    found: dict[int, list[tuple[str, object]]] = defaultdict(list)
    for one, name, type_, text, amount in _CUSTOM.rows(ids=ids):
        found[one].append((name, custom_from_row(type_, text, amount)))
    return found


def _notes(ids: str) -> dict[int, list[Note]]:
    found: dict[int, list[Note]] = defaultdict(list)
    for one, text, at, uid in _NOTES.rows(ids=ids):
        found[one].append(Note(text, instant(at), unpack(uid)))
    return found
