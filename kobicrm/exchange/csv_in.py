"""Reading CSV: streamed, strict about quotes, with the physical line of every record."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.errors import BadFile
from kobicrm.exchange import layout
from kobicrm.exchange.guard import unguard
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import (
    HEADER_ROWS,
    MAX_COLUMNS,
    RECORD_LIMIT,
    VALUE_LIMIT,
    XLSX_CELL_UNITS,
)
from kobicrm.exchange.table import (
    CELL_TOO_LONG,
    ROW_BAD_QUOTES,
    ROW_TOO_MANY_CELLS,
    Row,
    SourceInfo,
    Table,
)
from kobicrm.exchange.values import longest_value

# Lines of these characters alone need no cleaning but trimming: everyday Latin text, composed.
_PLAIN = re.compile(r"[\n\x20-\x7e\xa1-\xac\xae-\u017f\u20ac\u20ba–—‘’“”„…]*")


class _Record(NamedTuple):
    line: int
    cells: list[str]
    text: str
    problem: str


class _Lines:
    """The physical lines of a text, handed to the CSV parser one by one and remembered."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self._read, self._name = text.readline, name
        self.number, self.ended = 0, False
        self.start, self.pending, self._size = 1, list[str](), 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._read(RECORD_LIMIT)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        if self.number == 1:
            line = line.removeprefix("\ufeff")
        self._size += len(line)
        self.pending.append(line)
        if len(line) >= RECORD_LIMIT:
            raise BadFile("record_too_long", file=self._name, line=self.number)
        if self._size > RECORD_LIMIT:
            raise unclosed(self._name, self.start)
        return line

    def begin(self) -> None:
        """Start a new record: what was remembered of the last one goes."""
        self.start = self.number + 1
        self.pending.clear()
        self._size = 0


def unclosed(name: str, line: int) -> BadFile:
    """Return the error for a quotation mark that swallows the rest of the file."""
    return BadFile("unterminated_quote", file=name, line=line)


class CsvTable(Table):
    """A CSV file whose encoding is settled; see :class:`kobicrm.exchange.table.Table`."""

    def __init__(
        self,
        source: SourceFile,
        codec: str,
        sha256: str,
        *,
        delimiter: str | None,
        hints: layout.HeaderHints,
        head: str,
        header_row: int | None = None,
    ) -> None:
        """Find delimiter and header, unless it is told in which line (0: none) it stands.

        Raises BadFile.
        """
        # One setting for the process, only ever raised: own limits stop a record before it.
        if csv.field_size_limit() < RECORD_LIMIT:
            csv.field_size_limit(RECORD_LIMIT)
        self._source, self._codec = source, codec
        named = layout.separator_line(head.splitlines()[0] if head else "")
        self._skip = 1 if named else 0
        rest = head.split("\n", 1)[-1] if named else head
        self._delimiter = delimiter or named or layout.choose_delimiter(rest, hints)
        found = self._find_header(hints) if header_row is None else self._told_header(header_row)
        self.header, line = found
        self._require_width(len(self.header))
        self.size = source.size
        self.info = SourceInfo(source.name, "csv", codec, self._delimiter, line, sha256)

    def close(self) -> None:
        """Remove the kept copy of standard input, if there is one."""
        self._source.close()

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header; see :meth:`Table.rows`."""
        width, first = len(self.header), self.info.header_row
        for record in self._records():
            if record.line > first:
                cells = self._cells(record)
                if any(cells):
                    yield _row(record, cells, width)

    def _find_header(self, hints: layout.HeaderHints) -> tuple[tuple[str, ...], int]:
        filled = self._tops()
        rows = [row for _, row in filled]
        found = layout.find_header(rows, hints)
        if not found:
            raise layout.not_found(self._source.name, rows[0], filled[0][0])
        return tuple(rows[found.place]), filled[found.place][0]

    def _told_header(self, told: int) -> tuple[tuple[str, ...], int]:
        if told == 0:
            return layout.column_numbers(row for _, row in self._tops()), 0
        for record in self._records():
            cells = self._header_cells(record)
            if record.line == told and any(cells):
                return tuple(cells), told
            if record.line >= told:
                break
        raise layout.no_such_row(self._source.name, told)

    def _tops(self) -> list[tuple[int, list[str]]]:
        """Return the first rows that hold something, with their lines."""
        records = ((r.line, self._header_cells(r)) for r in self._records())
        filled = list(islice(((line, row) for line, row in records if any(row)), HEADER_ROWS))
        if not filled:
            raise BadFile("file_empty", file=self._source.name)
        return filled

    def _require_width(self, columns: int) -> None:
        if columns > MAX_COLUMNS:
            name = self._source.name
            raise BadFile("too_many_columns", file=name, columns=columns, limit=MAX_COLUMNS)

    def _records(self) -> Iterator[_Record]:
        name = self._source.name
        with io.TextIOWrapper(self._source.open(), encoding=self._codec, newline="") as text:
            lines = _Lines(text, name)
            for _ in islice(lines, self._skip):
                pass
            reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
            while True:
                lines.begin()
                try:
                    cells, problem = next(reader), ""
                except StopIteration:
                    return
                except csv.Error as error:
                    cells, problem = self._repair(lines, error), ROW_BAD_QUOTES
                pending = lines.pending
                whole = pending[0] if len(pending) == 1 else "".join(pending)
                yield _Record(lines.start, cells, whole, problem)

    def _repair(self, lines: _Lines, error: csv.Error) -> list[str]:
        """Return the cells of a line with stray quotes, when the damage ends with the line."""
        if lines.ended or len(lines.pending) > 1 or lines.pending[0].count('"') % 2:
            raise unclosed(self._source.name, lines.start) from error
        return next(csv.reader(lines.pending, delimiter=self._delimiter))

    def _header_cells(self, record: _Record) -> list[str]:
        cells = [clean_line(unguard(cell), XLSX_CELL_UNITS) for cell in record.cells]
        while len(cells) > MAX_COLUMNS and not cells[-1]:
            cells.pop()
        return cells

    def _cells(self, record: _Record) -> list[str]:
        text = record.text
        if self._delimiter == "\t" and '"' not in text:
            text = text.replace("\t", " ")
        if _PLAIN.fullmatch(text.rstrip("\r\n")):
            if "'" in text:
                return [unguard(cell).strip() for cell in record.cells]
            return [cell.strip() for cell in record.cells]
        return [clean_text(unguard(cell), RECORD_LIMIT) for cell in record.cells]


def _row(record: _Record, cells: list[str], width: int) -> Row:
    problem = record.problem
    if len(cells) != width:
        if any(cells[width:]):
            problem = problem or ROW_TOO_MANY_CELLS
            cells = cells[: max(width, MAX_COLUMNS)]
        else:
            cells = cells[:width] + [""] * (width - len(cells))
    if len(record.text) > VALUE_LIMIT and too_long(cells):
        problem = problem or CELL_TOO_LONG
    return Row(record.line, tuple(cells), problem)


def too_long(cells: Sequence[object]) -> bool:
    """Tell whether a text cell holds a value longer than one may be."""
    return any(
        isinstance(cell, str) and len(cell) > VALUE_LIMIT and longest_value(cell) > VALUE_LIMIT
        for cell in cells
    )
