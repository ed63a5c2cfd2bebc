"""Writing tasks: add, edit, put off, delete; one of them or many, each time one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from kobicrm.domain.task_drafting import drafted, due_of
from kobicrm.domain.tasks import Task
from kobicrm.domain.uids import new_uid
from kobicrm.errors import Conflict, NotFound, ValidationError
from kobicrm.services.contacts.finding import resolve
from kobicrm.services.session import Session
from kobicrm.services.tasks.reading import uid_of, wall_clock
from kobicrm.storage import contacts as people, records, tasks as stored
from kobicrm.storage.work import Work


@dataclass(frozen=True, slots=True)
class TaskSaved:
    """A stored task; ``changeset`` is None when nothing had to be written."""

    task: Task
    id: int
    contact_name: str
    changeset: int | None


@dataclass(frozen=True, slots=True)
class TaskBulk:
    """What was done to several tasks: how many were written, and the changeset (None for none)."""

    tasks: int
    changeset: int | None


def add(session: Session, given: Mapping[str, object]) -> TaskSaved:
    """Store a new task from text as typed.

    ``given`` holds fields of the kind; `contact` is a reference, `due` takes a day with a time in
    words. Raises ValidationError naming the field, NotFound or Ambiguous for the contact.
    """
    with session.write("task.add") as unit:
        task = made(unit, session, given)
        unit.recorder.detail["name"] = task.title
    return _saved(session, task.uid, unit)


def made(unit: Work, session: Session, given: Mapping[str, object], **fixed: Any) -> Task:
    """Store a new task inside a transaction; ``fixed`` are values that nobody typed."""
    task = planned(unit, session, given, **fixed)
    records.add(unit, "task", task.values(), uid=task.uid)
    return task


def planned(unit: Work, session: Session, given: Mapping[str, object], **fixed: Any) -> Task:
    """Return a new task inside a transaction, not stored yet; errors as :func:`add`."""
    base = Task("", uid=new_uid(), created_at=unit.at, **fixed)
    rest = {key: value for key, value in given.items() if key != "contact"}
    task = drafted(rest, base, wall_clock(session))
    if "contact" in given:
        task = replace(task, contact=_contact(session, given["contact"]))
    return task


def _contact(session: Session, ref: object) -> str:
    text = str(ref or "").strip()
    return people.load([resolve(session, text)])[0].uid if text else ""


def edit(
    session: Session, ref: str, given: Mapping[str, object], *, seen: Task | None = None
) -> TaskSaved:
    """Change the fields named in ``given``; the others stay, '' empties one.

    ``seen`` is the task as it was read: Conflict when it was changed since. Other errors as
    :func:`add`, and NotFound("task_missing").
    """
    with session.write("task.edit") as unit:
        before = one_of(ref)
        check_seen(before, seen)
        rest = {key: value for key, value in given.items() if key != "contact"}
        after = drafted(rest, before, wall_clock(session))
        if "contact" in given:
            after = replace(after, contact=_contact(session, given["contact"]))
        records.change(unit, "task", before.uid, after.values())
        unit.recorder.detail["name"] = after.title
    return _saved(session, before.uid, unit)


def edit_many(session: Session, refs: Sequence[str], given: Mapping[str, object]) -> TaskBulk:
    """Change the same fields of several tasks, as one change; errors as :func:`edit`."""
    with session.write("task.set") as unit:
        now, count = wall_clock(session), 0
        for task in [one_of(ref) for ref in refs]:
            after = drafted(given, task, now)
            count += records.change(unit, "task", task.uid, after.values())
        unit.recorder.detail["count"] = count
    return TaskBulk(count, unit.recorder.changeset)


def put_off(session: Session, refs: Sequence[str], until: object) -> TaskBulk:
    """Let open tasks be due at another time, as one change.

    ``until`` is a day in words (the time of day stays unless one is said) or a number of days to
    move each by, back when it is below 0. Raises ValidationError, NotFound, and Conflict for a
    task that was ended.
    """
    with session.write("task.snooze") as unit:
        now, count = wall_clock(session), 0
        for task in [open_one(ref) for ref in refs]:
            count += records.change(unit, "task", task.uid, _later(task, until, now).values())
            unit.recorder.detail["name"] = task.title
        unit.recorder.detail["count"] = count
    return TaskBulk(count, unit.recorder.changeset)


def _later(task: Task, until: object, now: Any) -> Task:
    if isinstance(until, int):
        try:
            day = (task.due or now.date()) + timedelta(days=until)
        except OverflowError as error:
            raise ValidationError("due_too_far", field="due", value=until) from error
        return replace(task, due=day)
    due = due_of(until, now)
    if due is None:
        raise ValidationError("due_unreadable", field="due", value=str(until))
    # Only this one moves: the days of its series are counted from where they began.
    return replace(task, due=due.day, clock=due.clock or task.clock)


def delete(session: Session, refs: Sequence[str]) -> TaskBulk:
    """Take tasks away; undo brings them back. Raises NotFound."""
    with session.write("task.delete") as unit:
        uids = [one_of(ref).uid for ref in refs]
        found = stored.load(uids)
        unit.recorder.detail["count"] = records.remove(unit, "task", uids)
        if len(found) == 1:
            unit.recorder.detail["name"] = found[uids[0]].title
    return TaskBulk(len(found), unit.recorder.changeset)


def tick(session: Session, ref: str, number: int, *, done: bool = True) -> TaskSaved:
    """Tick a line of the checklist, counted from 1, or take the tick away.

    Raises ValidationError("number_between") when there is no such line, NotFound.
    """
    with session.write("task.edit") as unit:
        before = one_of(ref)
        items = list(before.checklist)
        if not 1 <= number <= len(items):
            raise ValidationError("number_between", field="checklist", lowest=1, highest=len(items))
        items[number - 1] = replace(items[number - 1], done=done)
        after = replace(before, checklist=tuple(items))
        records.change(unit, "task", before.uid, after.values())
        unit.recorder.detail["name"] = after.title
    return _saved(session, before.uid, unit)


def one_of(ref: str) -> Task:
    """Return a task inside a transaction. Raises NotFound."""
    uid = uid_of(ref)
    return stored.load([uid])[uid]


def open_one(ref: str) -> Task:
    """Return a task that is still open, inside a transaction. Raises NotFound or Conflict."""
    task = one_of(ref)
    if not task.is_open:
        raise Conflict("task_ended", title=task.title, at=task.ended_at)
    return task


def check_seen(now: Task, seen: Task | None) -> None:
    """Raise Conflict when a task is not any more as it was seen."""
    if seen is not None and seen != now:
        raise Conflict("task_changed", title=now.title)


def _saved(session: Session, uid: str, unit: Work) -> TaskSaved:
    with session.store.reading():
        found = stored.rows_of([uid])
    if not found:
        # Somebody took it away between the two.
        raise NotFound("task_missing", ref=uid)
    row = found[0]
    return TaskSaved(row.task, row.id, row.contact_name, unit.recorder.changeset)
