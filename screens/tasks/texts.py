"""What the lists of tasks say: dates as short as they may be, names of groups, views, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kobicrm.domain import dates
from kobicrm.domain.money import format_count
from kobicrm.domain.tasks import Task
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.moments import clock_words
from kobicrm.i18n.repeats import repeat_text
from kobicrm.services.tasks import TaskRowInfo
from screens.text import plain
from screens.widgets.pages import Row

VIEWS: dict[str, str] = {
    "open": N_("Open tasks"),
    "late": N_("Late"),
    "week": N_("This week"),
    "done": N_("Done tasks"),
}
GROUPS: dict[str, str] = {
    "late": N_("Late"),
    "today": N_("Today"),
    "week": N_("This week"),
    "next_week": N_("Next week"),
    "later": N_("Later"),
    "undated": N_("No day"),
    "ended_today": N_("Today"),
    "ended_week": N_("This week"),
    "earlier": N_("Earlier"),
}
# Short enough for a column of eight.
KINDS: dict[str, str] = {
    "todo": N_("Do"),
    "call": N_("Call"),
    "visit": N_("Visit"),
    "message": N_("Message"),
    "follow_up": N_("Follow"),
}


@dataclass(frozen=True, slots=True)
class TaskRow(Row):
    """A line of the list that brings its task along."""

    info: TaskRowInfo | None = None


def number_of(count: int) -> str:
    """Return a number as the language in force writes it."""
    return format_count(count, language())


def late_text(count: int) -> str:
    """Return `2 geciken`."""
    return ngettext("{n} late", "{n} late", count).format(n=number_of(count))


def open_text(count: int) -> str:
    """Return `14 açık`."""
    return ngettext("{n} open", "{n} open", count).format(n=number_of(count))


def tasks_text(count: int) -> str:
    """Return `5 görev`."""
    return ngettext("{n} task", "{n} tasks", count).format(n=number_of(count))


def due_width() -> int:
    """Return the cells of the longest date: `05.01.27`, in English `05 Jan 27`."""
    return 8 if language() == "tr" else 9


def due_cell(task: Task, now: datetime) -> str:
    """Return when a task is due in at most :func:`due_width` cells: `10.30`, `Cmt 21`."""
    if task.due is None:
        return ""
    today = now.date()
    if task.due == today:
        return clock_words(task.clock)
    if today < task.due <= _end_of_next_week(today):
        return dates.weekday_date(task.due, language())
    return dates.short_date(task.due, today, language(), padded=True)


def _end_of_next_week(today: date) -> date:
    return today + timedelta(days=min(13 - today.weekday(), (date.max - today).days))


def row_of(info: TaskRowInfo, now: datetime) -> TaskRow:
    """Return a task as a line of the list; ``now`` is of the wall clock."""
    task = info.task
    when = due_cell(task, now)
    if not task.is_open and task.ended_at is not None:
        when = dates.short_date(task.ended_at.astimezone().date(), now.date(), language())
    cells = {
        "due": when,
        "kind": _(KINDS[task.kind]),
        "title": plain(task.title),
        "repeat": repeat_text(task.repeat),
        "contact": plain(info.contact_name),
        "state": task.state,
        "priority": task.priority,
    }
    tones = {"due": "error"} if task.is_late(now) else {}
    return TaskRow(info.id, cells, tones, info)


def whom(info: TaskRowInfo) -> str:
    """Return whom a task is about, else what it is: short enough for a calendar."""
    return plain(info.contact_name or info.task.title)
