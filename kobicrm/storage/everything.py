"""All that a shop's database holds beside its contacts, as documents: out as it lies there."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from typing import Any

from kobicrm.domain.codec import iso
from kobicrm.domain.contacts import Contact
from kobicrm.domain.instants import instant
from kobicrm.domain.uids import unpack
from kobicrm.storage.checks import DATABASE_UID
from kobicrm.storage.contacts import load
from kobicrm.storage.journal import CHANGE_COLUMNS, change_of
from kobicrm.storage.models import (
    Change,
    Changeset,
    Contact as ContactRow,
    CustomField,
    QualityScore,
    Reminder,
    Shop,
    Staff,
)
from kobicrm.storage.models.base import CHUNK, fetch
from kobicrm.storage.record_kinds import KINDS
from kobicrm.storage.record_pages import pages
from kobicrm.storage.shop import custom_fields

Document = dict[str, Any]


def shop() -> Iterator[Document]:
    """Yield the settings, but not the mark that tells this database from every other."""
    query = Shop.select(Shop.key, Shop.value).where(Shop.key != DATABASE_UID).order_by(Shop.key)
    for key, value in fetch(query):
        yield {"key": key, "value": value}


def staff() -> Iterator[Document]:
    """Yield the staff, oldest first."""
    query = Staff.select(Staff.uid, Staff.name, Staff.created_at).order_by(Staff.id)
    for uid, name, at in fetch(query):
        yield {"uid": unpack(uid), "name": name, "created_at": iso(instant(at))}


def fields() -> Iterator[Document]:
    """Yield the shop's own fields, oldest first."""
    columns = ("uid", "name", "type", "choices", "created_at")
    query = CustomField.select(*(getattr(CustomField, one) for one in columns))
    for uid, name, type_, choices, at in fetch(query.order_by(CustomField.id)):
        made = {"uid": unpack(uid), "name": name, "type": type_, "choices": json.loads(choices)}
        yield made | {"created_at": iso(instant(at))}


def field_types() -> dict[str, object]:
    """Return the types of the shop's own fields as documents name them."""
    return {
        one.name: {"type": "choice", "choices": list(one.choices)}
        if one.type == "choice"
        else one.type
        for one in custom_fields()
    }


def contacts(*, trashed: bool) -> Iterator[Contact]:
    """Yield the contacts in use, or those in the trash, in the order they were made."""
    query = ContactRow.select(ContactRow.id).where(ContactRow.deleted_at.is_null(not trashed))
    ids = array("q", (row[0] for row in fetch(query.order_by(ContactRow.id))))
    for start in range(0, len(ids), CHUNK):
        yield from load(ids[start : start + CHUNK])


def trashed_companies() -> frozenset[int]:
    """Return the companies in the trash: an import of a link to one would bring it back."""
    query = ContactRow.select(ContactRow.id).where(
        (ContactRow.kind == "company") & ContactRow.deleted_at.is_null(False)
    )
    return frozenset(row[0] for row in fetch(query))


def records(kind: str) -> Iterator[Document]:
    """Yield the records of a kind in the order they were made."""
    whose = KINDS[kind].contact
    for page in pages(kind):
        for one in page:
            document = {"uid": one.uid, **one.values}
            if whose:
                document["contact"] = {"uid": one.values["contact"], "name": one.contact}
            yield document


def scores() -> Iterator[Document]:
    """Yield how the data stood, day by day."""
    columns = ("day", "contacts", "flagged", "findings")
    query = QualityScore.select(*(getattr(QualityScore, one) for one in columns))
    for row in fetch(query.order_by(QualityScore.day)):
        yield dict(zip(columns, row, strict=True))


def reminders() -> Iterator[Document]:
    """Yield which reminders were handed over, in the order of their tasks."""
    query = Reminder.select(Reminder.task, Reminder.reminds, Reminder.state, Reminder.at)
    for task, reminds, state, at in fetch(query.order_by(Reminder.task, Reminder.reminds)):
        yield {"task": unpack(task), "reminds": reminds, "state": state, "at": iso(instant(at))}


def changesets() -> Iterator[Document]:
    """Yield the acts of the history, oldest first."""
    columns = ("door", "application", "action", "detail", "undoes", "undone_by")
    query: Any = Changeset.select(
        Changeset.id,
        Changeset.uid,
        Changeset.at,
        Staff.uid,
        *(getattr(Changeset, one) for one in columns),
    ).left_outer_join(Staff, on=(Staff.id == Changeset.staff_id))
    for number, uid, at, who, *more in _walk(query, Changeset.id):
        document = {"number": number, "uid": unpack(uid), "at": iso(instant(at))}
        document["staff"] = unpack(who) if who else None
        document |= dict(zip(columns, more, strict=True))
        yield document | {"detail": json.loads(document["detail"])}


def changes() -> Iterator[Document]:
    """Yield what the acts did to each record, in the order they did it."""
    for row in _walk(Change.select(*CHANGE_COLUMNS), Change.id):
        one = change_of(row)
        document = {"changeset": one.changeset, "kind": one.kind, "uid": one.uid, "op": one.op}
        yield document | {"fields": one.fields or None}


def _walk(query: Any, number: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query that begins with a record's ``number``, page by page."""
    last, query = 0, query.order_by(number).limit(CHUNK)
    while rows := fetch(query.where(number > last)):
        last = rows[-1][0]
        yield from rows
