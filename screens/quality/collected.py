"""What a scan found, held small: a million findings are thirteen megabytes.

Only where each finding is: its contact, its kind and a mark that tells it from the others of the
contact. Names and values are read for the rows in sight.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import compress
from typing import NamedTuple
from zlib import crc32

from kobicrm.domain.quality import CODES, Finding
from kobicrm.services.quality import Found

_NUMBERS = {code: number for number, code in enumerate(CODES)}


class Key(NamedTuple):
    """Which finding it is: the id of its contact and its mark."""

    contact: int
    mark: int


def key_of(contact: int, finding: Finding) -> Key:
    """Return the key of a finding."""
    text = "\x1f".join(finding.key)
    return Key(contact, crc32(text.encode("utf-8", "surrogatepass")))


class Collected:
    """Findings in the order of their contacts' ids. Never changed in place but by :meth:`add`."""

    def __init__(self) -> None:
        """Begin empty."""
        self.ids: array[int] = array("q")
        self.marks: array[int] = array("I")
        self.codes = bytearray()
        self.flagged = 0

    @classmethod
    def of(cls, found: Iterable[Found]) -> Collected:
        """Collect what was found in some contacts, in id order."""
        made = cls()
        for one in found:
            made.flagged += 1
            for finding in one.findings:
                key = key_of(one.contact.id, finding)
                made.ids.append(key.contact)
                made.marks.append(key.mark)
                made.codes.append(_NUMBERS[finding.code])
        return made

    def __len__(self) -> int:
        """Return how many findings there are."""
        return len(self.ids)

    def key(self, place: int) -> Key:
        """Return which finding stands at a place."""
        return Key(self.ids[place], self.marks[place])

    def place_of(self, key: Key) -> int | None:
        """Return where a finding stands, None when it is not there."""
        first = bisect_left(self.ids, key.contact)
        for place in range(first, bisect_right(self.ids, key.contact, first)):
            if self.marks[place] == key.mark:
                return place
        return None

    def counts(self) -> list[tuple[str, int]]:
        """Return the kinds there are with their counts, the most frequent first."""
        return [(CODES[number], count) for number, count in Counter(self.codes).most_common()]

    def contacts_with(self, code: str) -> array[int]:
        """Return the ids of the contacts with a finding of this kind."""
        return array("q", dict.fromkeys(compress(self.ids, self._of(code))))

    def places_of(self, code: str) -> array[int]:
        """Return the places of the findings of this kind."""
        return array("I", compress(range(len(self)), self._of(code)))

    def _of(self, code: str) -> Iterable[bool]:
        return map(_NUMBERS[code].__eq__, self.codes)

    def add(self, more: Collected) -> None:
        """Take findings of contacts with higher ids."""
        self._take(more, 0, len(more))
        self.flagged += more.flagged

    def replaced(self, contacts: Collection[int], fresh: Collected) -> Collected:
        """Return the findings with those of ``contacts`` as they are in ``fresh``."""
        made = Collected()
        at = 0
        for one in sorted(contacts):
            first = bisect_left(self.ids, one, at)
            made._take(self, at, first)
            at = bisect_right(self.ids, one, first)
            made.flagged -= at > first
            begin = bisect_left(fresh.ids, one)
            end = bisect_right(fresh.ids, one, begin)
            made._take(fresh, begin, end)
            made.flagged += end > begin
        made._take(self, at, len(self))
        made.flagged += self.flagged
        return made

    def _take(self, other: Collected, start: int, end: int) -> None:
        self.ids.extend(other.ids[start:end])
        self.marks.extend(other.marks[start:end])
        self.codes.extend(other.codes[start:end])


class Shown:
    """The findings in the list: one kind or all, without those put aside."""

    def __init__(self, found: Collected, code: str = "", aside: Collection[Key] = ()) -> None:
        """Show ``found``; ``code`` narrows it to one kind."""
        self._found = found
        self._places: Sequence[int] = found.places_of(code) if code else range(len(found))
        holes = sorted(
            place
            for key in aside
            if (at := found.place_of(key)) is not None and (place := self._index(at)) is not None
        )
        # How many rows stand before each hole.
        self._before = [place - number for number, place in enumerate(holes)]
        self.total = len(self._places) - len(holes)

    def _index(self, place: int) -> int | None:
        at = bisect_left(self._places, place)
        return at if at < len(self._places) and self._places[at] == place else None

    def key(self, index: int) -> Key | None:
        """Return which finding is shown in a row, None beyond the last one."""
        if not 0 <= index < self.total:
            return None
        return self._found.key(self._places[index + bisect_right(self._before, index)])

    def index_of(self, key: Key) -> int | None:
        """Return the row a finding is shown in, None when it is not."""
        place = self._found.place_of(key)
        at = None if place is None else self._index(place)
        if at is None:
            return None
        index = at - sum(before + number < at for number, before in enumerate(self._before))
        return index if self.key(index) == key else None

    def first_of(self, contact: int) -> int | None:
        """Return the row of the first finding of a contact, None when none is shown."""
        place = bisect_left(self._found.ids, contact)
        at = bisect_left(self._places, place)
        for index in range(max(0, at - len(self._before)), min(at + 1, self.total)):
            key = self.key(index)
            if key is not None and key.contact == contact:
                return index
        return None
