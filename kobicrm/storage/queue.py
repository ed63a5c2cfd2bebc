"""What stands in the queue of the day, the most important first, from indexes alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kobicrm.domain import today as weights
from kobicrm.domain.tasks import NO_DAY
from kobicrm.domain.turkish import fold
from kobicrm.storage.database import Store

# The parts of `place`: ten characters of the day, the T, and the time of day or 99:99.
_TASKS = """
SELECT id, contact_id,
  CASE WHEN place < :now THEN :late
    + min(:late_most, :late_day * CAST(julianday(:today) - julianday(substr(place, 1, 10)) AS INT))
  ELSE :due_today END
  + CASE WHEN substr(place, 1, 10) = :today AND substr(place, 12) <> '99:99' THEN :timed ELSE 0 END
  + CASE WHEN kind IN ('call', 'follow_up') THEN :call ELSE 0 END
  + CASE priority WHEN 'high' THEN :high WHEN 'low' THEN :low ELSE 0 END AS score
FROM task INDEXED BY task_open
WHERE state = 'open' AND place < :end{mine}
  AND (contact_id IS NULL
    OR contact_id NOT IN (SELECT id FROM contact WHERE deleted_at IS NOT NULL))
ORDER BY score DESC, place, id LIMIT :limit
"""
_MINE = " AND assignee_id = (SELECT id FROM staff WHERE fold = :who)"
_BIRTHDAYS = """
SELECT id, birthday FROM contact INDEXED BY contact_by_birth_day
WHERE substr(birthday, -5) = :day AND birthday <> '' AND deleted_at IS NULL{unseen}
ORDER BY id LIMIT :limit
"""
_UNSEEN = """
  AND NOT EXISTS (SELECT 1 FROM interaction
    WHERE contact_id = contact.id AND at >= :midnight)
  AND NOT EXISTS (SELECT 1 FROM task WHERE contact_id = contact.id
    AND state = 'open' AND place >= :end AND created_at >= :midnight)
"""


def tasks(
    store: Store, now: datetime, limit: int, *, assignee: str = ""
) -> list[tuple[int, int | None, int]]:
    """Return (task, contact, score) of what is late or due on the day of ``now``, best first.

    Tasks of contacts in the trash are left out; ids are numbers.
    """
    values = {
        "now": f"{now:%Y-%m-%dT%H:%M}",
        "today": now.date().isoformat(),
        "end": _after(now.date()),
        "late": weights.LATE,
        "late_day": weights.LATE_DAY,
        "late_most": weights.LATE_MOST,
        "due_today": weights.DUE_TODAY,
        "timed": weights.TIMED,
        "call": weights.PROMISED_CALL,
        "high": weights.PRIORITY["high"],
        "low": weights.PRIORITY["low"],
        "limit": limit,
        "who": fold(assignee),
    }
    sql = _TASKS.format(mine=_MINE if assignee else "")
    return [tuple(row) for row in store.connection().execute(sql, values)]


def _after(day: date) -> str:
    try:
        return (day + timedelta(days=1)).isoformat()
    except OverflowError:
        return NO_DAY


def birthdays(store: Store, days: Sequence[str], limit: int) -> list[tuple[int, str]]:
    """Return (contact, birthday) of those whose birthday is one of ``days`` (MM-DD)."""
    return _birthdays(store, _BIRTHDAYS.format(unseen=""), days, limit, {})


def birthdays_to_wish(
    store: Store, day: date, days: Sequence[str], midnight: int, limit: int
) -> list[tuple[int, str]]:
    """Return of those of :func:`birthdays` who was not seen to on ``day``.

    Seen to is who was spoken with since ``midnight`` (in microseconds), or given a task since
    then for another day.
    """
    values: dict[str, object] = {"midnight": midnight, "end": _after(day)}
    return _birthdays(store, _BIRTHDAYS.format(unseen=_UNSEEN), days, limit, values)


def _birthdays(
    store: Store, sql: str, days: Sequence[str], limit: int, values: dict[str, object]
) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for day in days:
        rows = store.connection().execute(sql, {**values, "day": day, "limit": limit})
        found += map(tuple, rows)
    return found[:limit]
