"""What the sheets of a workbook take in the reader of XLS and ODS: one block of cells each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Measured with python-calamine 0.9: a cell of the block, one that is read and not in the block
# yet (the list of them may be half empty), and the same for the formulas it keeps beside them.
_SLOT, _CELL, _FORMULA_SLOT, _FORMULA = 32, 96, 24, 64


@dataclass(slots=True)
class Block:
    """The extent of the filled cells, from zero; ``text`` are the bytes of all texts in them.

    ``cells`` and ``raw_text`` are what is read before the block is made.
    """

    top: int = -1
    bottom: int = -1
    left: int = -1
    right: int = -1
    cells: int = 0
    raw_text: int = 0
    text: int = 0
    has_formulas: bool = False

    def add(self, row: int, left: int, right: int, rows: int = 1) -> None:
        """Add cells from ``left`` to ``right`` in ``rows`` rows from ``row`` on."""
        if self.cells == 0:
            self.top, self.bottom, self.left, self.right = row, row, left, right
        self.top, self.bottom = min(self.top, row), max(self.bottom, row + rows - 1)
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.cells += right - left + 1

    @property
    def kept(self) -> int:
        """Return the bytes of the block at most."""
        slots = (self.bottom - self.top + 1) * (self.right - self.left + 1) if self.cells else 0
        return slots * (_SLOT + self.has_formulas * _FORMULA_SLOT) + self.text

    @property
    def raw(self) -> int:
        """Return the bytes of what is read before the block is made, at most."""
        return self.cells * (_CELL + self.has_formulas * _FORMULA) + self.raw_text


def memory_of(blocks: Sequence[Block]) -> int:
    """Return the most bytes the sheets take: all blocks, and the making or reading of one."""
    return sum(block.kept for block in blocks) + max(max(one.raw, one.kept) for one in blocks)
