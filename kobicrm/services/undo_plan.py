"""What taking back a changeset would write, and what stands in its way.

A plan keeps no records, only what can't be taken back: changesets may hold a million of them.
They are read again, piece by piece, when the plan is carried out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from kobicrm.domain.codec import CUSTOM, current, unpack_all, with_values
from kobicrm.domain.contacts import Contact
from kobicrm.domain.drafting import custom_fits
from kobicrm.domain.turkish import fold
from kobicrm.services import undo_records
from kobicrm.services.undo_named import is_named, standing_in_the_way
from kobicrm.storage import contacts as stored, journal, records, traces
from kobicrm.storage.contacts.lookup import linked_from_outside
from kobicrm.storage.contacts.reading import Head
from kobicrm.storage.journal import ChangeInfo
from kobicrm.storage.record_kinds import KINDS
from kobicrm.storage.shop import custom_fields, name_of_used_field, setting


@dataclass(frozen=True, slots=True)
class UndoConflict:
    """A record that can't be taken back, and why: ``edited``, ``gone``, ``linked``."""

    uid: str
    name: str
    reason: str


@dataclass(slots=True)
class Plan:
    """What is left out of the undo of changeset ``number``, and its few other records.

    ``left`` holds the numbers of changes that stay; ``ops`` what the others did to contacts;
    ``remove`` the ids of contacts that go, in order; ``records`` whether records beside the
    contacts were touched.
    """

    number: int
    types: dict[str, str] = field(default_factory=dict)
    ops: set[str] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    remove: array[int] = field(default_factory=lambda: array("q"))
    leaving: set[tuple[int, int]] = field(default_factory=set)
    shop: list[tuple[str, str]] = field(default_factory=list)
    fields: list[ChangeInfo] = field(default_factory=list)
    named: list[ChangeInfo] = field(default_factory=list)
    records: bool = False
    conflicts: list[UndoConflict] = field(default_factory=list)

    def leave(self, change: ChangeInfo, name: str, reason: str) -> None:
        """Leave a change as it is."""
        self.left.add(change.id)
        self.conflicts.append(UndoConflict(change.uid, name, reason))


def plan_of(number: int) -> Plan:
    """Return the plan for taking back changeset ``number``, conflicts left out and listed."""
    plan = Plan(number, {fold(info.name): info.type for info in custom_fields()})
    for piece in journal.changes_of(number, kinds=journal.OF_THE_SHOP):
        for change in piece:
            _plan_other(plan, change)
    for piece in journal.changes_of(number, kinds=tuple(KINDS)):
        plan.records = True
        for change, name, reason in undo_records.standing_in_the_way(piece, number):
            plan.leave(change, name, reason)
    plan.types |= {
        fold(c.fields["name"]): c.fields["type"] for c in plan.fields if c.op == "remove"
    }
    for piece in journal.changes_of(number, kinds=("contact",)):
        _plan_piece(plan, piece)
    plan.remove = array("q", sorted(plan.remove))
    _keep_linked(plan)
    _keep_with_records(plan)
    _keep_used_fields(plan)
    return plan


def restored(change: ChangeInfo, contact: Contact) -> Contact:
    """Return a contact with the values it had before a change."""
    return with_values(contact, {name: pair[0] for name, pair in change.fields.items()})


def _plan_other(plan: Plan, change: ChangeInfo) -> None:
    if change.kind == "shop":
        _plan_shop(plan, change)
    elif not is_named(change):
        plan.fields.append(change)
    elif refused := standing_in_the_way(change):
        plan.conflicts.append(UndoConflict(change.uid, *refused))
    else:
        plan.named.append(change)


def _plan_shop(plan: Plan, change: ChangeInfo) -> None:
    for key, (old, new) in change.fields.items():
        if setting(key) == new:
            plan.shop.append((key, str(old)))
        else:
            plan.conflicts.append(UndoConflict(change.uid, key, "edited"))


def _plan_piece(plan: Plan, piece: list[ChangeInfo]) -> None:
    uids = [change.uid for change in piece]
    heads = stored.heads(uids)
    updated = [change.uid for change in piece if change.op == "update"]
    whole = stored.load_by_uids(updated) if updated else {}
    later = traces.changed_since(uids, plan.number)
    back: list[tuple[ChangeInfo, Contact]] = []
    for change in piece:
        head, contact = heads.get(change.uid), whole.get(change.uid)
        if change.op == "remove" and head is None:
            back.append((change, unpack_all(change.uid, change.fields)))
        elif head is None:
            plan.leave(change, "", "gone")
        elif not _fits(change, head, contact, later=change.uid in later):
            plan.leave(change, head.name, "edited")
        elif contact is not None:
            back.append((change, restored(change, contact)))
            plan.leaving.update(_leaving(contact, back[-1][1]))
        elif change.op == "create":
            plan.remove.append(head.id)
    _keep_whole(plan, back)
    plan.ops |= {change.op for change in piece if change.id not in plan.left}


def _fits(change: ChangeInfo, head: Head, contact: Contact | None, *, later: bool) -> bool:
    """Tell whether a record is as the change left it."""
    if change.op == "update":
        fields = change.fields.items()
        return contact is not None and all(current(contact, n) == pair[1] for n, pair in fields)
    if change.op == "create":
        return not later
    return change.op == ("trash" if head.trashed else "restore")


def _keep_whole(plan: Plan, back: list[tuple[ChangeInfo, Contact]]) -> None:
    """What links to a company or uses a field that is gone by now can't come back."""
    wanted = sorted(
        {link.uid for change, c in back if _brings_links(change) for link in c.companies}
    )
    known = traces.names_of(wanted).keys() | traces.removed_in(plan.number, wanted)
    for change, contact in back:
        links = contact.companies if _brings_links(change) else ()
        values = contact.custom if _brings_values(change) else ()
        if any(link.uid not in known for link in links) or not all(
            custom_fits(plan.types.get(fold(name), ""), value) for name, value in values
        ):
            plan.leave(change, contact.name, "gone")


def _brings_links(change: ChangeInfo) -> bool:
    return "companies" in change.fields


def _brings_values(change: ChangeInfo) -> bool:
    return any(name == "custom" or name.startswith(CUSTOM) for name in change.fields)


def _keep_linked(plan: Plan) -> None:
    """Companies that others were linked to since can't go."""
    going = plan.remove

    def stays(person: int) -> bool:
        place = bisect_left(going, person)
        return place == len(going) or going[place] != person

    _keep(plan, linked_from_outside(going, stays, plan.leaving))


def _keep_with_records(plan: Plan) -> None:
    """Contacts that have got interactions or decisions from elsewhere since can't go."""
    going = plan.remove
    kept: set[int] = set()
    for one in records.with_records() if going else ():
        place = bisect_left(going, one)
        if place < len(going) and going[place] == one:
            uids = [uid for some in records.of_contacts([one]).values() for uid in some]
            made = traces.made_or_moved_in(plan.number, uids) if plan.records else set()
            if set(uids) - made or traces.numbers_of(plan.number, uids) & plan.left:
                kept.add(one)
    _keep(plan, kept)


def _keep(plan: Plan, ids: set[int]) -> None:
    """Leave these contacts out of those that go."""
    if not ids:
        return
    uids = {uid: name for _one, uid, name in stored.named(sorted(ids))}
    plan.conflicts += [UndoConflict(uid, name, "linked") for uid, name in uids.items()]
    plan.remove = array("q", (one for one in plan.remove if one not in ids))
    plan.left |= traces.numbers_of(plan.number, list(uids))


def _keep_used_fields(plan: Plan) -> None:
    """A field that others use by now stays; alone in its changeset, that is a conflict."""
    if plan.ops or plan.conflicts:
        return
    for change in plan.fields:
        name = name_of_used_field(change.uid) if change.op == "create" else ""
        if name:
            plan.conflicts.append(UndoConflict(change.uid, name, "edited"))


def _leaving(before: Contact, after: Contact) -> Iterable[tuple[int, int]]:
    """Yield (company, person) of the links that taking a change back takes away."""
    kept = {link.uid for link in after.companies}
    return ((link.id, before.id) for link in before.companies if link.uid not in kept)
