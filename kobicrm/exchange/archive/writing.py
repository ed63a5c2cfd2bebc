"""Writing an archive: a folder, or one ZIP file; streamed, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from kobicrm.domain.turkish import lower_invariant
from kobicrm.exchange.archive.folder import atomic_folder
from kobicrm.exchange.archive.manifest import ENDING, MANIFEST, Manifest, Part
from kobicrm.exchange.counted import Counted
from kobicrm.exchange.files import atomic_write
from kobicrm.exchange.writers import write_jsonl

_MODE = 0o600
_OLDEST = 1980
"""The first year a ZIP file can name."""


@dataclass(slots=True)
class ArchiveFile:
    """What was written: the SHA-256 is that of the ZIP file, of a folder that of its list."""

    sha256: str = ""
    bytes: int = 0


class ArchiveWriter(ABC):
    """An archive that is being written, part by part."""

    def __init__(self, program: str, at: datetime) -> None:
        """Begin an archive of ``program``, written ``at``."""
        self.parts: dict[str, Part] = {}
        self.at = at
        self._program = program

    @abstractmethod
    def _member(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Return the new member ``name``, open for writing."""

    def add(self, name: str, documents: Iterable[Mapping[str, object]]) -> int:
        """Write a part, one document a line; return how many."""
        with self._member(name + ENDING) as member:
            counted = Counted(member)
            rows = write_jsonl(cast("BinaryIO", counted), documents)
        self.parts[name] = Part(rows, counted.sha256)
        return rows

    def finish(self) -> bytes:
        """Write the list of contents and return it."""
        data = Manifest(self._program, self.at.isoformat(), parts=self.parts).to_bytes()
        with self._member(MANIFEST) as member:
            member.write(data)
        return data


class _Folder(ArchiveWriter):
    folder: Path

    def _member(self, name: str) -> AbstractContextManager[BinaryIO]:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(self.folder / name, flags, _MODE), "wb")


class _Zip(ArchiveWriter):
    package: zipfile.ZipFile

    def _member(self, name: str) -> AbstractContextManager[BinaryIO]:
        when = self.at.timetuple()[:6]
        info = zipfile.ZipInfo(name, when if when[0] >= _OLDEST else (_OLDEST, 1, 1, 0, 0, 0))
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, (0o100000 | _MODE) << 16
        opened = self.package.open(info, "w", force_zip64=True)
        return cast("AbstractContextManager[BinaryIO]", opened)


@contextmanager
def new_archive(
    path: Path, done: ArchiveFile, *, program: str, at: datetime, force: bool
) -> Iterator[ArchiveWriter]:
    """Yield an archive to write, a ZIP file when ``path`` ends so, else a folder (0600, 0700).

    ``done`` is filled in when it has its name. Raises BadFile as ``atomic_write`` and
    ``atomic_folder``.
    """
    if lower_invariant(path.suffix) == ".zip":
        zipped = _Zip(program, at)
        out = atomic_write(path, force=force)
        with out as file, zipfile.ZipFile(file, "w") as zipped.package:
            yield zipped
            zipped.finish()
        done.sha256, done.bytes = file.sha256, file.size
        return
    spread = _Folder(program, at)
    with atomic_folder(path, force=force) as spread.folder:
        yield spread
        done.sha256 = hashlib.sha256(spread.finish()).hexdigest()
        done.bytes = sum(entry.stat().st_size for entry in spread.folder.iterdir())
