"""Taking back what was done to the records beside the contacts: interactions and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kobicrm.storage import journal, records, traces
from kobicrm.storage.journal import ChangeInfo
from kobicrm.storage.record_kinds import KINDS, Values
from kobicrm.storage.work import Work


def standing_in_the_way(
    changes: Sequence[ChangeInfo], number: int
) -> Iterator[tuple[ChangeInfo, str, str]]:
    """Yield those of ``changes`` (of changeset ``number``) that can't be taken back.

    Each with a name to show, '' when there is none, and the reason.
    """
    for kind in dict.fromkeys(change.kind for change in changes):
        own = [change for change in changes if change.kind == kind]
        now = records.values_of(kind, [change.uid for change in own])
        later = traces.changed_since([change.uid for change in own], number)
        for change in own:
            if reason := _reason(change, now.get(change.uid), number, later=change.uid in later):
                yield change, str((now.get(change.uid) or change.fields).get("name", "")), reason


def _reason(change: ChangeInfo, now: Values | None, number: int, *, later: bool) -> str:
    if change.op == "remove":
        return _not_again(change, number) if now is None else ""
    if now is None:
        return "gone"
    if change.op == "create":
        return "edited" if later else ""
    return "edited" if any(now[name] != pair[1] for name, pair in change.fields.items()) else ""


def _not_again(change: ChangeInfo, number: int) -> str:
    """Return why a removed record can't be put back, '' when it can."""
    contact = change.fields.get("contact")
    if not contact:
        return "edited" if records.taken(change.kind, change.fields) else ""
    if traces.names_of([contact]):
        return "edited" if records.taken(change.kind, change.fields) else ""
    return "" if traces.removed_in(number, [contact]) else "gone"


def remove_made(unit: Work, number: int, left: set[int]) -> int:
    """Take away what changeset ``number`` made; before the contacts it belongs to go."""
    count = 0
    for changes in _pieces(number, "create", left):
        for kind in dict.fromkeys(change.kind for change in changes):
            count += records.remove(unit, kind, [c.uid for c in changes if c.kind == kind])
    return count


def put_back(unit: Work, number: int, left: set[int]) -> int:
    """Put back what changeset ``number`` changed or removed; after the contacts are back."""
    count = 0
    for changes in _pieces(number, "update", left):
        for change in changes:
            old = {name: pair[0] for name, pair in change.fields.items()}
            count += records.change(unit, change.kind, change.uid, old)
    for changes in _pieces(number, "remove", left):
        # Last removed, first put back: the order they stood in is that of their making.
        for kind in dict.fromkeys(change.kind for change in changes):
            again = [(c.uid, c.fields) for c in reversed(changes) if c.kind == kind]
            count += len(records.add_many(unit, kind, again))
    return count


def _pieces(number: int, op: str, left: set[int]) -> Iterator[list[ChangeInfo]]:
    for piece in journal.changes_of(number, kinds=tuple(KINDS), op=op):
        if changes := [change for change in piece if change.id not in left]:
            yield changes
