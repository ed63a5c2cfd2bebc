"""A day with a time of day in words: ``yarın 15:00``, ``pzt 10``, ``haftaya salı``, ``3pm``.

Days are read by :mod:`kobicrm.domain.date_words`. The clock always comes from the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kobicrm.domain.date_words import read_date
from kobicrm.domain.dates import parse_birthday
from kobicrm.domain.turkish import fold

_LONGEST = 60
_NOON = 12
# "saat 3": nobody has to say whether it is three in the night or in the afternoon.
_EITHER_HALF = range(1, 7)
_CASE = r"(?:\s*['’]?\s*(?:te|ta|de|da|e|a|ye|ya))?"
# A time of day at the end of the text, or all of it. What is not certain is decided in _clock.
_AT_END = re.compile(
    r"(?:^|(?<=[\s,]))"
    r"(?P<saat>saat\s+|at\s+)?(?P<part>sabah|ogleden sonra|ogleden once|oglen|aksam|gece)?\s*"
    r"(?P<hour>\d{1,2})(?:(?P<sign>[:.])(?P<minute>\d{2}))?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?" + _CASE + r"$",
    re.ASCII,
)
_AT_START = re.compile(
    r"^(?:saat\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})\s+(?P<rest>\S.*)$", re.ASCII
)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2})(?::\d{2})?", re.ASCII)
_PARTS = {"sabah": time(9), "oglen": time(12, 30), "ogle": time(12, 30), "aksam": time(18)}
_MORNING, _NIGHT = ("sabah", "ogleden once"), ("ogleden sonra", "aksam", "gece")


@dataclass(frozen=True, slots=True)
class Due:
    """A day, and a time of day or None; ``either`` holds the times when two are meant."""

    day: date
    clock: time | None = None
    either: tuple[time, ...] = ()


def read_due(text: str, now: datetime) -> Due | None:
    """Return the day and time that ``text`` names, seen from ``now`` of the wall clock, or None.

    A time without a day is the next one to come. An hour that may be in the night or in the
    afternoon (`saat 3`) gives both in ``either``. Never raises.
    """
    if len(text) > _LONGEST or not text.strip():
        return None
    plain = " ".join(fold(text).split())
    if plain in ("simdi", "now"):
        return Due(now.date(), now.time().replace(second=0, microsecond=0))
    if found := _ISO.fullmatch(plain):
        plain = f"{found[1]} {found[2]}"
    if found := _AT_START.match(plain):
        clock, day = _time(found["hour"], found["minute"]), _day(found["rest"], now)
        if clock is not None and day is not None:
            return Due(day, clock)
    if " " in plain and (with_clock := _with_clock(plain, now)):
        return with_clock
    whole = _day(plain, now)
    if whole is not None:
        return Due(whole)
    return _with_part(plain, now) or _with_clock(plain, now)


def _day(text: str, now: datetime) -> date | None:
    """Return the day; one without a year that is over is meant to come again."""
    day = read_date(text, now.date())
    if day is None or day >= now.date() or day.year != now.year or str(day.year) in text:
        return day
    month_and_day = parse_birthday(text)
    if month_and_day is None or not month_and_day.startswith("--"):
        return day
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        # A 29 February of a year that has none.
        return None


def _with_part(plain: str, now: datetime) -> Due | None:
    """Read `yarın sabah`, `cuma akşam`."""
    rest, _space, last = plain.rpartition(" ")
    clock = _PARTS.get(last)
    day = (_day(rest, now) if rest else now.date()) if clock else None
    return Due(day, clock) if day else None


def _with_clock(plain: str, now: datetime) -> Due | None:
    found = _AT_END.search(plain)
    if found is None:
        return None
    rest = plain[: found.start()].strip(" ,")
    day = _day(rest, now) if rest else None
    # "14 mart 2027" ends with a number that is no time of day, "3 gun sonra" begins with one.
    if rest and (day is None or _day(plain, now) not in (None, day)):
        return None
    # A number alone is no time of day: "15" may be anything.
    if not rest and not any(found[name] for name in ("saat", "part", "minute", "half")):
        return None
    times = _times(found)
    if not times:
        return None
    if day is None:
        late = all(one <= now.time() for one in times)
        day = now.date() + timedelta(days=1) if late and now.date() < date.max else now.date()
    return Due(day, times[0]) if len(times) == 1 else Due(day, None, times)


def _times(found: re.Match[str]) -> tuple[time, ...]:
    hour, minute = int(found["hour"]), found["minute"] or "0"
    half = {"a": 0, "p": _NOON}.get(found["half"] or "")
    if half is not None:
        clock = _time(str(hour % _NOON + half), minute) if 1 <= hour <= _NOON else None
        return (clock,) if clock else ()
    clock = _time(str(hour), minute)
    if clock is None:
        return ()
    if found["part"] in _NIGHT and hour < _NOON and not (found["part"] == "gece" and hour < 6):
        return (clock.replace(hour=hour + _NOON),)
    said = found["part"] in (*_MORNING, *_NIGHT) or (found["sign"] and len(found["hour"]) > 1)
    if hour in _EITHER_HALF and not said:
        return (clock.replace(hour=hour + _NOON), clock)
    return (clock,)


def _time(hour: str, minute: str) -> time | None:
    try:
        return time(int(hour), int(minute))
    except ValueError:
        return None
