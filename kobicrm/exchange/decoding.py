"""Which encoding a text file has: byte order mark, zero pattern, strict UTF-8, Turkish letters.

No general detector is safe for short Windows-1254 files. The ladder is: byte order mark, the
zeros of UTF-16, UTF-8 if the whole file is valid, else the one of the three Turkish single-byte
encodings that gives the most Turkish letters. No two Turkish letters of cp1254 in a row are
valid UTF-8, so the third step can't take such a file for its own.
"""

from __future__ import annotations

import codecs
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kobicrm.errors import BadFile, UsageError
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import MIB

LEGACY = ("cp1254", "cp857", "mac_turkish")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII = bytes(range(128))
_TURKISH = frozenset("çğıöşüÇĞİÖŞÜ")
_HARMLESS = frozenset("âîûÂÎÛéÉ€–—‘’“”„…•·°«»©®™´\xa0§№")


@dataclass(frozen=True, slots=True)
class Decoding:
    """The codec to read a file with, and the file's SHA-256 in hexadecimal."""

    codec: str
    sha256: str


def settle(source: SourceFile, head: bytes, wanted: str | None) -> Decoding:
    """Return the encoding of the whole file: ``wanted``, or the one found by the ladder.

    Raises UsageError for an unknown codec name and BadFile("wrong_encoding") with the line
    where the file can't be read with it. Every byte has been decoded once when this returns.
    """
    codec = _wanted(wanted, head) if wanted else _marked(head) or _bare_utf16(head) or "utf-8"
    digest, line = _try(source, codec)
    if line and (wanted or codec != "utf-8"):
        raise BadFile("wrong_encoding", file=source.name, encoding=codec, line=line)
    if line:
        codec = _legacy(source, line)
    return Decoding(codec, digest)


def is_utf16(head: bytes) -> bool:
    """Tell whether a file beginning with ``head`` is text of two or four bytes a character."""
    return _marked(head) not in ("", "utf-8-sig") or bool(_bare_utf16(head))


def _wanted(name: str, head: bytes) -> str:
    try:
        known = codecs.lookup(name)
        "".encode(name)
    except (LookupError, ValueError) as error:
        raise UsageError("unknown_encoding", encoding=name) from error
    if known.name == "utf-8" and head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return known.name


def _marked(head: bytes) -> str:
    return next((codec for mark, codec in _MARKS if head.startswith(mark)), "")


def _bare_utf16(head: bytes) -> str:
    sample = head[: len(head) // 2 * 2][:4096]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if half and odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if half and even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _chunks(handle: BinaryIO) -> Iterator[bytes]:
    while chunk := handle.read(MIB):
        yield chunk
    yield b""


def _try(source: SourceFile, codec: str) -> tuple[str, int]:
    """Return the hash of the file and the line of the first bad byte, 0 when all is well."""
    digest, lines, bad = hashlib.sha256(), _LineCount(), 0
    decoder = codecs.getincrementaldecoder(codec)()
    with source.open() as handle:
        for chunk in _chunks(handle):
            digest.update(chunk)
            if bad:
                continue
            try:
                lines.add(decoder.decode(chunk, final=not chunk))
            except UnicodeDecodeError as error:
                lines.add(error.object[: error.start].decode(codec, "ignore"))
                bad = lines.number
            except (UnicodeError, ValueError):
                bad = lines.number
    return digest.hexdigest(), bad


class _LineCount:
    """Lines seen so far; files of old Macs end theirs with a carriage return alone."""

    def __init__(self) -> None:
        self._feeds = self._returns = 0

    def add(self, text: str) -> None:
        self._feeds += text.count("\n")
        self._returns += text.count("\r")

    @property
    def number(self) -> int:
        return max(self._feeds, self._returns) + 1


def _legacy(source: SourceFile, line: int) -> str:
    """Return the Turkish single-byte encoding of a file that is not valid UTF-8."""
    counts: Counter[int] = Counter()
    good = bad = 0
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    with source.open() as handle:
        for chunk in _chunks(handle):
            counts.update(chunk.translate(None, _ASCII))
            text = decoder.decode(chunk, final=not chunk)
            if not text.isascii():
                lost = text.count("\ufffd")
                bad += lost
                good += len(text) - len(text.encode("ascii", "ignore")) - lost
    if good > 2 * bad:
        # UTF-8 with a few broken bytes: reading it as cp1254 would spoil every name in it.
        raise BadFile("wrong_encoding", file=source.name, encoding="utf-8", line=line)
    codec = max(LEGACY, key=lambda name: _score(counts, name))
    if any(_character(byte, codec) == "" for byte in counts):
        _, line = _try(source, codec)
        raise BadFile("wrong_encoding", file=source.name, encoding=codec, line=line)
    return codec


def _score(counts: Counter[int], codec: str) -> int:
    return sum(number * _weight(_character(byte, codec)) for byte, number in counts.items())


def _character(byte: int, codec: str) -> str:
    return bytes([byte]).decode(codec, "ignore")


def _weight(char: str) -> int:
    if char in _TURKISH:
        return 1
    if char in _HARMLESS:
        return 0
    drawing = not char or "\x80" <= char <= "\x9f" or "\u2500" <= char <= "\u25ff"
    return -3 if drawing else -1
