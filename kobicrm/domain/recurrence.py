"""Recurrence rules (RFC 5545, section 3.3.10) of whole days, computed by dateutil.

A rule is text such as ``FREQ=MONTHLY;BYMONTHDAY=-1``; the day it counts from lies beside it.
Days are those of the wall clock, so that no change of a time zone moves one.
"""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from itertools import islice, takewhile

from kobicrm.errors import ValidationError

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# In this order a rule is written down.
_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS")
_MOST_COUNT, _MOST_INTERVAL = 1_000, 999
# A rule that does not fire within so many years is taken for one that never does: the longest
# pause of a sensible one is eight years, a 29 February around a century.
_HORIZON = timedelta(days=366 * 30)
_LONGEST = 300
# The letters of a rule are those of the standard, in no language.
_CAPITALS = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?", re.ASCII)


def normal_rule(text: str) -> str:
    """Return a rule in its normal form.

    Raises ValidationError("repeat_invalid") for what is no rule of whole days, and
    ValidationError("repeat_never") for one that does not fire within thirty years.
    """
    parts = _parsed(text)
    rule = ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)
    if next(_fired(rule, date(2024, 1, 1), date(2023, 12, 31)), None) is None and (
        "UNTIL" not in parts
    ):
        raise ValidationError("repeat_never", value=rule)
    return rule


def _parsed(text: str) -> dict[str, str]:
    wrong = ValidationError("repeat_invalid", value=text[:_LONGEST])
    plain = text.strip().translate(_CAPITALS).removeprefix("RRULE:")
    if len(plain) > _LONGEST:
        raise wrong
    parts: dict[str, str] = {}
    for piece in filter(None, plain.split(";")):
        name, sign, value = piece.partition("=")
        if not sign or name in parts or (name not in _PARTS and name != "WKST"):
            raise wrong
        parts[name] = value
    # Weeks begin on Monday, here and in the standard.
    if parts.pop("WKST", "MO") != "MO" or parts.get("FREQ") not in FREQUENCIES:
        raise wrong
    if {"COUNT", "UNTIL"} <= parts.keys() or not all(_is_valid(*one) for one in parts.items()):
        raise wrong
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if match := _UNTIL.fullmatch(parts.get("UNTIL", "")):
        parts["UNTIL"] = "".join(match.groups())
    numbered = any(one[:-2] for one in parts.get("BYDAY", "").split(",") if one)
    if numbered and parts["FREQ"] not in ("MONTHLY", "YEARLY"):
        raise wrong
    if "BYMONTHDAY" in parts and parts["FREQ"] == "WEEKLY":
        raise wrong
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTHDAY", "BYMONTH"} & parts.keys():
        raise wrong
    return parts


def _is_valid(name: str, value: str) -> bool:
    if name == "FREQ":
        return value in FREQUENCIES
    if name == "UNTIL":
        return _until(value) is not None
    if name == "BYDAY":
        return all(_DAY.fullmatch(one) for one in value.split(","))
    lowest, highest = {
        "INTERVAL": (1, _MOST_INTERVAL),
        "COUNT": (1, _MOST_COUNT),
        "BYMONTH": (1, 12),
        "BYMONTHDAY": (-31, 31),
        "BYSETPOS": (-366, 366),
    }[name]
    numbers = value.split(",")
    if name in ("INTERVAL", "COUNT") and len(numbers) > 1:
        return False
    return all(
        re.fullmatch(r"[+-]?\d{1,4}", one, re.ASCII) and lowest <= int(one) <= highest and int(one)
        for one in numbers
    )


def _until(value: str) -> date | None:
    match = _UNTIL.fullmatch(value)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def next_day(rule: str, start: date, after: date, skipped: Collection[date] = ()) -> date | None:
    """Return the first day of the series after ``after``, None when it is over.

    ``start`` is the day the rule counts from, the first of the series. Raises ValidationError
    for text that is no rule.
    """
    return next((day for day in _fired(rule, start, after) if day not in skipped), None)


def days(rule: str, start: date, first: date, last: date, *, most: int = 400) -> list[date]:
    """Return the days of the series from ``first`` to ``last``, at most ``most`` of them."""
    before = first - timedelta(days=1) if first > date.min else first
    return list(islice(takewhile(lambda day: day <= last, _fired(rule, start, before)), most))


def _fired(rule: str, start: date, after: date) -> Iterator[date]:
    """Yield the days of a rule after ``after`` until the horizon."""
    from dateutil.rrule import rrulestr

    parts = _parsed(rule)
    # COUNT is kept here: with UNTIL beside it a rule that never fires ends at the horizon.
    count = int(parts.pop("COUNT", _MOST_COUNT * 100))
    told = _until(parts.pop("UNTIL", ""))
    horizon = _later(max(start, after), _HORIZON)
    end = min(told, horizon) if told else horizon
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    begin = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - a day of the wall clock
    series = rrulestr(f"{text};UNTIL={end:%Y%m%d}T000000", dtstart=begin)
    for at in islice(series, count):
        day = at.date()
        if day > after:
            yield day


def _later(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max
