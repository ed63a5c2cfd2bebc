"""Two changes of one contact put together: what both changed differently is a clash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kobicrm.domain.contacts import Contact
from kobicrm.domain.drafting import identity_of
from screens.contacts.form_values import LISTS, Texts, changed_keys, split_key


@dataclass(frozen=True, slots=True)
class Clash:
    """A line both changed: its key and the two texts."""

    key: str
    mine: str
    theirs: str


def rebased(base: Contact, fresh: Contact, texts: Mapping[str, str]) -> Texts:
    """Return ``texts`` of ``base`` with the lines of lists at their places in ``fresh``.

    What left the lists meanwhile, and what is new in the form, comes after all that is stored.
    """
    places = {name: _places(name, base, fresh) for name in LISTS}
    ends = {name: len(getattr(fresh, name)) for name in LISTS}
    found: Texts = {}
    for key, text in texts.items():
        split = split_key(key)
        if split is None:
            found[key] = text
            continue
        name, place, part = split
        if place not in places[name]:
            places[name][place] = ends[name]
            ends[name] += 1
        found[f"{name}.{places[name][place]}.{part}"] = text
    return found


def _places(name: str, base: Contact, fresh: Contact) -> dict[int, int]:
    was = [identity_of(item) for item in getattr(base, name)]
    now = [identity_of(item) for item in getattr(fresh, name)]
    found: dict[int, int] = {}
    free = list(range(len(now)))
    for place, item in enumerate(was):
        if (same := next((one for one in free if now[one] == item), None)) is not None:
            found[place] = same
            free.remove(same)
    # What stands where the old value stood is the old value changed.
    for place in range(len(was)):
        if place not in found and place in free:
            found[place] = place
            free.remove(place)
    return found


def clashes(before: Texts, mine: Texts, theirs: Texts) -> list[Clash]:
    """Return the lines that both sides changed to different texts."""
    return [
        Clash(key, mine[key], theirs.get(key, ""))
        for key in changed_keys(before, mine)
        if theirs.get(key, "").strip() != before.get(key, "").strip()
        and mine[key].strip() != theirs.get(key, "").strip()
    ]


def merged(before: Texts, mine: Texts, theirs: Texts) -> Texts:
    """Return their record with my changes put in."""
    return {**theirs, **{key: mine[key] for key in changed_keys(before, mine)}}
