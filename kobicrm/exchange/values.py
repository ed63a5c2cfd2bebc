"""Several values in one cell: how ours are joined (:mod:`kobicrm.domain.joined`) and others'."""

from __future__ import annotations

from kobicrm.domain.joined import EMPTY, SEPARATOR, join_values, split_values

__all__ = ["EMPTY", "SEPARATOR", "join_values", "longest_value", "split_foreign", "split_values"]


def split_foreign(text: str) -> list[str]:
    """Return the values of a cell of another program: trimmed, without empty ones."""
    return [part for part in (piece.strip() for piece in text.split(SEPARATOR)) if part]


def longest_value(text: str) -> int:
    """Return the length of the longest value in a cell, in characters."""
    return max(map(len, text.split(SEPARATOR)))
