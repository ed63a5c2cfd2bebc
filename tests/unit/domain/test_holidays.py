"""Public holidays: the fixed ones, the feasts with their eves, and years nobody knows yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kobicrm.domain.holidays import holiday


def name(text: str) -> str:
    found = holiday(date.fromisoformat(text))
    return found.name if found else ""


@pytest.mark.parametrize(
    ("first", "feast", "days"),
    [
        ("2024-04-10", "Ramadan Feast", 3),
        ("2025-03-30", "Ramadan Feast", 3),
        ("2026-03-20", "Ramadan Feast", 3),
        ("2027-03-09", "Ramadan Feast", 3),
        ("2024-06-16", "Feast of Sacrifice", 4),
        ("2025-06-06", "Feast of Sacrifice", 4),
        ("2026-05-27", "Feast of Sacrifice", 4),
        ("2027-05-16", "Feast of Sacrifice", 4),
    ],
)
def test_a_feast_has_its_days_and_half_a_day_before(first: str, feast: str, days: int) -> None:
    begins = date.fromisoformat(first)
    eve = holiday(begins - timedelta(days=1))
    assert eve is not None
    assert eve.half
    found = [holiday(begins + timedelta(days=one)) for one in range(days)]
    assert all(one is not None and not one.half for one in found)
    # A fixed holiday within a feast keeps its name: 19 May 2027.
    assert {one.name for one in found if one} - {name("2026-05-19")} == {feast}
    after = holiday(begins + timedelta(days=days))
    assert after is None or after.name != feast


def test_two_feasts_of_one_kind_may_fall_into_one_year() -> None:
    assert name("2033-01-02") == name("2033-12-23") == "Ramadan Feast"


def test_fixed_days_are_known_in_every_year_and_feasts_where_the_table_ends_are_not() -> None:
    for year in (1990, 2026, 2040):
        assert name(f"{year}-10-29") == "Republic Day"
        assert name(f"{year}-01-01") == "New Year's Day"
    eve = holiday(date(2026, 10, 28))
    assert eve is not None
    assert eve.half
    assert not any(
        (one := holiday(date(2040, 1, 1) + timedelta(days=day))) and "Feast" in one.name
        for day in range(366)
    )
    assert holiday(date(2026, 11, 20)) is None


def test_a_whole_holiday_wins_over_the_half_one_of_the_same_day() -> None:
    # The eve of a feast that begins on 2 January is New Year's Day.
    eve = holiday(date(2033, 1, 1))
    assert eve is not None
    assert (eve.name, eve.half) == ("New Year's Day", False)
