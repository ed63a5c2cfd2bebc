"""How good the data is, as one number a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kobicrm.services.quality.scanning import today_of
from kobicrm.services.session import Session
from kobicrm.storage import quality
from kobicrm.storage.quality import DayScore

DAYS = 30


@dataclass(frozen=True, slots=True)
class Tally:
    """What a scan of everybody counted: contacts, those with a finding, findings."""

    contacts: int = 0
    flagged: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """How the data stood on a day."""

    day: date
    tally: Tally

    @property
    def value(self) -> int | None:
        """Return the share of contacts without a finding, in percent; None without contacts.

        100 x (contacts - flagged) / contacts, rounded down: 100 means that nothing is left.
        What somebody wants to leave as it is counts as no finding. A contact with three
        findings weighs as much as one with a single finding: it can't be relied on either way.
        """
        if not self.tally.contacts:
            return None
        return 100 * (self.tally.contacts - self.tally.flagged) // self.tally.contacts


def keep_score(session: Session, tally: Tally) -> list[Score]:
    """Store what a scan counted as today's score and return :func:`trend`.

    Not journalled: it is derived, and the next scan makes it anew.
    """
    with session.store.writing():
        day = today_of(session).isoformat()
        wanted = DayScore(day, tally.contacts, tally.flagged, tally.findings)
        if quality.scores(1) != [wanted]:
            quality.keep_score(wanted)
        return _trend(DAYS)


def trend(session: Session, days: int = DAYS) -> list[Score]:
    """Return the scores of the last days on which somebody looked, oldest first."""
    with session.store.reading():
        return _trend(days)


def change(scores: list[Score]) -> int | None:
    """Return by how many points the last score differs from the one before; None without one."""
    values = [one.value for one in scores[-2:]]
    if len(values) < 2 or values[0] is None or values[1] is None:
        return None
    return values[1] - values[0]


def _trend(days: int) -> list[Score]:
    return [
        Score(date.fromisoformat(one.day), Tally(one.contacts, one.flagged, one.findings))
        for one in quality.scores(days)
    ]
