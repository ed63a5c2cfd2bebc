"""The book of a database's backups, kept in a file beside it.

Not a table: writing one would wake every open application each night, would itself be
missing from the backup just made, and would go back in time with a restore. One line a
backup is appended; folders that are not plugged in can still be told of.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kobicrm.services.backups.files import create_private
from kobicrm.services.backups.values import Manifest, stamp

# The book is cut back to KEPT lines when it has grown to LIMIT.
LIMIT = 400
KEPT = 200


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the book."""

    folder: Path
    name: str
    sequence: int
    at: datetime
    bytes: int
    database: str
    reason: str


def book_of(db_path: Path) -> Path:
    """Return where the book of the database at ``db_path`` lies."""
    return db_path.with_name(db_path.name + "-backups")


def note(db_path: Path, folder: Path, manifest: Manifest) -> None:
    """Add a finished backup; a book that can't be written does not undo the backup."""
    line = json.dumps(
        {
            "folder": str(folder.absolute()),
            "name": manifest.name,
            "sequence": manifest.sequence,
            "at": stamp(manifest.at),
            "bytes": manifest.bytes,
            "database": manifest.database,
            "reason": manifest.reason,
        }
    )
    book = book_of(db_path)
    with suppress(OSError):
        # One short write at the end: two programs may do it at the same time. The line
        # break goes first, so that a line torn by a power cut stays alone.
        handle = os.open(book, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, f"\n{line}".encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        _shorten(book)


def entries(db_path: Path) -> list[Noted]:
    """Return the lines of the book that can be read, oldest first."""
    try:
        lines = book_of(db_path).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return []
    found = []
    for line in lines:
        # A line torn by a power cut says nothing.
        with suppress(ValueError, KeyError, TypeError):
            found.append(_parse(json.loads(line)))
    return found


def highest(db_path: Path) -> int:
    """Return the highest sequence number of the book, 0 when it is empty."""
    return max((entry.sequence for entry in entries(db_path)), default=0)


def _parse(facts: dict[str, object]) -> Noted:
    return Noted(
        folder=Path(str(facts["folder"])),
        name=str(facts["name"]),
        sequence=int(str(facts["sequence"])),
        at=datetime.fromisoformat(str(facts["at"])),
        bytes=int(str(facts["bytes"])),
        database=str(facts["database"]),
        reason=str(facts["reason"]),
    )


def _shorten(book: Path) -> None:
    lines = book.read_bytes().splitlines(keepends=True)
    if len(lines) <= LIMIT:
        return
    part = book.with_name(f".{book.name}.part")
    part.unlink(missing_ok=True)
    create_private(part)
    part.write_bytes(b"".join(lines[-KEPT:]))
    part.replace(book)
