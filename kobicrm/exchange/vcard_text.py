r"""The texts of a vCard: ``\n \, \; \\`` inside of values, and long lines folded (RFC 2426)."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable

_CAPITALS = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# Octets in one line of a file, its end not counted.
_WIDTH = 75
_FOLD = b"\r\n "


def capitals(name: str) -> str:
    """Return the name of a property or parameter in capitals: these are ASCII, never Turkish."""
    return name.translate(_CAPITALS)


def escape(text: str) -> str:
    """Return ``text`` as it stands in a value; :func:`unescape` gives it back."""
    return text.translate(_ESCAPES)


def unescape(value: str) -> str:
    r"""Return the text of a value; other programs escape colons, too (``http\://``)."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def split_value(value: str, separator: str = ";") -> list[str]:
    """Return the parts of a value, each still escaped."""
    if "\\" not in value:
        return value.split(separator)
    parts, start, place = [], 0, 0
    while place < len(value):
        if value[place] == "\\":
            place += 1
        elif value[place] == separator:
            parts.append(value[start:place])
            start = place + 1
        place += 1
    return [*parts, value[start:]]


def join_value(parts: Iterable[str]) -> str:
    """Return texts as the parts of one value."""
    return ";".join(map(escape, parts))


def folded(line: str) -> bytes:
    """Return a line with its end, folded so that no character is cut in two."""
    data = line.encode("utf-8", "replace")
    if len(data) <= _WIDTH:
        return data + b"\r\n"
    pieces, start, room = [], 0, _WIDTH
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _WIDTH - 1
    return _FOLD.join([*pieces, data[start:]]) + b"\r\n"
