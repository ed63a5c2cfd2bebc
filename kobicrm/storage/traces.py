"""What the journal knows of some records: when they were written, by which changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from peewee import fn

from kobicrm.domain.instants import instant
from kobicrm.domain.uids import pack, unpack
from kobicrm.storage.models import Change, Changeset, Contact
from kobicrm.storage.models.base import fetch, fetch_one

_BATCH = 200


def changed_since(uids: list[str], number: int) -> set[str]:
    """Return which records were written again after changeset ``number``, undone writes aside."""
    query: Any = Change.select(Change.record_uid).distinct()
    query = query.join(Changeset, on=(Changeset.id == Change.changeset_id)).where(
        Change.record_uid.in_([pack(uid) for uid in uids])
        & (Change.changeset_id > number)
        & Changeset.undoes.is_null()
        & Changeset.undone_by.is_null()
    )
    return {unpack(row[0]) for row in fetch(query)}


def removed_in(number: int, uids: list[str]) -> set[str]:
    """Return which of these records a changeset removed."""
    return set(_changed_in(number, uids, Change.op == "remove"))


def made_or_moved_in(number: int, uids: list[str]) -> set[str]:
    """Return which of these records a changeset made, or gave to another contact."""
    moved = (Change.op == "update") & fn.json_extract(Change.fields, "$.contact").is_null(False)
    return set(_changed_in(number, uids, (Change.op == "create") | moved))


def numbers_of(number: int, uids: list[str]) -> set[int]:
    """Return the numbers of a changeset's changes to these records."""
    return {one for ids in _changed_in(number, uids).values() for one in ids}


def deleted_here(kind: str, uids: list[str]) -> set[str]:
    """Return which records of a kind somebody took away last; taking back an act is no deleting."""
    later = Change.alias()
    newest: Any = later.select(fn.MAX(later.id)).where(later.record_uid == Change.record_uid)
    found: set[str] = set()
    for start in range(0, len(uids), _BATCH):
        packed = [pack(uid) for uid in uids[start : start + _BATCH]]
        query: Any = Change.select(Change.record_uid)
        query = query.join(Changeset, on=(Changeset.id == Change.changeset_id)).where(
            Change.record_uid.in_(packed)
            & (Change.kind == kind)
            & (Change.op == "remove")
            & Changeset.undoes.is_null()
            & (Change.id == newest)
        )
        found |= {unpack(row[0]) for row in fetch(query)}
    return found


def _changed_in(number: int, uids: list[str], *conditions: Any) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for start in range(0, len(uids), _BATCH):
        packed = [pack(uid) for uid in uids[start : start + _BATCH]]
        query = Change.select(Change.record_uid, Change.id).where(
            Change.record_uid.in_(packed) & (Change.changeset_id == number), *conditions
        )
        for uid, one in fetch(query):
            found.setdefault(unpack(uid), []).append(one)
    return found


def names_of(uids: list[str]) -> dict[str, str]:
    """Return the names of the contacts that still exist among ``uids``."""
    found: dict[str, str] = {}
    for start in range(0, len(uids), _BATCH):
        query = Contact.select(Contact.uid, Contact.name).where(
            Contact.uid.in_([pack(uid) for uid in uids[start : start + _BATCH]])
        )
        found.update({unpack(row[0]): row[1] for row in fetch(query)})
    return found


def import_of(sha256: str, way: str) -> int | None:
    """Return the newest import of a file with this hash, read this way, that still stands."""
    told = fn.json_extract(Changeset.detail, "$.sha256"), fn.json_extract(Changeset.detail, "$.way")
    query: Any = Changeset.select(Changeset.id).where(
        (Changeset.action == "import")
        & Changeset.undone_by.is_null()
        & (told[0] == sha256)
        & (told[1] == way)
    )
    row = fetch_one(query.order_by(Changeset.id.desc()))
    return int(row[0]) if row else None


def profiles_used() -> dict[str, datetime]:
    """Return when each saved profile was last imported with, by its name then."""
    name = fn.json_extract(Changeset.detail, "$.profile")
    query: Any = Changeset.select(name, fn.MAX(Changeset.at)).where(
        (Changeset.action == "import") & name.is_null(False)
    )
    return {row[0]: instant(row[1]) for row in fetch(query.group_by(name))}
