"""Pairs of contacts that are probably one, found one after the other."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from kobicrm.domain.duplicates.evidence import Evidence, Profile
from kobicrm.domain.duplicates.judging import judge
from kobicrm.domain.duplicates.naming import companies, people
from kobicrm.domain.uids import pack
from kobicrm.storage.database import Store
from kobicrm.storage.duplicates import blocks
from kobicrm.storage.duplicates.commons import Sampled
from kobicrm.storage.duplicates.profiles import profiles, words_of
from kobicrm.storage.models.base import CHUNK, ids_value

# Pairs compared at a time: the first are told at once, then in larger pieces.
_FIRST, _PIECE = 50, 2_000
_TOLD = "CREATE TEMP TABLE duplicate_pair (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID"
_TELL = "INSERT OR IGNORE INTO temp.duplicate_pair VALUES (?, ?)"
_DIFFERENT = "SELECT 1 FROM different WHERE first = ? AND second = ?"
_LIVE = (
    "SELECT id, uid FROM contact WHERE id IN (SELECT value FROM json_each(?))"
    " AND deleted_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Two contacts (the older first), the likelihood in percent, and what speaks for it."""

    a: Profile
    b: Profile
    score: int
    evidence: tuple[Evidence, ...]


def pairs(store: Store, least: int) -> Generator[Found, None, None]:
    """Yield every pair of live contacts with at least this score once, the surest ways first.

    Pairs that were said to be different are left out. The caller holds one view of the data.
    """
    execute = store.connection().execute
    commons = Sampled(store)
    drop(store)
    execute(_TOLD)
    try:
        for way in blocks.WAYS:
            with closing(_candidates(store, commons, way)) as waiting:
                size = _FIRST
                while piece := list(dict.fromkeys(islice(waiting, size))):
                    # A tax number is told whatever the names are; like names are compared.
                    piece = piece if way in ("tax", "name") else _named(store, piece)
                    yield from _judged(store, commons, piece, least)
                    size = _PIECE
    finally:
        drop(store)


def _candidates(store: Store, commons: Sampled, way: str) -> Generator[tuple[int, int], None, None]:
    return blocks.named_alike(store, commons) if way == "name" else blocks.shared(store, way)


def drop(store: Store) -> None:
    """Give back what a search took: the connection may be kept for the day."""
    for table in ("duplicate_pair", "duplicate_block"):
        store.connection().execute(f"DROP TABLE IF EXISTS temp.{table}")


def _named(store: Store, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs whose names can be one contact's; the rest needs no more reading."""
    known = words_of(store, {one for pair in pairs for one in pair})
    found = []
    for a, b in pairs:
        if a in known and b in known:
            (kind, mine), (other, theirs) = known[a], known[b]
            if kind == other and (people if kind == "person" else companies)(mine, theirs):
                found.append((a, b))
    return found


def _judged(
    store: Store, commons: Sampled, pairs: Sequence[tuple[int, int]], least: int
) -> Iterator[Found]:
    known = profiles(store, {one for pair in pairs for one in pair})
    execute = store.connection().execute
    for one, other in pairs:
        if one not in known or other not in known:
            continue
        found = _alike(commons, known[one], known[other], least)
        if found is None:
            continue
        new = execute(_TELL, (one, other)).rowcount
        if new and not _said_different(store, found):
            yield found


def _alike(commons: Sampled, a: Profile, b: Profile, least: int) -> Found | None:
    verdict = judge(a, b, commons)
    if verdict is None or verdict.score < least:
        return None
    return Found(a, b, verdict.score, verdict.evidence)


def _said_different(store: Store, found: Found) -> bool:
    known = store.connection().execute(_DIFFERENT, ordered(found.a.uid, found.b.uid))
    return known.fetchone() is not None


def judged(store: Store, commons: Sampled, one: int, other: int, least: int) -> Found | None:
    """Return two contacts, by id, as a search would find them now; None when it would not."""
    known = profiles(store, {one, other})
    if len(known) < 2:
        return None
    found = _alike(commons, known[min(known)], known[max(known)], least)
    return None if found is None or _said_different(store, found) else found


def standing(store: Store, pairs: Sequence[tuple[int, int]]) -> list[bool]:
    """Return of pairs of ids whether both are live contacts that nobody said to be different."""
    known: dict[int, bytes] = {}
    ids = sorted({one for pair in pairs for one in pair})
    for start in range(0, len(ids), CHUNK):
        known.update(store.connection().execute(_LIVE, (ids_value(ids[start : start + CHUNK]),)))
    execute = store.connection().execute
    return [
        a in known
        and b in known
        and not execute(_DIFFERENT, sorted((known[a], known[b]))).fetchone()
        for a, b in pairs
    ]


def ordered(a: str, b: str) -> tuple[bytes, bytes]:
    """Return two uids as they lie in the table of different contacts: the smaller first."""
    first, second = sorted((pack(a), pack(b)))
    return first, second
