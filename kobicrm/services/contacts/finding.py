"""Reading contacts: by reference, by search, as complete lists, with their history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kobicrm.domain.contacts import Contact
from kobicrm.domain.list_row import ListRow
from kobicrm.domain.phones import display
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.uids import pack, unpack
from kobicrm.errors import Ambiguous, NotFound
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored, journal, search as text_search
from kobicrm.storage.contacts import listing as windows, lookup
from kobicrm.storage.contacts.found import Found
from kobicrm.storage.filters import live
from kobicrm.storage.models import CompanyLink, Contact as ContactRow
from kobicrm.storage.models.base import CHUNK, fetch


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to a contact; ``fields`` maps a field to its old and new JSON."""

    changeset: int
    at: datetime
    who: str
    door: str
    action: str
    op: str
    fields: dict[str, Any]
    undone: bool


def resolve(session: Session, ref: str, *, trashed: bool = False) -> int:
    """Return the id of the one contact ``ref`` names.

    A reference is an id, uid, e-mail, phone in any form, tax number or code, optionally with
    what it is in front (``code:1001``). Raises NotFound, or Ambiguous with the candidates.
    """
    found = lookup.candidates(ref, trashed=trashed)
    if not found:
        raise NotFound("contact_not_found", ref=ref)
    if len(found) > 1:
        lines = [
            " · ".join(filter(None, (f"id:{row.id}", row.name, display(row.phone) or row.email)))
            for row in windows.list_rows(session.store, found[:10])
        ]
        raise Ambiguous("contact_ambiguous", ref=ref, count=len(found), candidates="\n".join(lines))
    return found[0]


def get(session: Session, ref: str, *, trashed: bool = False) -> Contact:
    """Return the whole contact that ``ref`` names; errors as :func:`resolve`."""
    with session.store.reading():
        return stored.load([resolve(session, ref, trashed=trashed)])[0]


def count(session: Session, where: Filter = EVERYTHING) -> int:
    """Return how many contacts pass ``where``."""
    with session.store.reading():
        return Found(session.store, where).count()


def listing(
    session: Session,
    where: Filter = EVERYTHING,
    *,
    sort: str = "name",
    descending: bool = False,
    limit: int | None = None,
    trashed: bool = False,
) -> Iterator[Contact]:
    """Yield whole contacts in list order, all of them unless ``limit`` is given.

    With ``trashed`` those in the trash are listed, and no others.

    Raises UsageError for an unknown sort, ValidationError for a field that can't be filtered.
    """
    with session.store.reading():
        found: Sequence[int]
        if trashed:
            found = windows.ids(where, sort=sort, descending=descending, limit=limit, trashed=True)
        else:
            listed = Found(session.store, where, sort, descending)
            found = listed.all() if limit is None else listed.first(limit).ids
        for start in range(0, len(found), CHUNK):
            yield from stored.load(found[start : start + CHUNK])


def search(session: Session, text: str, limit: int | None = None) -> Iterator[Contact]:
    """Yield the contacts that hold every word of ``text``, in name order. Never fails on text."""
    with session.store.reading():
        if limit is not None:
            found = text_search.first_hits(session.store, text, limit).ids
        else:
            found = text_search.all_hits(session.store, text).tolist()
        for start in range(0, len(found), CHUNK):
            yield from stored.load(found[start : start + CHUNK])


def rows_of(session: Session, uids: Sequence[str]) -> list[ListRow]:
    """Return what a list shows of the contacts with these uids, in this order.

    Those that are gone or in the trash are left out.
    """
    with session.store.reading():
        query = ContactRow.select(ContactRow.uid, ContactRow.id).where(
            live() & ContactRow.uid.in_([pack(uid) for uid in uids])
        )
        ids = {unpack(row[0]): row[1] for row in fetch(query)}
        return windows.list_rows(session.store, [ids[uid] for uid in uids if uid in ids])


def employee_count(session: Session, company: int) -> int:
    """Return how many people are linked to the company with this id."""
    query = CompanyLink.select().join(ContactRow, on=(ContactRow.id == CompanyLink.contact_id))
    with session.store.reading():
        return int(query.where((CompanyLink.company_id == company) & live()).count())


def employees(session: Session, company: int, limit: int = 50) -> list[ListRow]:
    """Return the people linked to the company with this id, in name order."""
    query = (
        CompanyLink.select(CompanyLink.contact_id)
        .join(ContactRow, on=(ContactRow.id == CompanyLink.contact_id))
        .where((CompanyLink.company_id == company) & live())
        .order_by(ContactRow.name_key, ContactRow.id)
        .limit(limit)
    )
    return windows.list_rows(session.store, [row[0] for row in fetch(query)])


def history(
    session: Session, ref: str, limit: int | None = None, *, skip: int = 0
) -> list[HistoryEntry]:
    """Return what happened to a contact, newest first, after the ``skip`` newest.

    Trashed ones have one too. Errors as :func:`resolve`.
    """
    with session.store.reading():
        uid = _uid_of(session, ref)
        return [
            HistoryEntry(
                changeset=info.id,
                at=info.at,
                who=info.who,
                door=info.door,
                action=info.action,
                op=change.op,
                fields=change.fields,
                undone=info.undone_by is not None,
            )
            for info, change in journal.history(uid, limit, skip=skip)
        ]


def history_length(session: Session, ref: str) -> int:
    """Return how many entries the history of a contact has; errors as :func:`resolve`."""
    with session.store.reading():
        return journal.history_length(_uid_of(session, ref))


def _uid_of(session: Session, ref: str) -> str:
    found = lookup.candidates(ref) or lookup.candidates(ref, trashed=True)
    if not found:
        raise NotFound("contact_not_found", ref=ref)
    if len(found) > 1:
        resolve(session, ref)
    return stored.uids_of(found)[found[0]]
