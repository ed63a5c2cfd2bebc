"""A zip archive that came in: looked through and unpacked by hand, within bounds.

Workbooks (XLSX, ODS) are such archives. By hand, because the library stops at the length a part
states and so hides one that goes on, and reads a directory of any size whole.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from kobicrm.domain.turkish import lower_invariant
from kobicrm.errors import BadFile
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import MIB, XLSX_ENTRIES, XLSX_LIMIT, XLSX_MEMORY, XLSX_RATIO
from kobicrm.exchange.zip_guard import has_small_directory

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_TAG_LIMIT = 8 * MIB


def damaged(name: str) -> BadFile:
    """Return the error for a workbook that can't be read to its end."""
    return BadFile("workbook_damaged", file=name)


def too_large(name: str) -> BadFile:
    """Return the error for a workbook that would fill the memory."""
    return BadFile("workbook_too_large", file=name, limit=XLSX_LIMIT // MIB)


def require_memory(name: str, need: int) -> None:
    """Raise BadFile when a workbook takes more bytes to be read than it may."""
    if need > XLSX_MEMORY:
        raise too_large(name)


class Package:
    """The parts of an archive, opened by :func:`opened_package`."""

    def __init__(
        self, handle: BinaryIO, source: SourceFile, entries: list[zipfile.ZipInfo]
    ) -> None:
        """Hold the open ``handle`` of ``source``."""
        self._handle, self.name, self.entries = handle, source.name, entries
        self._by_name = {_plain(entry.filename): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name, in small letters."""
        return name in self._by_name

    def part(self, name: str) -> zipfile.ZipInfo:
        """Return the part of this name. Raises BadFile when there is none."""
        if name not in self._by_name:
            raise damaged(self.name)
        return self._by_name[name]

    def start(self, name: str, size: int) -> bytes:
        """Return the first ``size`` bytes of a part, nothing when there is none. Raises BadFile."""
        found = b""
        if name in self:
            for chunk in self.unpacked(self._by_name[name]):
                found += chunk
                if len(found) >= size:
                    break
        return found[:size]

    def pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield a part in pieces that never end inside a tag. Raises BadFile."""
        rest = b""
        for chunk in self.unpacked(entry):
            rest += chunk
            cut = rest.rfind(b"<")
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
            if len(rest) > _TAG_LIMIT:
                if _plain(entry.filename).endswith((".xml", ".rels")):
                    raise too_large(self.name)
                rest = b""
        if rest:
            yield rest

    def unpacked(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the bytes of a part; BadFile when it is longer than the directory says."""
        self._go_to(entry)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(self.name)
        inflate = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
        left, total = entry.compress_size, 0
        while left > 0 and (raw := self._handle.read(min(left, 64 * 1024))):
            left -= len(raw)
            while raw:
                try:
                    chunk = inflate.decompress(raw, MIB) if inflate else raw
                except zlib.error as error:
                    raise damaged(self.name) from error
                raw = inflate.unconsumed_tail if inflate else b""
                total += len(chunk)
                if total > entry.file_size:
                    raise damaged(self.name)
                yield chunk
        if left > 0 or total != entry.file_size:
            raise damaged(self.name)

    def _go_to(self, entry: zipfile.ZipInfo) -> None:
        self._handle.seek(max(entry.header_offset, 0))
        header = self._handle.read(30)
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise damaged(self.name)
        _, name_size, extra_size = _LOCAL_HEADER.unpack(header)
        self._handle.seek(name_size + extra_size, 1)


def _plain(name: str) -> str:
    return lower_invariant(name.replace("\\", "/"))


@contextmanager
def opened_package(source: SourceFile) -> Iterator[Package]:
    """Yield the archive; BadFile when it is damaged, locked or larger than one may be."""
    with source.open() as handle:
        _check_directory(handle, source)
        try:
            with zipfile.ZipFile(handle) as archive:
                entries = archive.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise damaged(source.name) from error
        _check_sizes(entries, source)
        yield Package(handle, source, entries)


def _check_directory(handle: BinaryIO, source: SourceFile) -> None:
    # Before zipfile reads the directory of the archive whole.
    if source.size > XLSX_LIMIT:
        raise too_large(source.name)
    if not has_small_directory(handle, source.size, alone=True):
        raise damaged(source.name)


def _check_sizes(entries: list[zipfile.ZipInfo], source: SourceFile) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadFile("file_encrypted", file=source.name)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > XLSX_ENTRIES
        or unpacked > XLSX_LIMIT
        or (unpacked > MIB and unpacked > packed * XLSX_RATIO)
    ):
        raise too_large(source.name)
