"""A table in a workbook, whatever format the workbook has: sheet, header, rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.errors import BadFile
from kobicrm.exchange import layout
from kobicrm.exchange.continued import continued_groups, join_cells
from kobicrm.exchange.csv_in import too_long
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import (
    HEADER_ROWS,
    MAX_COLUMNS,
    MAX_RAW_COLUMNS,
    RECORD_LIMIT,
    VALUE_LIMIT,
    XLSX_CELL_UNITS,
)
from kobicrm.exchange.table import (
    CELL_TOO_LONG,
    ROW_TOO_MANY_CELLS,
    Row,
    SourceInfo,
    Table,
    cell_text,
)

if TYPE_CHECKING:
    from kobicrm.exchange.calamine_in import Book

NumberedRow = tuple[int, list[Any]]
# Above this a float can't tell neighbouring whole numbers apart.
_WHOLE_LIMIT = 1 << 53


class WorkbookTable(Table):
    """The first sheet of a workbook that has a known header; see :class:`Table`."""

    def __init__(
        self,
        source: SourceFile,
        sha256: str,
        hints: layout.HeaderHints,
        book: Book,
        *,
        header_row: int | None = None,
        sheet: str = "",
    ) -> None:
        """Choose the sheet and find its header, unless both are told. Raises BadFile."""
        self._source, self._book, self.sheets = source, book, book.sheets
        places: Sequence[int] = range(len(book.sheets))
        if sheet:
            places = self._named(sheet)
        self._place, line, cells = self._choose(places, hints, header_row)
        raw = [clean_line(cell_text(cell), XLSX_CELL_UNITS) for cell in cells[: _width(cells)]]
        self._require_width(len(raw), MAX_RAW_COLUMNS)
        body = (row for number, row in book.rows(self._place) if number > line)
        self._groups = continued_groups(raw, body)
        self.header = tuple(raw[group[0]] for group in self._groups)
        self._require_width(len(self.header), MAX_COLUMNS)
        self._raw_width = len(raw)
        self.size = source.size
        self.height = max(0, book.height(self._place) - line)
        name = self.sheets[self._place]
        self.info = SourceInfo(source.name, book.format, "", "", line, sha256, name)

    def close(self) -> None:
        """Let go of the sheet, and of the kept copy of standard input if there is one."""
        self._source.close()

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header; see :meth:`Table.rows`."""
        for number, cells in self._book.rows(self._place):
            if number > self.info.header_row:
                width = _width(cells)
                if width:
                    yield self._row(number, cells[:width])

    def _row(self, number: int, cells: list[Any]) -> Row:
        values = [_value(cell) for cell in join_cells(self._groups, cells)]
        problem = ""
        if len(cells) > self._raw_width:
            problem = ROW_TOO_MANY_CELLS
            values += [_value(cell) for cell in cells[self._raw_width :][:MAX_COLUMNS]]
        elif any(isinstance(v, str) and len(v) > VALUE_LIMIT for v in values) and too_long(values):
            problem = CELL_TOO_LONG
        return Row(number, tuple(values), problem)

    def _require_width(self, columns: int, limit: int) -> None:
        if columns > limit:
            raise BadFile("too_many_columns", file=self._source.name, columns=columns, limit=limit)

    def _named(self, wanted: str) -> list[int]:
        found = [place for place, name in enumerate(self.sheets) if name == wanted]
        if not found:
            known = ", ".join(self.sheets)
            raise BadFile("sheet_missing", file=self._source.name, sheet=wanted, known=known)
        return found

    def _choose(
        self, places: Sequence[int], hints: layout.HeaderHints, told: int | None
    ) -> tuple[int, int, list[Any]]:
        """Return the sheet whose header is surest, the first of equals, and its header row."""
        name, best, first = self._source.name, None, None
        for place in places:
            filled = (row for row in self._book.rows(place) if _width(row[1]))
            tops = list(islice(filled, HEADER_ROWS))
            if tops and told is not None:
                return place, *self._told(place, tops, told)
            texts = [[_text(cell) for cell in cells] for _, cells in tops]
            found = layout.find_header(texts, hints)
            if found and found.sure:
                return place, *tops[found.place]
            if found and not best:
                best = place, *tops[found.place]
            first = first or (
                layout.not_found(name, texts[0], tops[0][0], self.sheets[place]) if tops else None
            )
        if best:
            return best
        raise first or BadFile("file_empty", file=name)

    def _told(self, place: int, tops: Sequence[NumberedRow], told: int) -> tuple[int, list[Any]]:
        if told == 0:
            return 0, list(layout.column_numbers(cells[: _width(cells)] for _, cells in tops))
        for number, cells in self._book.rows(place):
            if number == told and _width(cells):
                return number, cells
            if number >= told:
                break
        raise layout.no_such_row(self._source.name, told)


def _width(cells: Sequence[object]) -> int:
    """Return the number of cells up to the last one that holds something."""
    for index in range(len(cells), 0, -1):
        cell = cells[index - 1]
        if cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace()):
            return index
    return 0


def _text(cell: object) -> str:
    return clean_line(cell) if isinstance(cell, str) else ""


def _value(cell: object) -> object:
    if isinstance(cell, str):
        return clean_text(cell, RECORD_LIMIT) or None
    if isinstance(cell, float):
        return int(cell) if abs(cell) < _WHOLE_LIMIT and cell.is_integer() else cell
    if isinstance(cell, dt.time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, dt.timedelta) else cell
