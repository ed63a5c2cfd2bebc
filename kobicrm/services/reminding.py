"""Reminders, each handed over at most once, also when the program is killed in between.

Before a reminder is handed over it is marked; when that worked it is settled. One that was marked
and never settled may have been handed over or not: it is shown as uncertain once, not repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kobicrm.domain.instants import instant, micros
from kobicrm.errors import NotSent
from kobicrm.services.session import Session
from kobicrm.services.tasks.reading import wall_clock
from kobicrm.storage import reminders as stored, tasks as stored_tasks
from kobicrm.storage.tasks import TaskRowInfo

# Whoever hands over takes no longer than this; what is marked for longer was left behind.
_LONGEST = timedelta(minutes=10)
_MOST = 500
# Sorts after every moment.
_EVER = "9999-12-31T23:59"


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder: the task with its contact, and the moment of the wall clock it was for."""

    row: TaskRowInfo
    moment: datetime


@dataclass(frozen=True, slots=True)
class Reminded:
    """What was handed over, and what may have been before somebody was stopped."""

    given: tuple[Due, ...]
    uncertain: tuple[Due, ...]


def remind(session: Session, hand_over: Callable[[Sequence[Due], Sequence[Due]], None]) -> Reminded:
    """Hand over what is due, and what is uncertain since an earlier call; each at most once.

    ``hand_over`` is called once with both, outside of any transaction, when there is something;
    what it raises is passed on, and the reminders it was given are uncertain from then on. With
    NotSent nobody was told for certain: then they come again.
    """
    now = _text(wall_clock(session))
    with session.write("remind") as unit:
        keys = stored.due(now, _MOST)
        left = stored.left_in_hand(micros(unit.at - _LONGEST))
        stored.mark(unit, keys, stored.HANDING)
        # From here on they are told of: marked first, so that they are never told of twice.
        stored.mark(unit, left, stored.UNCERTAIN)
        given, uncertain = _loaded(keys), _loaded(left)
    if given or uncertain:
        try:
            hand_over(given, uncertain)
        except NotSent:
            with session.write("remind") as unit:
                stored.release(keys)
                stored.hold_again(left, micros(unit.at - _LONGEST))
            raise
        with session.write("remind") as unit:
            stored.mark(unit, keys, stored.GIVEN)
    return Reminded(tuple(given), tuple(uncertain))


def next_moment(session: Session) -> datetime | None:
    """Return the moment of the wall clock at which something is to be told, None for never.

    It may have passed: then :func:`remind` has something to hand over.
    """
    with session.store.reading():
        coming = stored.due(_EVER, 1)
        handed = stored.in_hand_since()
    moments = [datetime.fromisoformat(moment) for _task, moment in coming]
    if handed is not None:
        moments.append((instant(handed) + _LONGEST).astimezone().replace(tzinfo=None))
    return min(moments, default=None)


def standing(session: Session, told: Sequence[Due]) -> list[Due]:
    """Return those of which the task is still to be done and was not put off, as it is now."""
    with session.store.reading():
        found = _loaded([(one.row.task.uid, _text(one.moment)) for one in told])
    return [
        one for one in found if one.row.task.is_open and one.row.task.reminds_at() == one.moment
    ]


def _text(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def _loaded(keys: Sequence[stored.Key]) -> list[Due]:
    if not keys:
        return []
    rows = {row.task.uid: row for row in stored_tasks.rows_of([uid for uid, _moment in keys])}
    return [Due(rows[uid], datetime.fromisoformat(moment)) for uid, moment in keys if uid in rows]
