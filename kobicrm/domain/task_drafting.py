"""Turning what people type into the values of a task, for every door."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from kobicrm.domain.clean import LINE_LIMIT, TEXT_LIMIT, clean_line, clean_text
from kobicrm.domain.drafting import choice
from kobicrm.domain.due_words import Due, read_due
from kobicrm.domain.interactions import LONGEST_MINUTES
from kobicrm.domain.kinds.base import Field
from kobicrm.domain.kinds.task import TASK
from kobicrm.domain.recurrence import next_day
from kobicrm.domain.repeat_words import read_repeat
from kobicrm.domain.tasks import LONGEST_REMINDER, MOST_ITEMS, NO_REMINDER, Item, Task, clock_text
from kobicrm.domain.turkish import fold
from kobicrm.errors import ValidationError

_NONE = ("", "-", "yok", "none", "no", "hayir")
_SPAN = re.compile(r"(\d{1,6})\s*([a-z]*)(?:\s+(?:once|before))?", re.ASCII)
_MINUTES = {
    **dict.fromkeys(("", "dk", "dakika", "min", "minute", "minutes"), 1),
    **dict.fromkeys(("sa", "saat", "h", "hour", "hours"), 60),
    **dict.fromkeys(("g", "gun", "d", "day", "days"), 1_440),
    **dict.fromkeys(("hafta", "week", "weeks"), 10_080),
}
_ENDS_OF_MONTHS = range(29, 32)


def drafted(given: Mapping[str, object], base: Task, now: datetime) -> Task:
    """Return ``base`` with the fields of ``given``, texts as typed; the contact stays as it is.

    ``now`` is a moment of the wall clock. A time of day belongs to its day: `due` takes both in
    one text. Raises ValidationError, which names the field.
    """
    values: dict[str, Any] = {}
    # A time of day that stands alone goes before the one that may be in the text of the day.
    for key, value in sorted(given.items(), key=lambda one: one[0] == "clock"):
        values |= _READERS[key](value, now)
    task = replace(base, **values)
    if not task.title:
        raise ValidationError("task_title_missing", field="title")
    if task.repeat and task.due is None:
        # "every monday" begins with the next Monday.
        today = now.date()
        first = next_day(task.repeat, today, today - timedelta(days=1))
        task = replace(task, due=first)
    if task.due is None and task.clock is not None:
        if "due" in values:
            task = replace(task, clock=None)
        else:
            raise ValidationError("clock_without_due", field="clock")
    return _repeating(task, base, changed=bool({"repeat", "due"} & values.keys()))


def _repeating(task: Task, base: Task, *, changed: bool) -> Task:
    if not task.repeat:
        return replace(task, start=None, skipped=()) if base.repeat else task
    if task.due is None:
        raise ValidationError("repeat_never", field="repeat", value=task.repeat)
    if task.repeat != base.repeat or task.start is None or (changed and task.due != base.due):
        if task.repeat == base.repeat:
            return replace(task, start=task.due)
        rule = _whole_months(task.repeat, task.due)
        # A day that is none of its own ("every monday", from a Friday) moves on to the first.
        first = next_day(rule, task.due, task.due - timedelta(days=1)) or task.due
        return replace(task, repeat=rule, due=first, start=first)
    return task


def _whole_months(rule: str, day: date) -> str:
    """Let "every month" from the 31st mean the last day of shorter months, not none of theirs."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if parts["FREQ"] != "MONTHLY" or any(name.startswith("BY") for name in parts):
        return rule
    if day.day not in _ENDS_OF_MONTHS:
        return rule
    days = ",".join(str(one) for one in range(28, day.day + 1))
    return f"{rule};BYMONTHDAY={days};BYSETPOS=-1"


def due_of(
    value: object, now: datetime, read: Callable[[str, datetime], Due | None] = read_due
) -> Due | None:
    """Return the day and time that a text (or a date) says, None for none; texts by ``read``.

    Raises ValidationError: "due_unreadable", or "due_either" when two times may be meant.
    """
    if isinstance(value, Due) or value is None:
        return value
    if isinstance(value, datetime):
        return Due(value.date(), value.time().replace(second=0, microsecond=0))
    if isinstance(value, date):
        return Due(value)
    text = clean_line(str(value))
    if fold(text) in _NONE:
        return None
    due = read(text, now)
    if due is None:
        raise ValidationError("due_unreadable", field="due", value=text)
    if due.either:
        first, second = map(clock_text, due.either)
        raise ValidationError("due_either", field="due", value=text, first=first, second=second)
    return due


def _due(value: object, now: datetime) -> dict[str, Any]:
    due = due_of(value, now)
    return {"due": due.day if due else None, "clock": due.clock if due else None}


def _clock(value: object, now: datetime) -> dict[str, Any]:
    if isinstance(value, time):
        return {"clock": value}
    text = clean_line(str(value or ""))
    if fold(text) in _NONE:
        return {"clock": None}
    due = due_of(text if ":" in text or "." in text else f"saat {text}", now)
    return {"clock": due.clock if due else None}


def named_choice(field: Field, value: object) -> str:
    """Return the choice that somebody typed, the fallback for blank text.

    Raises ValidationError("choice_unknown").
    """
    text = clean_line(str(value or ""))
    found = choice(field, text) if text else field.fallback
    if found is None:
        known = ", ".join(one for one, _label in field.choices)
        raise ValidationError("choice_unknown", field=field.key, value=text, known=known)
    return found


def minutes_of(value: object, *, most: int = LONGEST_MINUTES, field: str = "minutes") -> int:
    """Return minutes from `15`, `15 dk`, `2 saat`; 0 for none.

    Raises ValidationError("number_between").
    """
    text = fold(clean_line(str(value if value is not None else "")))
    if text in _NONE:
        return 0
    found = _SPAN.fullmatch(text)
    minutes = int(found[1]) * _MINUTES.get(found[2], most + 1) if found else most + 1
    if minutes > most:
        raise ValidationError("number_between", field=field, lowest=0, highest=most)
    return minutes


def _remind(value: object, _now: datetime) -> dict[str, Any]:
    text = fold(clean_line(str(value if value is not None else "")))
    if text in (*_NONE, "-1"):
        return {"remind": NO_REMINDER}
    return {"remind": minutes_of(text, most=LONGEST_REMINDER, field="remind")}


def _items(value: object, _now: datetime) -> dict[str, Any]:
    lines: Sequence[object] = value.splitlines() if isinstance(value, str) else value  # type: ignore[assignment]
    items = [one if isinstance(one, Item) else Item(clean_line(str(one))) for one in lines]
    kept = tuple(one for one in items if one.text)
    if len(kept) > MOST_ITEMS:
        raise ValidationError("number_between", field="checklist", lowest=0, highest=MOST_ITEMS)
    return {"checklist": kept}


def whole_text(value: object, field: str) -> str:
    """Return a text of several lines. Raises ValidationError("text_too_long")."""
    text = str(value or "").strip()
    if len(text) > TEXT_LIMIT:
        raise ValidationError("text_too_long", field=field, most=TEXT_LIMIT)
    return clean_text(text)


def _line(key: str, value: object) -> dict[str, Any]:
    # Nothing is cut off without a word; the limit is that of the cleaner.
    text = " ".join(str(value or "").split())
    if len(text) > LINE_LIMIT:
        raise ValidationError("text_too_long", field=key, most=LINE_LIMIT)
    return {key: clean_line(text)}


_READERS: dict[str, Any] = {
    "title": lambda value, _now: _line("title", value),
    "assignee": lambda value, _now: _line("assignee", value),
    "note": lambda value, _now: {"note": whole_text(value, "note")},
    "kind": lambda value, _now: {"kind": named_choice(TASK.field("kind"), value)},
    "priority": lambda value, _now: {"priority": named_choice(TASK.field("priority"), value)},
    "due": _due,
    "clock": _clock,
    "remind": _remind,
    "minutes": lambda value, _now: {"minutes": minutes_of(value)},
    "checklist": _items,
    "repeat": lambda value, _now: {"repeat": read_repeat(clean_line(str(value or "")))},
}
FIELDS = tuple(_READERS)
