"""What a read file looks like from outside: a table of rows, a run of documents or of cards."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Literal, Self

Format = Literal[
    "csv", "xlsx", "xls", "ods", "json", "jsonl", "vcard", "whatsapp", "icalendar", "mail"
]

ROW_TOO_MANY_CELLS = "row_too_many_cells"
CELL_TOO_LONG = "cell_too_long"
ROW_BAD_QUOTES = "row_bad_quotes"
JSON_LINE_DAMAGED = "json_line_damaged"
JSON_NOT_AN_OBJECT = "json_not_an_object"
JSON_TOO_DEEP = "json_too_deep"


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """How a file was read. ``header_row`` is the physical line (XLSX: row), from 1; 0: none."""

    name: str
    format: Format
    encoding: str
    delimiter: str
    header_row: int
    sha256: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line where it begins, its cells (as many as the header), what is wrong.

    Cells are clean text in CSV; in XLSX str, int, float, bool, date, datetime or None.
    A row with too many cells keeps them.
    """

    line: int
    cells: tuple[object, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DocRow:
    """One JSON document, its texts cleaned, and the line where it begins."""

    line: int
    document: dict[str, object] | None
    problem: str = ""


class Opened(ABC):
    """Opened file; closing it removes what was kept for it."""

    info: SourceInfo
    # Bytes of the file, and the rows below the header where the format knows them at once.
    size: int = 0
    height: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Give back what the open file holds; further calls do nothing."""


class Table(Opened):
    """A CSV file or one sheet of a workbook."""

    header: tuple[str, ...]
    # The sheets of a workbook that hold a table.
    sheets: tuple[str, ...] = ()

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header one by one; each call starts again.

        Wholly empty rows are left out. Raises BadFile where the file itself is damaged.
        """

    def sample(self, n: int = 5) -> list[Row]:
        """Return the first ``n`` rows, for a preview."""
        return list(islice(self.rows(), n))


class Documents(Opened):
    """A JSON array, a JSON object with one list, or one JSON document a line."""

    @abstractmethod
    def rows(self) -> Iterator[DocRow]:
        """Yield the documents one by one; each call starts again. Raises BadFile."""


def cell_text(value: object) -> str:
    """Return a cell as text that reads back as the same value in a Turkish table."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return "" if value is None else str(value)


def _number_text(value: float) -> str:
    text = repr(value)
    if "e" in text or "n" in text:
        return text
    whole, _, part = text.partition(".")
    # Three digits after a mark would read as thousands.
    return f"{whole},{part}0" if len(part) == 3 else f"{whole},{part}"
