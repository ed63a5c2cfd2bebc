"""The physical lines of a text file, none of them longer than memory can bear."""

from __future__ import annotations

import io
from collections.abc import Iterator

from kobicrm.errors import BadFile
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import RECORD_LIMIT


def numbered_lines(source: SourceFile, codec: str) -> Iterator[tuple[int, str]]:
    """Yield number, from 1, and text of each line. Raises BadFile("record_too_long")."""
    with io.TextIOWrapper(source.open(), encoding=codec, newline="\n") as text:
        number = 0
        while line := text.readline(RECORD_LIMIT):
            number += 1
            if len(line) >= RECORD_LIMIT:
                raise BadFile("record_too_long", file=source.name, line=number)
            yield number, line
