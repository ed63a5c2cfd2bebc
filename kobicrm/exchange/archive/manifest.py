"""The list of contents of an archive: what wrote it, and what each part must hold."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FORMAT = "kobicrm-archive"
VERSION = 1
MANIFEST = "manifest.json"
ENDING = ".jsonl"
LIMIT = 64 * 1024
"""Bytes; a list of contents is a few hundred."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z][a-z_]{0,40}")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive: how many records, and the SHA-256 of its bytes."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``version`` is that of the form, ``program`` who wrote it, ``created_at`` ISO 8601."""

    program: str
    created_at: str
    version: int = VERSION
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Return how many records there are in all parts."""
        return sum(part.rows for part in self.parts.values())

    def to_bytes(self) -> bytes:
        """Return the file as it is written."""
        document = {
            "format": FORMAT,
            "version": self.version,
            "program": self.program,
            "created_at": self.created_at,
            "parts": {
                name: {"rows": part.rows, "sha256": part.sha256}
                for name, part in self.parts.items()
            },
        }
        return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def parse(data: bytes) -> Manifest | None:
    """Return the list of contents in ``data``, None when it is none of ours.

    Of a newer version only the version is read. Raises ValueError when it is ours and damaged.
    """
    try:
        document: Any = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return None
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError("version")
    program = str(document.get("program", ""))[:50]
    if version > VERSION:
        return Manifest(program, "", version)
    parts = document.get("parts")
    if not isinstance(parts, dict):
        raise ValueError("parts")
    found = {name: _part(name, told) for name, told in parts.items()}
    return Manifest(program, str(document.get("created_at", ""))[:50], version, found)


def _part(name: str, told: object) -> Part:
    if not isinstance(told, dict) or not _NAME.fullmatch(name):
        raise ValueError(name)
    rows, checksum = told.get("rows"), told.get("sha256")
    if not isinstance(rows, int) or isinstance(rows, bool) or rows < 0:
        raise ValueError(name)
    if not isinstance(checksum, str) or not _SHA256.fullmatch(checksum):
        raise ValueError(name)
    return Part(rows, checksum)
