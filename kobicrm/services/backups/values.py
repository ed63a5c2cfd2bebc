"""What the backup services give back, and what a sidecar says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

# Why a backup was made: asked for, or kept before something replaced the data.
Reason = Literal["made", "before_restore", "before_migration"]
Checked = Literal["full", "hash"]
OLD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sidecar tells about a backup; ``content_*`` is the database inside it."""

    name: str
    sha256: str
    bytes: int
    content_sha256: str
    content_bytes: int
    rows: dict[str, int]
    schema: int
    database: str
    sequence: int
    at: datetime
    reason: str
    compressed: bool
    encrypted: bool


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A finished backup. ``verified`` is true: one that does not pass is never finished."""

    path: Path
    sha256: str
    bytes: int
    rows: dict[str, int]
    sequence: int
    at: datetime
    verified: bool = True
    pruned: tuple[Path, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the document of ``backup create --json``."""
        return {
            "path": str(self.path),
            "sha256": self.sha256,
            "bytes": self.bytes,
            "rows": self.rows,
            "verified": self.verified,
            "pruned": [str(path) for path in self.pruned],
        }


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """A backup in a folder, known from its name, size and sidecar alone.

    ``problem`` is '' or the code of what can be seen without reading the backup itself.
    """

    path: Path
    sequence: int
    at: datetime
    bytes: int
    manifest: Manifest | None
    problem: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return one element of ``backup list --json``."""
        known = self.manifest
        return {
            "path": str(self.path),
            "sequence": self.sequence,
            "at": stamp(self.at),
            "bytes": self.bytes,
            "sha256": known.sha256 if known else "",
            "rows": known.rows if known else {},
            "reason": known.reason if known else "",
            "compressed": known.compressed if known else False,
            "encrypted": known.encrypted if known else False,
            "problem": self.problem,
        }


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The newest verified backup of a database; ``reachable`` is false on an unplugged disk."""

    path: Path
    sequence: int
    at: datetime
    reachable: bool

    def is_old(self, now: datetime) -> bool:
        """Return whether it is time to warn: nothing for more than two days."""
        return now - self.at > OLD

    def age_days(self, now: datetime) -> int:
        """Return how many whole days ago it was made, 0 when the clock was set back."""
        return max(0, (now - self.at).days)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """A backup that passed. ``checked`` is hash when it is encrypted and no key was given."""

    path: Path
    sha256: str
    bytes: int
    rows: dict[str, int]
    sequence: int
    at: datetime | None
    checked: Checked

    def to_json(self) -> dict[str, Any]:
        """Return the document of ``backup verify --json``."""
        return {
            "path": str(self.path),
            "sha256": self.sha256,
            "bytes": self.bytes,
            "rows": self.rows,
            "sequence": self.sequence,
            "at": stamp(self.at) if self.at else None,
            "verified": True,
            "checked": self.checked,
        }


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """A finished restore. ``kept_backup`` holds the data as they were before, if there were any.

    ``moved_aside`` is the new name of a database that could not be read any more.
    """

    restored_from: Path
    kept_backup: Path | None
    moved_aside: Path | None
    rows: dict[str, int]

    def to_json(self) -> dict[str, Any]:
        """Return the document of ``restore --json``."""
        return {
            "restored_from": str(self.restored_from),
            "kept_backup": str(self.kept_backup) if self.kept_backup else None,
            "moved_aside": str(self.moved_aside) if self.moved_aside else None,
            "rows": self.rows,
            "verified": True,
        }


def stamp(at: datetime) -> str:
    """Return an instant as ISO 8601 in UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
