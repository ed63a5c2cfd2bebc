"""Taking back what was done to the names of a shop: its staff, its own fields."""

from __future__ import annotations

from collections.abc import Sequence

from kobicrm.domain.turkish import fold
from kobicrm.storage import named
from kobicrm.storage.journal import ChangeInfo
from kobicrm.storage.shop import staff_names
from kobicrm.storage.work import Work


def is_named(change: ChangeInfo) -> bool:
    """Return whether a change is taken back here."""
    return change.kind == "staff" or (change.kind == "custom_field" and change.op == "update")


def standing_in_the_way(change: ChangeInfo) -> tuple[str, str] | None:
    """Return the name and the reason when ``change`` can't be taken back."""
    if change.kind == "staff":
        return _staff(change)
    field = named.field_of(change.uid)
    if field is None:
        return "", "gone"
    for key, (old, new) in change.fields.items():
        now = field.name if key == "name" else list(field.choices)
        if now != new:
            return field.name, "edited"
        if key == "name":
            other = named.field_named(old)
            if other is not None and other.uid != change.uid:
                return str(old), "edited"
        elif named.values_in(change.uid, [one for one in new if one not in old]):
            return field.name, "linked"
    return None


def _staff(change: ChangeInfo) -> tuple[str, str] | None:
    taken = {fold(name) for name in staff_names()}
    name = named.staff_name(change.uid)
    if change.op == "remove":
        wanted = str(change.fields["name"])
        return (wanted, "edited") if fold(wanted) in taken else None
    if not name:
        return "", "gone"
    if change.op == "create":
        return (name, "linked") if named.is_staff_used(change.uid) else None
    old, new = change.fields["name"]
    if name != new:
        return name, "edited"
    return (str(old), "edited") if fold(old) in taken - {fold(name)} else None


def take_back(unit: Work, changes: Sequence[ChangeInfo]) -> int:
    """Take these back and return how many they are."""
    for change in changes:
        if change.kind == "custom_field":
            old = {key: pair[0] for key, pair in change.fields.items()}
            named.change_field(unit, change.uid, name=old.get("name"), choices=old.get("choices"))
        elif change.op == "create":
            named.remove_staff(unit, change.uid)
        elif change.op == "remove":
            named.add_staff(unit, str(change.fields["name"]), uid=change.uid)
        else:
            named.rename_staff(unit, change.uid, change.fields["name"][0])
    return len(changes)
