"""Writing tables and documents as streams of bytes; XLSX is in ``xlsx_out``."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import BinaryIO

from kobicrm.exchange.guard import FIRST, guard
from kobicrm.exchange.xlsx_out import write_xlsx

__all__ = ["write_csv", "write_json", "write_jsonl", "write_xlsx"]

_BOM = b"\xef\xbb\xbf"


class _LineSink:
    """Takes each line the CSV writer makes and puts it into the stream with our line end.

    The writer is told that lines end with CR LF, because it puts a text in quotes for the
    characters of its line end only: a lone CR inside a text would break a plain file.
    """

    def __init__(self, stream: BinaryIO, end: str) -> None:
        self._put, self._end = stream.write, end

    def write(self, line: str) -> int:
        """Write one line that ends with CR LF."""
        return self._put((line[:-2] + self._end).encode("utf-8", "replace"))


def write_csv(
    stream: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[str]], *, excel_tr: bool
) -> int:
    """Write a CSV file and return how many rows it has below the header.

    ``excel_tr``: what Excel in Türkiye opens by a double click (byte order mark, semicolons,
    CR LF); else for programs (UTF-8, commas, LF). Formulas are made harmless in both.
    """
    if excel_tr:
        stream.write(_BOM)
    sink = _LineSink(stream, "\r\n" if excel_tr else "\n")
    writer = csv.writer(sink, delimiter=";" if excel_tr else ",", lineterminator="\r\n")
    count = -1
    for row in chain([header], rows):
        writer.writerow([guard(cell) if cell[:1] in FIRST else cell for cell in row])
        count += 1
    return count


def write_json(stream: BinaryIO, docs: Iterable[Mapping[str, object]]) -> int:
    """Write a JSON array, one document a line with its keys as given; return how many."""
    count = 0
    for count, doc in enumerate(docs, 1):
        stream.write(b"[\n" if count == 1 else b",\n")
        stream.write(_encode(doc))
    stream.write(b"\n]\n" if count else b"[]\n")
    return count


def write_jsonl(stream: BinaryIO, docs: Iterable[Mapping[str, object]]) -> int:
    """Write one JSON document a line with its keys as given; return how many."""
    count = 0
    for count, doc in enumerate(docs, 1):  # noqa: B007 - the last number is the answer
        stream.write(_encode(doc) + b"\n")
    return count


def _encode(doc: Mapping[str, object]) -> bytes:
    return json.dumps(doc, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
