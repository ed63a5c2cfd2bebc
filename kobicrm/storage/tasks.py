"""Windows of the tasks' list and what a series and a contact have, from their indexes.

Tasks of contacts in the trash are nowhere to be seen; they come back with them.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any

from peewee import JOIN, SQL, fn

from kobicrm.domain.instants import micros
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.tasks import NO_DAY, Task, from_values
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import pack, unpack
from kobicrm.storage import records
from kobicrm.storage.models import Contact, Staff, Task as TaskRow
from kobicrm.storage.models.base import CHUNK, fetch, fetch_one
from kobicrm.storage.record_filters import ENDED, OPEN, compile_records
from kobicrm.storage.records import loaded, select

_HEAD = (TaskRow.id, TaskRow.uid, Contact.id, Contact.name, TaskRow.place, TaskRow.ended_at)
# Where a window goes on: the place of its last task (or when it ended) and its number.
Cursor = tuple[Any, int]


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks: ``first`` and ``last`` bound the day they are due, both may be None.

    ``contact`` is an id, ``assignee`` a name, '' for anybody's; ``before`` is a moment of the
    wall clock for those that are late by then; ``undated`` asks for those without a day.
    ``words`` stand in the task or in the name of its contact. ``state`` ``ended`` is done or
    dropped; ``where`` is a filter in fields of tasks.
    """

    state: str = "open"
    contact: int | None = None
    assignee: str = ""
    kinds: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    before: datetime | None = None
    undated: bool = False
    words: str = ""
    where: Filter = EVERYTHING
    ended_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskRowInfo:
    """A task with its number, and of its contact the number and name."""

    id: int
    task: Task
    contact_id: int | None
    contact_name: str
    cursor: Cursor


def window(where: TaskFilter, limit: int, *, after: Cursor | None = None) -> list[TaskRowInfo]:
    """Return the next tasks: open ones by when they are due, others newest first; -1 is all."""
    ended = where.state != "open"
    query = select("task", *_HEAD).where(Contact.deleted_at.is_null() & _condition(where))
    if after is not None:
        query = query.where(_beyond(after, ended=ended))
    order = (TaskRow.ended_at.desc(), TaskRow.id.desc()) if ended else (TaskRow.place, TaskRow.id)
    rows = fetch(query.order_by(*order).limit(limit))
    return [_info(row, ended=ended) for row in rows]


def rows_of(uids: Sequence[str]) -> list[TaskRowInfo]:
    """Return those tasks that exist, in the order of their making."""
    query = select("task", *_HEAD).where(TaskRow.uid.in_([pack(uid) for uid in uids]))
    return [_info(row, ended=False) for row in fetch(query.order_by(TaskRow.id))]


def _info(row: tuple[Any, ...], *, ended: bool) -> TaskRowInfo:
    one, uid, contact_id, name, place, ended_at, *cells = row
    task = from_values(unpack(uid), loaded("task", cells))
    return TaskRowInfo(one, task, contact_id, name or "", (ended_at if ended else place, one))


def _beyond(after: Cursor, *, ended: bool) -> Any:
    value, one = after
    if ended:
        return (TaskRow.ended_at < value) | ((TaskRow.ended_at == value) & (TaskRow.id < one))
    return (TaskRow.place > value) | ((TaskRow.place == value) & (TaskRow.id > one))


def _condition(where: TaskFilter) -> Any:
    parts: list[Any] = []
    parts.append(OPEN if where.state == "open" else _ended(where.state))
    if where.contact is not None:
        parts.append(TaskRow.contact_id == where.contact)
    if where.assignee:
        mine = Staff.select(Staff.id).where(Staff.fold == fold(where.assignee))
        parts.append(TaskRow.assignee_id == mine)
    if where.kinds:
        parts.append(TaskRow.kind.in_(where.kinds))
    if where.priorities:
        parts.append(TaskRow.priority.in_(where.priorities))
    if where.first:
        parts.append(TaskRow.place >= where.first.isoformat())
    if where.last:
        parts.append(TaskRow.place < _next(where.last))
    if where.before:
        parts.append(TaskRow.place < f"{where.before:%Y-%m-%dT%H:%M}")
    if where.undated:
        parts.append(TaskRow.place >= NO_DAY)
    if where.ended_from:
        parts.append(TaskRow.ended_at >= micros(where.ended_from))
    parts += [_says(word) for word in fold(where.words).split()]
    asked = compile_records("task", where.where) if where.where != EVERYTHING else None
    parts += [] if asked is None else [asked]
    return reduce(and_, parts)


def _says(word: str) -> Any:
    """Return the condition that a task, or the name of its contact, holds a folded word."""
    # The name is looked up only where the task itself does not say it.
    theirs = Contact.alias("theirs")
    name = theirs.select(theirs.name_fold).where(theirs.id == TaskRow.contact_id)
    return (fn.instr(TaskRow.search, word) > 0) | (fn.instr(name, word) > 0)


def _ended(state: str) -> Any:
    return ENDED & (TaskRow.state == state) if state in ("done", "dropped") else ENDED


def _next(day: date) -> str:
    try:
        return (day + timedelta(days=1)).isoformat()
    except OverflowError:
        return NO_DAY


def count(where: TaskFilter) -> int:
    """Return how many tasks there are."""
    # Those of the trash are found from the trash: asked of each task, it costs twice as much.
    wanted, trashed = _condition(where), TaskRow.contact_id.in_(_trash())
    query = TaskRow.select(fn.COUNT(SQL("*")))
    if where.where != EVERYTHING:
        query = query.join(Contact, JOIN.LEFT_OUTER, on=(Contact.id == TaskRow.contact_id))
    [all_of], [gone] = (fetch(query.where(one)) for one in (wanted, wanted & trashed))
    return int(all_of[0]) - int(gone[0])


def _trash() -> Any:
    return Contact.select(Contact.id).where(Contact.deleted_at.is_null(False))


def _living() -> Any:
    """Return the condition that leaves out what is the trash's, without looking contacts up."""
    return TaskRow.contact_id.is_null() | TaskRow.contact_id.not_in(_trash())


def numbers_of(where: TaskFilter) -> array[int]:
    """Return the numbers of all tasks that pass, in the order of :func:`window`."""
    ended = where.state != "open"
    query = TaskRow.select(TaskRow.id).where(_condition(where) & _living())
    order = (TaskRow.ended_at.desc(), TaskRow.id.desc()) if ended else (TaskRow.place, TaskRow.id)
    ordered = query.order_by(*order).alias("ordered")
    # As one text: two hundred thousand rows of their own would keep every other thread waiting.
    joined = TaskRow.select(fn.GROUP_CONCAT(ordered.c.id)).from_(ordered)
    row = fetch_one(joined)
    text = str(row[0]) if row and row[0] else ""
    return array("q", map(int, text.split(","))) if text else array("q")


def rows_by_number(ids: Sequence[int]) -> list[TaskRowInfo]:
    """Return the tasks with these numbers in this order; those that are gone are left out."""
    if not ids:
        return []
    rows = fetch(select("task", *_HEAD).where(TaskRow.id.in_(list(ids))))
    found = {row[0]: _info(row, ended=False) for row in rows}
    return [found[one] for one in ids if one in found]


def place_of(one: int) -> str:
    """Return where a task stands among the open ones, '' when it is gone."""
    row = fetch_one(TaskRow.select(TaskRow.place).where(TaskRow.id == one))
    return str(row[0]) if row else ""


def ended_at(one: int) -> int:
    """Return when a task ended, in microseconds of Unix time; 0 when it did not."""
    row = fetch_one(TaskRow.select(TaskRow.ended_at).where(TaskRow.id == one))
    return int(row[0] or 0) if row else 0


def titles_of(ids: Sequence[int], *, ended: bool = False) -> dict[int, str]:
    """Return the titles of those of these tasks that are open, or with ``ended`` are not."""
    state = ENDED if ended else OPEN
    found: dict[int, str] = {}
    for start in range(0, len(ids), CHUNK):
        piece = list(ids[start : start + CHUNK])
        query = TaskRow.select(TaskRow.id, TaskRow.title).where(TaskRow.id.in_(piece) & state)
        titles = dict(fetch(query))
        found |= {one: titles[one] for one in piece if one in titles}
    return found


def facets(where: TaskFilter) -> dict[str, dict[str, int]]:
    """Return how many of the tasks that pass have each kind, priority and assignee."""
    condition = _condition(where) & _living()
    columns = {"kinds": TaskRow.kind, "priorities": TaskRow.priority}
    found = {
        name: dict(fetch(TaskRow.select(one, fn.COUNT(SQL("*"))).where(condition).group_by(one)))
        for name, one in columns.items()
    }
    counted = TaskRow.select(TaskRow.assignee_id, fn.COUNT(SQL("*"))).where(condition)
    names = dict(fetch(Staff.select(Staff.id, Staff.name)))
    rows = fetch(counted.group_by(TaskRow.assignee_id))
    return {**found, "assignee": {names[one]: number for one, number in rows if one in names}}


def per_day(first: date, last: date) -> dict[str, int]:
    """Return how many open tasks are due on each day that has some, by ISO day."""
    # The day as the index has it: nothing beside the index is read.
    day = fn.substr(TaskRow.place, 1, len(NO_DAY))
    condition = _condition(TaskFilter(first=first, last=last)) & _living()
    return dict(fetch(TaskRow.select(day, fn.COUNT(SQL("*"))).where(condition).group_by(day)))


def numbers(ids: Sequence[int]) -> dict[int, str]:
    """Return the uids of the tasks with these numbers."""
    rows = fetch(TaskRow.select(TaskRow.id, TaskRow.uid).where(TaskRow.id.in_(list(ids))))
    return {one: unpack(uid) for one, uid in rows}


def number_of(uid: str) -> int | None:
    """Return the number of a task, None when there is no such task."""
    row = fetch_one(TaskRow.select(TaskRow.id).where(TaskRow.uid == pack(uid)))
    return int(row[0]) if row else None


def uids_of(where: TaskFilter) -> list[str]:
    """Return the uids of all tasks that pass, in the order of :func:`window`."""
    found, after = [], None
    while rows := window(where, CHUNK, after=after):
        found += [row.task.uid for row in rows]
        after = rows[-1].cursor
    return found


def load(uids: Sequence[str]) -> dict[str, Task]:
    """Return those tasks that exist, by uid."""
    return {uid: from_values(uid, one) for uid, one in records.values_of("task", uids).items()}
