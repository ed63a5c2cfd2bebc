"""The doctor's look around the database: file modes, library, backups, disk, place."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kobicrm.errors import KobiError
from kobicrm.services.backups import files, last_backup, sidecar
from kobicrm.services.backups.record import book_of
from kobicrm.services.doctor.values import Finding
from kobicrm.storage.engine import sqlite3

# The WAL-reset bug, sqlite.org/wal.html#walresetbug: two connections that write at the same
# instant can, very rarely, damage the file.
SAFE_SQLITE = (3, 51, 3)
ROOM = 3
NETWORK = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "glusterfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs",
    "davfs",
    "9p",
}
# Folders whose content a program copies away while it is being written.
SYNCED = re.compile(
    r"dropbox|onedrive( - .+)?|google ?drive|icloud ?drive|nextcloud|owncloud|syncthing"
    r"|yandex\.?disk|mega|pcloud ?drive|com~apple~clouddocs",
    re.IGNORECASE,
)
MOUNTS = Path("/proc/self/mounts")


def permissions(db_path: Path, *, repair: bool) -> list[Finding]:
    """Return whether only this user can read the database, its side files and its folder."""
    if os.name == "nt":
        return []
    own = [db_path.with_name(db_path.name + end) for end in ("", "-wal", "-shm")]
    own.append(book_of(db_path))
    open_ones = [path for path in own if path.exists() and _mode(path) & 0o077]
    folder = db_path.parent
    if _mode(folder) & 0o077:
        open_ones.append(folder)
    mended: list[Path] = []
    for path in open_ones if repair else ():
        # A folder that holds other things too is not ours to close.
        if path != folder or _is_ours_alone(folder, db_path):
            with suppress(OSError):
                path.chmod(0o700 if path == folder else 0o600)
                mended.append(path)
    left = [path for path in open_ones if path not in mended]
    findings = [Finding("ok", "doctor_mode_repaired", {"file": str(path)}) for path in mended]
    for path in left:
        shared = path == folder and not _is_ours_alone(folder, db_path)
        code = "doctor_folder_shared" if shared else "doctor_mode_open"
        findings.append(Finding("warning", code, {"file": str(path)}))
    return findings or [Finding("ok", "doctor_mode_ok")]


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def _is_ours_alone(folder: Path, db_path: Path) -> bool:
    if folder.stat().st_uid != os.getuid():
        return False
    return all(
        entry.name.startswith((db_path.name, ".kobicrm", "kobicrm", "demo.db"))
        or entry.name == "backups"
        for entry in folder.iterdir()
    )


def sqlite_version() -> list[Finding]:
    """Return whether the SQLite in use is free of the WAL-reset bug."""
    values = {"version": sqlite3.sqlite_version}
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        wanted = ".".join(map(str, SAFE_SQLITE))
        return [Finding("warning", "doctor_sqlite_old", {**values, "wanted": wanted})]
    return [Finding("ok", "doctor_sqlite_ok", values)]


def backup(db_path: Path, folders: Iterable[Path], now: datetime) -> list[Finding]:
    """Return how old the newest backup is and whether its checksum is still right."""
    last = last_backup(db_path, folders)
    if last is None:
        return [Finding("warning", "doctor_backup_none")]
    values = {"file": str(last.path), "days": last.age_days(now)}
    if last.reachable and not _is_whole(last.path):
        return [Finding("error", "doctor_backup_damaged", values)]
    if last.is_old(now):
        return [Finding("warning", "doctor_backup_old", values)]
    code = "doctor_backup_ok" if last.reachable else "doctor_backup_away"
    return [Finding("ok", code, values)]


def _is_whole(path: Path) -> bool:
    try:
        with files.disk_errors(path):
            return files.digest(path)[0] == sidecar.read(path).sha256
    except KobiError:
        return False


def space(db_path: Path) -> list[Finding]:
    """Return whether three times the database fits on its disk: a restore needs that much."""
    needed = ROOM * db_path.stat().st_size
    free = shutil.disk_usage(db_path.parent).free
    values = {"free_mb": free >> 20, "needed_mb": -(-needed >> 20)}
    if free < needed:
        return [Finding("warning", "doctor_space_low", values)]
    return [Finding("ok", "doctor_space_ok", values)]


def place(db_path: Path, mounts: Path = MOUNTS) -> list[Finding]:
    """Return whether the database lies on a local disk that no program copies away."""
    kind = _file_system(db_path, mounts)
    if kind in NETWORK:
        return [Finding("warning", "doctor_place_network", {"kind": kind})]
    for part in db_path.parent.parts:
        if SYNCED.fullmatch(part):
            return [Finding("warning", "doctor_place_synced", {"folder": part})]
    return [Finding("ok", "doctor_place_ok")]


def _file_system(path: Path, mounts: Path) -> str:
    """Return the kind of file system ``path`` is on, '' where the system does not tell."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        _device, point, found, *_rest = [*line.split(" "), "", "", ""]
        where = Path(re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), point) or "/")
        # Of two mounts at one place the later one is on top.
        if (path == where or where in path.parents) and len(where.parts) >= best:
            best, kind = len(where.parts), found
    return kind
