"""Merging every pair that is sure enough, for scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kobicrm.domain.codec import LISTS, SCALARS
from kobicrm.domain.contacts import Contact
from kobicrm.domain.duplicates.evidence import Profile
from kobicrm.domain.duplicates.judging import contradict
from kobicrm.domain.uids import pack
from kobicrm.services.duplicates.finding import Who
from kobicrm.services.duplicates.grouping import Group, merge_groups
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored
from kobicrm.storage.duplicates import pairs as storage
from kobicrm.storage.duplicates.profiles import profiles
from kobicrm.storage.models import Different
from kobicrm.storage.models.base import fetch

Progress = Callable[[int], None]
# How often the search is made anew because somebody else wrote meanwhile.
_TRIES = 3
# More records than these are no repetition but a list of its own.
_LARGEST = 50
_NAMED = 20


@dataclass(frozen=True, slots=True)
class AutoMerge:
    """What was merged, or would be: (who stays, who goes) each.

    ``held`` counts pairs sure enough that were left alone because of others: a tax number, a
    first name, or what was said to be different, between those they would join.
    """

    changeset: int | None
    groups: tuple[tuple[Who, tuple[Who, ...]], ...]
    held: int

    @property
    def merged(self) -> int:
        """Return how many contacts went."""
        return sum(len(gone) for _keep, gone in self.groups)


def merge_all(
    session: Session, least: int, *, dry_run: bool = False, progress: Progress | None = None
) -> AutoMerge:
    """Merge the pairs with at least this score, in one changeset that an undo takes back whole.

    Of three or more that are pairwise alike one is made when none of them contradicts another.
    The fullest record stays, the oldest of equals. With ``dry_run`` nothing is written.
    ``progress`` is told the pairs found so far and may raise Interrupted.
    """
    for _attempt in range(_TRIES):
        with session.store.reading():
            seen = session.store.data_version()
            groups, held = _plan(session, least, progress)
            told = _told(groups)
        if dry_run or not groups:
            return AutoMerge(None, told, held)
        with session.write("contact.merge") as unit:
            if session.store.data_version() == seen:
                merge_groups(unit, groups)
                names = [keep.name for keep, _gone in told[:_NAMED]]
                unit.recorder.detail.update(names=names, count=len(told))
                return AutoMerge(unit.recorder.changeset, told, held)
    with session.write("contact.merge") as unit:
        groups, held = _plan(session, least, progress)
        told = _told(groups)
        if groups:
            merge_groups(unit, groups)
        return AutoMerge(unit.recorder.changeset, told, held)


def _plan(session: Session, least: int, progress: Progress | None) -> tuple[list[Group], int]:
    """Return the groups to merge, and how many pairs are held back."""
    edges: list[tuple[int, int, int]] = []
    for found in storage.pairs(session.store, least):
        edges.append((found.score, found.a.id, found.b.id))
        if progress:
            progress(len(edges))
    groups: list[Group] = []
    held = 0
    for together in _together(edges):
        known = profiles(session.store, {one for _s, a, b in together for one in (a, b)})
        joined, left = _joined(together, known)
        held += left
        groups += [_group(ids) for ids in joined]
    return groups, held


def _together(edges: Iterable[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Yield the pairs that hang together, the surest first, in the order they were found."""
    root: dict[int, int] = {}

    def find(one: int) -> int:
        while root.setdefault(one, one) != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    edges = list(edges)
    for _score, a, b in edges:
        root[find(b)] = find(a)
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for edge in edges:
        found[find(edge[1])].append(edge)
    for together in found.values():
        yield sorted(together, key=lambda edge: (-edge[0], edge[1:]))


def _joined(
    edges: list[tuple[int, int, int]], known: dict[int, Profile]
) -> tuple[list[set[int]], int]:
    """Return the sets of those that are one, and how many pairs were left apart."""
    apart = _said_different(known.values())
    of: dict[int, set[int]] = {one: {one} for one in known}
    held = 0
    for _score, a, b in edges:
        mine, theirs = of[a], of[b]
        if mine is theirs:
            continue
        fits = len(mine) + len(theirs) <= _LARGEST and not any(
            frozenset((one, other)) in apart or contradict(known[one], known[other])
            for one in mine
            for other in theirs
        )
        if not fits:
            held += 1
            continue
        mine |= theirs
        for one in theirs:
            of[one] = mine
    return [ids for ids in {id(ids): ids for ids in of.values()}.values() if len(ids) > 1], held


def _said_different(people: Iterable[Profile]) -> set[frozenset[int]]:
    """Return the pairs among these that were said to be different."""
    ids = {pack(one.uid): one.id for one in people}
    query = Different.select(Different.first, Different.second)
    found = fetch(query.where(Different.first.in_(list(ids))))
    return {frozenset((ids[a], ids[b])) for a, b in found if b in ids}


def _group(ids: set[int]) -> Group:
    ordered = sorted(stored.load(sorted(ids)), key=fullness)
    return Group(ordered[0].id, tuple(sorted(one.id for one in ordered[1:])))


def fullness(contact: Contact) -> tuple[int, int]:
    """Return what sorts the contact that says most to the front, the oldest of equals."""
    singles = sum(bool(getattr(contact, key)) for key in SCALARS)
    return -singles - sum(len(getattr(contact, key)) for key in LISTS), contact.id


def _told(groups: list[Group]) -> tuple[tuple[Who, tuple[Who, ...]], ...]:
    found = []
    for group in groups:
        keep, *gone = (Who(*one) for one in stored.named([group.keep, *group.gone]))
        found.append((keep, tuple(gone)))
    return tuple(found)
