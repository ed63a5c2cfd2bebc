"""Making a backup: copy, sync, reopen and check, sidecar, rename; only then rotate."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kobicrm.config import Keep
from kobicrm.errors import StoreBusy, StoreError, VerificationFailed
from kobicrm.services.backups import files, folder as folders, packing, record, rotation, sidecar
from kobicrm.services.backups.pace import Pace, Progress
from kobicrm.services.backups.values import BackupReport, Manifest, Reason
from kobicrm.storage import backup
from kobicrm.storage.database import is_ours, read_header
from kobicrm.storage.opening import newest_schema

Clock = Callable[[], datetime]
# A database of ours without these is a wreck, whatever its pages say.
_NEEDED = ("contact", "shop", "changeset")
# How far a backup is (percent) when it is copied and checked, and then when it is packed, too.
_COPIED, _CHECKED, _PACKED = 40, 60, 80
_PLAIN_COPIED, _MADE = 70, 100


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be made; ``sequence`` and ``name`` are settled under the folder's lock."""

    db_path: Path
    folder: Path
    sequence: int
    name: str
    at: datetime
    reason: Reason
    compress: bool
    recipients: Sequence[Any]
    wait: float
    pace: Pace


def create(
    db_path: Path,
    *,
    to: Path | None = None,
    keep: Keep | None = None,
    compress: bool = False,
    recipients: Sequence[str] = (),
    clock: Clock,
    wait: float = 60.0,
    reason: Reason = "made",
    progress: Progress | None = None,
) -> BackupReport:
    """Make a verified backup of the database while others use it.

    ``to`` is a folder (default: the platform's data folder); ``keep`` then prunes there;
    ``recipients`` are age public keys or files with them. ``progress`` is told the percent, in
    any thread, and may raise Interrupted. Raises StoreError when the database is missing or
    can't be used or a disk is full, StoreBusy after ``wait`` seconds, VerificationFailed when
    the copy does not pass. In every failure the earlier backups stay as they were, and nothing
    unfinished stays behind.
    """
    pace = Pace(progress)
    db_path = present_database(db_path)
    keys = packing.recipients_of(recipients)
    folder = folders.target_folder(to)
    with files.disk_errors(folder), files.locked(folder, wait, pace) as alone:
        folders.sweep(folder, alone=alone)
        at = clock()
        sequence = folders.next_sequence(db_path, folder)
        name = sidecar.backup_name(sequence, at, compressed=compress, encrypted=bool(keys))
        order = _Order(db_path, folder, sequence, name, at, reason, compress, keys, wait, pace)
        manifest = _make(order)
        record.note(db_path, folder, manifest)
        pruned = rotation.rotate(folder, keep, manifest.database, fresh=name) if keep else ()
    path, rows = folder / name, manifest.rows
    return BackupReport(
        path, manifest.sha256, manifest.bytes, rows, sequence=sequence, at=at, pruned=tuple(pruned)
    )


def present_database(path: Path) -> Path:
    """Return the real path of a database of ours; KobiError when it is missing or none."""
    path = path.expanduser().resolve()
    if not path.exists():
        raise StoreError("store_missing", file=str(path))
    _size, application, schema = read_header(path)
    if application and not is_ours(application):
        raise StoreError("store_foreign", file=str(path))
    if application and schema > newest_schema():
        raise StoreError("store_newer", file=str(path), found=schema, known=newest_schema())
    return path


def _make(order: _Order) -> Manifest:
    """Write, check and name one backup; on any failure all of it is taken away again."""
    final = order.folder / order.name
    part = order.folder / f".kobicrm-{order.sequence:06d}.part"
    side = sidecar.sidecar_of(final)
    taken = False

    def tidy() -> None:
        if not taken:
            part.unlink(missing_ok=True)
        if not final.exists():
            side.unlink(missing_ok=True)

    try:
        # Where folders can't be locked, this file is what two backups can't both make.
        try:
            files.create_private(part)
        except FileExistsError as error:
            taken = True
            raise StoreBusy("backup_busy", folder=str(order.folder)) from error
        manifest = _fill(order, part)
        order.pace.part(1.0)
        sidecar.write(order.folder, manifest)
        part.rename(final)
    finally:
        files.in_spite_of_signals(tidy)
    files.sync_folder(order.folder)
    return manifest


def _fill(order: _Order, part: Path) -> Manifest:
    pace = order.pace
    if not (order.compress or order.recipients):
        contents, content = _copied(order, part, _PLAIN_COPIED, _MADE)
        return _manifest(order, contents, content, content)
    # An encrypted backup must leave no readable copy on the disk it goes to.
    with files.disk_errors(order.db_path.parent), files.workshop(order.db_path.parent) as work:
        plain = work / "copy.db"
        files.create_private(plain)
        contents, content = _copied(order, plain, _COPIED, _CHECKED)
        with files.disk_errors(order.folder):
            pace.stage(_PACKED)
            written = packing.pack(
                plain, part, compress=order.compress, recipients=order.recipients, pace=pace
            )
            pace.stage(_MADE)
            result = files.digest(part, pace)
    readable = order.recipients or packing.content_digest(part, pace) == content[0]
    if written != result[0] or not readable:
        raise VerificationFailed("backup_not_written", folder=str(order.folder))
    return _manifest(order, contents, result, content)


def _copied(
    order: _Order, copy: Path, upto: int, checked: int
) -> tuple[backup.Contents, tuple[str, int]]:
    """Return what the copy holds and its (SHA-256, bytes), once it has passed its checks."""
    pace, db_path = order.pace, order.db_path
    pace.stage(upto)
    backup.copy_to(db_path, copy, wait=order.wait, told=pace.part)
    pace.stage(checked)
    with ThreadPoolExecutor(1) as beside:
        content = beside.submit(files.digest, copy, pace)
        contents = backup.inspect(copy, ask=pace.ask)
    if not (contents.problems or contents.rows or contents.application):
        # Empty counts as new: killed at its first moment, or a file of no bytes.
        raise StoreError("store_missing", file=str(db_path))
    if not (contents.problems or contents.application):
        raise StoreError("store_foreign", file=str(db_path))
    whole = contents.ours and all(table in contents.rows for table in _NEEDED)
    if contents.problems or not whole:
        raise VerificationFailed("backup_copy_damaged", file=str(db_path))
    return contents, content.result()


def _manifest(
    order: _Order, contents: backup.Contents, result: tuple[str, int], content: tuple[str, int]
) -> Manifest:
    return Manifest(
        name=order.name,
        sha256=result[0],
        bytes=result[1],
        content_sha256=content[0],
        content_bytes=content[1],
        rows=contents.rows,
        schema=contents.schema,
        database=contents.database or _anonymous(order.db_path),
        sequence=order.sequence,
        at=order.at,
        reason=order.reason,
        compressed=order.compress,
        encrypted=bool(order.recipients),
    )


def _anonymous(db_path: Path) -> str:
    """Name a database that was made without a uid by its place."""
    return hashlib.sha256(str(db_path).encode("utf-8", "surrogateescape")).hexdigest()[:32]
