"""What SQLite itself can tell about the health of a database, on a plain connection.

Problems come back as short codes; an empty list means that nothing was found.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from kobicrm.storage.engine import sqlite3
from kobicrm.storage.failures import DatabaseFailure, translate

DATABASE_UID = "database_uid"
# The migrations' own book is about the program, not about the shop.
_NOT_DATA = ("schema_migration",)


def connect(path: Path, mode: str = "rw", *, timeout: float = 1.0) -> sqlite3.Connection:
    """Return a plain connection to an existing file; ``mode`` is rw, or ro for unchanging files.

    With ``ro`` SQLite writes nothing beside the file, not even on a read-only disk.
    """
    options = "mode=ro&immutable=1" if mode == "ro" else f"mode={mode}"
    uri = f"{path.absolute().as_uri()}?{options}"
    return sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """Return the number a pragma answers."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def pages(connection: sqlite3.Connection) -> list[str]:
    """Check the pages, but not that the indexes agree with the tables."""
    return _check(connection, "quick_check")


def deep(connection: sqlite3.Connection) -> list[str]:
    """Check pages, indexes and the search index; about 20 times a quick check."""
    return integrity(connection) + search_index(connection)


def integrity(connection: sqlite3.Connection) -> list[str]:
    """Check pages and that every index agrees with its table."""
    return _check(connection, "integrity_check")


def foreign_keys(connection: sqlite3.Connection) -> list[str]:
    """Check that every reference leads to a record."""
    found = connection.execute("PRAGMA foreign_key_check").fetchone()
    return ["foreign_keys"] if found else []


def search_index(connection: sqlite3.Connection) -> list[str]:
    """Compare every full-text index with the stored text; takes the write lock."""
    for table in full_text_tables(connection):
        try:
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if not str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_CORRUPT"):
                raise
            return ["search_index"]
    return []


def full_text_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the full-text indexes."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5 (%'"
    )
    return [f'"{name}"' for (name,) in rows]


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has, in the order of their names."""
    names = [
        name
        for schema, name, kind in connection.execute(
            "SELECT schema, name, type FROM pragma_table_list"
        )
        if schema == "main" and kind == "table" and not name.startswith("sqlite_")
    ]
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for name in sorted(names)
        if name not in _NOT_DATA
    }


def database_uid(connection: sqlite3.Connection) -> str:
    """Return what tells this database from every other one, '' when it has none yet."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'shop'").fetchone():
        return ""
    row = connection.execute("SELECT value FROM shop WHERE key = ?", (DATABASE_UID,)).fetchone()
    return str(row[0]) if row else ""


def uid_of(path: Path) -> str:
    """Return the uid of the database at ``path``, '' when it can't be read."""
    try:
        with closing(connect(path)) as connection:
            return database_uid(connection)
    except sqlite3.Error:
        return ""


def is_foreign(path: Path) -> bool:
    """Return whether a database without application_id holds tables, so that it is not ours."""
    wal = path.with_name(path.name + "-wal")
    mode = "rw" if wal.exists() and wal.stat().st_size else "ro"
    try:
        with closing(connect(path, mode)) as connection:
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            return bool(tables) and not pragma(connection, "application_id")
    except (*DatabaseFailure, ValueError):
        return False


def is_empty(path: Path) -> bool:
    """Return whether the database is new: no mark of ours and no table."""
    try:
        with closing(connect(path)) as connection:
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            return not tables and not pragma(connection, "application_id")
    except DatabaseFailure:
        return False


def problems_of(path: Path) -> list[str]:
    """Return what a quick check of the live database at ``path`` finds."""
    try:
        with closing(connect(path)) as connection:
            return pages(connection) + foreign_keys(connection)
    except DatabaseFailure as error:
        known = translate(error, path)
        if known is None or known.code == "store_damaged":
            return ["integrity"]
        raise known from error


def journal(connection: sqlite3.Connection) -> list[str]:
    """Check that the journal can be read and that every undo names what it took back."""
    broken = connection.execute(
        "SELECT 1 FROM change WHERE (op IN ('update', 'remove')) AND "
        "(fields IS NULL OR NOT json_valid(fields)) LIMIT 1"
    ).fetchone()
    loose = connection.execute(
        "SELECT 1 FROM changeset a LEFT JOIN changeset b ON b.id = a.undone_by "
        "WHERE a.undone_by IS NOT NULL AND (b.id IS NULL OR b.id <= a.id) LIMIT 1"
    ).fetchone()
    unknown = connection.execute(
        "SELECT 1 FROM change WHERE kind = 'contact' AND op <> 'remove' AND record_uid NOT IN "
        "(SELECT uid FROM contact) AND record_uid NOT IN "
        "(SELECT record_uid FROM change WHERE op = 'remove') LIMIT 1"
    ).fetchone()
    return ["journal"] if broken or loose or unknown else []


def last_write(connection: sqlite3.Connection) -> int:
    """Return when the newest changeset was made (microseconds since 1970), 0 without any."""
    row = connection.execute("SELECT at FROM changeset ORDER BY id DESC LIMIT 1").fetchone()
    return int(row[0]) if row else 0


def _check(connection: sqlite3.Connection, name: str) -> list[str]:
    answer = connection.execute(f"PRAGMA {name}(1)").fetchone()
    return [] if answer and answer[0] == "ok" else ["integrity"]
