"""Going from day to day, within the days there are."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def moved(day: date, *, days: int = 0, months: int = 0) -> date:
    """Return the day so much later; the 31st becomes the last of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not date.min.year <= year <= date.max.year:
        return day
    found = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    try:
        return found + timedelta(days=days)
    except OverflowError:
        return day
