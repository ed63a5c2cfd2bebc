"""Loading much at once: indexes that are built after the rows, not row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kobicrm.storage.engine import sqlite3

# From this many new rows for each stored one on, building an index anew is cheaper than
# keeping it (measured).
_WORTH = 0.1
# Memory for pages (KiB) while rows go in: entries of an index come in no order.
_CACHE = 65_536
_FILLS = ("contact_fts_insert", "note_fts_insert")


@contextmanager
def late_indexes(connection: sqlite3.Connection, share: float) -> Iterator[bool]:
    """Load inside; ``share`` is how many new rows there are for each stored one.

    True means: indexes are built at the end, and the caller fills the full-text indexes. Unique
    indexes stay, they check. The caller holds a write transaction, which takes it all back on
    failure.
    """
    execute = connection.execute
    late = share >= _WORTH
    pages = execute("PRAGMA main.cache_size").fetchone()[0]
    execute(f"PRAGMA main.cache_size = -{_CACHE}")
    try:
        definitions = execute(
            "SELECT type, name, sql FROM main.sqlite_master WHERE sql LIKE 'CREATE INDEX %'"
            " OR (type = 'trigger' AND name IN (?, ?))",
            _FILLS,
        ).fetchall()
        if late:
            for kind, name, _sql in definitions:
                execute(f"DROP {kind} main.{name}")
        yield late
        if late:
            for _kind, _name, sql in definitions:
                execute(sql)
    finally:
        execute(f"PRAGMA main.cache_size = {pages}")
