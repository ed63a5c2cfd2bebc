"""Checks on a workbook before the XLSX reader may touch it.

The reader holds the whole rectangle around a sheet's cells and a copy of every shared text for
every cell that shows it; when that does not fit, it ends the process, not the import. So every
part is unpacked here once in small pieces, and what the reader would need is counted first.
Reference: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.4.8 (si).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from zipfile import ZipInfo

from kobicrm.exchange.limits import XLSX_MEMORY
from kobicrm.exchange.package import Package, damaged, require_memory

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
_CELL_BYTES, _SLOT_BYTES = 40, 32


@dataclass(slots=True)
class _Part:
    """What one part of the package holds."""

    columns: set[bytes] = field(default_factory=set)
    rows: set[bytes] = field(default_factory=set)
    cells: int = 0
    placed: int = 0
    shared: int = 0
    texts: array[int] = field(default_factory=lambda: array("I"))


def check(package: Package) -> None:
    """Return when the workbook can be read within bounds; raise BadFile when not."""
    parts = [(entry, _scan(package, entry)) for entry in package.entries]
    texts = max((part.texts for _, part in parts), key=sum, default=array("I"))
    all_texts, longest = sum(texts), max(texts, default=0)
    for entry, part in parts:
        copies = part.shared * longest
        if copies > XLSX_MEMORY // 4:
            copies = _copied(package, entry, texts)
        slots = _extent(part, partial(package.pieces, entry))
        need = slots * _SLOT_BYTES + part.cells * _CELL_BYTES + all_texts + copies
        require_memory(package.name, need)


def _scan(package: Package, entry: ZipInfo) -> _Part:
    part, open_text = _Part(), 0
    for piece in package.pieces(entry):
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


def _copied(package: Package, entry: ZipInfo, texts: array[int]) -> int:
    """Return the bytes of all shared texts a sheet shows, each as often as it shows it."""
    total, known = 0, len(texts)
    for piece in package.pieces(entry):
        if b"<!" in piece:
            raise damaged(package.name)
        for cell in _CELL.split(piece):
            if _SHARED.search(cell):
                indexes = map(int, _SHARED_VALUE.findall(cell))
                # The list begins with what stands before the first text.
                total += sum(texts[i + 1] for i in indexes if i + 1 < known)
    return total
