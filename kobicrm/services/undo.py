"""Taking back and putting back: changesets, as a whole or what is left of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kobicrm.domain.codec import unpack_all
from kobicrm.domain.contacts import altered
from kobicrm.errors import Conflict, NotFound
from kobicrm.services import undo_named, undo_records
from kobicrm.services.session import Session
from kobicrm.services.undo_plan import Plan, UndoConflict, plan_of, restored
from kobicrm.storage import contacts as stored, journal
from kobicrm.storage.journal import ChangeInfo, ChangesetInfo
from kobicrm.storage.work import Work

__all__ = ["UndoConflict", "UndoReport", "changesets", "preview", "redo", "undo"]

_NAMED = 20


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo did: its own changeset, the one it took back, how many records."""

    changeset: int | None
    of: int
    action: str
    records: int
    conflicts: tuple[UndoConflict, ...] = ()


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
        return _take_back(unit, last, partial=False)


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
    plan = plan_of(target.id)
    if plan.conflicts and not partial:
        raise _refusal(plan, target)
    records = _apply(unit, plan)
    unit.recorder.undoes = target.id
    unit.recorder.detail.update(of=target.id, action=target.action, left=len(plan.conflicts))
    return UndoReport(
        unit.recorder.changeset, target.id, target.action, records, tuple(plan.conflicts)
    )


def _refusal(plan: Plan, target: ChangesetInfo) -> Conflict:
    return Conflict(
        "undo_conflicts",
        number=target.id,
        count=len(plan.conflicts),
        names="\n".join(conflict.name for conflict in plan.conflicts[:_NAMED]),
        report=UndoReport(None, target.id, target.action, 0, tuple(plan.conflicts)),
    )


def _apply(unit: Work, plan: Plan) -> int:
    for change in plan.fields:
        if change.op == "remove":
            unit.add_field(
                change.fields["name"],
                change.fields["type"],
                change.fields["choices"],
                uid=change.uid,
            )
    records = undo_records.remove_made(unit, plan.number, plan.left) if plan.records else 0
    records += sum(_put_back(unit, plan, op) for op in _TURNS if op in plan.ops) + len(plan.shop)
    if plan.records:
        # Before contacts go: what was given to them goes back to whom it belonged.
        records += undo_records.put_back(unit, plan.number, plan.left)
    # All at once at the end: links between those that go must not stop each other.
    stored.purge(plan.remove)
    for key, value in plan.shop:
        unit.set_shop(key, value)
    records += undo_named.take_back(unit, plan.named)
    for change in plan.fields:
        # A field that came with contacts and is used by others since stays.
        if change.op == "remove" or unit.remove_field(change.uid):
            records += 1
    return records


# What a changeset did to contacts, in the order in which it is taken back.
_TURNS = ("remove", "update", "trash", "restore", "create")


def _put_back(unit: Work, plan: Plan, op: str) -> int:
    """Take back what was done to contacts by one operation; return to how many."""
    if op == "remove":
        # Companies come back before the people linked to them.
        return _insert(unit, plan, companies=True) + _insert(unit, plan, companies=False)
    count = 0
    for changes in _pieces(plan, op):
        count += len(changes)
        uids = [change.uid for change in changes]
        if op in ("trash", "restore"):
            heads = [(head.id, head.uid) for head in stored.heads(uids).values()]
            (unit.restore if op == "trash" else unit.trash)(heads)
            continue
        found = stored.load_by_uids(uids)
        if op == "update":
            unit.update_many([(found[c.uid], restored(c, found[c.uid])) for c in changes])
        else:
            unit.remove([found[uid] for uid in uids])
    return count


def _insert(unit: Work, plan: Plan, *, companies: bool) -> int:
    count = 0
    for changes in _pieces(plan, "remove"):
        for change in changes:
            if (change.fields["kind"] == "company") is companies:
                contact = unpack_all(change.uid, change.fields)
                unit.insert(altered(contact, updated_by=unit.author.staff))
                count += 1
    return count


def _pieces(plan: Plan, op: str) -> Iterator[list[ChangeInfo]]:
    for piece in journal.changes_of(plan.number, kinds=("contact",), op=op):
        if changes := [change for change in piece if change.id not in plan.left]:
            yield changes
