"""Changing many contacts in few statements, inside a transaction the caller holds.

Only columns that a change can touch are written: SQLite keeps the index of every column that is
named, whether its value differs or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from kobicrm.domain.codec import FIELDS, MOMENTS, micros
from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.uids import pack
from kobicrm.errors import Conflict
from kobicrm.storage.contacts.parts import TABLES, Rows, columns_of, note_rows, rows_of, with_names
from kobicrm.storage.contacts.reading import listed, load
from kobicrm.storage.contacts.resolving import Resolver
from kobicrm.storage.kinds.contact import DERIVED, SCALARS, derived, note_search
from kobicrm.storage.kinds.gaps import GAPS
from kobicrm.storage.models import CompanyLink, Contact as ContactRow, Note
from kobicrm.storage.models.base import CHUNK, fetch, table_name

# The fields that a derived column is made of; ``search`` is made of nearly all of them.
_MADE_OF = {
    "name_fold": {"name"},
    "name_key": {"name"},
    "company_key": {"name", "kind"},
    "company_order": {"name", "kind", "companies"},
    "place_order": {"addresses"},
    "gaps": {*GAPS, "addresses"},
}
Pair = tuple[Contact, Contact]


def update_many(pairs: Sequence[Pair], resolver: Resolver) -> list[Contact]:
    """Store the fields of each (before, after) that differ; return them with new versions.

    Raises Conflict when a stored version is no longer that of ``before``.
    """
    named = [(before, with_names(after, resolver)) for before, after in pairs]
    changed = [_changed_fields(before, after) for before, after in named]
    _write_own_rows(named, changed, resolver)
    gone, new = _part_rows(named, changed, resolver)
    for field, ids in gone.items():
        model, _columns = TABLES[field]
        _execute_many(f"DELETE FROM {table_name(model)} WHERE contact_id = ?", ids)
    for field, rows in new.items():
        model, columns = TABLES[field]
        marks = ", ".join("?" * len(columns))
        names = ", ".join(columns)
        _execute_many(f"INSERT INTO {table_name(model)} ({names}) VALUES ({marks})", rows)
    renamed = [pair[0].id for pair, fields in zip(named, changed, strict=True) if "name" in fields]
    refresh_employees(renamed)
    return [altered(b, id=a.id, uid=a.uid, ver=a.ver + 1) for a, b in named]


def _changed_fields(before: Contact, after: Contact) -> frozenset[str]:
    return frozenset(f for f in (*FIELDS, *MOMENTS) if getattr(before, f) != getattr(after, f))


def _execute_many(sql: str, rows: Iterable[Sequence[Any]]) -> int:
    return int(ContactRow._meta.database.connection().executemany(sql, rows).rowcount)


def _write_own_rows(
    pairs: Sequence[Pair], changed: Sequence[frozenset[str]], resolver: Resolver
) -> None:
    """Write the row of each contact; those with the same changes in one statement."""
    alike: dict[frozenset[str], list[Pair]] = defaultdict(list)
    for pair, fields in zip(pairs, changed, strict=True):
        alike[fields].append(pair)
    for fields, group in alike.items():
        columns = _touched(fields)
        sets = ", ".join(f"{name} = ?" for name in columns)
        rows = []
        for before, after in group:
            if after.updated_at is None or after.created_at is None:
                raise ValueError("a contact is stored with its times")
            values = columns_of(after, resolver) | {
                "ver": before.ver + 1,
                "created_at": micros(after.created_at),
                "updated_at": micros(after.updated_at),
                "updated_by": resolver.staff(after.updated_by),
            }
            rows.append((*(values[name] for name in columns), before.id, before.ver))
        hit = _execute_many(f"UPDATE contact SET {sets} WHERE id = ? AND ver = ?", rows)
        if hit != len(group):
            raise Conflict("contact_changed", name=_first_lost(group).name)


def _touched(fields: frozenset[str]) -> tuple[str, ...]:
    """Return the columns that changes of these fields may change."""
    own = [name for name in SCALARS if name in fields]
    made = [name for name, parts in _MADE_OF.items() if parts & fields]
    owner = ["owner_id"] if "owner" in fields else []
    moments = [name for name in MOMENTS if name in fields]
    return (*own, *owner, *made, *moments, "search", "ver", "updated_at", "updated_by")


def _first_lost(pairs: Sequence[Pair]) -> Contact:
    """Return the first contact whose version was another one."""
    ids = [before.id for before, _after in pairs]
    query = ContactRow.select(ContactRow.id, ContactRow.ver).where(ContactRow.id.in_(ids))
    now = dict(fetch(query))
    lost = (before for before, _after in pairs if now.get(before.id) != before.ver + 1)
    return next(lost, pairs[0][0])


def _part_rows(
    pairs: Sequence[Pair], changed: Sequence[frozenset[str]], resolver: Resolver
) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """Return by field whose rows go, and the rows that come."""
    gone: dict[str, Rows] = defaultdict(list)
    new: dict[str, Rows] = defaultdict(list)
    for (before, after), fields in zip(pairs, changed, strict=True):
        for field in fields & TABLES.keys():
            if field == "notes":
                new[field] += _update_notes(before, after)
                continue
            gone[field].append((before.id,))
            new[field] += rows_of(before.id, field, getattr(after, field), resolver)
    return gone, new


def _update_notes(before: Contact, after: Contact) -> Rows:
    """Notes are records with a uid of their own: those that stay keep it. Return new ones."""
    kept = {note.uid for note in after.notes if note.uid}
    gone = [pack(note.uid) for note in before.notes if note.uid and note.uid not in kept]
    if gone:
        Note.delete().where(Note.uid.in_(gone)).execute()
    known = {note.uid: note for note in before.notes if note.uid}
    for note in after.notes:
        if note.uid in known and known[note.uid] != note:
            Note.update(text=note.text, at=micros(note.at), search=note_search(note.text)).where(
                Note.uid == pack(note.uid)
            ).execute()
    return note_rows(before.id, [note for note in after.notes if note.uid not in known])


def refresh_employees(companies: Sequence[int]) -> None:
    """Recompute what is derived from the companies' names in the people linked to them."""
    people: set[int] = set()
    for start in range(0, len(companies), CHUNK):
        query = CompanyLink.select(CompanyLink.contact_id).where(
            CompanyLink.company_id.in_(listed(companies[start : start + CHUNK]))
        )
        people.update(row[0] for row in fetch(query))
    columns = ("search", "company_order")
    sets = ", ".join(f"{name} = ?" for name in columns)
    waiting = iter(sorted(people))
    while piece := list(islice(waiting, CHUNK)):
        rows = []
        for person in load(piece):
            values = dict(zip(DERIVED, derived(person), strict=True))
            rows.append((*(values[name] for name in columns), person.id))
        _execute_many(f"UPDATE contact SET {sets} WHERE id = ?", rows)


def derived_columns(contact: Contact) -> dict[str, object]:
    """Return the stored columns that are recomputed from the contact, by name."""
    return dict(zip(DERIVED, derived(contact), strict=True))
