"""Opening the one database of this process, its connections and its write transactions."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import DatabaseProxy, SqliteDatabase

from kobicrm import APPLICATION_ID
from kobicrm.domain.phones import search_digits
from kobicrm.domain.turkish import fold
from kobicrm.errors import Conflict, StoreBusy, StoreError
from kobicrm.storage.engine import sqlite3
from kobicrm.storage.failures import DatabaseFailure, is_busy, translate

PAGE_SIZE = 4096
PRAGMAS = (
    ("page_size", PAGE_SIZE),
    ("journal_mode", "wal"),
    # FULL: a power cut loses no saved record; a shop types one record at a time.
    ("synchronous", "full"),
    ("foreign_keys", 1),
    # Deleted people must not stay readable in free pages.
    ("secure_delete", 1),
)


class ThreadProxy(DatabaseProxy):
    """The database the models of the calling thread use: the one that thread opened last.

    A thread that makes the demo shop ready never turns the shop's own threads to it.
    """

    _of_thread = threading.local()

    @property
    def obj(self) -> SqliteDatabase | None:
        """The database of the calling thread, None before it opened one."""
        return getattr(self._of_thread, "database", None)

    @obj.setter
    def obj(self, database: SqliteDatabase | None) -> None:
        self._of_thread.database = database


proxy = ThreadProxy()


class Store:
    """An open database: reads on a connection per thread, writes one transaction at a time."""

    def __init__(self, path: Path, *, wait: float = 60.0) -> None:
        """Describe the store at ``path``; ``wait`` is how long a write waits for others (s)."""
        self.path = path
        self.wait = wait
        self.on_wait: Callable[[], None] | None = None
        self.schema = 0
        self.db = SqliteDatabase(
            str(path), pragmas=PRAGMAS, timeout=1.0, check_same_thread=False, lock_type="IMMEDIATE"
        )
        self.db.register_function(fold, "kobicrm_fold", 1, deterministic=True)
        self.db.register_function(search_digits, "kobicrm_digits", 2, deterministic=True)
        self._connections: set[sqlite3.Connection] = set()
        self._guard = threading.Lock()
        proxy.initialize(self.db)

    def connection(self) -> sqlite3.Connection:
        """Return this thread's kept connection, opened at the first call."""
        if proxy.obj is not self.db:
            # The thread's first use, or it used another store in between: the models follow.
            proxy.initialize(self.db)
        if not self.db.is_closed():
            kept: sqlite3.Connection = self.db.connection()
            return kept
        connection = self._connect()
        with self._guard:
            self._connections.add(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        until = time.monotonic() + self.wait
        while True:
            try:
                connection: sqlite3.Connection = self.db.connection()
                return connection
            except DatabaseFailure as error:
                # At two first starts at once, changing to WAL answers busy without any wait.
                if not is_busy(error) or time.monotonic() >= until:
                    raise translate(error, self.path) or error from error
                time.sleep(0.02)

    def close(self) -> None:
        """Close every connection of every thread."""
        self.db.close()
        with self._guard:
            connections, self._connections = self._connections, set()
        for connection in connections:
            connection.close()

    def forget_thread(self) -> None:
        """Close the calling thread's connection."""
        if not self.db.is_closed():
            with self._guard:
                self._connections.discard(self.db.connection())
            self.db.close()

    def interrupt(self, connection: sqlite3.Connection) -> None:
        """Stop the read that runs on ``connection`` in another thread."""
        connection.interrupt()

    def data_version(self) -> int:
        """Return a number that changes when another connection has written."""
        return int(self.connection().execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give one unchanging view of the data to several reads."""
        connection = self.connection()
        nested = connection.in_transaction
        try:
            if not nested:
                connection.execute("BEGIN")
            yield connection
            if not nested:
                # COMMIT, not ROLLBACK: TEMP tables filled meanwhile are kept.
                connection.execute("COMMIT")
        except DatabaseFailure as error:
            raise translate(error, self.path) or error from error
        finally:
            # A list read half may outlive its store; there is nothing left to roll back then.
            if not nested and connection in self._connections and connection.in_transaction:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock: everything inside happens, or nothing of it.

        Raises StoreBusy after ``wait`` seconds, StoreError on a full or broken disk, Conflict
        when the database was upgraded by a newer program since it was opened.
        """
        connection = self.connection()
        self._begin(connection)
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if self.schema and version != self.schema:
                raise Conflict("store_upgraded", file=str(self.path))
            yield connection
            self._commit(connection)
        except BaseException as error:
            # SQLite rolls back by itself on some failures; a second ROLLBACK would hide the cause.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, DatabaseFailure):
                raise translate(error, self.path) or error from error
            raise

    def _begin(self, connection: sqlite3.Connection) -> None:
        until = time.monotonic() + self.wait
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except DatabaseFailure as error:
                if not is_busy(error):
                    raise translate(error, self.path) or error from error
                if time.monotonic() >= until:
                    raise StoreBusy("store_busy", file=str(self.path)) from error
                if self.on_wait:
                    self.on_wait()
                time.sleep(0.02)

    def _commit(self, connection: sqlite3.Connection) -> None:
        until = time.monotonic() + self.wait
        while True:
            try:
                connection.execute("COMMIT")
                return
            except DatabaseFailure as error:
                if not (is_busy(error) and connection.in_transaction):
                    raise
                if time.monotonic() >= until:
                    raise
                time.sleep(0.02)


def read_header(path: Path) -> tuple[int, int, int]:
    """Return (size, application_id, user_version) from the file's own header.

    Raises StoreError for what is no regular file or no SQLite database. Two zeros come back
    for an empty file.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise StoreError("store_not_a_file", file=str(path))
        with path.open("rb") as file:
            head = file.read(100)
            size = path.stat().st_size
    except PermissionError as error:
        raise StoreError("store_unreadable", file=str(path)) from error
    except OSError as error:
        raise StoreError("store_cannot_open", file=str(path)) from error
    if not head:
        return 0, 0, 0
    if len(head) < 100 or not head.startswith(b"SQLite format 3\x00"):
        raise StoreError("store_not_a_database", file=str(path))
    return size, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")


def private_file(path: Path) -> bool:
    """Create ``path`` empty with mode 0600; return False when it is there already."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return False
    except OSError as error:
        raise StoreError("store_cannot_create", file=str(path)) from error
    return True


def is_ours(application_id: int) -> bool:
    """Return whether a file's application_id is that of KobiCRM."""
    return application_id == APPLICATION_ID
