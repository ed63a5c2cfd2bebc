"""How many rows a file has: counted in a small one, estimated from its size in a large one."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kobicrm.exchange.source import Card, DocRow, Row, Source, cell_text

# Files up to this many bytes are counted: it takes a moment.
_COUNTED = 2 * 1024 * 1024
_LINE_END = 2


def row_count(source: Source, sample: Sequence[Row | DocRow | Card]) -> tuple[int, bool]:
    """Return the number of rows and whether it is exact; ``sample`` are the first ones."""
    if source.size <= _COUNTED:
        return sum(1 for _row in source.rows()), True
    if source.height is not None:
        return source.height, False
    codec = source.info.encoding or "utf-8"
    used = sum(_size(row, source.info.delimiter, codec) for row in sample)
    return round(source.size * len(sample) / used) if used else 0, False


def _size(row: Row | DocRow | Card, delimiter: str, codec: str) -> int:
    if isinstance(row, Card):
        return row.size
    if isinstance(row, DocRow):
        text = json.dumps(row.document, ensure_ascii=False)
    else:
        text = delimiter.join(cell_text(cell) for cell in row.cells)
    return len(text.encode(codec, "replace")) + _LINE_END
