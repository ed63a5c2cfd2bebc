"""How calendars write days: short ones, weekdays, titles of months."""

from __future__ import annotations

from datetime import date

from kobicrm.domain import dates

FRIDAY = date(2026, 11, 20)


def test_days_of_a_column_are_as_wide_as_each_other() -> None:
    fourth, next_year = date(2026, 12, 4), date(2027, 1, 5)
    assert dates.short_date(fourth, FRIDAY, "tr", padded=True) == "04 Ara"
    assert dates.short_date(fourth, FRIDAY, "tr") == "4 Ara"
    assert dates.short_date(next_year, FRIDAY, "tr", padded=True) == "05.01.27"
    assert dates.short_date(next_year, FRIDAY, "en", padded=True) == "05 Jan 27"


def test_weekdays_are_written_short_and_in_full() -> None:
    assert dates.weekday_date(FRIDAY, "tr") == "Cum 20"
    assert dates.weekday_date(FRIDAY, "en") == "Fri 20"
    assert dates.weekday_heads("tr") == ["Pt", "Sa", "Ça", "Pe", "Cu", "Ct", "Pz"]
    assert dates.weekday_names("tr")[2] == "Çarşamba"
    assert dates.month_title(FRIDAY, "tr") == "Kasım 2026"
    assert dates.month_title(FRIDAY, "en") == "November 2026"
