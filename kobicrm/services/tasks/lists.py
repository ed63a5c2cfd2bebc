"""The list of tasks as a whole: in groups by when they are due, read in windows; what is chosen."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from kobicrm.domain.instants import micros
from kobicrm.domain.tasks import NO_DAY
from kobicrm.services.session import Session
from kobicrm.services.tasks.reading import wall_clock
from kobicrm.services.tasks.steps import end_of_week
from kobicrm.storage import tasks as stored
from kobicrm.storage.tasks import TaskFilter, TaskRowInfo

OPEN_GROUPS = ("late", "today", "week", "next_week", "later", "undated")
ENDED_GROUPS = ("ended_today", "ended_week", "earlier")
_NAMED = 3
T = TypeVar("T", str, int)


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """A part of the list: its key, one of the two tuples above, and how many tasks it has."""

    key: str
    count: int


class TaskList:
    """The tasks that pass a filter, in the order of :func:`kobicrm.services.tasks.window`.

    Only their numbers are held; what a window shows is read when it is asked for.
    """

    def __init__(self, session: Session, where: TaskFilter) -> None:
        """Describe the list; nothing is read before :meth:`start`."""
        self.session = session
        self.where = where
        self.total = 0
        self.groups: tuple[TaskGroup, ...] = ()
        self.numbers: array[int] = array("q")

    def first(self, limit: int) -> list[TaskRowInfo]:
        """Return the first tasks at once, and know only the groups of these."""
        with self.session.store.reading():
            rows = stored.window(self.where, limit)
        self.numbers = array("q", (row.id for row in rows))
        self.total = len(rows)
        self._find_groups()
        return rows

    def start(self) -> None:
        """Find all tasks and their groups."""
        with self.session.store.reading():
            self.numbers = stored.numbers_of(self.where)
            self.total = len(self.numbers)
            self._find_groups()

    def window(self, offset: int, limit: int) -> list[TaskRowInfo]:
        """Return the tasks from ``offset`` on, at most ``limit``; those gone meanwhile lack."""
        with self.session.store.reading():
            return stored.rows_by_number(self.numbers[offset : offset + limit])

    def index_of(self, one: int) -> int | None:
        """Return where a task stands in the list, None when it is not in it."""
        try:
            return self.numbers.index(one)
        except ValueError:
            return None

    def _find_groups(self) -> None:
        with self.session.store.reading():
            ended = self.where.state != "open"
            places = self._ended_places() if ended else self._open_places()
            keys = ENDED_GROUPS if ended else OPEN_GROUPS
            bounds = [0, *places, self.total]
        found = (TaskGroup(key, bounds[at + 1] - bounds[at]) for at, key in enumerate(keys))
        self.groups = tuple(one for one in found if one.count)

    def _open_places(self) -> list[int]:
        now = wall_clock(self.session)
        today = now.date()
        sunday = end_of_week(today)
        later = (today, sunday, end_of_week(_after(sunday)))
        ends = [f"{now:%Y-%m-%dT%H:%M}", *(_text(_after(day)) for day in later), NO_DAY]
        return self._cuts(ends, stored.place_of)

    def _ended_places(self) -> list[int]:
        now = wall_clock(self.session)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        monday = midnight - timedelta(days=now.weekday())
        # The newest stand first, so the list falls.
        starts = [-micros(one.astimezone()) for one in (midnight, monday)]
        return self._cuts([one + 1 for one in starts], lambda one: -stored.ended_at(one))

    def _cuts(self, bounds: Sequence[T], key: Callable[[int], T]) -> list[int]:
        """Return how many tasks stand before each of the rising ``bounds``."""
        cuts: list[int] = []
        for bound in bounds:
            lowest = cuts[-1] if cuts else 0
            # A dozen tasks are looked at, however long the list is.
            cuts.append(bisect_left(self.numbers, bound, lo=lowest, key=key))
        return cuts


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _text(day: date) -> str:
    return NO_DAY if day == date.max else day.isoformat()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen of a list: these numbers, or with ``where`` all that pass but these."""

    ids: tuple[int, ...] = ()
    where: TaskFilter | None = None


@dataclass(frozen=True, slots=True)
class ChosenInfo:
    """The chosen tasks that are there: references to them, and three titles."""

    refs: tuple[str, ...]
    titles: tuple[str, ...]


def describe(session: Session, chosen: Chosen, *, ended: bool = False) -> ChosenInfo:
    """Return which tasks are meant now: the open ones, or with ``ended`` those that are not."""
    with session.store.reading():
        ids: Sequence[int] = chosen.ids
        if chosen.where is not None:
            left_out = set(chosen.ids)
            ids = [one for one in stored.numbers_of(chosen.where) if one not in left_out]
        titles = stored.titles_of(ids, ended=ended)
    return ChosenInfo(tuple(map(str, titles)), tuple(titles.values())[:_NAMED])


def facets(session: Session, where: TaskFilter) -> dict[str, dict[str, int]]:
    """Return how many of the tasks that pass have each of `kinds`, `priorities`, `assignee`.

    What ``where`` says of these three does not count.
    """
    with session.store.reading():
        return stored.facets(replace(where, kinds=(), priorities=(), assignee=""))
