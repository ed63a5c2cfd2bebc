"""The checksum file beside a backup.

Its first line is what ``sha256sum -c`` reads. The second is a comment to that tool: our own
facts about the backup as JSON, behind a checksum of that JSON, so that a bit turned over in
the sidecar is noticed like one in the backup.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kobicrm.errors import VerificationFailed
from kobicrm.services.backups.files import create_private, in_spite_of_signals, sync_folder
from kobicrm.services.backups.values import Manifest, stamp

SUFFIX = ".sha256"
FORMAT = 1
# A sidecar is a few hundred bytes; what is larger is none.
LIMIT = 64 * 1024
NAME = re.compile(r"kobicrm-(\d{6,12})-(\d{8}T\d{6}Z)\.db(\.gz)?(\.age)?")
_SECOND = re.compile(r"# kobicrm ([0-9a-f]{64}) (\{.*\})")


def backup_name(sequence: int, at: datetime, *, compressed: bool, encrypted: bool) -> str:
    """Return the file name of a backup; it tells its order and its time (UTC)."""
    ends = (".gz" if compressed else "") + (".age" if encrypted else "")
    return f"kobicrm-{sequence:06d}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.db{ends}"


def parse_name(name: str) -> tuple[int, datetime] | None:
    """Return (sequence, time) of a backup's name, None when it is no such name."""
    found = NAME.fullmatch(name)
    if not found:
        return None
    try:
        at = datetime.strptime(found[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return int(found[1]), at


def sidecar_of(backup: Path) -> Path:
    """Return where the sidecar of ``backup`` lies."""
    return backup.with_name(backup.name + SUFFIX)


def render(manifest: Manifest) -> str:
    """Return the text of a sidecar."""
    facts = {
        "format": FORMAT,
        "name": manifest.name,
        "sequence": manifest.sequence,
        "at": stamp(manifest.at),
        "reason": manifest.reason,
        "database": manifest.database,
        "schema": manifest.schema,
        "bytes": manifest.bytes,
        "content_bytes": manifest.content_bytes,
        "content_sha256": manifest.content_sha256,
        "compressed": manifest.compressed,
        "encrypted": manifest.encrypted,
        "sha256": manifest.sha256,
        "rows": manifest.rows,
    }
    text = json.dumps(facts, separators=(",", ":"))
    own = hashlib.sha256(text.encode()).hexdigest()
    return f"{manifest.sha256}  {manifest.name}\n# kobicrm {own} {text}\n"


def parse(text: str) -> Manifest:
    """Return what a sidecar says; ValueError when it is damaged or not ours."""
    lines = text.split("\n")
    second = _SECOND.fullmatch(lines[1]) if len(lines) == 3 and not lines[2] else None
    if not second or hashlib.sha256(second[2].encode()).hexdigest() != second[1]:
        raise ValueError("not a sidecar")
    facts: dict[str, Any] = json.loads(second[2])
    if facts.pop("format") != FORMAT:
        raise ValueError("unknown format")
    at = datetime.strptime(facts.pop("at"), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    manifest = Manifest(at=at, **facts)
    if lines[0] != f"{manifest.sha256}  {manifest.name}":
        raise ValueError("the lines disagree")
    return manifest


def read(backup: Path) -> Manifest:
    """Return what the sidecar of ``backup`` says; VerificationFailed when it can't be trusted."""
    path = sidecar_of(backup)
    try:
        with path.open("rb") as stream:
            return parse(stream.read(LIMIT).decode("ascii"))
    except FileNotFoundError as error:
        raise VerificationFailed("backup_no_sidecar", file=backup.name) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VerificationFailed("backup_sidecar_damaged", file=backup.name) from error


def write(folder: Path, manifest: Manifest) -> Path:
    """Put the sidecar of ``manifest`` into ``folder``, durable; return its path."""
    path = folder / (manifest.name + SUFFIX)
    part = folder / f".{path.name}.part"
    part.unlink(missing_ok=True)
    try:
        create_private(part)
        with part.open("w", encoding="ascii", newline="\n") as stream:
            stream.write(render(manifest))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        in_spite_of_signals(lambda: part.unlink(missing_ok=True))
    sync_folder(folder)
    return path
