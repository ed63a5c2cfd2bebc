"""When something happened: what lies ahead is read as what has been, or left as it is."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.due_words import Due
from kobicrm.domain.past_words import lies_ahead, read_past

NOW = datetime(2026, 11, 20, 13, 0)


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("10:30", date(2026, 11, 20), time(10, 30)),
        ("14:30", date(2026, 11, 19), time(14, 30)),
        ("dün 15:00", date(2026, 11, 19), time(15)),
        ("cuma", date(2026, 11, 20), None),
        ("pzt 10", date(2026, 11, 16), time(10)),
        ("geçen salı", date(2026, 11, 17), None),
        ("14 mart", date(2026, 3, 14), None),
        ("22.11", date(2025, 11, 22), None),
        ("25 aralık 10:00", date(2025, 12, 25), time(10)),
        ("20.11.2026 13.00", date(2026, 11, 20), time(13)),
        ("20 Nov 2026 12:59", date(2026, 11, 20), time(12, 59)),
        ("şimdi", date(2026, 11, 20), time(13)),
        ("yesterday", date(2026, 11, 19), None),
    ],
)
def test_what_has_been(text: str, day: date, clock: time | None) -> None:
    due = read_past(text, NOW)
    assert due == Due(day, clock)
    assert not lies_ahead(due, NOW)


@pytest.mark.parametrize(
    "text",
    ["yarın", "3 gün sonra", "haftaya", "haftaya salı", "14.03.2027", "in 3 days", "ay sonu"],
)
def test_what_cannot_have_been_stays_ahead(text: str) -> None:
    due = read_past(text, NOW)
    assert due is not None
    assert lies_ahead(due, NOW)


@pytest.mark.parametrize("text", ["32.13", "25:10", "asdf", "", "  "])
def test_what_is_no_time(text: str) -> None:
    assert read_past(text, NOW) is None


def test_two_times_are_asked_about() -> None:
    due = read_past("saat 3", NOW)
    assert due is not None
    assert due.either == (time(15), time(3))


@given(st.text(max_size=20), st.datetimes())
def test_nothing_is_raised(text: str, now: datetime) -> None:
    read_past(text, now)
