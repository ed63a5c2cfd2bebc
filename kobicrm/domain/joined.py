r"""Several values in one cell, joined by `` ::: `` as Google Contacts does.

Inside a value ``\:`` stands for a colon of a longer run, ``\\`` for a backslash before one of
``\ : -``, and ``\-`` alone for an empty value. Every other backslash is itself, so ordinary
values look the same alone and in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SEPARATOR = " ::: "
EMPTY = "\\-"

_BACKSLASH = re.compile(r"\\(?=[\\:-])")
_COLONS = re.compile(r":{3,}")
_ESCAPED = re.compile(r"\\([\\:-])")


def join_values(values: Iterable[str]) -> str:
    """Return one cell text from which :func:`split_values` gives back exactly ``values``."""
    return SEPARATOR.join(map(_escape, values))


def split_values(text: str) -> list[str]:
    """Return the values of a cell written by :func:`join_values`; an empty cell has none."""
    if not text:
        return []
    if "\\" not in text and ":::" not in text:
        return [text]
    return [_unescape(part) for part in text.split(SEPARATOR)]


def _escape(value: str) -> str:
    if not value:
        return EMPTY
    if "\\" in value:
        value = _BACKSLASH.sub(r"\\\\", value)
    if ":::" in value:
        value = _COLONS.sub(lambda run: "\\:" * len(run[0]), value)
    return value


def _unescape(part: str) -> str:
    if part == EMPTY:
        return ""
    return _ESCAPED.sub(r"\1", part) if "\\" in part else part
