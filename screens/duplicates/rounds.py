"""The pairs found so far, what became of each, and which comes next."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

# What became of a pair. GONE: a contact of it is not there any more. UNLIKE: nothing speaks for
# it now. LATER: put aside until the others are through. FORGOTTEN: searched for anew.
OPEN, LATER, UNDER_WAY, MERGED, DIFFERENT, GONE, UNLIKE, FORGOTTEN = range(8)
_ANSWERED = (UNDER_WAY, MERGED, DIFFERENT)
Ids = tuple[int, int]


class Round:
    """Pairs in the order they were found, seventeen bytes each; a pair is named by its place."""

    def __init__(self) -> None:
        """Begin without any."""
        self._first, self._second = array("q"), array("q")
        self._states = bytearray()
        # What was answered here, also after an undo: a redo needs no second answer.
        self._answers: dict[int, int] = {}
        # Who went into whom, by the place of the pair that was merged.
        self._merges: dict[int, Ids] = {}
        # Contacts in a write that is not over.
        self._busy: dict[int, Ids] = {}

    def add(self, pairs: Iterable[Ids]) -> None:
        """Take pairs that were found."""
        for first, second in pairs:
            self._first.append(first)
            self._second.append(second)
            self._states.append(OPEN)

    def forget(self) -> None:
        """Let go of what was not answered; a new search brings what is still a pair."""
        for state in (OPEN, LATER, UNLIKE):
            self._states = self._states.replace(bytes([state]), bytes([FORGOTTEN]))

    def __len__(self) -> int:
        """Return how many were found, without those that are none any more."""
        return len(self._states) - self._count(GONE, UNLIKE, FORGOTTEN)

    def _count(self, *states: int) -> int:
        return sum(map(self._states.count, states))

    @property
    def passed(self) -> int:
        """How many of them were answered, or put aside in this round."""
        return self._count(*_ANSWERED, LATER)

    @property
    def later(self) -> int:
        """How many are put aside."""
        return self._count(LATER)

    @property
    def merged(self) -> int:
        """How many were merged here."""
        return self._count(MERGED)

    @property
    def different(self) -> int:
        """How many were said to be different people here."""
        return self._count(DIFFERENT)

    @property
    def waits(self) -> bool:
        """Whether a write is not over: what becomes of it is not known yet."""
        return bool(self._busy)

    def ids(self, place: int) -> Ids | None:
        """Return the contacts of a pair now; None when it is another pair, or none.

        Who was merged into somebody is that one from then on.
        """
        found = self._first[place], self._second[place]
        into = {
            gone: keep
            for at, (gone, keep) in self._merges.items()
            if self._states[at] in (MERGED, UNDER_WAY)
        }
        if not into:
            return found
        first, second = sorted(_end(one, into) for one in found)
        if first == second:
            return None
        if {first, second} != set(found) and self._has(first, second):
            return None
        return first, second

    def _has(self, first: int, second: int) -> bool:
        """Return whether these two are a pair of their own that waits for an answer."""
        at = -1
        while True:
            try:
                at = self._first.index(first, at + 1)
            except ValueError:
                return False
            if self._second[at] == second and self._states[at] in (OPEN, LATER):
                return True

    def upcoming(self, most: int) -> list[int]:
        """Return the places of the next pairs, those a write is changing left out."""
        found: list[int] = []
        busy = {one for ids in self._busy.values() for one in ids}
        at = self._states.find(OPEN)
        while at >= 0 and len(found) < most:
            ids = self.ids(at)
            if ids is None:
                self._states[at] = GONE
            elif not busy.intersection(ids):
                found.append(at)
            at = self._states.find(OPEN, at + 1)
        return found

    def is_open(self, place: int) -> bool:
        """Return whether a pair waits for its answer."""
        return self._states[place] == OPEN

    def put_aside(self, place: int) -> None:
        """Have a pair come again when the others are through."""
        self._states[place] = LATER

    def begin_again(self) -> bool:
        """Take up what was put aside; False when there is nothing."""
        if not self._count(LATER):
            return False
        self._states = self._states.replace(bytes([LATER]), bytes([OPEN]))
        return True

    def begin(self, place: int, ids: Ids, merge: Ids | None = None) -> None:
        """A pair is being answered; a merge is told by who goes and who stays."""
        self._states[place] = UNDER_WAY
        self._busy[place] = ids
        if merge:
            self._merges[place] = merge

    def end(self, place: int, state: int) -> None:
        """The write is over: MERGED, DIFFERENT, or OPEN when it was refused."""
        self._busy.pop(place, None)
        self._states[place] = state
        if state == OPEN:
            self._merges.pop(place, None)
        else:
            self._answers[place] = state

    def drop(self, place: int, *, unlike: bool) -> None:
        """A pair is none any more; what was answered here is answered again, by a redo."""
        self._states[place] = self._answers.get(place, UNLIKE if unlike else GONE)

    def closed(self) -> list[tuple[int, Ids]]:
        """Return the pairs an undo may open again, with the contacts they were found with."""
        states = (MERGED, DIFFERENT, GONE)
        return [
            (at, (self._first[at], self._second[at]))
            for at, state in enumerate(self._states)
            if state in states
        ]

    def reopen(self, places: Iterable[int]) -> int | None:
        """Have pairs answered again; return the last of those that were answered here."""
        last = None
        for place in places:
            last = place if self._states[place] in (MERGED, DIFFERENT) else last
            self._states[place] = OPEN
        return last


def _end(one: int, into: dict[int, int]) -> int:
    seen = {one}
    while (after := into.get(one)) is not None and after not in seen:
        seen.add(after)
        one = after
    return one
