"""What a LibreOffice workbook (ODS) would take to be read.

A row or cell that comes again is written once with a number, up to a million rows of sixteen
thousand cells. Empty ones at the end cost nothing; the reader multiplies all others.
Reference: OpenDocument 1.3 part 3, 9.1 (tables), 19.385 (office:value-type), 6.1.3 (text:s).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from kobicrm.domain.turkish import lower_invariant
from kobicrm.errors import BadFile
from kobicrm.exchange.cell_block import Block, memory_of
from kobicrm.exchange.limits import MANIFEST_LIMIT, XLSX_SHEETS, XML_DEPTH
from kobicrm.exchange.package import Package, damaged, require_memory, too_large

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST, _CONTENT = "meta-inf/manifest.xml", "content.xml"
# By their names as they are written: the reader does not look up what a prefix stands for.
_TABLE, _ROW, _SPACE = "table:table", "table:table-row", "text:s"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_VALUES = tuple(f"office:{name}" for name in ("string-value", "date-value", "time-value"))
_MOST = 1 << 31


def check(package: Package) -> None:
    """Return when the workbook can be read within bounds; raise BadFile when not."""
    manifest = package.part(_MANIFEST)
    if manifest.file_size > MANIFEST_LIMIT:
        raise too_large(package.name)
    if b"encryption-data" in package.start(_MANIFEST, MANIFEST_LIMIT):
        raise BadFile("file_encrypted", file=package.name)
    measure = _Measure(package.name)
    try:
        for piece in package.pieces(package.part(_CONTENT)):
            measure.parser.Parse(piece, False)
        measure.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged(package.name) from error
    measure.require_room()


class _Measure:
    """Goes through the content and adds up what the reader will hold."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._blocks: list[Block] = []
        self._depth = self._row = self._rows = self._column = self._columns = 0
        self._counted = self._text = 0
        self._in_table = self._in_cell = self._is_filled = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.XmlDeclHandler = self._declared

    def require_room(self) -> None:
        """Raise BadFile when the sheets are too large."""
        if self._blocks:
            require_memory(self._name, memory_of(self._blocks))

    def _refuse(self, *_told: object) -> NoReturn:
        raise damaged(self._name)

    def _declared(self, _version: str, encoding: str | None, _alone: int) -> None:
        if lower_invariant(encoding or "utf-8") not in ("utf-8", "us-ascii"):
            raise damaged(self._name)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > XML_DEPTH:
            raise damaged(self._name)
        if name == _TABLE:
            if self._in_table:
                raise damaged(self._name)
            if len(self._blocks) >= XLSX_SHEETS:
                raise too_large(self._name)
            self._blocks.append(Block())
            self._in_table, self._row, self._rows = True, 0, 0
        elif name == _ROW:
            self._row += self._rows
            self._rows = _times(attributes, "table:number-rows-repeated")
            self._column = self._columns = self._counted = 0
        elif name in _CELLS and self._blocks:
            self._start_cell(attributes)
        elif name == _SPACE and self._in_cell:
            self._text += _times(attributes, "text:c")

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += self._columns
        self._columns = _times(attributes, "table:number-columns-repeated")
        formula = attributes.get("table:formula", "")
        texts = [formula, *(attributes.get(key, "") for key in _VALUES)]
        self._text = sum(len(text.encode()) for text in texts)
        self._in_cell = True
        self._is_filled = bool(formula) or "office:value-type" in attributes
        self._blocks[-1].has_formulas |= bool(formula)

    def _characters(self, text: str) -> None:
        if self._in_cell:
            self._text += len(text.encode())

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name == _TABLE:
            self._in_table = False
        elif name in _CELLS and self._in_cell:
            self._in_cell = False
            if self._is_filled or self._text:
                self._add()

    def _add(self) -> None:
        block, last = self._blocks[-1], self._column + self._columns - 1
        # Cells of a row that repeats are read once, but a text in them comes again in every row.
        block.add(self._row, self._column, last, self._rows)
        # Empty cells before a filled one are read as cells of their own.
        block.cells += self._column - self._counted
        self._counted = last + 1
        block.raw_text += self._text * self._columns
        block.text += self._text * self._columns * self._rows


def _times(attributes: Mapping[str, str], key: str) -> int:
    """Return how often something comes again. Raises ValueError."""
    told = attributes.get(key, "1")
    if not told.isascii() or not told.isdecimal() or int(told) > _MOST:
        raise ValueError(told)
    return int(told)
