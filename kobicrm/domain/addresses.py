"""Telling whether two addresses are one, and putting them together."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from kobicrm.domain.contacts import Address
from kobicrm.domain.turkish import fold

_PARTS = ("street", "district", "province", "postcode", "country")


def merged(known: Iterable[Address], new: Iterable[Address]) -> tuple[Address, ...]:
    """Return ``known`` with the first one a new address agrees with completed, the others added."""
    found = list(known)
    for address in new:
        if any(says_all(old, address) for old in found):
            continue
        for place, old in enumerate(found):
            both = agree(old, address)
            if both is not None:
                found[place] = both
                break
        else:
            found.append(address)
    return tuple(found)


def says_all(known: Address, other: Address) -> bool:
    """Return whether ``other`` says nothing that ``known`` does not say."""
    told = ((getattr(known, part), getattr(other, part)) for part in _PARTS)
    return all(not new or fold(new) == fold(old) for old, new in told)


def agree(old: Address, new: Address) -> Address | None:
    """Return both addresses as one where no part of them differs, else None."""
    values: dict[str, str] = {}
    for field in _PARTS:
        was, now = getattr(old, field), getattr(new, field)
        if was and now and fold(was) != fold(now):
            return None
        values[field] = was or now
    return dataclasses.replace(old, **values)
