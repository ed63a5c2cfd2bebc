"""Dates in words, Turkish and English: ``bugün``, ``3 gün önce``, ``gelecek salı``, ``14 mart``.

What is no word is left to :mod:`kobicrm.domain.dates`. The clock always comes from the caller.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from kobicrm.domain.dates import month_day, parse_date
from kobicrm.domain.turkish import fold

_LONGEST = 60
_NEAR = {
    "bugun": 0,
    "today": 0,
    "dun": -1,
    "yesterday": -1,
    "evvelsi gun": -2,
    "onceki gun": -2,
    "day before yesterday": -2,
    "yarin": 1,
    "tomorrow": 1,
    "obur gun": 2,
    "day after tomorrow": 2,
    "haftaya": 7,
    "haftaya bugun": 7,
}
NUMBERS = {
    **dict.fromkeys(("bir", "one", "a", "an"), 1),
    **dict.fromkeys(("iki", "two"), 2),
    **dict.fromkeys(("uc", "three"), 3),
    **dict.fromkeys(("dort", "four"), 4),
    **dict.fromkeys(("bes", "five"), 5),
    **dict.fromkeys(("alti", "six"), 6),
    **dict.fromkeys(("yedi", "seven"), 7),
    **dict.fromkeys(("sekiz", "eight"), 8),
    **dict.fromkeys(("dokuz", "nine"), 9),
    **dict.fromkeys(("on", "ten"), 10),
}
UNITS = {
    **dict.fromkeys(("gun", "day", "days", "g", "d"), "day"),
    **dict.fromkeys(("hafta", "week", "weeks"), "week"),
    **dict.fromkeys(("ay", "month", "months"), "month"),
    **dict.fromkeys(("yil", "sene", "year", "years"), "year"),
}
_BACK = ("once", "evvel", "ago", "gecen", "last")
_AHEAD = ("sonra", "icinde", "later", "gelecek", "onumuzdeki", "next", "haftaya")
_WEEKDAYS = (
    ("pazartesi", "pzt", "monday", "mon"),
    ("sali", "sal", "tuesday", "tue"),
    ("carsamba", "car", "wednesday", "wed"),
    ("persembe", "per", "thursday", "thu"),
    ("cuma", "cum", "friday", "fri"),
    ("cumartesi", "cmt", "saturday", "sat"),
    ("pazar", "paz", "sunday", "sun"),
)
WEEKDAY_OF = {word: place for place, words in enumerate(_WEEKDAYS) for word in words}
_EDGES = {
    **dict.fromkeys(("ay basi", "start of month"), ("month", False)),
    **dict.fromkeys(("ay sonu", "end of month", "month end"), ("month", True)),
    **dict.fromkeys(("yil basi", "yilbasi", "start of year"), ("year", False)),
    **dict.fromkeys(("yil sonu", "end of year", "year end"), ("year", True)),
}
_WORD = re.compile(r"\d+|[^\W\d_]+")


def read_date(text: str, today: date) -> date | None:
    """Return the date that ``text`` names, seen from ``today``, or None. Never raises.

    Reads words in both languages, and all that :func:`kobicrm.domain.dates.parse_date` reads; a
    day and month without a year lie in the year of ``today``. A bare weekday is the next one,
    not today.
    """
    if len(text) > _LONGEST:
        return None
    words = [_without_case(word) for word in _WORD.findall(fold(text))]
    found = _in_words(words, today)
    if found is not None:
        return found
    if (whole := parse_date(text)) is not None:
        return whole
    short = month_day(text)
    return _day_of(today.year, *short) if short else None


def _without_case(word: str) -> str:
    # "salıya", "cumaya", "pazartesiye": a weekday with its Turkish ending.
    for ending in ("ye", "ya"):
        if word.endswith(ending) and word.removesuffix(ending) in WEEKDAY_OF:
            return word.removesuffix(ending)
    return word


def _in_words(words: list[str], today: date) -> date | None:
    phrase = " ".join(words)
    if phrase in _NEAR:
        return _shifted(today, _NEAR[phrase], "day")
    if phrase in _EDGES:
        return _edge(today, *_EDGES[phrase])
    if found := _weekday(words, today):
        return found
    return _counted(words, today)


def _weekday(words: list[str], today: date) -> date | None:
    lead = words[:-1]
    if not words or words[-1] not in WEEKDAY_OF or len(lead) > 1:
        return None
    day = WEEKDAY_OF[words[-1]]
    ahead = (day - today.weekday() - 1) % 7 + 1
    if not lead or lead[0] in ("bu", "this"):
        return _shifted(today, ahead if not lead else day - today.weekday(), "day")
    if lead[0] in ("gecen", "last"):
        return _shifted(today, ahead - 7 if ahead < 7 else -7, "day")
    if lead[0] in ("haftaya", "gelecek", "onumuzdeki", "next"):
        # "haftaya salı" is the Tuesday of next week, "gelecek salı" the one that comes next.
        week = 7 - today.weekday() + day
        return _shifted(today, week if lead[0] == "haftaya" else ahead, "day")
    return None


def _counted(words: list[str], today: date) -> date | None:
    """Read `3 gün önce`, `iki hafta sonra`, `geçen ay`, `in 3 days`."""
    words = [word for word in words if word not in ("in", "the")] if len(words) > 1 else words
    if len(words) == 2 and words[1] in UNITS and words[0] in (*_BACK, *_AHEAD):
        return _shifted(today, -1 if words[0] in _BACK else 1, UNITS[words[1]])
    if len(words) == 2 and words[1] in UNITS and words[0] not in (*_BACK, *_AHEAD):
        words = [*words, "later"]
    if len(words) != 3 or words[1] not in UNITS or words[2] not in (*_BACK, *_AHEAD):
        return None
    count = int(words[0]) if words[0].isascii() and words[0].isdigit() else NUMBERS.get(words[0])
    if count is None:
        return None
    return _shifted(today, -count if words[2] in _BACK else count, UNITS[words[1]])


def _shifted(today: date, count: int, unit: str) -> date | None:
    try:
        if unit == "day":
            return today + timedelta(days=count)
        if unit == "week":
            return today + timedelta(weeks=count)
        months = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
        return _day_of(months // 12, months % 12 + 1, today.day, short=True)
    except (OverflowError, ValueError):
        return None


def _edge(today: date, unit: str, last: bool) -> date | None:
    if unit == "year":
        return date(today.year, 12, 31) if last else date(today.year, 1, 1)
    return _day_of(today.year, today.month, 31 if last else 1, short=True)


def _day_of(year: int, month: int, day: int, *, short: bool = False) -> date | None:
    """Return the day, the last of its month when ``short`` allows it; None when there is none."""
    if not 1 <= year <= 9999:
        return None
    days = calendar.monthrange(year, month)[1]
    if day > days and not short:
        return None
    return date(year, month, min(day, days))
