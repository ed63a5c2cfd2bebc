"""Days and spans of days as a query names them: ``bugün``, ``-90g``, ``this-month``, ``2026-03``.

They stay relative in a kept query: what they mean is worked out when it is run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from kobicrm.domain import dates
from kobicrm.domain.date_words import read_date
from kobicrm.domain.turkish import fold, lower

Unit = Literal["day", "week", "month", "year"]
FIRST, LAST = date(1800, 1, 1), date(2199, 12, 31)

_UNITS: dict[Unit, tuple[str, tuple[str, ...]]] = {
    "day": ("gd", ("g", "d", "gun", "day", "days")),
    "week": ("hw", ("h", "w", "hafta", "week", "weeks")),
    "month": ("am", ("a", "m", "ay", "month", "months")),
    "year": ("yy", ("y", "yil", "year", "years")),
}
_UNIT_OF: dict[str, Unit] = {
    word: unit for unit, (_short, words) in _UNITS.items() for word in words
}
_PERIODS: dict[tuple[Unit, int], tuple[str, str]] = {
    ("day", -1): ("dün", "yesterday"),
    ("day", 0): ("bugün", "today"),
    ("day", 1): ("yarın", "tomorrow"),
    ("week", -1): ("geçen-hafta", "last-week"),
    ("week", 0): ("bu-hafta", "this-week"),
    ("week", 1): ("gelecek-hafta", "next-week"),
    ("month", -1): ("geçen-ay", "last-month"),
    ("month", 0): ("bu-ay", "this-month"),
    ("month", 1): ("gelecek-ay", "next-month"),
    ("year", -1): ("geçen-yıl", "last-year"),
    ("year", 0): ("bu-yıl", "this-year"),
    ("year", 1): ("gelecek-yıl", "next-year"),
}
_NOT_WORD = re.compile(r"[\s_-]+")
_SHIFT = re.compile(r"([+-]?)(\d{1,5})\s*([^\W\d_]+)", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})[./](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A whole day, week (from Monday), month or year; 0 is the present one, -1 the last."""

    unit: Unit
    offset: int

    def span(self, today: date) -> tuple[date, date]:
        """Return its first and last day."""
        first = _begin(_moved(today, self.offset, self.unit), self.unit)
        after = _begin(_moved(today, self.offset + 1, self.unit), self.unit)
        return first, _clamped(after.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class Shift:
    """The one day that lies ``count`` units before (negative) or after today."""

    count: int
    unit: Unit

    def span(self, today: date) -> tuple[date, date]:
        """Return that day twice."""
        day = _moved(today, self.count, self.unit)
        return day, day


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day of the calendar; a whole month without ``day``, a whole year without ``month``."""

    year: int
    month: int = 0
    day: int = 0

    def span(self, today: date) -> tuple[date, date]:  # noqa: ARG002 - as the others
        """Return its first and last day."""
        if self.day:
            day = date(self.year, self.month, self.day)
            return day, day
        if self.month:
            first = date(self.year, self.month, 1)
            return first, _moved(first, 1, "month") - timedelta(days=1)
        return date(self.year, 1, 1), date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of every year; a whole month without ``day``."""

    month: int
    day: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A day in words (``geçen salı``, ``3 gün önce``): see :mod:`kobicrm.domain.date_words`."""

    text: str

    def span(self, today: date) -> tuple[date, date]:
        """Return that day twice."""
        day = read_date(self.text, today) or today
        return day, day


When = Period | Shift | Fixed | Phrase
AnyDay = When | Yearly


def _clamped(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, FIRST.toordinal()), LAST.toordinal()))


def _moved(day: date, count: int, unit: Unit) -> date:
    from dateutil.relativedelta import relativedelta

    steps = {"day": count, "week": 7 * count}
    if unit in steps:
        return _clamped(day.toordinal() + steps[unit])
    months = count if unit == "month" else 12 * count
    if abs(months) > 12 * 400:
        return FIRST if months < 0 else LAST
    return _clamped(_near(day.year, months) or (day + relativedelta(months=months)).toordinal())


def _near(year: int, months: int) -> int:
    """Return an ordinal at the edge where the calendar itself would end, else 0."""
    landed = year + months // 12
    if landed < FIRST.year:
        return FIRST.toordinal()
    return LAST.toordinal() if landed > LAST.year else 0


def _begin(day: date, unit: Unit) -> date:
    if unit == "week":
        return _clamped(day.toordinal() - day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _key(text: str) -> str:
    return _NOT_WORD.sub("-", fold(text))


@lru_cache(maxsize=1)
def _periods() -> dict[str, Period]:
    return {_key(name): Period(*at) for at, names in _PERIODS.items() for name in names}


@lru_cache(maxsize=1)
def _month_names() -> dict[str, int]:
    return {fold(name): month for month in range(1, 13) for name in dates.month_names(month)}


def read_when(text: str) -> When | None:
    """Return the day or span a query names, None when it names none. Never raises."""
    if period := _periods().get(_key(text)):
        return period
    shift = _SHIFT.fullmatch(fold(text))
    if shift and shift[3] in _UNIT_OF:
        count = int(shift[2])
        return Shift(-count if shift[1] == "-" else count, _UNIT_OF[shift[3]])
    if (year := _YEAR.fullmatch(text)) and FIRST.year <= int(year[1]) <= LAST.year:
        return Fixed(int(year[1]))
    if month := _MONTH.fullmatch(text):
        found = Fixed(int(month[1] or month[4]), int(month[2] or month[3]))
        fits = FIRST.year <= found.year <= LAST.year and 1 <= found.month <= 12
        return found if fits else None
    if day := dates.parse_date(text):
        return Fixed(day.year, day.month, day.day)
    # Whether words name a day does not depend on which day it is today.
    return Phrase(text) if read_date(text, date(2024, 2, 14)) else None


def read_yearly(text: str) -> AnyDay | None:
    """Return the same, and days without a year: ``14.03``, ``14 mart``, ``mart``."""
    if month := _month_names().get(fold(text)):
        return Yearly(month)
    if short := dates.month_day(text):
        return Yearly(*short)
    return read_when(text)


def write_when(when: AnyDay, lang: str) -> str:
    """Return the text that :func:`read_yearly` reads as ``when``."""
    tr = lang == "tr"
    if isinstance(when, Period):
        return _PERIODS[when.unit, when.offset][0 if tr else 1]
    if isinstance(when, Shift):
        return f"{when.count}{_UNITS[when.unit][0][0 if tr else 1]}"
    if isinstance(when, Phrase):
        return when.text
    if isinstance(when, Yearly):
        month = dates.month_names(when.month)[0 if tr else 1]
        return f"{when.day:02}.{when.month:02}" if when.day else (lower if tr else fold)(month)
    if when.day:
        iso = f"{when.year:04}-{when.month:02}-{when.day:02}"
        return f"{when.day:02}.{when.month:02}.{when.year:04}" if tr else iso
    return f"{when.year:04}-{when.month:02}" if when.month else f"{when.year:04}"


def period_names(lang: str) -> list[str]:
    """Return the names of periods, for completion."""
    return [names[0 if lang == "tr" else 1] for names in _PERIODS.values()]
