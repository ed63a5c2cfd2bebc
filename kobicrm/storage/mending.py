"""Finding and rebuilding what is derived: folded columns, search index, other indexes.

Nothing here touches what people entered, and nothing of it is journalled.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from kobicrm.errors import StoreError
from kobicrm.storage import checks, contacts
from kobicrm.storage.database import Store
from kobicrm.storage.engine import sqlite3
from kobicrm.storage.failures import DatabaseFailure, translate
from kobicrm.storage.kinds.contact import DERIVED
from kobicrm.storage.models import Contact
from kobicrm.storage.models.base import fetch

CHUNK = 500


def stale_contacts(store: Store) -> int:
    """Return how many contacts have derived columns that differ from what they are made of."""
    with store.reading():
        return sum(len(found) for found in _stale())


def mend_contacts(store: Store) -> int:
    """Recompute the derived columns that differ, in one transaction; return how many."""
    count = 0
    with store.writing():
        for found in _stale():
            for one, columns in found.items():
                Contact.update(**columns).where(Contact.id == one).execute()
            count += len(found)
    return count


def rebuild_search(path: Path, *, wait: float) -> None:
    """Build every full-text index anew from the stored text."""
    with closing(checks.connect(path, timeout=wait)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            for table in checks.full_text_tables(connection):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
            connection.execute("COMMIT")
        except DatabaseFailure as error:
            raise translate(error, path) or error from error


def rebuild_indexes(path: Path, *, wait: float) -> bool:
    """Build every index anew from its table; False when the tables themselves are damaged."""
    with closing(checks.connect(path, timeout=wait)) as connection:
        try:
            connection.execute("REINDEX")
            return not checks.integrity(connection)
        except (sqlite3.IntegrityError, *DatabaseFailure) as error:
            known = translate(error, path)
            if isinstance(known, StoreError) or known is None:
                return False
            raise known from error


def _stale() -> Iterator[dict[int, dict[str, Any]]]:
    """Walk all contacts, trashed ones too; give the right columns of those that differ."""
    columns = [Contact.id, *(getattr(Contact, name) for name in DERIVED)]
    last = 0
    while True:
        query = Contact.select(*columns).where(Contact.id > last).order_by(Contact.id).limit(CHUNK)
        rows = {row[0]: tuple(row[1:]) for row in fetch(query)}
        if not rows:
            return
        last = max(rows)
        found = {}
        for contact in contacts.load(list(rows)):
            right = contacts.derived_columns(contact)
            if tuple(right[name] for name in DERIVED) != rows[contact.id]:
                found[contact.id] = right
        if found:
            yield found
