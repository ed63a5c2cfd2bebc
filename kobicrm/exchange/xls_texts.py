"""How long the texts are that the sheets of an old Excel workbook share.

A text may run on over several records; each says anew whether its letters take one or two bytes.
Reference: [MS-XLS] 2.4.265 (SST), 2.5.293 (XLUnicodeRichExtendedString).
"""

from __future__ import annotations

from collections.abc import Sequence

from kobicrm.exchange.limits import XLS_LIMIT

_WIDE, _EXTRA, _RICH = 1, 4, 8
_SMALLEST = 3


def text_sizes(parts: Sequence[memoryview]) -> list[int]:
    """Return the most bytes each text takes; ``parts`` are the record and those it runs on in.

    Raises IndexError when the texts are not there.
    """
    if not parts:
        return [0]
    count = int.from_bytes(parts[0][4:8], "little")
    if len(parts[0]) < 8 or count > XLS_LIMIT // _SMALLEST:
        raise IndexError(count)
    reader = _Reader([parts[0][8:], *parts[1:]])
    # One more, for what points behind the last.
    return [*(reader.size_of_next() for _ in range(count)), 0]


class _Reader:
    def __init__(self, parts: list[memoryview]) -> None:
        self._parts, self._part, self._at = parts, 0, 0

    def size_of_next(self) -> int:
        """Step over the next text and return the most bytes it takes."""
        part, at = self._parts[self._part], self._at
        if at + _SMALLEST <= len(part) and not part[at + 2] & (_RICH | _EXTRA):
            letters = part[at] | part[at + 1] << 8
            end = at + _SMALLEST + (letters << (part[at + 2] & _WIDE))
            if end <= len(part):
                self._at = end
                return 3 * letters
        letters, flags = self._number(2), self._number(1)
        runs = self._number(2) if flags & _RICH else 0
        extra = self._number(4) if flags & _EXTRA else 0
        left, wide = letters, flags & _WIDE
        while left > 0:
            if self._at >= len(self._parts[self._part]):
                self._go_on()
                wide = self._number(1) & _WIDE
            there = (len(self._parts[self._part]) - self._at) >> wide
            taken = min(left, there)
            left -= taken
            self._at += (taken << wide) if taken else len(self._parts[self._part])
        self._skip(4 * runs + extra)
        return 3 * letters

    def _number(self, size: int) -> int:
        while self._at >= len(self._parts[self._part]):
            self._go_on()
        found = self._parts[self._part][self._at : self._at + size]
        self._at += size
        return int.from_bytes(found, "little")

    def _skip(self, size: int) -> None:
        while size > 0:
            if self._at >= len(self._parts[self._part]):
                self._go_on()
                continue
            step = min(size, len(self._parts[self._part]) - self._at)
            self._at += step
            size -= step

    def _go_on(self) -> None:
        self._part, self._at = self._part + 1, 0
        if self._part >= len(self._parts):
            raise IndexError(self._part)
