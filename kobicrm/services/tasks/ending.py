"""Ending tasks: done with a result, dropped, opened again; the next of a series appears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kobicrm.domain.recurrence import next_day
from kobicrm.domain.tasks import Item, Task
from kobicrm.domain.uids import new_uid
from kobicrm.errors import Conflict
from kobicrm.services.interactions import Given, stored_interaction
from kobicrm.services.session import Session
from kobicrm.services.tasks.reading import wall_clock
from kobicrm.services.tasks.steps import Step, step_of
from kobicrm.services.tasks.writing import TaskBulk, check_seen, made, one_of, open_one
from kobicrm.storage import records
from kobicrm.storage.work import Work

# Which tasks leave an interaction behind when they are done, and of which channel.
CHANNEL_OF = {"call": "call", "visit": "visit", "message": "message", "follow_up": "call"}


@dataclass(frozen=True, slots=True)
class Ended:
    """What ending a task did: the next of its series, the interaction and the next step made.

    Each is '' or None when there is none.
    """

    task: Task
    following: Task | None
    interaction: str
    next_step: Task | None
    changeset: int | None


def done(
    session: Session,
    ref: str,
    *,
    result: Mapping[str, object] | None = None,
    step: Step = None,
    seen: Task | None = None,
) -> Ended:
    """End a task as done, all in one change.

    ``result`` tells how it went, as :func:`kobicrm.services.interactions.log` takes it; with one,
    or when the task was a call, a visit or a message, an interaction with its contact is kept.
    ``step`` is a task to do next, as :func:`kobicrm.services.tasks.add` takes it or as a line of
    text, with the same contact. Raises Conflict("task_ended") when somebody else was quicker,
    ValidationError, NotFound.
    """
    with session.write("task.done") as unit:
        before = open_one(ref)
        check_seen(before, seen)
        after = replace(before, state="done", ended_at=unit.at)
        records.change(unit, "task", before.uid, after.values())
        unit.recorder.detail["name"] = before.title
        talk = _interaction(unit, session, before, result)
        following = _following(unit, before, wall_clock(session).date())
        step_made = None
        if wanted := step_of(session, step):
            same = {} if "contact" in wanted else {"contact": before.contact}
            step_made = made(unit, session, wanted, assignee=before.assignee, **same)
    return Ended(after, following, talk, step_made, unit.recorder.changeset)


def _interaction(
    unit: Work, session: Session, task: Task, result: Mapping[str, object] | None
) -> str:
    if not task.contact or (not result and task.kind not in CHANNEL_OF):
        return ""
    given: Given = {
        "channel": CHANNEL_OF.get(task.kind, "note"),
        "text": task.title,
        "minutes": task.minutes,
        **(result or {}),
    }
    if result and result.get("text"):
        given["text"] = f"{task.title}: {result['text']}"
    return stored_interaction(unit, session, task.contact, given, task=task.uid)


def done_many(session: Session, refs: Sequence[str]) -> TaskBulk:
    """End several tasks as done, as one change; errors as :func:`done`."""
    with session.write("task.done") as unit:
        today = wall_clock(session).date()
        found = [open_one(ref) for ref in refs]
        for task in found:
            after = replace(task, state="done", ended_at=unit.at)
            records.change(unit, "task", task.uid, after.values())
            _interaction(unit, session, task, None)
            _following(unit, task, today)
            unit.recorder.detail["name"] = task.title
        unit.recorder.detail["count"] = len(found)
    return TaskBulk(len(found), unit.recorder.changeset)


def drop(session: Session, refs: Sequence[str], *, series: bool = False) -> TaskBulk:
    """End tasks without doing them; the next of a series appears unless ``series`` ends too.

    Raises Conflict("task_ended"), NotFound.
    """
    with session.write("task.drop") as unit:
        today = wall_clock(session).date()
        found = [open_one(ref) for ref in refs]
        for task in found:
            after = replace(task, state="dropped", ended_at=unit.at)
            records.change(unit, "task", task.uid, after.values())
            if not series:
                _following(unit, task, today)
            unit.recorder.detail["name"] = task.title
        unit.recorder.detail["count"] = len(found)
    return TaskBulk(len(found), unit.recorder.changeset)


def reopen(session: Session, ref: str) -> TaskBulk:
    """Open an ended task again. Raises Conflict("task_is_open"), NotFound."""
    with session.write("task.reopen") as unit:
        task = one_of(ref)
        if task.is_open:
            raise Conflict("task_is_open", title=task.title)
        after = replace(task, state="open", ended_at=None)
        records.change(unit, "task", task.uid, after.values())
        unit.recorder.detail["name"] = task.title
    return TaskBulk(1, unit.recorder.changeset)


def skip(session: Session, ref: str) -> TaskBulk:
    """Leave this day of a series out: the task moves to the next one.

    A series that is over then ends with it, dropped. Raises Conflict for a task that is ended or
    does not repeat, NotFound.
    """
    with session.write("task.skip") as unit:
        task = open_one(ref)
        if not task.repeat or task.due is None or task.start is None:
            raise Conflict("task_single", title=task.title)
        skipped = (*task.skipped, task.due)
        day = next_day(task.repeat, task.start, task.due, skipped)
        after = replace(task, due=day or task.due, skipped=skipped)
        if day is None:
            after = replace(after, state="dropped", ended_at=unit.at)
        records.change(unit, "task", task.uid, after.values())
        unit.recorder.detail["name"] = task.title
    return TaskBulk(1, unit.recorder.changeset)


def _following(unit: Work, task: Task, today: date) -> Task | None:
    """Store the next task of a series: on its first day after both its own and yesterday.

    Days that went by unnoticed are not made up for.
    """
    if not task.repeat or task.due is None or task.start is None:
        return None
    after = max(task.due, today - timedelta(days=1))
    day = next_day(task.repeat, task.start, after, task.skipped)
    if day is None:
        return None
    following = replace(
        task,
        uid=new_uid(),
        due=day,
        checklist=tuple(Item(one.text) for one in task.checklist),
        series=task.series or task.uid,
        state="open",
        ended_at=None,
        created_at=unit.at,
    )
    records.add(unit, "task", following.values(), uid=following.uid)
    return following
