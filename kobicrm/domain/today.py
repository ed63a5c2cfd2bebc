"""Who to call now, and why: the weights of the queue of the day, and what a card is made of.

The score of a card is the sum of its lines; nothing else goes into it. The same weights are
handed to the database, so that the most important ones are found without reading all.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, datetime

from kobicrm.domain.tasks import Task

# What each line adds. A task that is late gains with every day, but never for ever.
LATE, LATE_DAY, LATE_MOST = 40, 2, 30
DUE_TODAY, TIMED = 30, 5
PROMISED_CALL = 10
PRIORITY = {"high": 15, "normal": 0, "low": -10}
BIRTHDAY = 25
SILENT, SILENT_TENTH, SILENT_MOST = 15, 1, 15
# Kinds of tasks that are a promise to speak with somebody.
CALLS = ("call", "follow_up")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sum: what it is for, and what it adds."""

    code: str
    points: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a card is here: `late`, `today`, `birthday` or `silent`, with its lines.

    ``days`` are those it is late or silent, ``allowed`` what the rule of a cadence allows,
    ``age`` the years that are completed on a birthday (None when nobody knows).
    """

    code: str
    lines: tuple[Line, ...]
    task: Task | None = None
    days: int = 0
    allowed: int = 0
    age: int | None = None

    @property
    def points(self) -> int:
        """Return what the reason adds to the score."""
        return sum(line.points for line in self.lines)


def of_task(task: Task, now: datetime) -> Reason | None:
    """Return why an open task stands in the queue at ``now``, None when it does not yet."""
    if not task.is_open or task.due is None or task.due > now.date():
        return None
    lines = []
    late, days = task.is_late(now), (now.date() - task.due).days
    if late:
        lines.append(Line("late", LATE))
        if days:
            lines.append(Line("late_days", min(days * LATE_DAY, LATE_MOST)))
    else:
        lines.append(Line("today", DUE_TODAY))
    if task.clock is not None and not days:
        lines.append(Line("timed", TIMED))
    if task.kind in CALLS:
        lines.append(Line("promised_call", PROMISED_CALL))
    if PRIORITY[task.priority]:
        lines.append(Line(f"priority_{task.priority}", PRIORITY[task.priority]))
    return Reason("late" if late else "today", tuple(lines), task, days)


def of_birthday(birthday: str, day: date) -> Reason:
    """Return why somebody with this birthday stands in the queue of ``day``."""
    year = birthday[:4] if birthday[:1].isdigit() else ""
    age = day.year - int(year) if year else None
    return Reason("birthday", (Line("birthday", BIRTHDAY),), age=age)


def of_silence(days: int, allowed: int) -> Reason:
    """Return why somebody with whom nobody spoke for ``days`` stands in the queue."""
    beyond = min(10 * (days - allowed) // allowed * SILENT_TENTH, SILENT_MOST)
    lines = [Line("silent", SILENT)]
    if beyond:
        lines.append(Line("silent_beyond", beyond))
    return Reason("silent", tuple(lines), days=days, allowed=allowed)


def birthdays_on(day: date) -> tuple[str, ...]:
    """Return the birthdays (MM-DD) kept on a day: 29 February on the 28th where it lacks."""
    found = [f"{day:%m-%d}"]
    if (day.month, day.day) == (2, 28) and not isleap(day.year):
        found.append("02-29")
    return tuple(found)
