"""Whole-database copies: taken while others write, inspected, put back into a live database.

Everything here is special to SQLite. Plain connections are used, never the application's own
ones: a copy must neither wait for them nor change what they see.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from peewee import SqliteDatabase
from playhouse.migrations import Runner

from kobicrm import APPLICATION_ID
from kobicrm.errors import Interrupted, StoreBusy, StoreError, VerificationFailed
from kobicrm.storage import checks
from kobicrm.storage.checks import connect
from kobicrm.storage.database import PAGE_SIZE
from kobicrm.storage.engine import sqlite3
from kobicrm.storage.failures import DatabaseFailure, failure_name, is_busy, translate
from kobicrm.storage.opening import MIGRATIONS, newest_schema

SIDE_FILES = ("-wal", "-shm")
# Pages copied while the write lock is held before the deadline is looked at again.
STEP = 4096
# Failures that say nothing about the file that was read.
_TRANSPORT = (
    "SQLITE_FULL",
    "SQLITE_IOERR_WRITE",
    "SQLITE_CANTOPEN",
    "SQLITE_NOMEM",
    "SQLITE_INTERRUPT",
)
# Instructions of SQLite between two questions whether to go on: some milliseconds of work.
_ASKED_AFTER = 20_000

Ask = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database file holds; ``problems`` are codes, none when it passed its checks."""

    application: int
    schema: int
    database: str
    rows: dict[str, int]
    problems: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """Return whether KobiCRM wrote it."""
        return self.application == APPLICATION_ID


def _go_on() -> None:
    """Let the work go on: nobody wants to stop it."""


@contextmanager
def _asking(connection: sqlite3.Connection, ask: Ask) -> Iterator[None]:
    """Ask while ``connection`` works; Interrupted ends its statement as SQLITE_INTERRUPT."""

    def is_stopped() -> bool:
        try:
            ask()
        except Interrupted:
            return True
        return False

    connection.set_progress_handler(is_stopped, _ASKED_AFTER)
    yield
    connection.set_progress_handler(None, 0)


def copy_to(
    source: Path,
    target: Path,
    *,
    wait: float = 60.0,
    told: Callable[[float], None] = lambda _share: None,
) -> None:
    """Write a compacted copy of ``source`` into ``target``, an empty private file, and sync it.

    Others may write meanwhile; the copy is the state of one moment. Freed pages are not
    copied, so that erased people do not travel along. ``told`` is given the share that is
    written (0 to 1); it may raise Interrupted. Raises StoreBusy after ``wait`` seconds,
    StoreError on a full disk or a damaged database.
    """
    until = time.monotonic() + wait
    try:
        with closing(connect(source)) as connection:
            whole = _bytes_in_use(connection)

            def ask() -> None:
                told(target.stat().st_size / whole if whole else 0.0)

            with _asking(connection, ask):
                _patiently(connection, "VACUUM INTO ?", until, str(target), ask=ask)
    except DatabaseFailure as error:
        blamed = target if _is_transport(error) else source
        raise translate(error, blamed) or StoreError("store_damaged", file=str(source)) from error
    sync(target)


def _bytes_in_use(connection: sqlite3.Connection) -> int:
    used = checks.pragma(connection, "page_count") - checks.pragma(connection, "freelist_count")
    return used * checks.pragma(connection, "page_size")


def sync(path: Path) -> None:
    """Wait until ``path`` is on the disk; VACUUM INTO does not."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def inspect(path: Path, *, deep: bool = False, ask: Ask = _go_on) -> Contents:
    """Return what the unchanging file ``path`` holds, after its structure was checked.

    ``deep`` compares every index and the search index with the data as well; it needs a
    private copy, for SQLite wants to write to a file whose search index it checks.
    ``ask`` is called every now and then and may raise Interrupted, in either thread.
    Raises StoreError only for what is no fault of the file (a full disk).
    """
    try:
        with (
            closing(connect(path, "rw" if deep else "ro")) as connection,
            ThreadPoolExecutor(1) as beside,
            _asking(connection, ask),
        ):
            # The references on a connection of their own: two cores halve the waiting.
            references = beside.submit(_references, path, ask)
            problems = checks.deep(connection) if deep else checks.pages(connection)
            problems += references.result()
            return Contents(
                application=checks.pragma(connection, "application_id"),
                schema=checks.pragma(connection, "user_version"),
                database=checks.database_uid(connection),
                rows=checks.row_counts(connection),
                problems=tuple(problems)
                + (("page_size",) if checks.pragma(connection, "page_size") != PAGE_SIZE else ()),
            )
    except (*DatabaseFailure, ValueError, OverflowError) as error:
        if _is_transport(error):
            raise translate(error, path) or error from error
        return Contents(0, 0, "", {}, ("unreadable",))


def write_into_live(
    source: Path, live: Path, *, wait: float = 60.0, locked: Callable[[], None] = lambda: None
) -> None:
    """Replace all content of ``live`` by that of ``source`` in one write transaction.

    Open connections of other programs see the new rows afterwards; killed at any moment, the
    old content stands. ``locked`` is called once nobody else can write any more, while the
    old content can still be read; when it raises, nothing is changed. Raises StoreBusy after
    ``wait`` seconds, StoreError when ``live`` can't be used.
    """
    until = time.monotonic() + wait
    called = False

    def step(status: int, _remaining: int, _total: int) -> None:
        nonlocal called
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() >= until:
                raise StoreBusy("store_busy", file=str(live))
        elif not called:
            called = True
            locked()

    try:
        with closing(connect(source, "ro")) as old, closing(connect(live)) as new:
            # An empty file needs a first page of its own, or its journal would be thrown away.
            for pragma in (f"page_size = {PAGE_SIZE}", "journal_mode = wal", "synchronous = full"):
                _patiently(new, f"PRAGMA {pragma}", until)
            # Never all pages at once: the last step commits, and ``locked`` comes before it.
            pages = max(1, min(STEP, checks.pragma(old, "page_count") - 1))
            old.backup(new, pages=pages, progress=step, sleep=0.02)
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except DatabaseFailure as error:
        raise translate(error, live) or StoreError("store_damaged", file=str(live)) from error


def _references(path: Path, ask: Ask) -> list[str]:
    with closing(connect(path, "ro")) as connection, _asking(connection, ask):
        return checks.foreign_keys(connection)


def set_aside(path: Path, stamp: str) -> Path | None:
    """Rename an unusable database with its -wal and -shm; return its new name.

    The side files go first: the new database must never meet a stale -wal. None when there
    was no database, only left-over side files.
    """
    aside = path.with_name(f"{path.name}.broken-{stamp}")
    number = 1
    while any(aside.with_name(aside.name + end).exists() for end in ("", *SIDE_FILES)):
        number += 1
        aside = path.with_name(f"{path.name}.broken-{stamp}-{number}")
    moved = False
    for end in (*SIDE_FILES, ""):
        old = path.with_name(path.name + end)
        if old.exists():
            old.rename(aside.with_name(aside.name + end))
            moved = not end
    return aside if moved else None


def bring_up(path: Path, directory: Path = MIGRATIONS) -> None:
    """Run the pending migrations on a private copy that nobody else has open."""
    known = newest_schema(directory)
    db = SqliteDatabase(str(path), pragmas=(("foreign_keys", 0),), lock_type="IMMEDIATE")
    try:
        with db.atomic():
            Runner(db, str(directory)).up()
            if db.execute_sql("PRAGMA foreign_key_check").fetchone():
                raise VerificationFailed("backup_foreign_keys", file=path.name)
            db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute_sql(f"PRAGMA user_version = {known}")
    except DatabaseFailure as error:
        raise translate(error, path) or error from error
    finally:
        db.close()


def _is_transport(error: BaseException) -> bool:
    return failure_name(error).startswith(_TRANSPORT)


def _patiently(
    connection: sqlite3.Connection, statement: str, until: float, *values: str, ask: Ask = _go_on
) -> None:
    while True:
        ask()
        try:
            connection.execute(statement, values)
            return
        except DatabaseFailure as error:
            if not is_busy(error) or time.monotonic() >= until:
                raise
            time.sleep(0.02)
