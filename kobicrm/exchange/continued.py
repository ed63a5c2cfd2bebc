"""Texts longer than a spreadsheet cell go on in columns ``Notlar (2)``, ``Notlar (3)``, ..."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kobicrm.exchange.limits import XLSX_CELL_UNITS


def units(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units, as Excel counts."""
    return len(text) + sum(char > "\uffff" for char in text)


def split_text(text: str) -> list[str]:
    """Return ``text`` in parts that each fit a spreadsheet cell; no character is cut in two."""
    if len(text) <= XLSX_CELL_UNITS // 2 or units(text) <= XLSX_CELL_UNITS:
        return [text]
    parts, start, used = [], 0, 0
    for index, char in enumerate(text):
        size = 2 if char > "\uffff" else 1
        if used + size > XLSX_CELL_UNITS:
            parts.append(text[start:index])
            start, used = index, 0
        used += size
    parts.append(text[start:])
    return parts


def continued_header(header: Sequence[str], parts: Sequence[int]) -> list[str]:
    """Return ``header`` with the further columns that ``parts`` (one number a column) asks for."""
    return [
        name if part == 1 else _name(name, part)
        for name, count in zip(header, parts, strict=True)
        for part in range(1, count + 1)
    ]


def continued_groups(
    header: Sequence[str], rows: Iterable[Sequence[object]]
) -> list[tuple[int, ...]]:
    """Return the columns of the file that make up each column of the table, left to right.

    A column goes on the one to its left only if it is called so and the cell to the left is
    full wherever it holds something: other programs name a second phone ``Telefon (2)``.
    """
    suspects = {
        right for left, right in pairwise(range(len(header))) if header[right].endswith(")")
    }
    filled: set[int] = set()
    if any(header[index].endswith(" (2)") for index in suspects):
        for cells in rows:
            for index in [i for i in suspects if i < len(cells) and cells[i] not in (None, "")]:
                filled.add(index)
                if not _is_full(cells[index - 1]):
                    suspects.discard(index)
    return _groups(header, suspects & filled)


def join_cells(groups: Iterable[Sequence[int]], cells: Sequence[object]) -> list[object]:
    """Return one cell for each group; cells missing at the end of the row are None."""
    width = len(cells)
    joined: list[object] = []
    for group in groups:
        if len(group) == 1:
            joined.append(cells[group[0]] if group[0] < width else None)
            continue
        found = [cells[i] for i in group if i < width and cells[i] not in (None, "")]
        whole = len(found) > 1
        joined.append("".join(map(str, found)) if whole else found[0] if found else None)
    return joined


def join_continued(
    header: Sequence[str], cells: Sequence[object]
) -> tuple[tuple[str, ...], tuple[object, ...]]:
    """Return ``header`` without its continuation columns and the one row ``cells`` joined.

    By the names alone: the base column directly to the left, numbers 2, 3, ... in order.
    """
    groups = _groups(header, set(range(1, len(header))))
    return tuple(header[group[0]] for group in groups), tuple(join_cells(groups, cells))


def _name(base: str, part: int) -> str:
    return f"{base} ({part})"


def _is_full(cell: object) -> bool:
    # One unit less when the character after it takes two.
    return (
        isinstance(cell, str)
        and len(cell) > XLSX_CELL_UNITS // 3
        and units(cell) >= XLSX_CELL_UNITS - 1
    )


def _groups(header: Sequence[str], may_continue: set[int]) -> list[tuple[int, ...]]:
    groups: list[list[int]] = []
    for index, name in enumerate(header):
        if groups and index in may_continue:
            group = groups[-1]
            if header[group[0]] and name == _name(header[group[0]], len(group) + 1):
                group.append(index)
                continue
        groups.append([index])
    return [tuple(group) for group in groups]
