"""Reading JSON: an array, an object with one list, or one document a line. Always streamed."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterator
from itertools import islice
from typing import NoReturn

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.errors import BadFile
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import JSON_DEPTH, JSON_LIMIT, MIB, RECORD_LIMIT
from kobicrm.exchange.lines import numbered_lines
from kobicrm.exchange.table import (
    JSON_LINE_DAMAGED,
    JSON_NOT_AN_OBJECT,
    JSON_TOO_DEEP,
    DocRow,
    Documents,
    SourceInfo,
)

# What the list is called in exports of ours and of other programs.
LIST_KEYS = ("contacts", "companies", "people", "persons", "data", "items", "results", "records")
_SPACE = " \t\r\n\ufeff"
_NOT_SPACE = re.compile(f"[^{_SPACE}]")
_CHUNK = MIB


def _not_json(text: str) -> NoReturn:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _not_json(text)


_DECODER = json.JSONDecoder(parse_constant=_not_json, parse_float=_finite)


class _TooDeepError(Exception):
    pass


class JsonDocuments(Documents):
    """One JSON text; see :class:`kobicrm.exchange.table.Documents`."""

    def __init__(self, source: SourceFile, codec: str, sha256: str) -> None:
        """Take the file as JSON. Raises BadFile when it is larger than a document may be."""
        if source.size > JSON_LIMIT:
            raise BadFile("json_too_large", file=source.name, limit=JSON_LIMIT // MIB)
        self._source, self._codec, self.size = source, codec, source.size
        self.info = SourceInfo(source.name, "json", codec, "", 0, sha256)

    def close(self) -> None:
        """Remove the kept copy of standard input, if there is one."""
        self._source.close()

    def rows(self) -> Iterator[DocRow]:
        """Yield the documents of the list; BadFile("json_damaged") with the line if broken."""
        with io.TextIOWrapper(self._source.open(), encoding=self._codec, newline="") as text:
            stream = _Stream(text, self._source.name)
            if stream.peek() == "[":
                yield from stream.items()
            else:
                yield from self._listed(stream)
            if stream.peek():
                raise stream.damaged()

    def _listed(self, stream: _Stream) -> Iterator[DocRow]:
        found = False
        stream.take("{")
        while stream.peek() != "}":
            key = stream.value()
            stream.take(":")
            if key in LIST_KEYS and stream.peek() == "[":
                found = True
                yield from stream.items()
            else:
                stream.value()
            if stream.peek() == "}":
                break
            stream.take(",")
            if stream.peek() != '"':
                raise stream.damaged()
        stream.take("}")
        if not found:
            raise BadFile("json_no_list", file=self._source.name)


class JsonlDocuments(Documents):
    """One JSON document a line; see :class:`kobicrm.exchange.table.Documents`."""

    def __init__(self, source: SourceFile, codec: str, sha256: str) -> None:
        """Take the file as JSON lines."""
        self._source, self._codec, self.size = source, codec, source.size
        self.info = SourceInfo(source.name, "jsonl", codec, "", 0, sha256)

    def close(self) -> None:
        """Remove the kept copy of standard input, if there is one."""
        self._source.close()

    def rows(self) -> Iterator[DocRow]:
        """Yield the document of each line; a broken line is a problem of its row only."""
        for number, raw in numbered_lines(self._source, self._codec):
            line = raw.strip(_SPACE)
            if not line:
                continue
            try:
                value = strict_loads(line)
            except (ValueError, RecursionError):
                yield DocRow(number, None, JSON_LINE_DAMAGED)
            else:
                yield _document(number, value)


class _Stream:
    """A window on a JSON text: one value at a time, never the whole file."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self._text, self._name = text, name
        self._buffer, self._place, self._line = "", 0, 1
        self._ended = False

    def peek(self) -> str:
        """Return the next character that is no space, ``""`` at the end; it stays there."""
        while True:
            match = _NOT_SPACE.search(self._buffer, self._place)
            self._advance(match.start() if match else len(self._buffer))
            if match:
                return match[0]
            if not self._fill(_CHUNK):
                return ""

    def take(self, char: str) -> None:
        """Step over ``char``, the only one allowed here. Raises BadFile."""
        if self.peek() != char:
            raise self.damaged()
        self._advance(self._place + 1)

    def value(self) -> object:
        """Return the next value and step over it. Raises BadFile."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._place)
            except (ValueError, RecursionError) as error:
                if not isinstance(error, json.JSONDecodeError) or not self._grow():
                    raise self.damaged(error) from error
                continue
            # A number at the edge of the window may go on behind it.
            if end < len(self._buffer) or not self._fill(_CHUNK):
                self._advance(end)
                return value

    def items(self) -> Iterator[DocRow]:
        """Yield the elements of an array and step over it. Raises BadFile."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            self.peek()
            line = self._line
            yield _document(line, self.value())
            if self.peek() == "]":
                break
            self.take(",")
        self.take("]")

    def damaged(self, error: BaseException | None = None) -> BadFile:
        """Return the error that names the line where the text stops being JSON."""
        place = error.pos if isinstance(error, json.JSONDecodeError) else self._place
        line = self._line + self._buffer.count("\n", self._place, place)
        return BadFile("json_damaged", file=self._name, line=line)

    def _advance(self, place: int) -> None:
        self._line += self._buffer.count("\n", self._place, place)
        self._place = place

    def _grow(self) -> bool:
        waiting = len(self._buffer) - self._place
        return waiting < RECORD_LIMIT and self._fill(max(_CHUNK, waiting))

    def _fill(self, size: int) -> bool:
        more = self._text.read(size)
        if more:
            self._buffer = self._buffer[self._place :] + more
            self._place = 0
        return bool(more)


def is_jsonl(source: SourceFile, codec: str) -> bool:
    """Tell one document a line from one JSON text that is an object, by the first lines."""
    with io.TextIOWrapper(source.open(), encoding=codec, newline="\n") as text:
        lines = (line.strip(_SPACE) for line in iter(lambda: text.readline(RECORD_LIMIT), ""))
        first, *others = islice(filter(None, lines), 2)
    if len(first) >= RECORD_LIMIT - 1:
        return False
    try:
        value = strict_loads(first)
    except (ValueError, RecursionError):
        # A pretty-printed object, or lines of which the first is broken.
        broken_line = not first.endswith(("{", "[", ","))
        return bool(others) and broken_line and others[0].startswith("{")
    listed = isinstance(value, dict) and any(isinstance(value.get(k), list) for k in LIST_KEYS)
    return bool(others) or not listed


def strict_loads(line: str) -> object:
    """Return the value of one JSON document; ValueError or RecursionError for anything else."""
    return _DECODER.decode(line.strip(_SPACE))


def clean_document(value: object) -> dict[str, object]:
    """Return an object with all its texts cleaned; ValueError when it is none, or too deep."""
    if not isinstance(value, dict):
        raise ValueError(JSON_NOT_AN_OBJECT)
    try:
        return {_key(key): _clean(item, 1) for key, item in value.items()}
    except _TooDeepError as error:
        raise ValueError(JSON_TOO_DEEP) from error


def _document(line: int, value: object) -> DocRow:
    if not isinstance(value, dict):
        return DocRow(line, None, JSON_NOT_AN_OBJECT)
    try:
        return DocRow(line, {_key(key): _clean(item, 1) for key, item in value.items()})
    except _TooDeepError:
        return DocRow(line, None, JSON_TOO_DEEP)


def _key(key: str) -> str:
    return clean_line(key, RECORD_LIMIT)


def _clean(value: object, depth: int) -> object:
    if isinstance(value, str):
        return clean_text(value, RECORD_LIMIT)
    if depth > JSON_DEPTH:
        raise _TooDeepError
    if isinstance(value, list):
        return [_clean(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_key(key): _clean(item, depth + 1) for key, item in value.items()}
    return value
