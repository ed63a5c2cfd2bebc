"""The pair in sight: what is taken of which side, and what would remain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from kobicrm.domain.contacts import Contact
from kobicrm.domain.duplicates.combining import Combined, combine
from kobicrm.domain.duplicates.comparing import Choice, Line, lines
from kobicrm.services.duplicates import Looked
from screens.duplicates.texts import NOTES, order

# Whether the value at the left is taken, and the one at the right.
Pick = tuple[bool, bool]
LEFT, RIGHT, BOTH = (True, False), (False, True), (True, True)
_SUGGESTED: dict[str, Pick] = {"keep": LEFT, "gone": RIGHT, "both": BOTH}


@dataclass(frozen=True, slots=True)
class Field:
    """A line of both contacts; ``pick`` is None where they say the same."""

    line: Line
    pick: Pick | None
    fixed: bool = False

    @property
    def key(self) -> str:
        """Which field it is."""
        return self.line.key


class ShownPair:
    """Two contacts beside each other. They keep their sides, whichever of them stays."""

    def __init__(self, place: int, looked: Looked, types: Mapping[str, str]) -> None:
        """Show a pair of the round; the fuller record stays, at the left. All as suggested."""
        self.place, self.types = place, types
        self.pair = looked.pair
        review = looked.review
        self.sides: tuple[Contact, Contact] = (review.keep, review.gone)
        self.talks: tuple[int, int] = review.interactions
        # The side that stays.
        self.stays = 0
        self._lines = sorted(lines(*self.sides), key=lambda line: order(line.key))
        self._picks: dict[str, Pick] = {}
        self.suggest()

    def take_over(self, before: ShownPair) -> bool:
        """Keep sides and picks of the same pair as it was read before.

        What is picked stays picked where both values are as they were. Returns whether
        one of the contacts is another than it was.
        """
        if self.sides[0].uid != before.sides[0].uid:
            self.sides, self.talks = self.sides[::-1], self.talks[::-1]
            self._lines = sorted(lines(*self.sides), key=lambda line: order(line.key))
            self.suggest()
        self.stays = before.stays
        known = {line.key: line for line in before._lines}
        for line in self._lines:
            pick = before._picks.get(line.key)
            if pick and line.choice and known[line.key] == line:
                self._picks[line.key] = pick
        return [one.ver for one in self.sides] != [one.ver for one in before.sides]

    @property
    def keep(self) -> Contact:
        """Who stays."""
        return self.sides[self.stays]

    @property
    def gone(self) -> Contact:
        """Who becomes part of the other."""
        return self.sides[1 - self.stays]

    @property
    def fields(self) -> list[Field]:
        """The lines from top to bottom; notes last, which are always kept."""
        found = [Field(line, self._picks.get(line.key)) for line in self._lines]
        notes = tuple(one.notes for one in self.sides)
        if any(notes):
            pick = cast("Pick", tuple(bool(one) for one in notes))
            line = Line(NOTES, notes[0], notes[1], "both", False)
            found.append(Field(line, pick, fixed=True))
        return found

    @property
    def has_roles(self) -> bool:
        """Whether the roles in a company of both have a line of their own."""
        return any(line.key == "role" for line in self._lines)

    def suggest(self) -> None:
        """Take of every field what is suggested."""
        self._picks = {line.key: _SUGGESTED[line.choice] for line in self._lines if line.choice}

    def pick(self, key: str, pick: Pick) -> bool:
        """Take one side of a field, or both; False where that can't be chosen."""
        line = next((one for one in self._lines if one.key == key), None)
        if line is None or not line.choice or (pick == BOTH and not line.many):
            return False
        self._picks[key] = pick
        return True

    def swap(self) -> None:
        """Have the other record stay; what is picked stays picked."""
        self.stays = 1 - self.stays

    def choices(self) -> dict[str, Choice]:
        """Return what is picked as a merge takes it."""
        mine = (LEFT, RIGHT)[self.stays]
        return {
            key: "both" if pick == BOTH else "keep" if pick == mine else "gone"
            for key, pick in self._picks.items()
        }

    def result(self) -> Combined:
        """Return what a merge would leave."""
        return combine(self.keep, self.gone, self.choices())
