"""Taking back and putting back: changesets, as a whole or what is left of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kobicrm.domain.codec import current, unpack_all, with_values
from kobicrm.domain.contacts import Contact, altered
from kobicrm.errors import Conflict, NotFound
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored, journal
from kobicrm.storage.contacts.lookup import linked_from_outside
from kobicrm.storage.journal import ChangeInfo, ChangesetInfo
from kobicrm.storage.work import Work

_NAMED = 20


@dataclass(frozen=True, slots=True)
class UndoConflict:
    """A record that can't be taken back, and why: ``edited``, ``gone``, ``linked``."""

    uid: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo did: its own changeset, the one it took back, how many records."""

    changeset: int | None
    of: int
    action: str
    records: int
    conflicts: tuple[UndoConflict, ...] = ()


@dataclass(slots=True)
class _Plan:
    """What will be written, worked out before anything is."""

    remove: list[Contact] = field(default_factory=list)
    update: list[tuple[Contact, Contact]] = field(default_factory=list)
    trash: list[Contact] = field(default_factory=list)
    restore: list[Contact] = field(default_factory=list)
    insert: list[Contact] = field(default_factory=list)
    shop: list[tuple[str, str]] = field(default_factory=list)
    fields: list[ChangeInfo] = field(default_factory=list)
    conflicts: list[UndoConflict] = field(default_factory=list)


def changesets(session: Session, limit: int | None = 20) -> list[ChangesetInfo]:
    """Return the newest changesets first, with counts by operation."""
    with session.store.reading():
        return journal.changesets(limit)


def preview(session: Session, number: int | None = None) -> ChangesetInfo:
    """Return the changeset an undo would take back; NotFound when there is none."""
    with session.store.reading():
        return _wanted(session, number)


def undo(session: Session, number: int | None = None, *, partial: bool = False) -> UndoReport:
    """Take back changeset ``number``, else this person's last one in this application.

    All or nothing: records written since are conflicts, and Conflict (with the report in
    ``values['report']``) is raised. With ``partial`` the others are taken back and the
    conflicts reported. Raises NotFound when there is nothing to take back.
    """
    with session.write("undo") as unit:
        target = _wanted(session, number)
        return _take_back(unit, target, partial=partial)


def redo(session: Session) -> UndoReport:
    """Put back what this person's last undo took; NotFound when nothing was undone last."""
    with session.write("redo") as unit:
        last = journal.last_undo_of(session.author)
        if last is None:
            raise NotFound("redo_nothing")
        report = _take_back(unit, last, partial=False)
        original = last.undoes
        if original is not None:
            journal.mark_standing(original)
        return report


def _wanted(session: Session, number: int | None) -> ChangesetInfo:
    if number is None:
        found = journal.last_of(session.author)
        if found is None:
            raise NotFound("undo_nothing")
        return found
    found = journal.changeset(number)
    if found is None:
        raise NotFound("changeset_missing", number=number)
    if found.undone_by is not None:
        raise Conflict("undo_done", number=number)
    return found


def _take_back(unit: Work, target: ChangesetInfo, *, partial: bool) -> UndoReport:
    plan = _Plan()
    for piece in journal.changes_of(target.id):
        _plan_piece(plan, piece, target.id)
    _keep_linked(plan)
    if plan.conflicts and not partial:
        report = UndoReport(None, target.id, target.action, 0, tuple(plan.conflicts))
        lines = "\n".join(conflict.name for conflict in plan.conflicts[:_NAMED])
        raise Conflict(
            "undo_conflicts",
            number=target.id,
            count=len(plan.conflicts),
            names=lines,
            report=report,
        )
    records = _apply(unit, plan)
    unit.recorder.undoes = target.id
    unit.recorder.detail.update(of=target.id, action=target.action, left=len(plan.conflicts))
    return UndoReport(
        unit.recorder.changeset, target.id, target.action, records, tuple(plan.conflicts)
    )


def _plan_piece(plan: _Plan, piece: list[ChangeInfo], number: int) -> None:
    uids = [change.uid for change in piece if change.kind == "contact"]
    present = stored.load_by_uids(uids)
    later = journal.changed_since(uids, number)
    for change in piece:
        if change.kind == "shop":
            plan.shop += [(key, str(pair[0])) for key, pair in change.fields.items()]
        elif change.kind == "custom_field":
            plan.fields.append(change)
        else:
            _plan_contact(plan, change, present.get(change.uid), change.uid in later)


def _plan_contact(plan: _Plan, change: ChangeInfo, contact: Contact | None, later: bool) -> None:
    if change.op == "remove":
        if contact is None:
            plan.insert.append(unpack_all(change.uid, change.fields))
        else:
            plan.conflicts.append(UndoConflict(change.uid, contact.name, "edited"))
        return
    if contact is None:
        plan.conflicts.append(UndoConflict(change.uid, "", "gone"))
    elif change.op == "create":
        if later:
            plan.conflicts.append(UndoConflict(change.uid, contact.name, "edited"))
        else:
            plan.remove.append(contact)
    elif change.op == "update":
        old = {name: pair[0] for name, pair in change.fields.items()}
        if any(current(contact, name) != pair[1] for name, pair in change.fields.items()):
            plan.conflicts.append(UndoConflict(change.uid, contact.name, "edited"))
        else:
            plan.update.append((contact, with_values(contact, old)))
    elif change.op == "trash" and contact.deleted_at is not None:
        plan.restore.append(contact)
    elif change.op == "restore" and contact.deleted_at is None:
        plan.trash.append(contact)


def _keep_linked(plan: _Plan) -> None:
    """Companies that others were linked to since can't go."""
    linked = linked_from_outside([contact.id for contact in plan.remove])
    for contact in plan.remove:
        if contact.id in linked:
            plan.conflicts.append(UndoConflict(contact.uid, contact.name, "linked"))
    plan.remove = [contact for contact in plan.remove if contact.id not in linked]


def _apply(unit: Work, plan: _Plan) -> int:
    for change in plan.fields:
        if change.op == "remove":
            unit.add_field(
                change.fields["name"],
                change.fields["type"],
                change.fields["choices"],
                uid=change.uid,
            )
    # Companies come back before the people linked to them.
    for contact in sorted(plan.insert, key=lambda contact: contact.kind != "company"):
        unit.insert(altered(contact, updated_by=unit.author.staff))
    for before, after in plan.update:
        unit.update(before, after)
    if plan.restore:
        unit.restore(plan.restore)
    if plan.trash:
        unit.trash(plan.trash)
    if plan.remove:
        unit.remove(plan.remove)
        stored.purge([contact.id for contact in plan.remove])
    for key, value in plan.shop:
        unit.set_shop(key, value)
    for change in plan.fields:
        # Others use the field by now: it stays, and nothing is lost by that.
        if change.op == "create":
            unit.remove_field(change.uid)
    done: tuple[list[object], ...] = (
        [*plan.insert, *plan.update, *plan.restore, *plan.trash, *plan.remove],
        [*plan.shop, *plan.fields],
    )
    return sum(len(items) for items in done)
