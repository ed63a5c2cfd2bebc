"""Writing whole contacts inside a transaction the caller holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from peewee import chunked

from kobicrm.domain.codec import FIELDS, micros
from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.uids import new_uid, pack
from kobicrm.errors import Conflict
from kobicrm.storage.contacts.reading import CHUNK, load
from kobicrm.storage.contacts.resolving import Resolver
from kobicrm.storage.kinds.contact import DERIVED, PARTS, SCALARS, custom_to_row, derived
from kobicrm.storage.models import (
    CompanyLink,
    Contact as ContactRow,
    CustomValue,
    Note,
)
from kobicrm.storage.models.base import fetch


def insert(contact: Contact, resolver: Resolver) -> Contact:
    """Store a new contact, under its old id when it comes back; return it with all its numbers."""
    contact = _named(contact, resolver)
    if contact.created_at is None or contact.updated_at is None:
        raise ValueError("a contact is stored with its times")
    uid = contact.uid or new_uid()
    values = _columns(contact, resolver) | {
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
    for field in (*PARTS, "companies", "custom", "notes"):
        _insert_parts(one, field, getattr(contact, field), resolver)
    return altered(contact, id=one, uid=uid, ver=1)


def update(before: Contact, after: Contact, resolver: Resolver) -> Contact:
    """Store the fields of ``after`` that differ; return it with its new version.

    Raises Conflict when the stored version is no longer that of ``before``.
    """
    after = _named(after, resolver)
    if after.updated_at is None:
        raise ValueError("a contact is stored with its times")
    changed = [f for f in FIELDS if getattr(before, f) != getattr(after, f)]
    values = _columns(after, resolver) | {
        "ver": before.ver + 1,
        "updated_at": micros(after.updated_at),
        "updated_by": resolver.staff(after.updated_by),
    }
    hit = (
        ContactRow.update(**values)
        .where((ContactRow.id == before.id) & (ContactRow.ver == before.ver))
        .execute()
    )
    if hit != 1:
        raise Conflict("contact_changed", name=before.name)
    for field in changed:
        if field == "notes":
            _update_notes(before, after)
        elif field in PARTS or field in ("companies", "custom"):
            _delete_parts(before.id, field)
            _insert_parts(before.id, field, getattr(after, field), resolver)
    if "name" in changed:
        refresh_employees([before.id])
    return altered(after, id=before.id, uid=before.uid, ver=before.ver + 1)


def set_trashed(ids: Sequence[int], at: int | None) -> None:
    """Move contacts to the trash at ``at`` (microseconds), or out of it with None."""
    for part in chunked(ids, CHUNK):
        ContactRow.update(deleted_at=at, ver=ContactRow.ver + 1).where(
            ContactRow.id.in_(list(part))
        ).execute()


def purge(ids: Sequence[int]) -> None:
    """Remove contacts and all that belongs to them; links to them must be gone before."""
    for part in chunked(ids, CHUNK):
        # Links between contacts that go together must not stop each other.
        CompanyLink.delete().where(CompanyLink.contact_id.in_(list(part))).execute()
    for part in chunked(ids, CHUNK):
        ContactRow.delete().where(ContactRow.id.in_(list(part))).execute()


def refresh_employees(companies: Sequence[int]) -> None:
    """Recompute what is derived from the companies' names in the people linked to them."""
    for part in chunked(companies, CHUNK):
        query = CompanyLink.select(CompanyLink.contact_id).where(
            CompanyLink.company_id.in_(list(part))
        )
        people = sorted({row[0] for row in fetch(query)})
        for person in load(people):
            columns = dict(zip(DERIVED, derived(person), strict=True))
            ContactRow.update(**columns).where(ContactRow.id == person.id).execute()


def _named(contact: Contact, resolver: Resolver) -> Contact:
    """Fill in the names of companies that a journal or file gave by uid: searches need them."""
    if all(link.name for link in contact.companies):
        return contact
    links = (
        link
        if link.name
        else dataclasses.replace(
            link, id=resolver.company(link.uid), name=resolver.company_name(link.uid)
        )
        for link in contact.companies
    )
    return altered(contact, companies=tuple(links))


def _columns(contact: Contact, resolver: Resolver) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(contact, name) for name in SCALARS}
    values["owner_id"] = resolver.staff(contact.owner)
    values.update(zip(DERIVED, derived(contact), strict=True))
    return values


def _insert_parts(one: int, field: str, items: Sequence[Any], resolver: Resolver) -> None:
    if not items:
        return
    if field == "notes":
        Note.insert_many(
            [
                {
                    "uid": pack(note.uid or new_uid()),
                    "contact_id": one,
                    "text": note.text,
                    "at": micros(note.at),
                }
                for note in items
            ]
        ).execute()
        return
    if field == "custom":
        model: Any = CustomValue
        columns: tuple[str, ...] = ("contact_id", "field_id", "text", "amount")
        rows: list[tuple[Any, ...]] = [
            (one, resolver.custom_field(name), *custom_to_row(value)) for name, value in items
        ]
    elif field == "companies":
        model, columns = CompanyLink, ("contact_id", "position", "company_id", "role")
        rows = [(one, at, resolver.company(link.uid), link.role) for at, link in enumerate(items)]
    else:
        table = PARTS[field]
        model, columns = table.model, ("contact_id", "position", *table.columns)
        rows = [(one, at, *table.to_row(item)) for at, item in enumerate(items)]
    model.insert_many(rows, fields=columns).execute()


def _delete_parts(one: int, field: str) -> None:
    model: Any = (
        PARTS[field].model
        if field in PARTS
        else CompanyLink
        if field == "companies"
        else CustomValue
    )
    model.delete().where(model.contact_id == one).execute()


def _update_notes(before: Contact, after: Contact) -> None:
    """Notes are records with a uid of their own: those that stay keep it."""
    kept = {note.uid for note in after.notes if note.uid}
    gone = [pack(note.uid) for note in before.notes if note.uid and note.uid not in kept]
    if gone:
        Note.delete().where(Note.uid.in_(gone)).execute()
    known = {note.uid: note for note in before.notes}
    for note in after.notes:
        old = known.get(note.uid) if note.uid else None
        if old is None:
            Note.insert(
                uid=pack(note.uid or new_uid()),
                contact_id=before.id,
                text=note.text,
                at=micros(note.at),
            ).execute()
        elif old != note:
            Note.update(text=note.text, at=micros(note.at)).where(
                Note.uid == pack(note.uid)
            ).execute()


def derived_columns(contact: Contact) -> dict[str, object]:
    """Return the stored columns that are recomputed from the contact, by name."""
    return dict(zip(DERIVED, derived(contact), strict=True))
