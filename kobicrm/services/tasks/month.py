"""Days with their tasks: a month as a calendar shows it, and all there is on one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from kobicrm.domain.today import birthdays_on
from kobicrm.services.session import Session
from kobicrm.services.tasks.reading import wall_clock
from kobicrm.storage import queue, tasks as stored
from kobicrm.storage.contacts import listing
from kobicrm.storage.tasks import TaskFilter, TaskRowInfo

_MOST_BIRTHDAYS = 50


@dataclass(frozen=True, slots=True)
class DaysInfo:
    """Open tasks of some days: how many each has, which days have late ones, the first of each."""

    counts: dict[date, int]
    late: frozenset[date]
    rows: dict[date, list[TaskRowInfo]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is on a day: its first tasks by the hour, how many there are, whose birthday it is."""

    day: date
    rows: list[TaskRowInfo]
    total: int
    birthdays: tuple[str, ...] = ()


def days(session: Session, first: date, last: date, *, each: int = 0) -> DaysInfo:
    """Return the open tasks of the days from ``first`` to ``last``, ``each`` of a day."""
    now = wall_clock(session)
    today = now.date()
    with session.store.reading():
        found = stored.per_day(first, last)
        counts = {date.fromisoformat(day): number for day, number in found.items()}
        late = {day for day in counts if day < today}
        if today in counts and stored.count(TaskFilter(first=today, before=now)):
            late.add(today)
        rows = {}
        if each:
            rows = {day: stored.window(TaskFilter(first=day, last=day), each) for day in counts}
    return DaysInfo(counts, frozenset(late), rows)


def agenda(session: Session, day: date, limit: int) -> Agenda:
    """Return what is on a day, at most ``limit`` tasks; those without a time stand last."""
    where = TaskFilter(first=day, last=day)
    with session.store.reading():
        rows = stored.window(where, limit)
        total = stored.count(where) if len(rows) == limit else len(rows)
        store = session.store
        found = queue.birthdays(store, birthdays_on(day), _MOST_BIRTHDAYS)
        people = listing.list_rows(store, sorted(one for one, _birthday in found))
    return Agenda(day, rows, total, tuple(row.name for row in people))


def grid(day: date) -> tuple[date, date]:
    """Return the first and last day of the six weeks a calendar shows of the month of ``day``."""
    first = day.replace(day=1)
    back = min(first.weekday(), (first - date.min).days)
    start = first - timedelta(days=back)
    return start, start + timedelta(days=min(41, (date.max - start).days))
