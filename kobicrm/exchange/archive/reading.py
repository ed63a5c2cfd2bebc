"""Reading an archive: recognised by its list of contents, checked whole before it is believed."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from kobicrm.errors import BadFile
from kobicrm.exchange.archive.manifest import ENDING, LIMIT, MANIFEST, VERSION, Manifest, parse
from kobicrm.exchange.intake import SourceFile, take
from kobicrm.exchange.json_in import clean_document, strict_loads
from kobicrm.exchange.limits import ARCHIVE_RECORD_LIMIT, MIB
from kobicrm.exchange.package import SIGNATURES
from kobicrm.exchange.zip_guard import entries_of, has_small_directory

_UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class Archive(ABC):
    """An archive that is open; close it when it is read."""

    manifest: Manifest

    def __init__(self, name: str) -> None:
        """Read what is called ``name`` in messages."""
        self.name = name

    @abstractmethod
    def open(self, member: str) -> IO[bytes]:
        """Return a member opened at its start."""

    @abstractmethod
    def _members(self) -> list[str]:
        """Return the names of all members; BadFile for links and other oddities."""

    @abstractmethod
    def close(self) -> None:
        """Give back what the open archive holds."""

    def check(self, known: Collection[str]) -> None:
        """Return when the archive holds what its list says, and only parts that are ``known``.

        Raises BadFile: archive_newer, archive_member_unknown, archive_part_damaged.
        """
        if self.manifest.version > VERSION:
            raise BadFile("archive_newer", file=self.name, version=self.manifest.version)
        expected = {MANIFEST, *(name + ENDING for name in self.manifest.parts)}
        allowed = {MANIFEST, *(name + ENDING for name in known)}
        found = self._members()
        for member in (*found, *self.manifest.parts):
            name = member if member in found else member + ENDING
            if name not in expected or name not in allowed or found.count(name) > 1:
                raise BadFile("archive_member_unknown", file=self.name, member=name)
        for name in self.manifest.parts:
            self._check_part(name)

    def _check_part(self, name: str) -> None:
        told, digest, rows = self.manifest.parts[name], hashlib.sha256(), 0
        try:
            with self.open(name + ENDING) as member:
                while chunk := member.read(MIB):
                    digest.update(chunk)
                    rows += chunk.count(b"\n")
        except (*_UNPACKING, OSError, KeyError) as error:
            raise self.damaged(name) from error
        if (rows, digest.hexdigest()) != (told.rows, told.sha256):
            raise self.damaged(name)

    def damaged(self, part: str) -> BadFile:
        """Return the error for a part that is not what the list says."""
        return BadFile("archive_part_damaged", file=self.name, part=part + ENDING)

    def documents(self, part: str) -> Iterator[dict[str, Any]]:
        """Yield the documents of a part, their texts cleaned; none when there is no such part.

        Raises BadFile("archive_record_damaged") with the line.
        """
        if part not in self.manifest.parts:
            return
        number = 0
        try:
            with self.open(part + ENDING) as member:
                while line := member.readline(ARCHIVE_RECORD_LIMIT):
                    number += 1
                    if not line.endswith(b"\n"):
                        raise self.record_damaged(part, number)
                    yield clean_document(strict_loads(line.decode("utf-8")))
        except (*_UNPACKING, OSError, ValueError, RecursionError) as error:
            raise self.record_damaged(part, number) from error

    def incomplete(self) -> BadFile:
        """Return the error for an archive whose parts do not fit together."""
        return BadFile("archive_incomplete", file=self.name)

    def record_damaged(self, part: str, line: int) -> BadFile:
        """Return the error for a record that is not of the published form."""
        return BadFile("archive_record_damaged", file=self.name, part=part + ENDING, line=line)


class _Folder(Archive):
    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self._path = path
        self._sources: dict[str, SourceFile] = {}

    def open(self, member: str) -> IO[bytes]:
        if member not in self._sources:
            self._sources[member] = take(self._path / member, f"{self.name}/{member}", None)
        return self._sources[member].open()

    def _members(self) -> list[str]:
        found = []
        with os.scandir(self._path) as entries:
            for entry in entries:
                if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                    raise BadFile("archive_member_unknown", file=self.name, member=entry.name)
                found.append(entry.name)
        return found

    def close(self) -> None:
        """Do nothing: no member stays open."""


class _Zip(Archive):
    def __init__(self, source: SourceFile, handle: IO[bytes], package: zipfile.ZipFile) -> None:
        super().__init__(source.name)
        self._handle, self._package = handle, package

    def open(self, member: str) -> IO[bytes]:
        return self._package.open(member)

    def _members(self) -> list[str]:
        return entries_of(self._package, self.name)

    def close(self) -> None:
        self._package.close()
        self._handle.close()


def open_archive(path: Path) -> Archive | None:
    """Return the archive at ``path``, a folder or a ZIP file; None when it is something else.

    What it is is told by its list of contents, never by its name. Raises
    BadFile("archive_list_damaged").
    """
    archive = _folder(path) if _is_folder(path) else _zip(path)
    if archive is None:
        return None
    try:
        with archive.open(MANIFEST) as member:
            manifest = parse(member.read(LIMIT + 1))
    except (BadFile, KeyError, *_UNPACKING):
        manifest = None
    except ValueError as error:
        archive.close()
        raise BadFile("archive_list_damaged", file=archive.name) from error
    if manifest is None:
        archive.close()
        return None
    archive.manifest = manifest
    return archive


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _folder(path: Path) -> Archive | None:
    manifest = path / MANIFEST
    return _Folder(path) if manifest.is_file() and not manifest.is_symlink() else None


def _zip(path: Path) -> Archive | None:
    handle: IO[bytes] | None = None
    with suppress(BadFile, OSError, ValueError, *_UNPACKING):
        source = take(path, "", None)
        handle = source.open()
        starts = handle.read(4).startswith(SIGNATURES)
        if starts and has_small_directory(handle, source.size):
            return _Zip(source, handle, zipfile.ZipFile(handle))
    if handle is not None:
        handle.close()
    return None
