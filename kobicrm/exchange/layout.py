"""Where the header of a table is, and what stands between its cells.

Turkish accounting programs put help texts above the header, and Excel in Türkiye separates
with semicolons because the comma is the decimal mark.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kobicrm.errors import BadFile, UsageError
from kobicrm.exchange.limits import HEADER_ROWS
from kobicrm.i18n import _

DELIMITERS = (",", ";", "\t", "|")
HeaderHints = Callable[[Sequence[str]], int]

_NAMES = {"tab": "\t", "\\t": "\t"}
_SEP_LINE = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE)
_SAMPLE_RECORDS = 40


class Header(NamedTuple):
    """The place of the header among the rows looked at, and how sure that is."""

    place: int
    sure: bool


def find_header(rows: Sequence[Sequence[str]], hints: HeaderHints) -> Header | None:
    """Return the header among the first non-empty ``rows``, None when nothing is known there.

    ``rows`` hold only text cells ("" for anything else). The header is the first row of which
    two cells are known and three fifths hold text; else the row with the most known cells.
    """
    best, most = None, 0
    for index, cells in enumerate(rows):
        hits = hints(cells)
        if hits >= 2 and _text_share(cells) >= 0.6:
            return Header(index, sure=True)
        if hits > most:
            best, most = Header(index, sure=False), hits
    return best


def not_found(name: str, first: Sequence[str], line: int, sheet: str = "") -> BadFile:
    """Return the error that shows what stands in ``line``, where a header was looked for."""
    shown = [cell[:40] for cell in first if cell][:8]
    return BadFile("header_not_found", file=name, cells=" | ".join(shown), line=line, sheet=sheet)


def no_such_row(name: str, line: int) -> BadFile:
    """Return the error for a header row that was told and is not there."""
    return BadFile("header_row_missing", file=name, line=line)


def column_numbers(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return names for the columns of a table without a header: `Column 1`, `Column 2` ..."""
    width = max(map(len, rows), default=0)
    return tuple(_("Column {number}").format(number=place) for place in range(1, width + 1))


def separator_line(line: str) -> str:
    """Return the delimiter a first line ``sep=;`` names (an Excel habit), else ``""``."""
    match = _SEP_LINE.fullmatch(line)
    return match[1] if match and match[1] not in '"\r\n' else ""


def check_delimiter(wanted: str) -> str:
    """Return the delimiter meant by an option (``tab`` works too). Raises UsageError."""
    found = _NAMES.get(wanted, wanted)
    if len(found) != 1 or found in '"\r\n':
        raise UsageError("bad_delimiter", delimiter=wanted)
    return found


def choose_delimiter(head: str, hints: HeaderHints) -> str:
    """Return the most likely delimiter of the text ``head`` begins; ``,`` for one column.

    The one that makes most header cells known wins, then the one whose rows are as wide as
    the header, then the one with most columns.
    """
    # One that does not occur makes one column, which may be what fits best ("Kaya, Ali").
    return max(DELIMITERS, key=lambda delimiter: _score(_records(head, delimiter), hints))


def _records(head: str, delimiter: str) -> list[list[str]]:
    lines = head.splitlines(keepends=True)
    if len(lines) > 1 and not lines[-1].endswith(("\n", "\r")):
        lines.pop()
    return list(islice(_lenient(lines, delimiter), _SAMPLE_RECORDS))


def _lenient(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from (row for row in csv.reader(lines, delimiter=delimiter) if any(row))
    except csv.Error:
        return


def _score(records: list[list[str]], hints: HeaderHints) -> tuple[int, float, int]:
    if not records:
        return 0, 0.0, 0
    found = find_header([[cell.strip() for cell in row] for row in records[:HEADER_ROWS]], hints)
    if found:
        index, hits = found.place, hints([cell.strip() for cell in records[found.place]])
    else:
        # Nothing known: the widest row is the best guess for a header.
        index = max(range(len(records)), key=lambda i: (len(records[i]), -i))
        hits = 0
    width = len(records[index])
    below = records[index + 1 :] or records[index:]
    fitting = sum(len(row) == width for row in below) / len(below)
    return hits, fitting, width


def _text_share(cells: Sequence[str]) -> float:
    width = max((i for i, cell in enumerate(cells, 1) if cell), default=0)
    return sum(map(bool, cells)) / width if width else 0.0
