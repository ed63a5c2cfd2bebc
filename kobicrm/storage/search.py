"""Finding contacts by text: an adaptive plan over the trigram index.

No single plan is fast for every text on a million contacts: "match then sort" is slow on common
text, "walk in name order" on rare text. So a bounded try of one comes before the other
(figures in docs/benchmarks.md); every answer equals that of a full scan.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kobicrm.storage.database import Store
from kobicrm.storage.terms import Term, match_expression, quote, terms

# How many rows a short text may walk, how many hits are worth sorting, how many rows a common
# text may walk before its hits are looked for along the index of names: measured on a million
# contacts.
SHORT_WALK = 3_000
SORTABLE = 8_000
LONG_WALK = 1_500

_LAST = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class Hits:
    """Ids in name order; ``complete`` tells whether there are no more."""

    ids: list[int]
    complete: bool


def first_hits(store: Store, text: str, limit: int = 50) -> Hits:
    """Return the first ``limit`` live contacts in name order that hold every term of ``text``."""
    wanted = terms(text)
    if not wanted:
        return Hits([], True)
    match = match_expression(wanted)
    walk = LONG_WALK
    if not match:
        found = _walk(store, wanted, SHORT_WALK, limit)
        if len(found) >= limit:
            return Hits(found, False)
        walk = 0
        match = _short_match(store, wanted)
        if not match:
            return Hits([], True)
    if _count_up_to(store, match, SORTABLE + 1) <= SORTABLE:
        ids = list(_joined(store, wanted, match, limit + 1))
        return Hits(ids[:limit], len(ids) <= limit)
    found = _walk(store, wanted, walk, limit) if walk else []
    if len(found) >= limit:
        return Hits(found, False)
    ids = _along_names(store, wanted, match, limit + 1)
    return Hits(ids[:limit], len(ids) <= limit)


def all_hits(store: Store, text: str) -> array[int]:
    """Return the ids of all live contacts that hold every term of ``text``, in name order."""
    wanted = terms(text)
    if not wanted:
        return array("q")
    match = match_of(store, wanted)
    return array("q", _joined(store, wanted, match, -1) if match else ())


def count_hits(store: Store, text: str) -> int:
    """Return how many live contacts hold every term of ``text``."""
    wanted = terms(text)
    match = match_of(store, wanted) if wanted else ""
    if not match:
        return 0
    checks, values = _checks(wanted)
    sql = f"SELECT count(*) {_JOIN} WHERE c.deleted_at IS NULL AND {checks}"
    return int(store.connection().execute(sql, (match, *values)).fetchone()[0])


def match_of(store: Store, wanted: tuple[Term, ...], vocabulary: str = "contact_vocab") -> str:
    """Return the query whose hits include all that hold the terms, '' when nothing can.

    ``vocabulary`` is that of the index it is for.
    """
    return match_expression(wanted) or _short_match(store, wanted, vocabulary)


# CROSS JOIN keeps SQLite from walking all contacts in name order instead.
_JOIN = (
    "FROM (SELECT rowid AS hit FROM contact_fts WHERE contact_fts MATCH ?) AS f"
    " CROSS JOIN contact AS c ON c.id = f.hit"
)


def _checks(wanted: tuple[Term, ...], column: str = "c.search") -> tuple[str, list[Any]]:
    parts = [
        "(" + " OR ".join(f"instr({column}, ?) > 0" for _form in term.forms) + ")"
        for term in wanted
    ]
    return " AND ".join(parts), [form for term in wanted for form in term.forms]


def _walk(store: Store, wanted: tuple[Term, ...], rows: int, limit: int) -> list[int]:
    checks, values = _checks(wanted, "search")
    sql = (
        "SELECT id FROM (SELECT id, search FROM contact INDEXED BY contact_by_name"
        " WHERE deleted_at IS NULL ORDER BY name_key, id LIMIT ?)"
        f" WHERE {checks} LIMIT ?"
    )
    return [row[0] for row in store.connection().execute(sql, (rows, *values, limit))]


def _along_names(store: Store, wanted: tuple[Term, ...], match: str, limit: int) -> list[int]:
    """Return hits in name order from the index of names alone; only hits are opened to check."""
    checks, values = _checks(wanted, "search")
    sql = (
        "SELECT id FROM contact INDEXED BY contact_by_name WHERE deleted_at IS NULL"
        " AND id IN (SELECT rowid FROM contact_fts WHERE contact_fts MATCH ?)"
        f" AND {checks} ORDER BY name_key, id LIMIT ?"
    )
    return [row[0] for row in store.connection().execute(sql, (match, *values, limit))]


def _joined(store: Store, wanted: tuple[Term, ...], match: str, limit: int) -> Iterator[int]:
    checks, values = _checks(wanted)
    sql = (
        f"SELECT c.id {_JOIN} WHERE c.deleted_at IS NULL AND {checks}"
        " ORDER BY c.name_key, c.id LIMIT ?"
    )
    # One by one: a list of a million ids would take five times the room they are kept in.
    for row in store.connection().execute(sql, (match, *values, limit)):
        yield row[0]


def _count_up_to(store: Store, match: str, limit: int) -> int:
    sql = "SELECT count(*) FROM (SELECT rowid FROM contact_fts WHERE contact_fts MATCH ? LIMIT ?)"
    return int(store.connection().execute(sql, (match, limit)).fetchone()[0])


def _short_match(store: Store, wanted: tuple[Term, ...], vocabulary: str = "contact_vocab") -> str:
    """Return a query for terms of one or two letters, '' when no record holds them.

    Two fillers end every stored text, so each of its letters begins some trigram: the ones
    that begin with the term are all there is to look for.
    """
    connection = store.connection()
    parts: list[str] = []
    for term in wanted:
        grams: list[str] = []
        for form in term.forms:
            last = form + 2 * _LAST
            grams += [
                row[0]
                for row in connection.execute(
                    f"SELECT term FROM {vocabulary} WHERE term BETWEEN ? AND ?", (form, last)
                )
            ]
        if not grams:
            return ""
        parts.append("(" + " OR ".join(quote(gram) for gram in dict.fromkeys(grams)) + ")")
    return " AND ".join(parts)
