"""The order of lists: what is stored beside a contact so that an index can give the list.

Texts compare by code point, as SQLite does. Whoever has no value comes last.
"""

from __future__ import annotations

from kobicrm.domain.turkish import sort_key

# No text of the alphabet sorts behind it.
LAST = chr(0x10FFFF)
# Sorts before every rank and letter: "Muş" stands before "Muşlu", whatever follows it.
_END = "\x01"
# A company stands in front of its people.
_MEMBER = "\x02"


def company_order(kind: str, name: str, company: str) -> str:
    """Return where a contact stands in the order of companies; ``company`` is its first one.

    A company without one of its own stands under its name, in front of its people.
    """
    if company:
        return sort_key(company) + _MEMBER
    return sort_key(name) if kind == "company" else LAST


def place_order(province: str, district: str) -> str:
    """Return where a contact stands in the order of places: by province, then by district."""
    return f"{_letters(province)}{_END}{_letters(district)}"


def _letters(text: str) -> str:
    # Letters alone: two spellings of a place are one group, ordered by what comes next.
    return sort_key(text).partition(_END)[0] or LAST


def letter_range(letter: str) -> tuple[str, str]:
    """Return the least stored key that begins with ``letter``, and the least one behind them all.

    Letters are those of :func:`kobicrm.domain.turkish.letter_of`; ``#`` is whatever stands in
    front of the alphabet.
    """
    first = sort_key("a")[0]
    if letter == "#":
        return "", first
    rank = sort_key(letter)[:1]
    return ("", "") if rank in ("", _END) else (rank, chr(ord(rank) + 1))
