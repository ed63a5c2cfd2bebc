"""What lies in a backup folder, and which backup is the newest of a database."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kobicrm import paths
from kobicrm.errors import BadFile, VerificationFailed
from kobicrm.services.backups import record, sidecar
from kobicrm.services.backups.files import disk_errors, is_stale
from kobicrm.services.backups.values import BackupEntry, LastBackup
from kobicrm.storage import checks

PART = ".kobicrm-*.part"
_PART = re.compile(r"\.kobicrm-(\d{6,12})\.part")


def named_folder(to: Path | None) -> Path:
    """Return the folder of backups that is meant: ``to``, else the platform's."""
    return (to or paths.backup_dir()).expanduser().absolute()


def target_folder(to: Path | None) -> Path:
    """Return the folder backups go to, made (0700) when it is missing.

    Of a folder that was named only the last step is made: below the place of a stick that is
    not plugged in, nothing must be written to the computer's own disk.
    """
    folder = named_folder(to)
    if folder.exists() and not folder.is_dir():
        raise BadFile("backup_folder_not_a_folder", folder=str(folder))
    if to is not None and not folder.parent.is_dir():
        raise BadFile("backup_folder_missing", folder=str(folder))
    with disk_errors(folder):
        return paths.private_dir(folder)


def listing(folder: Path, *, database: str = "") -> list[BackupEntry]:
    """Return the backups in ``folder``, newest first, all or those of one database.

    Order is that of the sequence numbers: a clock may have been set back. Only names, sizes
    and sidecars are read. BadFile when the folder can't be read; [] when there is none.
    """
    folder = folder.expanduser()
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BadFile("backup_folder_unreadable", folder=str(folder)) from error
    found = [entry for name in names if (entry := _entry(folder / name)) is not None]
    if database:
        found = [one for one in found if one.manifest and one.manifest.database == database]
    return sorted(found, key=_order, reverse=True)


def _order(entry: BackupEntry) -> tuple[int, str]:
    return entry.sequence, entry.path.name


def _entry(path: Path) -> BackupEntry | None:
    named = sidecar.parse_name(path.name)
    if named is None:
        return None
    manifest, problem = None, ""
    try:
        size = path.stat().st_size
    except OSError:
        return None
    try:
        manifest = sidecar.read(path)
    except VerificationFailed as error:
        problem = error.code
    if manifest and (manifest.bytes != size or manifest.name != path.name):
        problem = "backup_hash_differs"
    return BackupEntry(path, *named, size, manifest, problem)


def next_sequence(db_path: Path, folder: Path) -> int:
    """Return one more than the highest number in the database's book and in the folder.

    Unfinished backups count: where folders can't be locked, another program makes them.
    """
    here = [entry.sequence for entry in listing(folder)]
    parts = [int(found[1]) for path in folder.glob(PART) if (found := _PART.fullmatch(path.name))]
    return max([record.highest(db_path), *here, *parts]) + 1


def last_backup(db_path: Path, folders: Iterable[Path] = ()) -> LastBackup | None:
    """Return the newest verified backup of the database, None when there is none.

    Looked for in ``folders``, the default folder and every folder of the book; one on a disk
    that is not plugged in counts too. Only whole backups whose size is right are considered;
    reading them again is ``backup verify``'s and the doctor's work. Copies kept before a
    restore hold data that were given up, and do not count.
    """
    database = checks.uid_of(db_path) if db_path.exists() else ""
    noted = [
        one
        for one in record.entries(db_path)
        if one.reason != "before_restore" and database in ("", one.database)
    ]
    found: dict[Path, LastBackup] = {}
    for one in noted:
        if not one.folder.is_dir():
            found[one.folder / one.name] = LastBackup(
                one.folder / one.name, one.sequence, one.at, reachable=False
            )
    places = {paths.backup_dir(), *folders, *(one.folder for one in noted)}
    for folder in {place.expanduser().absolute() for place in places}:
        with suppress(BadFile):
            for entry in listing(folder, database=database):
                if _counts(entry):
                    found[entry.path] = LastBackup(
                        entry.path, entry.sequence, entry.at, reachable=True
                    )
    return max(found.values(), key=lambda one: (one.sequence, one.at), default=None)


def _counts(entry: BackupEntry) -> bool:
    return (
        not entry.problem
        and entry.manifest is not None
        and entry.manifest.reason != "before_restore"
    )


def sweep(folder: Path, *, alone: bool) -> None:
    """Remove what killed backups left in ``folder``: unfinished files, sidecars of nothing.

    ``alone``: nobody else can be at work here; otherwise only what is a day old goes.
    """
    for part in folder.glob(PART):
        with suppress(OSError):
            if alone or is_stale(part):
                part.unlink()
    for path in folder.glob(f"kobicrm-*{sidecar.SUFFIX}"):
        backup = path.with_name(path.name.removesuffix(sidecar.SUFFIX))
        with suppress(OSError):
            ours = sidecar.parse_name(backup.name) and not backup.exists()
            if ours and (alone or is_stale(path)):
                path.unlink()
