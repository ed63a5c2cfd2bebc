"""Public holidays of Türkiye (law 2429 and its changes): fixed days and the religious feasts.

The feasts follow the moon; their first days for 2024 to 2035 are those of the calendar of Diyanet
İşleri Başkanlığı. Before and after these years only the fixed days are known.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta

from kobicrm.i18n import N_


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off: its name and a short one, message ids; on a ``half`` one work ends at 13.00."""

    name: str
    short: str
    half: bool = False


_FIXED: dict[tuple[int, int], Holiday] = {
    (1, 1): Holiday(N_("New Year's Day"), N_("New Year")),
    (4, 23): Holiday(N_("National Sovereignty and Children's Day"), N_("23 April")),
    (5, 1): Holiday(N_("Labour and Solidarity Day"), N_("1 May")),
    (5, 19): Holiday(N_("Commemoration of Atatürk, Youth and Sports Day"), N_("19 May")),
    (7, 15): Holiday(N_("Democracy and National Unity Day"), N_("15 July")),
    (8, 30): Holiday(N_("Victory Day"), N_("Victory")),
    (10, 28): Holiday(N_("Eve of Republic Day"), N_("Republic eve"), half=True),
    (10, 29): Holiday(N_("Republic Day"), N_("Republic")),
}
_RAMADAN = Holiday(N_("Ramadan Feast"), N_("Ramadan Feast"))
_RAMADAN_EVE = Holiday(N_("Eve of the Ramadan Feast"), N_("Feast eve"), half=True)
_SACRIFICE = Holiday(N_("Feast of Sacrifice"), N_("Sacrifice"))
_SACRIFICE_EVE = Holiday(N_("Eve of the Feast of Sacrifice"), N_("Feast eve"), half=True)
_RAMADAN_DAYS, _SACRIFICE_DAYS = 3, 4
# First days, as ISO text; a lunar year is eleven days shorter, so that 2033 has two of the first.
_RAMADAN_FIRST = (
    *("2024-04-10", "2025-03-30", "2026-03-20", "2027-03-09", "2028-02-26", "2029-02-14"),
    *("2030-02-04", "2031-01-24", "2032-01-14", "2033-01-02", "2033-12-23", "2034-12-12"),
    "2035-12-01",
)
_SACRIFICE_FIRST = (
    *("2024-06-16", "2025-06-06", "2026-05-27", "2027-05-16", "2028-05-05", "2029-04-24"),
    *("2030-04-13", "2031-04-02", "2032-03-22", "2033-03-11", "2034-03-01", "2035-02-18"),
)


@functools.cache
def _feasts() -> dict[date, Holiday]:
    found: dict[date, Holiday] = {}
    for firsts, days, feast, eve in (
        (_RAMADAN_FIRST, _RAMADAN_DAYS, _RAMADAN, _RAMADAN_EVE),
        (_SACRIFICE_FIRST, _SACRIFICE_DAYS, _SACRIFICE, _SACRIFICE_EVE),
    ):
        for text in firsts:
            first = date.fromisoformat(text)
            found[first - timedelta(days=1)] = eve
            found |= {first + timedelta(days=one): feast for one in range(days)}
    return found


def holiday(day: date) -> Holiday | None:
    """Return the holiday of a day, None for a day like others; a whole one before a half one."""
    found = [one for one in (_FIXED.get((day.month, day.day)), _feasts().get(day)) if one]
    return min(found, key=lambda one: one.half, default=None)
