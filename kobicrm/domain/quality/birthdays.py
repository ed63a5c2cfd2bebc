"""Birthdays nobody can have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kobicrm.domain.contacts import Contact
from kobicrm.domain.quality.finding import Finding

EARLIEST = 1900
_WITH_YEAR = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What spreadsheets make of an empty cell: day 0 of their calendar.
_NO_DATE = ("1899-12-30", "1899-12-31")


def impossible(contact: Contact, today: date) -> Iterator[Finding]:
    """Yield a finding for a birthday after ``today`` or before 1900."""
    born = contact.birthday
    if not _WITH_YEAR.fullmatch(born):
        return
    if born > today.isoformat():
        # Of a year written with two digits the wrong century was taken.
        meant = f"{int(born[:4]) - 100:04}{born[4:]}"
        likely = meant if int(meant[:4]) >= EARLIEST and meant <= today.isoformat() else None
        yield Finding("birthday_future", "birthday", born, _real(likely))
    elif int(born[:4]) < EARLIEST:
        yield Finding("birthday_early", "birthday", born, "" if born in _NO_DATE else None)


def _real(text: str | None) -> str | None:
    """Return a date that is in the calendar: 29 February is not in every year."""
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError:
        return None
