"""What a contact lacks, as one stored number that lists filter by."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Contact

# What a contact may lack: a bit each of the stored number ``gaps``.
GAPS: dict[str, Callable[[Contact], bool]] = {
    "phones": lambda contact: not contact.phones,
    "emails": lambda contact: not contact.emails,
    "tags": lambda contact: not contact.tags,
    "companies": lambda contact: not contact.companies,
    "province": lambda contact: not any(place.province for place in contact.addresses),
    "district": lambda contact: not any(place.district for place in contact.addresses),
    "birthday": lambda contact: not contact.birthday,
}
_BITS = [(1 << place, lacks) for place, lacks in enumerate(GAPS.values())]


def gaps_of(contact: Contact) -> int:
    """Return the bits of what ``contact`` lacks."""
    return sum(bit for bit, lacks in _BITS if lacks(contact))


def numbers_lacking(field: str, *, lacking: bool = True) -> list[int]:
    """Return every value of ``gaps`` that says that ``field`` is empty (or that it is not)."""
    bit = 1 << list(GAPS).index(field)
    return [number for number in range(1 << len(GAPS)) if bool(number & bit) == lacking]
