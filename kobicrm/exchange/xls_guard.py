"""What an old Excel workbook would take to be read, and the workbook cleared of what we don't need.

The reader makes one block of all cells from the first to the last of every sheet, trusts stated
counts and follows chains of sectors that may be circles. So the workbook's stream is taken out of
its container, the extents of its cells are worked out, and a new container is made around it.
Reference: [MS-CFB] 2.2 to 2.6 (container), [MS-XLS] 2.4 (records), 2.5.293 (shared texts).
"""

from __future__ import annotations

import struct
from collections import Counter

from kobicrm.errors import BadFile
from kobicrm.exchange.cell_block import Block, memory_of
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import XLS_LIMIT, XLS_SHEETS
from kobicrm.exchange.ole import packed, workbook_stream
from kobicrm.exchange.package import damaged, require_memory, too_large
from kobicrm.exchange.xls_texts import text_sizes

_HEAD, _PLACE = struct.Struct("<HH"), struct.Struct("<HH")
_CONTINUE, _END, _LOCKED, _SHARED_TEXTS, _SHEET = 0x3C, 0x0A, 0x2F, 0xFC, 0x85
_NUMBER, _LABEL, _TRUTH, _TEXT, _SMALL = 0x203, 0x204, 0x205, 0x207, 0x27E
_NUMBERS, _SHARED_LABEL, _FORMULA = 0xBD, 0xFD, 0x06
_CELLS = frozenset({_NUMBER, _LABEL, _TRUTH, _SMALL, _NUMBERS, _SHARED_LABEL, _FORMULA})
# Stated sizes, names, links to other workbooks, joined cells: the reader spends memory on them.
_NEEDLESS = frozenset({0x200, 0x18, 0x17, 0xE5, 0x13D})
_NOTHING = b"\xff\xff"
# A formula that is nothing but a missing argument; its last result stands before it.
_NO_FORMULA = b"\x01\x00\x16"


def checked(source: SourceFile) -> bytes:
    """Return the workbook in a container of our own when it can be read within bounds.

    Raises BadFile when it can't, is locked, damaged, or no workbook at all.
    """
    if source.size > XLS_LIMIT:
        raise too_large(source.name)
    try:
        stream = bytearray(workbook_stream(source))
        _Workbook(source.name, stream).check()
    except (struct.error, IndexError) as error:
        raise damaged(source.name) from error
    return packed(stream)


class _Workbook:
    """The records of a workbook, gone through as the reader will: head, then sheet by sheet."""

    def __init__(self, name: str, stream: bytearray) -> None:
        self._name, self._stream = name, stream
        self._sheets: list[int] = []
        self._texts: list[memoryview] = []

    def check(self) -> None:
        """Clear the stream of what is not needed. Raises BadFile; struct.error, IndexError."""
        end = self._read_head()
        sizes = text_sizes(self._texts)
        blocks = [Block()]
        if len(self._sheets) > XLS_SHEETS:
            raise too_large(self._name)
        for place in sorted(self._sheets):
            # Sheets that lie over each other multiply what is in them.
            if place < end:
                raise damaged(self._name)
            block, labels, end = self._read_sheet(place)
            block.text += sum(sizes[one] * times for one, times in labels.items())
            blocks.append(block)
        require_memory(self._name, memory_of(blocks) + sum(sizes))

    def _next(self, place: int) -> tuple[int, int, int]:
        """Return kind and length of the record at ``place``, and where the next one begins."""
        kind, length = _HEAD.unpack_from(self._stream, place)
        after = place + 4 + length
        if after > len(self._stream):
            raise damaged(self._name)
        if kind in _NEEDLESS:
            self._stream[place : place + 2] = _NOTHING
        return kind, length, after

    def _read_head(self) -> int:
        place, last = 0, 0
        while place < len(self._stream):
            kind, _, after = self._next(place)
            data = memoryview(self._stream)[place + 4 : after]
            if kind == _LOCKED:
                raise BadFile("file_encrypted", file=self._name)
            if kind == _SHARED_TEXTS:
                self._texts = [data]
            elif kind == _CONTINUE and last == _SHARED_TEXTS:
                self._texts.append(data)
            elif kind == _SHEET:
                self._sheets.append(int.from_bytes(data[:4], "little"))
            place = after
            if kind == _END:
                break
            last = kind if kind != _CONTINUE else last
        return place

    def _read_sheet(self, place: int) -> tuple[Block, Counter[int], int]:
        """Return how much a sheet takes, how often it shows each shared text, and its end."""
        stream, block, labels = self._stream, Block(), Counter[int]()
        while place < len(stream):
            kind, length, after = self._next(place)
            if kind in _CELLS:
                row, column = _PLACE.unpack_from(stream, place + 4)
                more = (length - 6) // 6 if kind == _NUMBERS else 1
                block.add(row, column, column + max(more, 1) - 1)
            if kind == _SHARED_LABEL:
                labels[int.from_bytes(stream[place + 10 : place + 14], "little")] += 1
            elif kind in (_LABEL, _TEXT):
                at = place + (10 if kind == _LABEL else 4)
                block.text += 3 * int.from_bytes(stream[at : at + 2], "little")
            elif kind == _FORMULA:
                block.has_formulas = True
                if length >= 23:
                    stream[place + 24 : place + 27] = _NO_FORMULA
            place = after
            if kind == _END:
                break
        return block, labels, place
