"""The guarded way to an open database: checks first, then pending migrations after a copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kobicrm import APPLICATION_ID
from kobicrm.errors import StoreError
from kobicrm.storage.database import Store, is_ours, private_file, read_header
from kobicrm.storage.engine import sqlite3
from kobicrm.storage.failures import DatabaseFailure, translate

MIGRATIONS = Path(__file__).parent / "migrations"


def newest_schema(directory: Path = MIGRATIONS) -> int:
    """Return the number of the last migration this program knows."""
    return max(
        int(found[1])
        for found in (re.match(r"(\d+)_", entry.name) for entry in directory.glob("[0-9]*.py"))
        if found
    )


def open_store(
    path: Path,
    *,
    wait: float = 60.0,
    create: bool = True,
    before_migration: Callable[[Store, int], None] | None = None,
    directory: Path = MIGRATIONS,
) -> Store:
    """Return the open store at ``path``, brought to the newest schema.

    ``before_migration`` is called with the store and its schema number before an older
    database is changed; it makes the verified copy. Raises StoreError when the file is
    missing and ``create`` is false, and for a foreign, damaged or newer database (which stays
    untouched), StoreBusy when it can't be written to.
    """
    path = Path(path).expanduser()
    with suppress(OSError):
        # One file must not be open under two names: SQLite's -wal goes by the name.
        path = path.resolve()
    known = newest_schema(directory)
    if not _exists(path):
        if not create:
            raise StoreError("store_missing", file=str(path))
        _make(path)
    _refuse_strangers(path, known)
    store = Store(path, wait=wait)
    try:
        _bring_up(store, known, before_migration, directory)
    except BaseException:
        store.close()
        raise
    store.schema = known
    return store


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise StoreError("store_unreadable", file=str(path)) from error


def _make(path: Path) -> None:
    missing = [folder for folder in path.parents if not folder.is_dir()]
    try:
        # One by one: mkdir gives its mode to the last folder only.
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError("store_cannot_create", file=str(path)) from error
    private_file(path)


def _refuse_strangers(path: Path, known: int) -> None:
    size, application, version = read_header(path)
    if (application and not is_ours(application)) or (size and not application and _tables(path)):
        raise StoreError("store_foreign", file=str(path))
    if application and version > known:
        raise StoreError("store_newer", file=str(path), found=version, known=known)


def _tables(path: Path) -> bool:
    """Return whether the file itself has tables, without opening it for writing.

    Ours gets its number and its first table in one page: a number of 0 beside tables is foreign.
    """
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        finally:
            connection.close()
    except DatabaseFailure as error:
        raise translate(error, path) or error from error


def _versions(store: Store) -> tuple[int, int, int]:
    """Return (application_id, user_version, number of tables) as SQLite sees them."""
    try:
        connection = store.connection()
        return (
            int(connection.execute("PRAGMA application_id").fetchone()[0]),
            int(connection.execute("PRAGMA user_version").fetchone()[0]),
            int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]),
        )
    except DatabaseFailure as error:
        raise translate(error, store.path) or error from error


def _bring_up(
    store: Store,
    known: int,
    before_migration: Callable[[Store, int], None] | None,
    directory: Path,
) -> None:
    application, version, tables = _versions(store)
    if not is_ours(application) and (application or tables):
        # Killed at its first moment, our own file has neither number nor table.
        raise StoreError("store_foreign", file=str(store.path))
    if version > known:
        raise StoreError("store_newer", file=str(store.path), found=version, known=known)
    if version == known:
        return
    if version and before_migration:
        before_migration(store, version)
    connection = store.connection()
    # Outside any transaction, or it has no effect; a rebuilt table would drop its children.
    connection.execute("PRAGMA foreign_keys = 0")
    try:
        with store.writing():
            # Another process may have done it while this one waited for the lock.
            if int(connection.execute("PRAGMA user_version").fetchone()[0]) < known:
                _migrate(store, known, directory)
    finally:
        connection.execute("PRAGMA foreign_keys = 1")


def _migrate(store: Store, known: int, directory: Path) -> None:
    # Late: most starts have nothing to migrate.
    from playhouse.migrations import Runner

    Runner(store.db, str(directory)).up()
    connection = store.connection()
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreError("store_damaged", file=str(store.path))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {known}")
