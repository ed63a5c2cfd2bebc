"""Finding pairs of contacts that are probably one."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice

from kobicrm.domain.contacts import Contact
from kobicrm.domain.duplicates.evidence import (
    SAME_ADDRESS,
    SAME_DISTRICT,
    SAME_EMPLOYER,
    Evidence,
)
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored
from kobicrm.storage.database import Store
from kobicrm.storage.duplicates import pairs as storage
from kobicrm.storage.duplicates.pairs import Found
from kobicrm.storage.duplicates.profiles import district_of, street_of

# More likely one than two.
LEAST = 50
_PIECE = 100


@dataclass(frozen=True, slots=True)
class Who:
    """A contact of a pair."""

    id: int
    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts (the older first), the likelihood in percent (1 to 99) and what speaks for it.

    The value of evidence is a number, an address or a name; '' where the names say it.
    """

    first: Who
    second: Who
    score: int
    evidence: tuple[Evidence, ...]


def pairs(
    session: Session, *, least: int = LEAST, limit: int | None = None
) -> Generator[Pair, None, None]:
    """Yield pairs of live contacts that are probably one, each once, as they are found.

    Those that share a tax number come first, then a mobile, an e-mail, a company name, a fixed
    line, then those that share a name and something else. Pairs that were said to be different
    people are left out. Memory does not grow with the number of contacts.
    """
    store = session.store
    with store.reading(), closing(storage.pairs(store, least)) as found:
        for one in islice(found, limit):
            yield pair_of(store, one)


def pair_of(store: Store, found: Found) -> Pair:
    """Return what was found as it is told."""
    a, b = found.a, found.b
    evidence = tuple(_written(store, a.id, piece) for piece in found.evidence)
    return Pair(Who(a.id, a.uid, a.name), Who(b.id, b.uid, b.name), found.score, evidence)


def pairs_with_contacts(
    session: Session, *, least: int = LEAST, limit: int | None = None
) -> Generator[tuple[Pair, Contact, Contact], None, None]:
    """Yield what :func:`pairs` yields, with both contacts whole."""
    with session.store.reading(), closing(pairs(session, least=least, limit=limit)) as found:
        while piece := list(islice(found, _PIECE)):
            ids = {who.id for pair in piece for who in (pair.first, pair.second)}
            known = {one.id: one for one in stored.load(sorted(ids))}
            for pair in piece:
                yield pair, known[pair.first.id], known[pair.second.id]


def _written(store: Store, one: int, found: Evidence) -> Evidence:
    """Return evidence with its value as it is written in the first contact."""
    if found.code == SAME_EMPLOYER:
        return replace(found, value=next((n for *_, n in stored.named([int(found.value)])), ""))
    if found.code == SAME_DISTRICT:
        return replace(found, value=district_of(store, one, found.value))
    if found.code == SAME_ADDRESS:
        return replace(found, value=street_of(store, one, found.value))
    return found


def count(session: Session, *, least: int = LEAST) -> int:
    """Return how many pairs there are."""
    return sum(1 for _pair in pairs(session, least=least))
