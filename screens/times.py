"""Moments as lists show them."""

from __future__ import annotations

from datetime import datetime

from kobicrm.domain.dates import short_date
from kobicrm.i18n import _, language


def clock_text(at: datetime) -> str:
    """Return the local time of day, `14.32` or in English `14:32`."""
    there = at.astimezone()
    return f"{there:%H.%M}" if language() == "tr" else f"{there:%H:%M}"


def moment(at: datetime, now: datetime) -> str:
    """Return `Bugün 14.32`, this year `17 Kas 14.32`, else `17.11.24`: at most twelve cells."""
    there, here = at.astimezone().date(), now.astimezone().date()
    if there == here:
        return " ".join((_("Today"), clock_text(at)))
    day = short_date(there, here, language())
    return f"{day} {clock_text(at)}" if there.year == here.year else day
