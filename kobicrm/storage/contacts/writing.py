"""Writing whole contacts inside a transaction the caller holds."""

from __future__ import annotations

from collections.abc import Sequence

from peewee import chunked

from kobicrm.domain.codec import micros
from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.uids import new_uid, pack
from kobicrm.storage.contacts.parts import TABLES, columns_of, rows_of, with_names
from kobicrm.storage.contacts.reading import listed
from kobicrm.storage.contacts.resolving import Resolver
from kobicrm.storage.models import CompanyLink, Contact as ContactRow
from kobicrm.storage.models.base import CHUNK


def insert(contact: Contact, resolver: Resolver) -> Contact:
    """Store a new contact, under its old id when it comes back; return it with all its numbers."""
    contact = with_names(contact, resolver)
    if contact.created_at is None or contact.updated_at is None:
        raise ValueError("a contact is stored with its times")
    uid = contact.uid or new_uid()
    values = columns_of(contact, resolver) | {
        "uid": pack(uid),
        "ver": 1,
        "created_at": micros(contact.created_at),
        "updated_at": micros(contact.updated_at),
        "created_by": resolver.staff(contact.created_by),
        "updated_by": resolver.staff(contact.updated_by),
    }
    if contact.id:
        values["id"] = contact.id
    one: int = ContactRow.insert(**values).execute()
    for field, (model, columns) in TABLES.items():
        rows = rows_of(one, field, getattr(contact, field), resolver)
        if rows:
            model.insert_many(rows, fields=columns).execute()
    return altered(contact, id=one, uid=uid, ver=1)


def set_trashed(ids: Sequence[int], at: int | None) -> None:
    """Move contacts to the trash at ``at`` (microseconds), or out of it with None."""
    for part in chunked(ids, CHUNK):
        ContactRow.update(deleted_at=at, ver=ContactRow.ver + 1).where(
            ContactRow.id.in_(listed(part))
        ).execute()


def purge(ids: Sequence[int]) -> None:
    """Remove contacts and all that belongs to them; links to them must be gone before."""
    for part in chunked(ids, CHUNK):
        # Links between contacts that go together must not stop each other.
        CompanyLink.delete().where(CompanyLink.contact_id.in_(listed(part))).execute()
    for part in chunked(ids, CHUNK):
        ContactRow.delete().where(ContactRow.id.in_(listed(part))).execute()
