"""Reminders: which are due, and which were handed over already.

A reminder is named by its task and its moment; a task that is put off has a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peewee import SQL, Expression, fn

from kobicrm.domain.instants import micros
from kobicrm.domain.uids import pack, unpack
from kobicrm.storage.models import Contact, Reminder, Task
from kobicrm.storage.models.base import fetch
from kobicrm.storage.work import Work

HANDING, GIVEN, UNCERTAIN = "handing", "given", "uncertain"
Key = tuple[str, str]
# Word for word the conditions of the index.
_OPEN = Expression(Task.state, "=", SQL("'open'"))
_IN_HAND = Expression(Reminder.state, "=", SQL("'handing'"))
_SOME = Expression(Task.reminds, "<>", SQL("''"))


def due(now: str, limit: int) -> list[Key]:
    """Return (task, moment) of reminders that are due by ``now`` and of which nothing is told.

    ``now`` is a moment of the wall clock as :func:`kobicrm.domain.tasks.reminds_of` writes it.
    """
    told = Reminder.select(SQL("1")).where(
        (Reminder.task == Task.uid) & (Reminder.reminds == Task.reminds)
    )
    query: Any = Task.select(Task.uid, Task.reminds)
    query = query.left_outer_join(Contact, on=(Contact.id == Task.contact_id))
    query = query.where(
        _OPEN & _SOME & (Task.reminds <= now) & Contact.deleted_at.is_null() & ~fn.EXISTS(told)
    )
    rows = fetch(query.order_by(Task.reminds, Task.id).limit(limit))
    return [(unpack(uid), moment) for uid, moment in rows]


def mark(unit: Work, keys: Sequence[Key], state: str) -> None:
    """Tell of reminders that they are in a state; what is settled stays settled."""
    for task, moment in keys:
        row = {"task": pack(task), "reminds": moment, "state": state, "at": micros(unit.at)}
        if state == HANDING:
            Reminder.insert(**row).execute()
            continue
        mine = (Reminder.task == row["task"]) & (Reminder.reminds == moment)
        Reminder.update(state=state, at=row["at"]).where(mine).execute()


def release(keys: Sequence[Key]) -> None:
    """Take the marks of reminders away: nobody was told of them."""
    for task, moment in keys:
        mine = (Reminder.task == pack(task)) & (Reminder.reminds == moment)
        Reminder.delete().where(mine).execute()


def hold_again(keys: Sequence[Key], at: int) -> None:
    """Let reminders be marked since ``at`` (micros) again: nobody was told that they may be."""
    for task, moment in keys:
        mine = (Reminder.task == pack(task)) & (Reminder.reminds == moment)
        Reminder.update(state=HANDING, at=at).where(mine).execute()


def left_in_hand(before: int) -> list[Key]:
    """Return the reminders that were marked before a moment (micros) and never settled."""
    query = Reminder.select(Reminder.task, Reminder.reminds).where(
        _IN_HAND & (Reminder.at <= before)
    )
    return [(unpack(task), moment) for task, moment in fetch(query.order_by(Reminder.at))]


def in_hand_since() -> int | None:
    """Return since when (micros) a reminder is marked and not settled, None when none is."""
    [row] = fetch(Reminder.select(fn.MIN(Reminder.at)).where(_IN_HAND))
    return None if row[0] is None else int(row[0])
