"""Putting a backup in the place of the present data, without losing those.

The backup is verified first. The present data are copied while nobody else can write, so that
no record of another program gets lost between the copy and the restore.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from kobicrm import paths
from kobicrm.errors import KobiError, StoreBusy, StoreError, VerificationFailed
from kobicrm.services.backups import files, packing
from kobicrm.services.backups.create import Clock, create, present_database
from kobicrm.services.backups.values import BackupReport, RestoreReport
from kobicrm.services.backups.verify import open_backup
from kobicrm.storage import backup, checks
from kobicrm.storage.database import read_header
from kobicrm.storage.opening import newest_schema

# What says that a present database can't be read any more, so that no copy of it can be kept.
_WRECKED = (
    "store_damaged",
    "store_not_a_database",
    "backup_copy_damaged",
)
_ATTEMPTS = 3


def restore(
    db_path: Path,
    file: Path,
    *,
    identity: Path | None = None,
    backup_dir: Path | None = None,
    recipients: Sequence[str] = (),
    clock: Clock,
    wait: float = 60.0,
    without_checksum: bool = False,
) -> RestoreReport:
    """Replace the content of the database by that of a backup, in one step.

    The present data are kept as a backup in ``backup_dir``. Open applications see the
    restored data. An unreadable database is moved aside, a missing one created, an older
    backup brought up. Raises VerificationFailed for a damaged backup, BadFile or StoreError
    when it or the present database is foreign or newer, StoreBusy after ``wait`` seconds; in
    every failure the present data are as they were.
    """
    identities = packing.identities_of(identity)
    db_path = db_path.expanduser().resolve()
    _refuse_strangers(db_path)
    kept: list[BackupReport] = []

    copy = partial(create, to=backup_dir, recipients=recipients, clock=clock, wait=wait)

    def keep() -> None:
        if not checks.is_empty(db_path):
            kept.append(copy(db_path, reason="before_restore"))

    with files.disk_errors(db_path.parent):
        home = paths.private_dir(db_path.parent)
        with files.workshop(home) as room:
            plain, rows = _prepared(file, room, identities, without_checksum)
            aside = _put(plain, db_path, keep, clock().astimezone(UTC), wait)
    _check(db_path)
    return RestoreReport(file, kept[-1].path if kept else None, aside, rows)


def _refuse_strangers(db_path: Path) -> None:
    """Raise StoreError for a present file of another program or of a newer KobiCRM."""
    if not db_path.exists():
        return
    try:
        present_database(db_path)
    except StoreError as error:
        if error.code not in _WRECKED:
            raise
        return
    if checks.is_foreign(db_path):
        raise StoreError("store_foreign", file=str(db_path))


def _prepared(
    file: Path, room: Path, identities: list[Any], without_checksum: bool
) -> tuple[Path, dict[str, int]]:
    seen = open_backup(file, room, identities, without_checksum=without_checksum)
    if seen.plain is None or seen.contents is None:
        raise StoreError("backup_needs_key", file=str(file))
    rows = seen.contents.rows
    if seen.contents.schema < newest_schema():
        backup.bring_up(seen.plain)
        rows = backup.inspect(seen.plain).rows
    return seen.plain, rows


def _put(
    plain: Path, db_path: Path, keep: Callable[[], None], at: datetime, wait: float
) -> Path | None:
    """Make ``plain`` the database; return where an unreadable one was moved to."""
    aside = None
    for _attempt in range(_ATTEMPTS):
        if _is_gone(db_path):
            aside = backup.set_aside(db_path, f"{at:%Y%m%dT%H%M%SZ}") or aside
            if _place(plain, db_path):
                return aside
            continue
        try:
            backup.write_into_live(plain, db_path, wait=wait, locked=keep)
        except KobiError as error:
            if error.code not in _WRECKED:
                raise
            aside = backup.set_aside(db_path, f"{at:%Y%m%dT%H%M%SZ}")
        else:
            return aside
    raise StoreBusy("store_busy", file=str(db_path))


def _is_gone(db_path: Path) -> bool:
    """Return whether SQLite must not be let near what is there, for it would tidy it up.

    That is: no database, an emptied one whose journal still holds data, or a scribbled one.
    """
    if not db_path.exists():
        return True
    journal = db_path.with_name(db_path.name + "-wal")
    try:
        size, _application, _schema = read_header(db_path)
    except StoreError as error:
        if error.code != "store_not_a_database":
            raise
        return True
    return not size and journal.exists() and journal.stat().st_size > 0


def _place(plain: Path, db_path: Path) -> bool:
    """Give ``plain`` the name ``db_path``; False when another program was faster."""
    backup.sync(plain)
    try:
        os.link(plain, db_path)
    except FileExistsError:
        return False
    except OSError:
        # A disk without links (FAT).
        if db_path.exists():
            return False
        plain.rename(db_path)
    else:
        # A database must not be open under two names.
        plain.unlink()
    files.sync_folder(db_path.parent)
    return True


def _check(db_path: Path) -> None:
    for problem in checks.problems_of(db_path):
        raise VerificationFailed("restore_check_failed", file=str(db_path), problem=problem)
