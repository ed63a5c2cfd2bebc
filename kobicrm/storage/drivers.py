"""What a filtered list can begin with: ids straight from the index of one condition.

Every condition of a filter that an index answers is a driver. The one with the fewest ids is
worth reading first; the other conditions are then checked on what it gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kobicrm.domain.query import All, AnyOf, Compare, Filter, Text
from kobicrm.storage.database import Store
from kobicrm.storage.indexed import ids_of
from kobicrm.storage.phrases import note_ids, phrase_of, term_of
from kobicrm.storage.search import match_of
from kobicrm.storage.terms import Term, match_expression, terms

_NOTHING = "SELECT 0 WHERE 0"
_FOUND = "SELECT rowid FROM contact_fts WHERE contact_fts MATCH ?"
OUTER = 'FROM "contact" AS "t1"'


@dataclass(frozen=True, slots=True)
class Driver:
    """A SELECT of ids, perhaps some of them twice; ``size`` is counted up to a limit."""

    sql: str
    values: tuple[Any, ...] = ()
    size: int = 0


def hinted(query: Any, hint: str) -> tuple[str, list[Any]]:
    """Return the SQL of a query on contacts with a word to SQLite about how to go about it."""
    sql, values = query.sql()
    return sql.replace(OUTER, f"{OUTER} {hint}", 1), values


def best_driver(store: Store, where: Filter, most: int) -> Driver | None:
    """Return the driver with the fewest ids, counted up to ``most``; None when there is none."""
    found: list[Driver] = []
    for driver in drivers_of(store, where):
        least = min((one.size for one in found), default=most)
        size = _count_up_to(store, driver, least)
        found.append(Driver(driver.sql, driver.values, size))
        if not size:
            break
    return min(found, key=lambda one: one.size, default=None)


def counted(store: Store, driver: Driver, most: int) -> Driver:
    """Return a driver with its size, counted up to ``most``."""
    return Driver(driver.sql, driver.values, _count_up_to(store, driver, most))


def _count_up_to(store: Store, driver: Driver, most: int) -> int:
    sql = f"SELECT count(*) FROM ({driver.sql} LIMIT ?)"
    return int(store.connection().execute(sql, (*driver.values, most)).fetchone()[0])


def drivers_of(store: Store, where: Filter) -> list[Driver]:
    """Return all drivers of a filter, sizes unknown: every id that passes it is in each of them."""
    if isinstance(where, All):
        words, others = _phrases(where)
        drivers = [driver for part in others for driver in drivers_of(store, part)]
        if not words:
            return drivers
        searched = _searched(store, words)
        # One or two letters find nearly everybody, and take long to do so.
        short = drivers and searched.values and not match_expression(words)
        return drivers if short else [*drivers, searched]
    if isinstance(where, AnyOf):
        each = [drivers_of(store, part)[:1] for part in where.parts]
        return [_union([found[0] for found in each])] if all(each) else []
    if isinstance(where, Text):
        return [_searched(store, terms(where.words))]
    found = ids_of(where) if isinstance(where, Compare) else None
    if found is None and isinstance(where, Compare) and where.operator == "contains":
        return [_phrase(store, where)]
    return [Driver(*found)] if found else []


def _phrases(where: All) -> tuple[tuple[Term, ...], list[Filter]]:
    """Return what the search index is asked at once, where several parts ask it, and the rest."""
    words: list[Term] = []
    others: list[Filter] = []
    for part in where.parts:
        found: tuple[Term, ...] = ()
        if isinstance(part, Text):
            found = terms(part.words)
        elif isinstance(part, Compare) and _is_phrase(part):
            term = term_of(part)
            found = (term,) if term else ()
        words += found
        others += [] if found else [part]
    return tuple(words), others


def _is_phrase(part: Compare) -> bool:
    return part.operator == "contains" and part.field != "tax_office" and bool(phrase_of(part))


def _searched(store: Store, wanted: tuple[Term, ...]) -> Driver:
    match = match_of(store, wanted) if wanted else ""
    return Driver(_FOUND, (match,)) if match else Driver(_NOTHING)


def _phrase(store: Store, where: Compare) -> Driver:
    """Return the driver of a phrase in one field: what a trigram index finds of it."""
    phrase = phrase_of(where)
    notes = where.field == "notes"
    vocabulary = "note_vocab" if notes else "contact_vocab"
    match = match_of(store, (Term((phrase,)),), vocabulary) if phrase else ""
    if not match:
        return Driver(_NOTHING)
    return Driver(*note_ids(phrase, match)) if notes else Driver(_FOUND, (match,))


def _union(drivers: Sequence[Driver]) -> Driver:
    if not drivers:
        return Driver(_NOTHING)
    sql = " UNION ALL ".join(driver.sql for driver in drivers)
    return Driver(sql, tuple(value for driver in drivers for value in driver.values))
