"""The words of a line that say when: one day and time, or all that may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kobicrm.domain.capture.tokens import Token
from kobicrm.domain.due_words import Due, read_due
from kobicrm.domain.recurrence import next_day
from kobicrm.domain.step_words import find_due, find_repeat
from kobicrm.domain.tasks import clock_text, day_text

# Short names of days that are words of their own: alone they name no day.
_WORDS_TOO = ("car", "sat", "sal", "sun", "per", "mon", "paz", "cum", "a")
_MOST, _MOST_OPTIONS = 4, 9
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """A rule of repetition, and the days and times that may be meant; one is certain."""

    repeat: str = ""
    dues: tuple[Due, ...] = ()


def take_when(tokens: Sequence[Token], now: datetime) -> When:
    """Mark the words that say when as ``due`` or ``repeat``, and return what they say."""
    words = [_word(one) for one in tokens]
    rule = ""
    if found := find_repeat(words):
        rule = found[0]
        _mark(tokens, words, found[1:], "repeat")
    days: list[Due] = []
    clocks: list[Due] = []

    def fits(span: Sequence[str], due: Due) -> bool:
        return _fits(span, due, now)

    while len(days) + len(clocks) < _MOST and (hit := find_due(words, now, fits)):
        due, start, end = hit
        said = [one for one in words[start:end] if one]
        (days if _names_day(said, now) else clocks).append(due)
        _mark(tokens, words, (start, end), "due")
    if rule and not days:
        clocks = _first_of_series(rule, clocks, now)
    return When(rule, _combined(days, clocks))


def due_words(due: Due) -> str:
    """Return a day and time as ``2026-11-21 15:00``, which reads back as the same."""
    return f"{day_text(due.day)} {clock_text(due.clock)}".strip()


def _first_of_series(rule: str, clocks: Sequence[Due], now: datetime) -> list[Due]:
    """Let "every monday at ten" begin on a Monday, the one whose time is still to come."""
    found: list[Due] = []
    for one in clocks:
        today = now.date()
        times = one.either or (one.clock,)
        over = all(clock is not None and clock <= now.time() for clock in times)
        day = next_day(rule, today, today if over else today - timedelta(days=1))
        found.append(replace(one, day=day or one.day))
    return found


def _word(token: Token) -> str:
    """Return a word that may say when; what is taken, or begins a company, parts the others."""
    return token.text if token.is_free and not token.text.startswith("@") else ""


def _mark(tokens: Sequence[Token], words: list[str], place: tuple[int, int], mark: str) -> None:
    for one in range(*place):
        tokens[one].mark, words[one] = mark, ""


def _fits(span: Sequence[str], due: Due, now: datetime) -> bool:
    """What is over is told of, it is not to be done; and a doubtful word alone is no day."""
    return due.day >= now.date() and not (len(span) == 1 and span[0] in _WORDS_TOO)


def _names_day(words: Sequence[str], now: datetime) -> bool:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            due = read_due(" ".join(words[start:end]), now)
            if due is not None and due.clock is None and not due.either:
                return True
    return bool(_ISO.match(" ".join(words)))


def _combined(days: Sequence[Due], clocks: Sequence[Due]) -> tuple[Due, ...]:
    """Return every day with every time of day that may be meant."""
    found: list[Due] = []
    for day in days or clocks:
        times = [day] if day.clock or day.either else []
        if days:
            times += clocks
        for one in times or [day]:
            found += [Due(day.day, clock) for clock in one.either or (one.clock,)]
    return tuple(dict.fromkeys(found))[:_MOST_OPTIONS]
