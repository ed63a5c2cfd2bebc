"""Proving that a backup can be restored, in a private place."""

from __future__ import annotations

import hashlib
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kobicrm.errors import BadFile, StoreError, VerificationFailed
from kobicrm.services.backups import files, folder as folders, packing, sidecar
from kobicrm.services.backups.values import Manifest, VerifyReport
from kobicrm.storage import backup, checks
from kobicrm.storage.opening import newest_schema

# Without a sidecar nothing tells how large the database inside may be.
UNKNOWN_LIMIT = 64 << 30
PROBLEMS = {
    "unreadable": "backup_unreadable",
    "integrity": "backup_integrity",
    "foreign_keys": "backup_foreign_keys",
    "search_index": "backup_search_index",
    "page_size": "backup_foreign",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that passed: its facts, and the readable copy unless only the hash was checked."""

    manifest: Manifest | None
    sha256: str
    bytes: int
    plain: Path | None
    contents: backup.Contents | None


def verify(
    file: Path,
    *,
    identity: Path | None = None,
    work: Path | None = None,
    without_checksum: bool = False,
) -> VerifyReport:
    """Check a backup: its hash, then a private copy's integrity, search index and row counts.

    ``identity`` is the key file of an encrypted one; without it only the hash is checked and
    the report says so. The copy is made in ``work`` (default: the system's temporary folder).
    Raises VerificationFailed when the backup does not pass, BadFile when it is missing or no
    backup at all, StoreError for a backup of a newer KobiCRM or without room for the copy.
    """
    place = (work or Path(tempfile.gettempdir())).expanduser()
    identities = packing.identities_of(identity)
    with files.disk_errors(place), files.workshop(place) as room:
        seen = open_backup(file, room, identities, without_checksum=without_checksum)
    known = seen.manifest
    rows = seen.contents.rows if seen.contents else (known.rows if known else {})
    return VerifyReport(
        path=file,
        sha256=seen.sha256,
        bytes=seen.bytes,
        rows=rows,
        sequence=known.sequence if known else 0,
        at=known.at if known else None,
        checked="full" if seen.contents else "hash",
    )


def newest(db_path: Path, folder: Path | None = None) -> Path:
    """Return the newest backup of this database in ``folder``; BadFile without any."""
    place = folders.named_folder(folder)
    database = checks.uid_of(db_path.expanduser().resolve())
    for entry in folders.listing(place, database=database):
        return entry.path
    raise BadFile("backup_none", folder=str(place))


def open_backup(
    file: Path, room: Path, identities: list[Any], *, without_checksum: bool = False
) -> Opened:
    """Check ``file`` and leave the database inside it as a private file in ``room``."""
    file = file.expanduser()
    _require_file(file)
    with files.disk_errors(file):
        manifest = _facts(file, without_checksum)
        copy = room / "backup.copy"
        files.require_space(room, file.stat().st_size)
        sha256, size = _copy(file, copy)
        if manifest and (sha256, size) != (manifest.sha256, manifest.bytes):
            raise VerificationFailed("backup_hash_differs", file=file.name)
        plain = _readable(copy, room, identities, manifest, file)
    if plain is None:
        return Opened(manifest, sha256, size, None, None)
    return Opened(manifest, sha256, size, plain, _contents(plain, manifest, file))


def _require_file(file: Path) -> None:
    try:
        mode = file.stat().st_mode
    except FileNotFoundError as error:
        raise BadFile("file_missing", file=str(file)) from error
    except OSError as error:
        raise BadFile("file_unreadable", file=str(file)) from error
    if stat.S_ISDIR(mode):
        raise BadFile("file_is_directory", file=str(file))
    if not stat.S_ISREG(mode):
        raise BadFile("backup_foreign", file=str(file))


def _facts(file: Path, without_checksum: bool) -> Manifest | None:
    """Return what the sidecar says; a file that is no backup is called that first."""
    if without_checksum:
        return None
    try:
        return sidecar.read(file)
    except VerificationFailed as error:
        if error.code == "backup_no_sidecar" and not packing.kind_of(file):
            raise BadFile("backup_foreign", file=str(file)) from error
        raise


def _copy(file: Path, target: Path) -> tuple[str, int]:
    """Copy and hash in one pass: what is restored is what was hashed."""
    files.create_private(target)
    running, size = hashlib.sha256(), 0
    with file.open("rb") as source, target.open("wb") as stream:
        while block := source.read(files.CHUNK):
            running.update(block)
            size += stream.write(block)
    return running.hexdigest(), size


def _readable(
    copy: Path, room: Path, identities: list[Any], manifest: Manifest | None, file: Path
) -> Path | None:
    """Return the database inside ``copy``, None when it is encrypted and no key is there."""
    kind = packing.kind_of(copy)
    if kind == "sqlite":
        return copy
    if not kind:
        raise BadFile("backup_foreign", file=str(file))
    if kind == "age" and not identities:
        return None
    if manifest:
        files.require_space(room, manifest.content_bytes)
    plain = room / "backup.db"
    limit = manifest.content_bytes if manifest else UNKNOWN_LIMIT
    packing.unpack(copy, plain, identities, limit=limit, name=file.name)
    copy.unlink()
    if manifest and files.digest(plain)[0] != manifest.content_sha256:
        raise VerificationFailed("backup_content_differs", file=file.name)
    if packing.kind_of(plain) != "sqlite":
        raise BadFile("backup_foreign", file=str(file))
    return plain


def _contents(plain: Path, manifest: Manifest | None, file: Path) -> backup.Contents:
    found = backup.inspect(plain, deep=True)
    if "unreadable" not in found.problems:
        if not found.ours:
            raise BadFile("backup_foreign", file=str(file))
        if found.schema > newest_schema():
            raise StoreError(
                "backup_newer", file=str(file), found=found.schema, known=newest_schema()
            )
    for problem in found.problems:
        raise VerificationFailed(PROBLEMS[problem], file=file.name)
    said = manifest and (manifest.rows, manifest.schema)
    if said and said != (found.rows, found.schema):
        raise VerificationFailed("backup_counts_differ", file=file.name)
    return found
