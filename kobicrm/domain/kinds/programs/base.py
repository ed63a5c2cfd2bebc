"""What is told of a program whose tables come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# What follows the name of an address in a column name: `Business City`, `İş Adresi Sokak`.
ADDRESS_PARTS = {
    "street": "street",
    "street 2": "street:more",
    "street 3": "street:more",
    "address": "street",
    "sokak": "street",
    "sokak 2": "street:more",
    "sokak 3": "street:more",
    "cadde": "street",
    "sokak cadde": "street",
    "city": "district:city",
    "sehir": "district:city",
    "ilce": "district",
    "state": "province",
    "il": "province",
    "eyalet": "province",
    "postal code": "postcode",
    "zip": "postcode",
    "code": "postcode",
    "posta kodu": "postcode",
    "country": "country",
    "country region": "country",
    "ulke": "country",
    "ulke bolge": "country",
}


@dataclass(frozen=True, slots=True)
class Program:
    """A program by its exports; all names are compared folded, with punctuation as spaces.

    ``words`` are sets of column names of which one is enough to tell it. ``columns`` says where
    a column goes: ``target``, ``target@label`` or ``target:way`` (see ``services.imports.cells``),
    '-' for nowhere; what is not there goes by the names all tables share. ``groups`` are the
    beginnings of the columns of an address and its label. ``source`` is whose codes its codes
    are, the program's key when empty. In a ``quoted`` table a cell may begin with an apostrophe;
    ``blanks`` are values that stand for none.
    """

    key: str
    words: tuple[frozenset[str], ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    quoted: bool = False
    blanks: frozenset[str] = frozenset()


def told_by(*sets: str) -> tuple[frozenset[str], ...]:
    """Return sets of column names, each given as one text with commas."""
    return tuple(frozenset(name.strip() for name in one.split(",")) for one in sets)
