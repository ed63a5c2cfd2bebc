"""SQLite's failures as errors a user can act on."""

from __future__ import annotations

from pathlib import Path

from peewee import PeeweeException

from kobicrm.errors import Interrupted, KobiError, StoreBusy, StoreError
from kobicrm.storage.engine import sqlite3

DatabaseFailure = (PeeweeException, sqlite3.Error)

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")
# The first prefix that fits decides: SQLITE_IOERR_WRITE is a full disk, another SQLITE_IOERR
# a broken one.
_ANSWERS: tuple[tuple[tuple[str, ...], type[KobiError], str], ...] = (
    (_BUSY, StoreBusy, "store_busy"),
    (
        ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE"),
        StoreError,
        "disk_full",
    ),
    (("SQLITE_READONLY", "SQLITE_PERM"), StoreBusy, "store_read_only"),
    (("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT"), StoreError, "store_damaged"),
    (("SQLITE_INTERRUPT",), Interrupted, "interrupted"),
    (("SQLITE_CANTOPEN",), StoreError, "store_cannot_open"),
    (("SQLITE_IOERR",), StoreError, "store_io"),
)


def failure_name(error: BaseException | None) -> str:
    """Return SQLite's own name of the failure behind ``error``, '' when it is none of SQLite's."""
    passed: set[int] = set()
    # An error raised again "from" itself is its own cause.
    while error is not None and id(error) not in passed:
        passed.add(id(error))
        name = getattr(error, "sqlite_errorname", "")
        if name:
            return str(name)
        cause = None if error.__cause__ is error else error.__cause__
        error = cause or error.__context__
    return ""


def is_busy(error: BaseException) -> bool:
    """Return whether another connection was in the way, so that trying again may help."""
    return failure_name(error).startswith(_BUSY)


def translate(error: BaseException, path: Path) -> KobiError | None:
    """Return the KobiError for a failed SQLite call on ``path``, None for a bug of ours."""
    name = failure_name(error)
    for prefixes, kind, code in _ANSWERS:
        if name.startswith(prefixes):
            return kind(code, file=str(path))
    return None
