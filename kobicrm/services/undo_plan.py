"""What taking back a changeset would write, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kobicrm.domain.codec import current, unpack_all, with_values
from kobicrm.domain.contacts import Contact
from kobicrm.domain.drafting import custom_fits
from kobicrm.domain.turkish import fold
from kobicrm.services.undo_named import is_named, standing_in_the_way
from kobicrm.storage import contacts as stored, journal
from kobicrm.storage.contacts.lookup import linked_from_outside
from kobicrm.storage.journal import ChangeInfo
from kobicrm.storage.shop import custom_fields, name_of_used_field, setting


@dataclass(frozen=True, slots=True)
class UndoConflict:
    """A record that can't be taken back, and why: ``edited``, ``gone``, ``linked``."""

    uid: str
    name: str
    reason: str


@dataclass(slots=True)
class Plan:
    """What will be written, worked out before anything is."""

    remove: list[Contact] = field(default_factory=list)
    update: list[tuple[Contact, Contact]] = field(default_factory=list)
    trash: list[Contact] = field(default_factory=list)
    restore: list[Contact] = field(default_factory=list)
    insert: list[Contact] = field(default_factory=list)
    shop: list[tuple[str, str]] = field(default_factory=list)
    fields: list[ChangeInfo] = field(default_factory=list)
    named: list[ChangeInfo] = field(default_factory=list)
    conflicts: list[UndoConflict] = field(default_factory=list)


def plan_of(number: int) -> Plan:
    """Return the plan for taking back changeset ``number``, conflicts left out and listed."""
    plan = Plan()
    for piece in journal.changes_of(number):
        _plan_piece(plan, piece, number)
    _keep_whole(plan)
    _keep_linked(plan)
    _keep_used_fields(plan)
    return plan


def _plan_piece(plan: Plan, piece: list[ChangeInfo], number: int) -> None:
    uids = [change.uid for change in piece if change.kind == "contact"]
    present = stored.load_by_uids(uids)
    later = journal.changed_since(uids, number)
    for change in piece:
        if change.kind == "shop":
            _plan_shop(plan, change)
        elif is_named(change):
            _plan_named(plan, change)
        elif change.kind == "custom_field":
            plan.fields.append(change)
        else:
            _plan_contact(plan, change, present.get(change.uid), change.uid in later)


def _plan_shop(plan: Plan, change: ChangeInfo) -> None:
    for key, (old, new) in change.fields.items():
        if setting(key) == new:
            plan.shop.append((key, str(old)))
        else:
            plan.conflicts.append(UndoConflict(change.uid, key, "edited"))


def _plan_named(plan: Plan, change: ChangeInfo) -> None:
    if refused := standing_in_the_way(change):
        plan.conflicts.append(UndoConflict(change.uid, *refused))
    else:
        plan.named.append(change)


def _plan_contact(plan: Plan, change: ChangeInfo, contact: Contact | None, later: bool) -> None:
    if change.op == "remove" and contact is None:
        plan.insert.append(unpack_all(change.uid, change.fields))
    elif contact is None:
        plan.conflicts.append(UndoConflict(change.uid, "", "gone"))
    elif change.op == "create" and not later:
        plan.remove.append(contact)
    elif change.op == "update" and _stands(change, contact):
        old = {name: pair[0] for name, pair in change.fields.items()}
        plan.update.append((contact, with_values(contact, old)))
    elif change.op == "trash" and contact.deleted_at is not None:
        plan.restore.append(contact)
    elif change.op == "restore" and contact.deleted_at is None:
        plan.trash.append(contact)
    else:
        plan.conflicts.append(UndoConflict(change.uid, contact.name, "edited"))


def _stands(change: ChangeInfo, contact: Contact) -> bool:
    return all(current(contact, name) == pair[1] for name, pair in change.fields.items())


def _keep_whole(plan: Plan) -> None:
    """What links to a company or uses a field that is gone by now can't come back."""
    types = {fold(info.name): info.type for info in custom_fields()}
    types |= {fold(c.fields["name"]): c.fields["type"] for c in plan.fields if c.op == "remove"}
    changed = [*plan.insert, *(after for _before, after in plan.update)]
    wanted = sorted({link.uid for contact in changed for link in contact.companies})
    known = journal.names_of(wanted).keys() | {contact.uid for contact in plan.insert}
    broken = {
        contact.uid
        for contact in changed
        if any(link.uid not in known for link in contact.companies)
        or not all(custom_fits(types.get(fold(name), ""), v) for name, v in contact.custom)
    }
    plan.conflicts += [UndoConflict(c.uid, c.name, "gone") for c in changed if c.uid in broken]
    plan.insert = [contact for contact in plan.insert if contact.uid not in broken]
    plan.update = [pair for pair in plan.update if pair[0].uid not in broken]


def _keep_linked(plan: Plan) -> None:
    """Companies that others were linked to since can't go."""
    leaving = set(_leaving(plan.update))
    linked = linked_from_outside([contact.id for contact in plan.remove], leaving)
    for contact in plan.remove:
        if contact.id in linked:
            plan.conflicts.append(UndoConflict(contact.uid, contact.name, "linked"))
    plan.remove = [contact for contact in plan.remove if contact.id not in linked]


def _keep_used_fields(plan: Plan) -> None:
    """A field that others use by now stays; alone in its changeset, that is a conflict."""
    if plan.insert or plan.update or plan.trash or plan.restore or plan.remove or plan.conflicts:
        return
    for change in plan.fields:
        name = name_of_used_field(change.uid) if change.op == "create" else ""
        if name:
            plan.conflicts.append(UndoConflict(change.uid, name, "edited"))


def _leaving(updates: Iterable[tuple[Contact, Contact]]) -> Iterable[tuple[int, int]]:
    """Yield (company, person) of the links that the updates themselves take away."""
    for before, after in updates:
        kept = {link.uid for link in after.companies}
        for link in before.companies:
            if link.uid not in kept:
                yield link.id, before.id
