"""One contact out of two: every list is kept whole, and what is not taken is named."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, cast

from kobicrm.domain import addresses, drafting
from kobicrm.domain.codec import CUSTOM, pack, sorted_custom
from kobicrm.domain.contacts import (
    MERGED,
    Code,
    CompanyLink,
    Contact,
    Note,
    Phone,
    altered,
)
from kobicrm.domain.duplicates.comparing import (
    BOTH,
    GONE,
    KEEP,
    PHONES,
    SINGLE,
    Choice,
    phone_group,
    shared_company,
    suggestions,
)
from kobicrm.domain.packing import custom_to_journal
from kobicrm.domain.turkish import lower, nfc
from kobicrm.domain.uids import new_uid

_LISTS = ("emails", "socials", "websites", "tags")


@dataclass(slots=True)
class Combined:
    """The contact that stays, and the values that were not taken, as the journal writes them."""

    contact: Contact
    left: dict[str, Any] = field(default_factory=dict)

    def leave(self, key: str, items: list[Any]) -> None:
        """Name values of a list that were not taken."""
        if items:
            self.left[key] = [*self.left.get(key, ()), *cast("list[Any]", pack(key, items))]


def combine(keep: Contact, gone: Contact, choices: Mapping[str, Choice] | None = None) -> Combined:
    """Return ``keep`` with what is taken of ``gone``; the suggestion where nothing is chosen.

    Codes and notes are always kept, and so is the uid of the one that goes, as a code: an old
    export that comes back finds who it is now.
    """
    chosen = {**suggestions(keep, gone), **(choices or {})}
    made = Combined(keep)
    values = _singles(made, keep, gone, chosen)
    for key in _LISTS:
        values[key] = _list(made, key, getattr(keep, key), getattr(gone, key), chosen.get(key))
    values["phones"] = _phones(made, keep, gone, chosen)
    values["addresses"] = _addresses(made, keep, gone, chosen.get("addresses"))
    values["companies"] = _companies(made, keep, gone, chosen)
    values["custom"] = _custom(made, keep, gone, chosen)
    values["codes"] = drafting.merge_unique(keep.codes, (*gone.codes, Code(MERGED, gone.uid)))
    values["origin"] = keep.origin or gone.origin
    if keep.created_at and gone.created_at:
        values["created_at"] = min(keep.created_at, gone.created_at)
    # Under a uid of their own, so that an undo can give the others back under theirs.
    new = (Note(note.text, note.at, new_uid()) for note in gone.notes if note not in keep.notes)
    made.contact = with_notes(altered(keep, **values), new)
    return made


def _singles(
    made: Combined, keep: Contact, gone: Contact, chosen: Mapping[str, Choice]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in SINGLE:
        if key == "role":
            continue
        mine, theirs = getattr(keep, key), getattr(gone, key)
        taken, left = (theirs, mine) if chosen.get(key) == GONE else (mine, theirs)
        values[key] = taken
        # The same letters in capitals say nothing more.
        if left and lower(nfc(left)) != lower(nfc(taken)):
            made.left[key] = left
    if chosen.get("name") == GONE:
        values |= {"first_name": gone.first_name, "last_name": gone.last_name}
    return values


def _list(
    made: Combined,
    key: str,
    keep: tuple[Any, ...],
    gone: tuple[Any, ...],
    choice: Choice | None,
) -> tuple[Any, ...]:
    """Return what is taken of a list, each value once; the rest is named."""
    taken, other = (gone, keep) if choice == GONE else (keep, gone)
    both = choice in (None, BOTH)
    found: dict[object, Any] = {}
    for item in taken:
        found.setdefault(drafting.identity_of(item), item)
    left = []
    for item in other:
        same = drafting.identity_of(item)
        if same not in found and both:
            found[same] = item
        elif same not in found:
            left.append(item)
        elif getattr(item, "label", "") and item.label != found[same].label:
            if found[same].label:
                left.append(item)
            else:
                found[same] = dataclasses.replace(found[same], label=item.label)
    made.leave(key, left)
    return tuple(found.values())


def _phones(
    made: Combined, keep: Contact, gone: Contact, chosen: Mapping[str, Choice]
) -> tuple[Phone, ...]:
    def taken(phones: tuple[Phone, ...], side: Choice) -> tuple[Phone, ...]:
        ways = (None, side, BOTH)
        return tuple(p for p in phones if chosen.get(PHONES + phone_group(p)) in ways)

    mine, theirs = taken(keep.phones, "keep"), taken(gone.phones, "gone")
    found = _list(made, "phones", mine, theirs, "both")
    kept = {drafting.identity_of(phone) for phone in found}
    lost = [p for p in (*keep.phones, *gone.phones) if drafting.identity_of(p) not in kept]
    made.leave("phones", lost)
    return drafting.primary_first(found) if keep.phones[:1] != found[:1] else found


def _addresses(
    made: Combined, keep: Contact, gone: Contact, choice: Choice | None
) -> tuple[Any, ...]:
    if choice not in (KEEP, GONE):
        return addresses.merged(keep.addresses, gone.addresses)
    taken, other = (
        (gone.addresses, keep.addresses) if choice == GONE else (keep.addresses, gone.addresses)
    )
    made.leave(
        "addresses",
        [one for one in other if not any(addresses.agree(mine, one) == mine for mine in taken)],
    )
    return taken


def _companies(
    made: Combined, keep: Contact, gone: Contact, chosen: Mapping[str, Choice]
) -> tuple[CompanyLink, ...]:
    # Neither can be its own company once they are one.
    mine = [link for link in keep.companies if link.uid != gone.uid]
    theirs = [link for link in gone.companies if link.uid != keep.uid]
    choice = chosen.get("companies")
    taken, other = (theirs, mine) if choice == GONE else (mine, theirs)
    found = {link.uid: link for link in taken}
    shared = shared_company(keep, gone)
    for link in other:
        known = found.get(link.uid)
        if known is None:
            if choice in (None, BOTH):
                found[link.uid] = link
            else:
                made.leave("companies", [link])
        elif link.role != known.role:
            role = chosen.get("role") if link.uid == shared else None
            side = GONE if link in theirs else KEEP
            wins = not known.role or (bool(link.role) and role == side)
            found[link.uid] = link if wins else known
            lost = known if wins else link
            made.leave("companies", [lost] if lost.role else [])
    return tuple(found.values())


def _custom(
    made: Combined, keep: Contact, gone: Contact, chosen: Mapping[str, Choice]
) -> tuple[tuple[str, object], ...]:
    mine, theirs = dict(keep.custom), dict(gone.custom)
    found = {**theirs, **mine}
    for name in mine.keys() & theirs.keys():
        if mine[name] != theirs[name]:
            left = theirs[name]
            if chosen.get(CUSTOM + name) == GONE:
                found[name], left = theirs[name], mine[name]
            made.left[CUSTOM + name] = custom_to_journal(left)
    return sorted_custom(found)


def with_notes(contact: Contact, notes: Iterable[Note]) -> Contact:
    """Return a contact with more notes, in the order of their times, as they are kept."""
    return altered(contact, notes=tuple(sorted((*contact.notes, *notes), key=attrgetter("at"))))
