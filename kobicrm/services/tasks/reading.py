"""Looking tasks up: one by its number, windows of the list, counts for the head of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from kobicrm.domain.tasks import Task
from kobicrm.domain.uids import is_uid
from kobicrm.errors import NotFound
from kobicrm.services.session import Session
from kobicrm.storage import tasks as stored
from kobicrm.storage.tasks import Cursor, TaskFilter, TaskRowInfo

__all__ = [
    "Counts",
    "Cursor",
    "TaskFilter",
    "TaskRowInfo",
    "count",
    "counts",
    "find",
    "listing",
    "of",
    "per_day",
    "uid_of",
    "wall_clock",
    "window",
]

# The first rows come at once; what looks contacts up does it once for each piece.
_PIECE, _LARGEST = 500, 16_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are late, due today (late ones aside), due tomorrow; how many were done today."""

    late: int
    today: int
    tomorrow: int
    done: int
    open: int


def wall_clock(session: Session) -> datetime:
    """Return now as the shop's wall clock shows it, without a zone."""
    return session.clock().astimezone().replace(tzinfo=None)


def find(session: Session, ref: str) -> TaskRowInfo:
    """Return the task with this number or uid. Raises NotFound("task_missing")."""
    with session.store.reading():
        uid = uid_of(ref)
        [found] = stored.rows_of([uid])
    return found


def uid_of(ref: str) -> str:
    """Return the uid of the task that ``ref`` names by number or uid; inside a transaction.

    Raises NotFound("task_missing").
    """
    text = ref.strip().removeprefix("id:")
    if is_uid(text):
        uid = text if stored.number_of(text) is not None else ""
    elif text.isascii() and text.isdecimal() and len(text) < 19:
        uid = stored.numbers([int(text)]).get(int(text), "")
    else:
        uid = ""
    if not uid:
        raise NotFound("task_missing", ref=ref)
    return uid


def window(
    session: Session, where: TaskFilter, limit: int, *, after: Cursor | None = None
) -> list[TaskRowInfo]:
    """Return the tasks that follow ``after`` in the list, at most ``limit``.

    Open ones stand by the day and time they are due, those without a day last; ended ones
    newest first.
    """
    with session.store.reading():
        return stored.window(where, limit, after=after)


def listing(session: Session, where: TaskFilter, limit: int | None = None) -> Iterator[TaskRowInfo]:
    """Yield the tasks that pass, in the order of :func:`window`.

    A filter with the state ``all`` gives open ones and then those that ended.
    """
    states = ("open", "ended") if where.state == "all" else (where.state,)
    with session.store.reading():
        rows = (row for state in states for row in _each(replace(where, state=state)))
        yield from islice(rows, limit)


def _each(where: TaskFilter) -> Iterator[TaskRowInfo]:
    after: Cursor | None = None
    piece = _PIECE
    while rows := stored.window(where, piece, after=after):
        yield from rows
        after, piece = rows[-1].cursor, min(2 * piece, _LARGEST)


def count(session: Session, where: TaskFilter) -> int:
    """Return how many tasks pass."""
    with session.store.reading():
        return stored.count(where)


def counts(session: Session, *, assignee: str = "") -> Counts:
    """Return the figures of the day."""
    now = wall_clock(session)
    today = now.date()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone()
    with session.store.reading():
        late = stored.count(TaskFilter(assignee=assignee, before=now))
        due = stored.count(TaskFilter(assignee=assignee, last=today))
        tomorrow = today + timedelta(days=1) if today < date.max else today
        return Counts(
            late=late,
            today=due - late,
            tomorrow=stored.count(TaskFilter(assignee=assignee, first=tomorrow, last=tomorrow)),
            done=stored.count(TaskFilter("done", assignee=assignee, ended_from=midnight)),
            open=stored.count(TaskFilter(assignee=assignee)),
        )


def per_day(session: Session, first: date, last: date) -> dict[date, int]:
    """Return how many open tasks are due on each day that has some."""
    with session.store.reading():
        found = stored.per_day(first, last)
    return {date.fromisoformat(day): number for day, number in found.items()}


def of(session: Session, uids: list[str]) -> dict[str, Task]:
    """Return those tasks that exist, by uid."""
    with session.store.reading():
        return stored.load(uids)
