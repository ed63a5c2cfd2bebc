"""A contact as the rows of its tables, ready to be written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from kobicrm.domain.codec import micros
from kobicrm.domain.contacts import Contact, Note, altered
from kobicrm.domain.uids import new_uid, pack
from kobicrm.storage.contacts.resolving import Resolver
from kobicrm.storage.kinds.contact import (
    DERIVED,
    PARTS,
    SCALARS,
    custom_to_row,
    derived,
    note_search,
)
from kobicrm.storage.models import CompanyLink, CustomValue, Note as NoteRow

Rows = list[tuple[Any, ...]]

# Every field whose values lie in a table of their own.
TABLES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    **{f: (part.model, ("contact_id", "position", *part.columns)) for f, part in PARTS.items()},
    "companies": (CompanyLink, ("contact_id", "position", "company_id", "role")),
    "custom": (CustomValue, ("contact_id", "field_id", "text", "amount")),
    "notes": (NoteRow, ("uid", "contact_id", "text", "at", "search")),
}


def with_names(contact: Contact, resolver: Resolver) -> Contact:
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


def columns_of(contact: Contact, resolver: Resolver) -> dict[str, Any]:
    """Return the columns of a contact's own row, but for its numbers and times."""
    values: dict[str, Any] = {name: getattr(contact, name) for name in SCALARS}
    values["owner_id"] = resolver.staff(contact.owner)
    values.update(zip(DERIVED, derived(contact), strict=True))
    return values


def rows_of(one: int, field: str, items: Sequence[Any], resolver: Resolver) -> Rows:
    """Return the rows (columns of :data:`TABLES`) of a field's values for the contact ``one``."""
    if field == "notes":
        return note_rows(one, items)
    if field == "custom":
        return [(one, resolver.custom_field(name), *custom_to_row(value)) for name, value in items]
    if field == "companies":
        return [(one, at, resolver.company(link.uid), link.role) for at, link in enumerate(items)]
    to_row = PARTS[field].to_row
    return [(one, at, *to_row(item)) for at, item in enumerate(items)]


def note_rows(one: int, notes: Iterable[Note]) -> Rows:
    """Return the rows of notes; a new one gets its uid here."""
    return [
        (pack(note.uid or new_uid()), one, note.text, micros(note.at), note_search(note.text))
        for note in notes
    ]
