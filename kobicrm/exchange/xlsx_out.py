"""Writing XLSX: row by row, text as text, the same bytes whenever it is written."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kobicrm.errors import BadFile
from kobicrm.exchange.continued import continued_header, split_text
from kobicrm.exchange.files import work_folder
from kobicrm.exchange.limits import MAX_RAW_COLUMNS, XLSX_CELL_UNITS, XLSX_ROWS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Rows = Callable[[], Iterator[Sequence[object]]]

_EXACT = 10**15
"""Spreadsheets keep fifteen digits; a longer number goes in as text."""

_FIRST_DATE = dt.date(1900, 3, 1)
"""Before it spreadsheets disagree by a day (1900 was no leap year)."""

_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_DEFAULT_WIDTH = 18.0


def write_xlsx(
    path: Path | BinaryIO,
    header: Sequence[str],
    rows_factory: Rows,
    *,
    widths: Sequence[float] | None = None,
    sheet: str = "KobiCRM",
) -> int:
    """Write one sheet and return how many rows it has below the header.

    ``rows_factory`` is called twice and must give the same rows: the first pass finds texts
    longer than a cell holds, which go on in further columns. Cells: str, int, float, Decimal,
    bool, date, datetime, None. ``widths`` are in characters, one for each column of ``header``.
    Raises BadFile("too_many_rows"), BadFile("too_many_columns"), OSError.
    """
    parts, count = _measure(str(path) if isinstance(path, Path) else "-", len(header), rows_factory)
    with work_folder() as folder:
        book = _book(path, folder)
        page = _Page(book, _sheet_name(sheet))
        page.head(continued_header(header, parts), _spread(widths, parts), count)
        for number, row in enumerate(rows_factory(), 1):
            page.row(number, row, parts)
        _close(book)
    return count


def _measure(name: str, columns: int, rows_factory: Rows) -> tuple[list[int], int]:
    """Return how many cells each column needs for its longest text, and the number of rows."""
    parts, count = [1] * columns, 0
    for count, row in enumerate(rows_factory(), 1):  # noqa: B007 - the last number counts
        for index, value in enumerate(row):
            if isinstance(value, str) and len(value) > XLSX_CELL_UNITS // 2:
                parts[index] = max(parts[index], len(split_text(value)))
    if count >= XLSX_ROWS:
        raise BadFile("too_many_rows", rows=count, limit=XLSX_ROWS - 1)
    if sum(parts) > MAX_RAW_COLUMNS:
        raise BadFile("too_many_columns", file=name, columns=sum(parts), limit=MAX_RAW_COLUMNS)
    return parts, count


def _book(path: Path | BinaryIO, folder: Path) -> Workbook:
    from xlsxwriter import Workbook

    book = Workbook(
        str(path) if isinstance(path, Path) else path,
        {
            "constant_memory": True,
            "tmpdir": str(folder),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # Without it the moment of writing would be in the file.
    book.set_properties({"created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001 - a fixed mark
    return book


def _close(book: Workbook) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def _sheet_name(wanted: str) -> str:
    return " ".join(_SHEET_NAME.sub(" ", wanted).split())[:31].strip() or "KobiCRM"


def _spread(widths: Sequence[float] | None, parts: Sequence[int]) -> list[float]:
    given = widths or [_DEFAULT_WIDTH] * len(parts)
    return [width for width, part in zip(given, parts, strict=True) for _ in range(part)]


class _Page:
    """The one sheet; cells of a kind share their format."""

    def __init__(self, book: Workbook, name: str) -> None:
        self._page: Any = book.add_worksheet(name)
        self._bold = book.add_format({"bold": True})
        self._date = book.add_format({"num_format": "dd.mm.yyyy"})
        self._moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})

    def head(self, header: Sequence[str], widths: Sequence[float], count: int) -> None:
        """Write the bold, fixed first row and set widths and filter."""
        for column, (name, width) in enumerate(zip(header, widths, strict=True)):
            self._page.write_string(0, column, name, self._bold)
            self._page.set_column(column, column, width)
        self._page.freeze_panes(1, 0)
        if header:
            self._page.autofilter(0, 0, count, len(header) - 1)

    def row(self, number: int, row: Sequence[object], parts: Sequence[int]) -> None:
        """Write one row; a text with several parts takes the columns kept for it."""
        column = 0
        for value, count in zip(row, parts, strict=True):
            if isinstance(value, str):
                pieces = split_text(value)
                if len(pieces) > count:
                    raise ValueError("the rows of the second pass are longer than the first")
                for offset, piece in enumerate(pieces):
                    if piece:
                        self._page.write_string(number, column + offset, piece)
            elif value is not None:
                self._put(number, column, value)
            column += count

    def _put(self, row: int, column: int, value: object) -> None:
        if isinstance(value, bool):
            self._page.write_boolean(row, column, value)
        elif isinstance(value, int | float | Decimal) and _is_exact(value):
            self._page.write_number(row, column, value)
        elif isinstance(value, dt.datetime) and value.tzinfo is None and _shows(value.date()):
            self._page.write_datetime(row, column, value, self._moment)
        elif isinstance(value, dt.date) and not isinstance(value, dt.datetime) and _shows(value):
            self._page.write_datetime(row, column, value, self._date)
        else:
            text = value.isoformat() if isinstance(value, dt.date) else str(value)
            self._page.write_string(row, column, text)


def _is_exact(value: float | Decimal) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return abs(value) < _EXACT
    return value.is_finite() and len(value.as_tuple().digits) <= 15


def _shows(day: dt.date) -> bool:
    return day >= _FIRST_DATE
