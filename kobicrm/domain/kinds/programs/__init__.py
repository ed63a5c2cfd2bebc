"""The programs whose exports are known by name: how each is told, and what its columns mean."""

from __future__ import annotations

from collections.abc import Collection

from kobicrm.domain.kinds.programs.accounts import ACCOUNTS
from kobicrm.domain.kinds.programs.base import ADDRESS_PARTS, Program
from kobicrm.domain.kinds.programs.books import BOOKS
from kobicrm.domain.kinds.programs.crms import CRMS
from kobicrm.domain.kinds.programs.shops import SHOPS

__all__ = ["ADDRESS_PARTS", "HEADERS", "PROGRAMS", "UNKNOWN", "Program", "program_of"]

PROGRAMS: tuple[Program, ...] = (*BOOKS, *CRMS, *SHOPS, *ACCOUNTS)
UNKNOWN = Program("")
HEADERS = frozenset(
    name
    for program in PROGRAMS
    for name in {*program.columns, *(word for words in program.words for word in words)}
)


def program_of(headers: Collection[str]) -> Program:
    """Return the program that writes such column names (as they are compared), else UNKNOWN."""
    known = set(headers)
    return next((one for one in PROGRAMS if any(words <= known for words in one.words)), UNKNOWN)
