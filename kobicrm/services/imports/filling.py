"""What a matched row adds to the record it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kobicrm.domain import addresses, drafting
from kobicrm.domain.codec import sorted_custom
from kobicrm.domain.contacts import Contact, Note, Warn, altered
from kobicrm.domain.turkish import fold

_PLAIN = (
    "title",
    "birthday",
    "tax_office",
    "tax_number",
    "iban",
    "language",
    "lifecycle",
    "owner",
    "source",
    "preferred_channel",
    "preferred_time",
)
_SETS = ("phones", "emails", "socials", "websites", "tags", "codes")


def fill(known: Contact, row: Contact, *, overwrite: bool = False) -> tuple[Contact, list[Warn]]:
    """Return ``known`` with its blanks filled from ``row``, and the differing values left aside.

    With ``overwrite`` the row's value wins where both have one; lists only ever grow.
    """
    left: list[Warn] = []
    values: dict[str, Any] = {}
    for field in _PLAIN:
        old, new = getattr(known, field), getattr(row, field)
        if new and fold(new) != fold(old):
            if not old or overwrite:
                values[field] = new
            else:
                left.append(Warn("value_differs", field, new))
    values |= _name(known, row, left, overwrite=overwrite)
    for field in _SETS:
        values[field] = drafting.merge_unique(getattr(known, field), getattr(row, field))
    values["addresses"] = addresses.merged(known.addresses, row.addresses)
    values["companies"] = drafting.merge_unique(known.companies, row.companies)
    values["notes"] = _notes(known.notes, row.notes)
    values["custom"] = _custom(known, row, left, overwrite=overwrite)
    return altered(known, **values), left


def _name(known: Contact, row: Contact, left: list[Warn], *, overwrite: bool) -> dict[str, Any]:
    if not row.name or fold(row.name) == fold(known.name):
        blanks = {"first_name": row.first_name, "last_name": row.last_name}
        return {key: new for key, new in blanks.items() if new and not getattr(known, key)}
    if overwrite:
        return {"name": row.name, "first_name": row.first_name, "last_name": row.last_name}
    left.append(Warn("value_differs", "name", row.name))
    return {}


def _notes(known: tuple[Note, ...], new: Sequence[Note]) -> tuple[Note, ...]:
    seen = {fold(note.text) for note in known}
    added = [note for note in new if fold(note.text) not in seen]
    return (*known, *added)


def _custom(
    known: Contact, row: Contact, left: list[Warn], *, overwrite: bool
) -> tuple[tuple[str, object], ...]:
    custom = dict(known.custom)
    for name, value in row.custom:
        if name not in custom or (overwrite and custom[name] != value):
            custom[name] = value
        elif custom[name] != value:
            left.append(Warn("value_differs", f"custom:{name}", str(value)))
    return sorted_custom(custom)
