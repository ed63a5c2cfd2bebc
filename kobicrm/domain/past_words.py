"""When something happened, in words: as :mod:`kobicrm.domain.due_words`, but looking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from kobicrm.domain.date_words import WEEKDAY_OF
from kobicrm.domain.due_words import Due, read_due
from kobicrm.domain.task_drafting import due_of
from kobicrm.domain.turkish import fold
from kobicrm.errors import ValidationError

_WEEK = timedelta(days=7)


def read_past(text: str, now: datetime) -> Due | None:
    """Return the day and time that ``text`` names, seen from ``now`` of the wall clock, or None.

    What lies ahead is meant to have been: `10:30` today or yesterday, `cuma` last Friday,
    `14 mart` this year's or last year's. What can't have been stays as it is (see
    :func:`lies_ahead`). Never raises.
    """
    due = read_due(text, now)
    if due is None or due.either or not lies_ahead(due, now):
        return due
    # "10:30" alone was read as the next one to come.
    for day in ("bugün", "dün"):
        with_day = read_due(f"{day} {text}", now)
        if with_day and with_day.clock == due.clock is not None and not lies_ahead(with_day, now):
            return with_day
    if due.day - now.date() > _WEEK:
        return _a_year_before(due, text, now)
    if fold(text).split()[0] in WEEKDAY_OF:
        earlier = replace(due, day=due.day - _WEEK)
        return due if lies_ahead(earlier, now) else earlier
    return _a_year_before(due, text, now)


def past_of(value: object, now: datetime) -> Due | None:
    """Return when something happened, from a text or a date; None for none.

    Raises ValidationError: "moment_ahead" for what has not been by ``now``, and those of
    :func:`kobicrm.domain.task_drafting.due_of`.
    """
    due = due_of(value, now, read_past)
    if due is not None and lies_ahead(due, now):
        raise ValidationError("moment_ahead", field="at", value=str(value))
    return due


def lies_ahead(due: Due, now: datetime) -> bool:
    """Return whether it has not been by ``now``; a day without a time has been from its start."""
    return datetime.combine(due.day, due.clock or time.min) > now


def _a_year_before(due: Due, text: str, now: datetime) -> Due:
    """Return a day of the calendar (`14 mart`) a year before; other days stay as they are."""
    if str(due.day.year) in text or not any(map(str.isdecimal, text)):
        return due
    try:
        around = [read_due(text, now + span) for span in (_WEEK, -_WEEK)]
        # "3 gün sonra" is another day when it is said in another week.
        if any(one is not None and one.day == due.day for one in around):
            return replace(due, day=due.day.replace(year=due.day.year - 1))
    except (ValueError, OverflowError):
        pass
    return due
