"""How two names relate: word by word, allowing for slips, short forms, initials and more words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kobicrm.domain import names
from kobicrm.domain.duplicates.first_names import BESIDE, NAMES, same_name

_WORD = re.compile(r"\w+")
# How two words agree, the surest first.
EXACT, SHORT, TYPO, INITIAL = "exact", "short", "typo", "initial"
_ORDER = (EXACT, SHORT, TYPO, INITIAL)
# Words below this length are too short to tell a slip from another word.
_SHORTEST_TYPO = 3
# From this length on two slips are allowed.
_LONG = 8


class Agreement(NamedTuple):
    """A word of one name, the word of the other that it agrees with, and how."""

    mine: str
    other: str
    how: str


@dataclass(frozen=True, slots=True)
class Naming:
    """How two names relate.

    ``given`` and ``family`` are the agreements of first and of family names; ``more`` counts
    words that only one of them has; ``other_family`` tells that their family names differ.
    """

    given: tuple[Agreement, ...] = ()
    family: tuple[Agreement, ...] = ()
    more: int = 0
    other_family: bool = False
    whole: bool = False

    def ways(self) -> frozenset[str]:
        """Return how the words agree."""
        return frozenset(one.how for one in (*self.given, *self.family))


def person_words(folded: str) -> tuple[str, ...]:
    """Return the words of a person's folded name, without forms of address."""
    words = folded.split()
    if not all(map(str.isalpha, words)):
        words = _WORD.findall(folded.partition("(")[0]) or _WORD.findall(folded)
    if BESIDE.isdisjoint(words):
        return tuple(words)
    return tuple(word for word in words if word not in BESIDE) or tuple(words)


def company_words(name: str) -> tuple[str, ...]:
    """Return the words of a company's name (as given or folded) without legal forms."""
    return tuple(names.company_key(name).split())


def people(a: tuple[str, ...], b: tuple[str, ...]) -> Naming | None:
    """Return how the names of two people relate, None when they can't be one person's.

    First names that are neither equal nor a slip, a short form or the initial of each other
    are two people's, whatever else agrees; a family name may have been changed.
    """
    if not a or not b:
        return None
    if a == b or "".join(a) == "".join(b):
        words = max(a, b, key=len)
        agreed = [Agreement(word, word, EXACT) for word in words]
        return _parted(agreed, a, b, 0, whole=True)
    agreed, left, right = _align(a, b)
    if not agreed:
        return None
    if left and right:
        # Both have a word of their own: one first name, two family names, or two people.
        first = next((one for one in agreed if one.mine == a[0] and one.other == b[0]), None)
        changed = left[-1] == a[-1] and right[-1] == b[-1] and len(left) == len(right) == 1
        if first is None or first.how != EXACT or not changed:
            return None
        return Naming(given=tuple(agreed), other_family=True)
    return _parted(agreed, a, b, len(left) + len(right), whole=not left and not right)


def companies(a: tuple[str, ...], b: tuple[str, ...]) -> Naming | None:
    """Return how the names of two companies relate, None when they are two companies'.

    All words of the shorter name must be in the longer one; numbers tell shops apart.
    """
    if not a or not b:
        return None
    if a == b or "".join(a) == "".join(b):
        return Naming(family=tuple(Agreement(word, word, EXACT) for word in a), whole=True)
    if _numbers(a) != _numbers(b):
        return None
    agreed, left, right = _align(a, b)
    if not agreed or (left and right) or any(one.how in (INITIAL, SHORT) for one in agreed):
        return None
    return Naming(family=tuple(agreed), more=len(left) + len(right), whole=not left and not right)


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word.isdigit()}


def alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell, quickly, whether every word of one name may agree with one of the other."""
    left = [word for word in a if word not in b]
    right = [word for word in b if word not in a]
    if len(left) > len(right):
        left, right = right, left
    return all(any(agrees(mine, other) for other in right) for mine in left)


def _align(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[Agreement], list[str], list[str]]:
    """Return the words that agree, in any order, and those of each side that are left."""
    found: list[Agreement] = []
    left, right = [], list(b)
    for word in a:
        if word in right:
            found.append(Agreement(word, word, EXACT))
            right.remove(word)
        else:
            left.append(word)
    if left and right:
        ways = [(agrees(mine, other), mine, other) for mine in left for other in right]
        for how, mine, other in sorted(filter(_agree, ways), key=_sureness):
            if mine in left and other in right:
                found.append(Agreement(mine, other, how))
                left.remove(mine)
                right.remove(other)
    return found, left, right


def _agree(way: tuple[str, str, str]) -> bool:
    return bool(way[0])


def _sureness(way: tuple[str, str, str]) -> int:
    return _ORDER.index(way[0])


@lru_cache(maxsize=16_384)
def agrees(a: str, b: str) -> str:
    """Return how two folded words agree, '' when they don't."""
    if a == b:
        return EXACT
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] and not a.isdigit() else ""
    if same_name(a, b):
        return SHORT
    return TYPO if _slip(a, b) else ""


def _slip(a: str, b: str) -> bool:
    """Tell whether one word is the other with a letter wrong, missing, doubled or swapped."""
    shorter, longer = sorted((len(a), len(b)))
    most = 2 if shorter >= _LONG else 1
    if longer < _SHORTEST_TYPO or longer - shorter > most or (a in NAMES and b in NAMES):
        return False
    if not (a.isalpha() and b.isalpha()):
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(a, b, score_cutoff=most) <= most


def _parted(
    agreed: list[Agreement], a: tuple[str, ...], b: tuple[str, ...], more: int, *, whole: bool
) -> Naming:
    """Return the agreements parted into first names and the family name."""
    longer = max(a, b, key=len)
    last = longer[-1]
    family = [one for one in agreed if len(longer) > 1 and last in (one.mine, one.other)]
    if not family and len(agreed) > 1:
        # AYŞE YILMAZ DEMİR is also Ayşe Yılmaz: the last word both have.
        family = [max(agreed, key=lambda one: _place(longer, one))]
    given = [one for one in agreed if one not in family]
    return Naming(tuple(given), tuple(family), more, whole=whole)


def _place(words: tuple[str, ...], one: Agreement) -> int:
    return max(words.index(word) for word in (one.mine, one.other) if word in words)
