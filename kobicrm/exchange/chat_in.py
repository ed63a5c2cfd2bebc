"""Reading a WhatsApp chat that was exported as text, by Android or by an iPhone.

Both write one message a line, with date, time and the writer's name in the phone's language;
lines without a date go on with the message above. Lines with a date and no writer are notices
of the program (``Messages and calls are end-to-end encrypted``) and no messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from kobicrm.domain.clean import TEXT_LIMIT, clean_line, clean_text
from kobicrm.domain.instants import iso
from kobicrm.domain.moments import clock_of, local
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import RECORD_LIMIT
from kobicrm.exchange.lines import numbered_lines
from kobicrm.exchange.table import CELL_TOO_LONG, DocRow, Documents, SourceInfo

# Marks of writing direction and the narrow space iPhones put before AM and PM.
_MARKS = str.maketrans({"\u200e": None, "\u200f": None, "\u202f": " ", "\xa0": " "})
_START = re.compile(
    r"\[?(\d{1,4})([./-])(\d{1,2})\2(\d{1,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?"
    r"(?: ?([AP])M)?(?:\] ?| - )",
    re.IGNORECASE | re.ASCII,
)
_AUTHOR = re.compile(r"([^\n:]{1,100}): ")
_LAST_MONTH = 12
# So many lines from the top are looked at to tell a chat from any other text.
_LOOKED_AT = 20
_FEW = 2


def is_chat(text: str) -> bool:
    """Return whether ``text`` is the beginning of an exported chat."""
    lines = text.translate(_MARKS).splitlines()[:_LOOKED_AT]
    starts = [found for line in lines if (found := _START.match(line))]
    if not (lines and starts and _START.match(lines[0])):
        return False
    return any(_AUTHOR.match(found.string, found.end()) for found in starts)


class ChatDocuments(Documents):
    """A chat as documents ``{"at", "author", "text"}``; ``notices`` counts what is no message."""

    def __init__(self, source: SourceFile, codec: str, sha256: str) -> None:
        """Read the chat once to learn in which order its dates are written."""
        self._source, self._codec, self.size = source, codec, source.size
        self.info = SourceInfo(source.name, "whatsapp", codec, "", 0, sha256)
        self.notices = 0
        self._month_first = self._is_month_first()

    def close(self) -> None:
        """Remove the kept copy of standard input, if there is one."""
        self._source.close()

    def rows(self) -> Iterator[DocRow]:
        """Yield the messages one by one. Raises BadFile("record_too_long")."""
        self.notices = 0
        number, at, author, parts = 0, None, "", list[str]()
        for line_number, line, found in self._lines():
            if found is None:
                if author:
                    parts.append(line)
                continue
            if author:
                yield _message(number, at, author, parts)
            writer = _AUTHOR.match(line, found.end())
            if writer is None:
                self.notices += 1
                author = ""
                continue
            number, at = line_number, self._moment(found)
            author, parts = writer[1].strip(), [line[writer.end() :]]
        if author:
            yield _message(number, at, author, parts)

    def _lines(self) -> Iterator[tuple[int, str, re.Match[str] | None]]:
        for number, raw in numbered_lines(self._source, self._codec):
            line = raw.translate(_MARKS).lstrip("\ufeff").rstrip("\r\n")
            yield number, line, _START.match(line)

    def _is_month_first(self) -> bool:
        """Tell the order by a day beyond twelve; else month first goes with AM and PM."""
        halves = False
        for _number, _line, found in self._lines():
            if found is None or found[2] == "." or len(found[1]) == 4:
                continue
            halves |= found[8] is not None
            if int(found[1]) > _LAST_MONTH:
                return False
            if int(found[3]) > _LAST_MONTH:
                return True
        return halves

    def _moment(self, found: re.Match[str]) -> datetime | None:
        first, second, third = int(found[1]), int(found[3]), int(found[4])
        if len(found[1]) == 4:
            year, month, day = first, second, third
        elif self._month_first and found[2] != ".":
            month, day, year = first, second, third
        else:
            day, month, year = first, second, third
        clock = clock_of(found[5], found[6], found[7], found[8])
        try:
            there = date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            return None
        return local(datetime.combine(there, clock)) if isinstance(clock, time) else None


def _message(line: int, at: datetime | None, author: str, parts: list[str]) -> DocRow:
    text = clean_text("\n".join(parts), RECORD_LIMIT).strip()
    if len(text) > TEXT_LIMIT:
        return DocRow(line, None, CELL_TOO_LONG)
    if at is None:
        return DocRow(line, None, "row_without_date")
    return DocRow(line, {"at": iso(at), "author": clean_line(author), "text": text})
