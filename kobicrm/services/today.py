"""The queue of the day: who to call now and why, the most important first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from kobicrm.domain import today as rules
from kobicrm.domain.instants import micros
from kobicrm.domain.list_row import ListRow
from kobicrm.domain.today import Line, Reason
from kobicrm.services.cadences import rules_of_views
from kobicrm.services.session import Session
from kobicrm.services.tasks import Counts, counts, wall_clock
from kobicrm.storage import cadences, queue as stored, tasks as stored_tasks
from kobicrm.storage.contacts import listing
from kobicrm.storage.tasks import TaskRowInfo

__all__ = ["Card", "Line", "Reason", "Today", "today"]

# More than anybody does in a day; the counts tell of all.
MOST = 200


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody (or a task that is nobody's) with all reasons, the weightiest first.

    ``tasks`` are those of the reasons that are tasks, in the same order.
    """

    contact: ListRow | None
    reasons: tuple[Reason, ...]
    tasks: tuple[TaskRowInfo, ...]

    @property
    def score(self) -> int:
        """Return the sum of all lines of all reasons."""
        return sum(reason.points for reason in self.reasons)

    @property
    def name(self) -> str:
        """Return whom or what it is about."""
        return self.contact.name if self.contact else self.tasks[0].task.title


@dataclass(frozen=True, slots=True)
class Today:
    """The queue at ``now`` of the wall clock, its counts, and whether more stand behind it."""

    now: datetime
    cards: tuple[Card, ...]
    counts: Counts
    more: bool


def today(session: Session, *, assignee: str = "", limit: int = MOST) -> Today:
    """Return the queue: tasks that are late or due today, birthdays, those silent for too long.

    With ``assignee`` only the tasks of that person. At most ``limit`` cards.
    """
    now = wall_clock(session)
    figures = counts(session, assignee=assignee)
    with session.store.reading():
        found = _Found(session, now, limit, assignee)
        cards = found.cards()
    return Today(now, tuple(cards[:limit]), figures, found.is_cut or len(cards) > limit)


class _Found:
    """Gathers reasons by contact; each source is asked for so many that the best are among them."""

    def __init__(self, session: Session, now: datetime, limit: int, assignee: str) -> None:
        self._store, self._now, self._limit = session.store, now, limit
        self._reasons: dict[int, list[tuple[Reason, TaskRowInfo | None]]] = {}
        self._alone: list[tuple[Reason, TaskRowInfo]] = []
        self.is_cut = False
        self._add_tasks(assignee)
        self._add_birthdays()
        self._add_silent(session)

    def _add_tasks(self, assignee: str) -> None:
        rows = stored.tasks(self._store, self._now, self._limit + 1, assignee=assignee)
        self.is_cut |= len(rows) > self._limit
        numbers = stored_tasks.numbers([row[0] for row in rows])
        loaded = {}
        if numbers:
            loaded = {row.id: row for row in stored_tasks.rows_of(list(numbers.values()))}
        for one, contact, _score in rows:
            row = loaded[one]
            reason = rules.of_task(row.task, self._now)
            if reason is None:
                continue
            if contact is None:
                self._alone.append((reason, row))
            else:
                self._reasons.setdefault(contact, []).append((reason, row))

    def _add_birthdays(self) -> None:
        day = self._now.date()
        midnight = micros(datetime.combine(day, time.min).astimezone())
        days = rules.birthdays_on(day)
        rows = stored.birthdays_to_wish(self._store, day, days, midnight, self._limit + 1)
        self.is_cut |= len(rows) > self._limit
        for one, birthday in rows:
            self._reasons.setdefault(one, []).append((rules.of_birthday(birthday, day), None))

    def _add_silent(self, session: Session) -> None:
        now = micros(session.clock())
        here = f"{self._now:%Y-%m-%dT%H:%M}"
        views = rules_of_views(session)
        rows = cadences.silent(self._store, now, here, self._limit + 1, views)
        self.is_cut |= len(rows) > self._limit
        for row in rows:
            reason = rules.of_silence(row.days, row.allowed)
            self._reasons.setdefault(row.contact_id, []).append((reason, None))

    def cards(self) -> list[Card]:
        ids = list(self._reasons)
        rows = {row.id: row for row in listing.list_rows(self._store, sorted(ids))}
        made = [_card(rows[one], self._reasons[one]) for one in ids]
        made += [_card(None, [pair]) for pair in self._alone]
        return sorted(made, key=lambda card: (-card.score, card.name))


def _card(contact: ListRow | None, found: Sequence[tuple[Reason, TaskRowInfo | None]]) -> Card:
    ordered = sorted(found, key=lambda pair: -pair[0].points)
    reasons = tuple(reason for reason, _row in ordered)
    return Card(contact, reasons, tuple(row for _reason, row in ordered if row is not None))
