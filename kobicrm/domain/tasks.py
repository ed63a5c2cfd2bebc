"""A task as one frozen value, and the rules of when it is due.

Day and time are those of the shop's wall clock: "Tuesday at three" stays so wherever the
machine is carried and whatever is done to the clock in between.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from kobicrm.domain.instants import iso

TASK_KINDS = ("todo", "call", "visit", "message", "follow_up")
TASK_STATES = ("open", "done", "dropped")
PRIORITIES = ("low", "normal", "high")
NO_REMINDER = -1
# A year; reminders lie within it.
LONGEST_REMINDER = 525_600
MOST_ITEMS = 200
# What sorts after every day and every time of day.
NO_DAY, NO_CLOCK = "9999-12-32", "99:99"
# When the reminder of a task without a time of day comes.
MORNING = time(9, 0)

TaskKind = Literal["todo", "call", "visit", "message", "follow_up"]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist."""

    text: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do; ``contact`` is a uid, ``due`` and ``clock`` are None when nobody said.

    ``remind`` counts minutes before it is due; ``minutes`` is how long it takes, 0 when nobody
    said. ``repeat`` is a rule of RFC 5545, counted from ``start``; ``skipped`` are days on which
    it does not happen, and ``series`` the uid of the first task of the series.
    """

    title: str
    uid: str = ""
    contact: str = ""
    kind: str = "todo"
    due: date | None = None
    clock: time | None = None
    remind: int = NO_REMINDER
    priority: str = "normal"
    assignee: str = ""
    minutes: int = 0
    checklist: tuple[Item, ...] = ()
    note: str = ""
    repeat: str = ""
    start: date | None = None
    skipped: tuple[date, ...] = ()
    series: str = ""
    state: str = "open"
    ended_at: datetime | None = None
    created_at: datetime | None = field(default=None, compare=False)

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be done."""
        return self.state == "open"

    def due_at(self) -> datetime | None:
        """Return the moment it is due on the wall clock, the end of its day without a time."""
        return datetime.combine(self.due, self.clock or time.max) if self.due else None

    def is_late(self, now: datetime) -> bool:
        """Return whether it should have been done by ``now``, a moment of the wall clock."""
        at = self.due_at()
        return self.is_open and at is not None and at < now

    def reminds_at(self) -> datetime | None:
        """Return the moment of the wall clock at which to remind, None for never."""
        return _reminds(self.due, self.clock, self.remind)

    def values(self) -> dict[str, Any]:
        """Return what the journal keeps of it."""
        return {
            "contact": self.contact,
            "title": self.title,
            "kind": self.kind,
            "due": day_text(self.due),
            "clock": clock_text(self.clock),
            "remind": self.remind,
            "priority": self.priority,
            "minutes": self.minutes,
            "checklist": items_text(self.checklist),
            "note": self.note,
            "repeat": self.repeat,
            "start": day_text(self.start),
            "skipped": json.dumps([day_text(one) for one in self.skipped]),
            "series": self.series,
            "state": self.state,
            "ended_at": moment_text(self.ended_at),
            "created_at": moment_text(self.created_at),
            "assignee": self.assignee,
        }


def from_values(uid: str, values: Mapping[str, Any]) -> Task:
    """Return the task whose values the journal keeps so."""
    return Task(
        uid=uid,
        contact=values["contact"],
        title=values["title"],
        kind=values["kind"],
        due=day_of(values["due"]),
        clock=clock_of(values["clock"]),
        remind=values["remind"],
        priority=values["priority"],
        minutes=values["minutes"],
        checklist=items_of(values["checklist"]),
        note=values["note"],
        repeat=values["repeat"],
        start=day_of(values["start"]),
        skipped=tuple(date.fromisoformat(one) for one in json.loads(values["skipped"])),
        series=values["series"],
        state=values["state"],
        ended_at=_moment(values["ended_at"]),
        created_at=_moment(values["created_at"]),
        assignee=values["assignee"],
    )


def place_of(due: str, clock: str) -> str:
    """Return where a task stands among others: those without a time after, without a day last."""
    return f"{due or NO_DAY}T{clock or NO_CLOCK}"


def _reminds(due: date | None, clock: time | None, remind: int) -> datetime | None:
    if due is None or remind == NO_REMINDER:
        return None
    try:
        return datetime.combine(due, clock or MORNING) - timedelta(minutes=remind)
    except OverflowError:
        return None


def reminds_of(due: date | None, clock: time | None, remind: int) -> str:
    """Return the moment of the wall clock at which to remind as ``2026-11-20T10:30``, or ''."""
    at = _reminds(due, clock, remind)
    return at.isoformat(timespec="minutes") if at else ""


def day_text(day: date | None) -> str:
    """Return a day as ISO text, '' for none."""
    return day.isoformat() if day else ""


def day_of(text: str) -> date | None:
    """Return the day of an ISO text, None for ''; ValueError for anything else."""
    return date.fromisoformat(text) if text else None


def clock_text(clock: time | None) -> str:
    """Return a time of day as ``15:30``, '' for none."""
    return f"{clock:%H:%M}" if clock is not None else ""


def clock_of(text: str) -> time | None:
    """Return the time of day of ``15:30``, None for ''; ValueError for anything else."""
    return time.fromisoformat(text) if text else None


def moment_text(at: datetime | None) -> str:
    """Return an aware instant as ISO text in UTC, '' for none."""
    return iso(at) if at else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def items_text(items: tuple[Item, ...]) -> str:
    """Return a checklist as JSON."""
    return json.dumps([[one.text, one.done] for one in items], ensure_ascii=False)


def items_of(text: str) -> tuple[Item, ...]:
    """Return the checklist of a JSON text; ValueError when it is none."""
    found = json.loads(text)
    if not isinstance(found, list) or len(found) > MOST_ITEMS:
        raise ValueError(text[:80])
    return tuple(_item(one) for one in found)


def _item(one: object) -> Item:
    match one:
        case [str() as text, bool() as done]:
            return Item(text, done)
        case str() as text:
            return Item(text)
    raise ValueError(str(one)[:80])
