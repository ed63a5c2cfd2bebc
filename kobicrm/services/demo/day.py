"""A day's work for the demo shop: conversations, promises and the routine, around one day.

Everything comes from dice of its own, so that the people of a seed stay who they are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from kobicrm.domain import recurrence
from kobicrm.domain.codec import iso
from kobicrm.domain.contacts import Contact
from kobicrm.domain.tasks import NO_REMINDER, Item, Task
from kobicrm.services.demo import day_texts as texts, names, numbers

T = TypeVar("T")
Record = tuple[str, Mapping[str, Any]]

# Three tasks for a hundred contacts, but as many in a small shop that every kind is there, and
# no more in a big one than a few people can do.
_SHARE, _FEWEST, _MOST = 0.03, 24, 600
# The tasks in turn: days from today; with a time of day or without; how they ended.
_TURNS: tuple[tuple[int | None, bool, str], ...] = (
    (0, True, "open"), (-1, False, "open"), (1, True, "open"), (-2, False, "done"),
    (0, False, "open"), (9, False, "open"), (-1, True, "done"), (2, False, "open"),
    (0, True, "open"), (-4, True, "open"), (-6, False, "done"), (14, True, "open"),
    (3, True, "open"), (None, False, "open"), (0, True, "open"), (-11, True, "done"),
    (5, False, "open"), (21, False, "open"), (-9, False, "open"), (-3, True, "done"),
    (0, False, "open"), (-5, False, "dropped"), (35, False, "open"), (-19, False, "done"),
)  # fmt: skip
_TALKED = 0.25
# One in so many of a tag with a rule has waited for too long.
_SILENT_EVERY = 20
# Six in the morning in UTC is when the shop opens; nobody is spoken with on a Sunday.
_OPENS, _MINUTES_OPEN, _SUNDAY = 6, 600, 6
_PRIORITIES = ("normal", "normal", "normal", "high", "low")
_REMINDERS = (NO_REMINDER, 15, 60)


@dataclass(slots=True)
class Work:
    """Records to be stored: interactions and tasks."""

    talks: list[Record] = field(default_factory=list)
    tasks: list[Record] = field(default_factory=list)


class Day:
    """Makes the work around ``today``, the same for the same seed, size and contacts."""

    def __init__(self, seed: int, size: int, today: date) -> None:
        """Prepare for a shop of ``size`` contacts, whose work is handed out in their order."""
        self._dice = random.Random(f"{seed}:{today}")  # noqa: S311 - no secret hangs on it
        self._size, self._today = size, today
        self._slots = min(_MOST, max(_FEWEST, int(size * _SHARE)))
        self._number = self._kept = 0

    def of(self, contact: Contact) -> Work:
        """Return the work with the next contact; it has its uid, tags and when it was added."""
        work = Work()
        turns = range(self._slot(self._number), self._slot(self._number + 1))
        self._number += 1
        added = contact.created_at or self._at(self._today - timedelta(days=1))
        allowed = min(
            (texts.CADENCES[tag] for tag in contact.tags if tag in texts.CADENCES), default=0
        )
        if allowed or turns or self._dice.random() < _TALKED:
            self._talk(work, contact, added, self._last_talk(allowed, added))
        for turn in turns:
            self._promise(work, contact, added, _TURNS[turn % len(_TURNS)])
        return work

    def of_the_shop(self) -> list[Record]:
        """Return the tasks that are nobody's: the routine, and what is planned."""
        made = [self._planned(plan) for plan in texts.PLANS]
        return [_record(task) for task in (*made, *self._routine())]

    def _slot(self, number: int) -> int:
        """Return the first of the tasks that fall to the contact of this number or later ones."""
        return -(-number * self._slots // self._size)

    # Conversations

    def _last_talk(self, allowed: int, added: datetime) -> int:
        """Return how many days ago somebody was last spoken with."""
        if not allowed:
            return self._dice.randint(1, 150)
        age = (self._today - added.date()).days
        if age > allowed + 40:
            self._kept += 1
            if self._kept % _SILENT_EVERY == 2:
                return allowed + self._dice.randint(3, 35)
        return self._dice.randint(1, allowed - 3)

    def _talk(self, work: Work, contact: Contact, added: datetime, last: int) -> None:
        for _ in range(self._one((1, 1, 2, 3))):
            story = self._one(texts.STORIES)
            day = self._today - timedelta(days=last + sum(said.days for said in story))
            for said in story:
                day += timedelta(days=said.days)
                at = self._at(_workday(day, -1))
                if at > added:
                    work.talks.append(self._talk_record(contact, at, said))
            last += self._dice.randint(15, 60)

    def _talk_record(
        self, contact: Contact, at: datetime, said: texts.Said, task: str = ""
    ) -> Record:
        return numbers.uid(at, self._dice), {
            "contact": contact.uid,
            "channel": said.channel,
            "direction": said.direction,
            "outcome": said.outcome,
            "at": iso(at),
            "minutes": said.minutes,
            "author": self._one(names.STAFF),
            "text": self._filled(said.text),
            "task": task,
        }

    # Tasks

    def _promise(
        self, work: Work, contact: Contact, added: datetime, turn: tuple[int | None, bool, str]
    ) -> None:
        days, timed, state = turn
        promise = self._one(texts.PROMISES)
        due = None if days is None else self._today + timedelta(days=days)
        if due is not None and days:
            due = _workday(due, 1 if days > 0 else -1)
        made_at = max(
            added, self._at((due or self._today) - timedelta(days=self._dice.randint(5, 12)))
        )
        ended = self._at(due) if due is not None and state != "open" else None
        # Told of from tomorrow on: nobody is met by reminders in a shop made a moment ago.
        remind = self._one(_REMINDERS) if timed and (days or 0) > 0 else NO_REMINDER
        if ended is not None:
            made_at = min(made_at, ended)
        task = Task(
            self._filled(promise.title),
            uid=numbers.uid(made_at, self._dice),
            contact=contact.uid,
            kind=promise.kind,
            due=due,
            clock=self._clock() if timed else None,
            remind=remind,
            priority=self._one(_PRIORITIES),
            assignee=self._one((*names.STAFF, "", "")),
            minutes=promise.minutes,
            checklist=tuple(Item(text, state == "done") for text in promise.items),
            note=promise.note,
            state=state,
            ended_at=ended,
            created_at=made_at,
        )
        work.tasks.append(_record(task))
        if ended is not None and state == "done" and promise.result:
            channel = {"visit": "visit", "message": "whatsapp"}.get(promise.kind, "call")
            text = f"{task.title}: {promise.result}"
            said = texts.Said(channel, "out", "reached", promise.minutes, text)
            work.talks.append(self._talk_record(contact, ended, said, task.uid))

    def _planned(self, plan: texts.Plan) -> Task:
        made_at = self._at(_workday(self._today + timedelta(days=min(plan.days, 0) - 8), -1))
        due = self._today + timedelta(days=plan.days)
        return Task(
            plan.title,
            uid=numbers.uid(made_at, self._dice),
            due=_workday(due, 1) if plan.days > 0 else due,
            priority=plan.priority,
            assignee=self._one((*names.STAFF, "")),
            checklist=tuple(Item(text, at < plan.done) for at, text in enumerate(plan.items)),
            note=plan.note,
            created_at=made_at,
        )

    def _routine(self) -> Iterator[Task]:
        """Yield the last three of each series, done on their days, and the open one."""
        yesterday = self._today - timedelta(days=1)
        for routine in texts.ROUTINES:
            about = self._today - timedelta(days=120)
            start = recurrence.next_day(routine.rule, about, about) or about
            passed = recurrence.days(routine.rule, start, start, yesterday)[-3:]
            coming = recurrence.next_day(routine.rule, start, yesterday)
            first = ""
            for day in (*passed, *filter(None, (coming,))):
                is_done = day < self._today
                made_at = self._at(day - timedelta(days=20))
                uid = numbers.uid(made_at, self._dice)
                yield Task(
                    routine.title,
                    uid=uid,
                    due=day,
                    clock=time.fromisoformat(routine.clock) if routine.clock else None,
                    minutes=routine.minutes,
                    checklist=tuple(Item(text, is_done) for text in routine.items),
                    repeat=routine.rule,
                    start=start,
                    series=first,
                    state="done" if is_done else "open",
                    ended_at=self._at(day) if is_done else None,
                    created_at=made_at,
                )
                first = first or uid

    # Dice

    def _one(self, options: Sequence[T]) -> T:
        return options[int(self._dice.random() * len(options))]

    def _clock(self) -> time:
        half = self._dice.randrange(18)
        return time(9 + half // 2, 30 * (half % 2))

    def _at(self, day: date) -> datetime:
        """Return a moment of a day while the shop is open."""
        opened = datetime.combine(day, time(_OPENS), UTC)
        return opened + timedelta(minutes=int(self._dice.random() * _MINUTES_OPEN))

    def _filled(self, text: str) -> str:
        return text.format(day=self._one(names.DAYS), thing=self._one(names.THINGS))


def _workday(day: date, step: int) -> date:
    """Return the day, or the one beside it when it is a Sunday."""
    return day + timedelta(days=step) if day.weekday() == _SUNDAY else day


def _record(task: Task) -> Record:
    return task.uid, task.values()
