"""When something is due, in words of the language in force."""

from __future__ import annotations

from datetime import date, datetime, time

from kobicrm.domain import dates
from kobicrm.domain.due_words import Due
from kobicrm.domain.tasks import NO_REMINDER, Task, clock_text
from kobicrm.i18n import _, language, ngettext


def clock_words(clock: time | None) -> str:
    """Return `10.00`, in English `10:00`; '' for none."""
    text = clock_text(clock)
    return text.replace(":", ".") if language() == "tr" else text


def due_words(due: Due, today: date) -> str:
    """Return a day in full, to read back what was typed: `23 Kasım Pazartesi 10.00`."""
    day = dates.long_date(due.day, language())
    if due.day.year != today.year:
        day = f"{day} {due.day.year}"
    return f"{day} {clock_words(due.clock)}".strip()


def day_words(day: date, today: date) -> str:
    """Return a day as one says it: `bugün`, `yarın`, `pazartesi` within a week, else `4 Ara`."""
    ahead = (day - today).days
    if ahead in (-1, 0, 1):
        return (_("today"), _("tomorrow"), _("yesterday"))[ahead]
    if 1 < ahead < 7:
        return dates.day_name(day.weekday(), language())
    return dates.short_date(day, today, language())


def task_words(task: Task, now: datetime) -> str:
    """Return when a task is due as one says it, how late it is; '' when nobody said.

    ``now`` is a moment of the wall clock.
    """
    if task.due is None:
        return ""
    days = (now.date() - task.due).days
    if days > 0 and task.is_open:
        return ngettext("{n} day late", "{n} days late", days).format(n=days)
    return f"{day_words(task.due, now.date())} {clock_words(task.clock)}".strip()


def remind_text(minutes: int) -> str:
    """Return when to remind, in words; '' for never."""
    if minutes == NO_REMINDER:
        return ""
    if minutes == 0:
        return _("at the time")
    if minutes % 1_440 == 0:
        count = minutes // 1_440
        text = ngettext("{count} day before", "{count} days before", count)
    elif minutes % 60 == 0:
        count = minutes // 60
        text = ngettext("{count} hour before", "{count} hours before", count)
    else:
        count = minutes
        text = ngettext("{count} minute before", "{count} minutes before", count)
    return text.format(count=count)
