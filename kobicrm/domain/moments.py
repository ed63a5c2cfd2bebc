"""Dates with a time of day, as logs and message histories write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from kobicrm.domain.dates import parse_date, parse_iso

_CLOCK = re.compile(
    r"[T\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AP])?\.?(?:M\.?)?$",
    re.IGNORECASE | re.ASCII,
)
_NOON = 12


def parse_moment(text: str) -> datetime | None:
    """Return the aware UTC instant in ``text``, None when there is no date in it. Never raises.

    A time without an offset is that of this machine's place; without a time it is midnight.
    """
    line = text.strip()
    try:
        return parse_iso(line)
    except ValueError:
        pass
    found = _CLOCK.search(line)
    day = parse_date(line[: found.start()] if found else line)
    clock = clock_of(*found.groups()) if found else time()
    if day is None or clock is None:
        return None
    return local(datetime.combine(day, clock))


def clock_of(hour: str, minute: str, second: str | None, half: str | None) -> time | None:
    """Return a time of day from its digits; ``half`` is A or P of a twelve-hour clock."""
    hours = int(hour)
    if half:
        if not 1 <= hours <= _NOON:
            return None
        hours = hours % _NOON + (_NOON if half in "Pp" else 0)
    try:
        return time(hours, int(minute), int(second or 0))
    except ValueError:
        return None


def local(at: datetime) -> datetime | None:
    """Return a moment of this machine's clock as UTC, None where no calendar reaches."""
    try:
        return at.astimezone().astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        return None
