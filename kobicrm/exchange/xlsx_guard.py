"""Checks on a workbook before the XLSX reader may touch it.

The reader holds the whole rectangle around a sheet's cells and a copy of every shared text for
every cell that shows it; when that does not fit, it ends the process, not the import. So every
part is unpacked here once in small pieces, and what the reader would need is counted first.
Reference: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.4.8 (si).
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from kobicrm.errors import BadFile
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import MIB, XLSX_ENTRIES, XLSX_LIMIT, XLSX_MEMORY, XLSX_RATIO

# Wherever such an attribute stands: better one too many than one too few. The look-behind comes
# after the letter because a pattern that begins with a letter is found five times as fast.
_LETTERS = re.compile(rb"""r(?<![\w:.-]r)\s*=\s*["']\s*([A-Za-z]{1,9})""")
_NUMBERS = re.compile(rb"""r(?<![\w:.-]r)\s*=\s*["']\s*[A-Za-z]*([0-9]{1,12})""")
# A cell counts as placed only when its tag is written as expected.
_PLACED = re.compile(
    rb"""<(?:[\w.-]+:)?c(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*?\s+r\s*=\s*["'][A-Za-z]"""
)
_CELL = re.compile(rb"<(?:c|[\w.-]+:c)[\s>/]")
_ROW = re.compile(rb"<(?:row|[\w.-]+:row)[\s>/]")
_TEXT_ITEM = re.compile(rb"<(?:si|[\w.-]+:si)[\s>/]")
_SHARED = re.compile(rb"""t(?<!\wt)\s*=\s*["']s["']""")
_SHARED_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>\s*([0-9]{1,9})")
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_DIRECTORY_END = struct.Struct("<4s8xII")
_CELL_BYTES, _SLOT_BYTES = 40, 32
_TAG_LIMIT = 8 * MIB


@dataclass(slots=True)
class _Part:
    """What one part of the package holds."""

    columns: set[bytes] = field(default_factory=set)
    rows: set[bytes] = field(default_factory=set)
    cells: int = 0
    placed: int = 0
    shared: int = 0
    texts: array[int] = field(default_factory=lambda: array("I"))


def check(source: SourceFile) -> None:
    """Return when the workbook can be read within bounds; raise BadFile when not."""
    with source.open() as handle:
        _check_directory(handle, source)
        try:
            with zipfile.ZipFile(handle) as package:
                entries = package.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise BadFile("xlsx_damaged", file=source.name) from error
        _check_entries(entries, source)
        _check_memory(handle, entries, source)


def _check_directory(handle: BinaryIO, source: SourceFile) -> None:
    # Before zipfile reads the directory of the archive whole.
    if source.size > XLSX_LIMIT:
        raise BadFile("xlsx_too_large", file=source.name, limit=XLSX_LIMIT // MIB)
    handle.seek(max(0, source.size - 65_557))
    tail = handle.read()
    place = tail.rfind(b"PK\x05\x06")
    # Two ends: this check and the reader might take a different one each.
    if tail.count(b"PK\x05\x06") != 1 or len(tail) < place + _DIRECTORY_END.size:
        raise BadFile("xlsx_damaged", file=source.name)
    _, size, _ = _DIRECTORY_END.unpack_from(tail, place)
    if size > 4 * MIB:
        raise BadFile("xlsx_damaged", file=source.name)
    handle.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo], source: SourceFile) -> None:
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise BadFile("not_xlsx", file=source.name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadFile("file_encrypted", file=source.name)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > XLSX_ENTRIES
        or unpacked > XLSX_LIMIT
        or (unpacked > MIB and unpacked > packed * XLSX_RATIO)
    ):
        raise BadFile("xlsx_too_large", file=source.name, limit=XLSX_LIMIT // MIB)


def _check_memory(handle: BinaryIO, entries: list[zipfile.ZipInfo], source: SourceFile) -> None:
    parts = [(entry, _scan(handle, entry, source)) for entry in entries]
    texts = max((part.texts for _, part in parts), key=sum, default=array("I"))
    all_texts, longest = sum(texts), max(texts, default=0)
    for entry, part in parts:
        copies = part.shared * longest
        if copies > XLSX_MEMORY // 4:
            copies = _copied(handle, entry, source, texts)
        slots = _extent(part, partial(_pieces, handle, entry, source))
        need = slots * _SLOT_BYTES + part.cells * _CELL_BYTES + all_texts + copies
        if need > XLSX_MEMORY:
            raise BadFile("xlsx_too_large", file=source.name, limit=XLSX_LIMIT // MIB)


def _scan(handle: BinaryIO, entry: zipfile.ZipInfo, source: SourceFile) -> _Part:
    part, open_text = _Part(), 0
    for piece in _pieces(handle, entry, source):
        part.columns.update(_LETTERS.findall(piece))
        part.rows.update(_NUMBERS.findall(piece))
        part.cells += len(_CELL.findall(piece))
        part.placed += len(_PLACED.findall(piece))
        part.shared += len(_SHARED.findall(piece))
        first, *others = _TEXT_ITEM.split(piece) if b"si" in piece else [piece]
        open_text += len(first)
        for other in others:
            part.texts.append(open_text)
            open_text = len(other)
    if part.texts:
        part.texts.append(open_text)
    return part


def _extent(part: _Part, pieces: Callable[[], Iterator[bytes]]) -> int:
    """Return how many cells the rectangle around the cells of a sheet has."""
    if not part.cells:
        return 0
    columns = [_column(letters) for letters in part.columns]
    rows = [int(number) for number in part.rows]
    if part.placed < part.cells or not rows:
        # Cells without a reference stand one after the other, rows too.
        row_tags, widest = _row_shape(pieces())
        return (max(columns, default=0) + widest) * (max(rows, default=0) + row_tags)
    return (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1)


def _row_shape(pieces: Iterator[bytes]) -> tuple[int, int]:
    """Return how many rows a sheet has and the most cells of one."""
    tags = widest = open_cells = 0
    for piece in pieces:
        # The first part belongs to the row that began in the piece before.
        for number, row in enumerate(_ROW.split(piece)):
            tags += number > 0
            open_cells = len(_CELL.findall(row)) + (0 if number else open_cells)
            widest = max(widest, open_cells)
    return tags, widest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _copied(handle: BinaryIO, entry: zipfile.ZipInfo, source: SourceFile, texts: array[int]) -> int:
    """Return the bytes of all shared texts a sheet shows, each as often as it shows it."""
    total, known = 0, len(texts)
    for piece in _pieces(handle, entry, source):
        if b"<!" in piece:
            raise BadFile("xlsx_damaged", file=source.name)
        for cell in _CELL.split(piece):
            if _SHARED.search(cell):
                indexes = map(int, _SHARED_VALUE.findall(cell))
                # The list begins with what stands before the first text.
                total += sum(texts[i + 1] for i in indexes if i + 1 < known)
    return total


def _pieces(handle: BinaryIO, entry: zipfile.ZipInfo, source: SourceFile) -> Iterator[bytes]:
    """Yield a part in pieces that never end inside a tag."""
    rest = b""
    for chunk in _unpacked(handle, entry, source):
        rest += chunk
        cut = rest.rfind(b"<")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > _TAG_LIMIT:
            if entry.filename.lower().endswith((".xml", ".rels")):
                raise BadFile("xlsx_too_large", file=source.name, limit=XLSX_LIMIT // MIB)
            rest = b""
    if rest:
        yield rest


def _unpacked(handle: BinaryIO, entry: zipfile.ZipInfo, source: SourceFile) -> Iterator[bytes]:
    """Yield the bytes of a part; BadFile when it is longer than the directory says.

    By hand, because zipfile stops at the stated length and so hides a part that goes on.
    """
    damaged = BadFile("xlsx_damaged", file=source.name)
    handle.seek(max(entry.header_offset, 0))
    header = handle.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise damaged
    _, name_size, extra_size = _LOCAL_HEADER.unpack(header)
    handle.seek(name_size + extra_size, 1)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged
    inflate = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    left, total = entry.compress_size, 0
    while left > 0 and (raw := handle.read(min(left, 64 * 1024))):
        left -= len(raw)
        while raw:
            try:
                chunk = inflate.decompress(raw, MIB) if inflate else raw
            except zlib.error as error:
                raise damaged from error
            raw = inflate.unconsumed_tail if inflate else b""
            total += len(chunk)
            if total > entry.file_size:
                raise damaged
            yield chunk
    if left > 0 or total != entry.file_size:
        raise damaged
