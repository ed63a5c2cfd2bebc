"""Days and times as people write them; what may be two things is never guessed."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.due_words import read_due
from kobicrm.domain.step_words import read_step
from kobicrm.errors import ValidationError

# A Friday morning.
NOW = datetime(2026, 11, 20, 10, 0)


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("bugün", date(2026, 11, 20), None),
        ("YARIN 15:00", date(2026, 11, 21), time(15)),
        ("yarın 15.00", date(2026, 11, 21), time(15)),
        ("yarın 10.11", date(2026, 11, 21), time(10, 11)),
        ("öbür gün", date(2026, 11, 22), None),
        ("pzt 10", date(2026, 11, 23), time(10)),
        ("haftaya salı", date(2026, 11, 24), None),
        ("cuma akşam 7'de", date(2026, 11, 27), time(19)),
        ("cumaya 14'e", date(2026, 11, 27), time(14)),
        ("3 gün sonra", date(2026, 11, 23), None),
        ("ay sonu", date(2026, 11, 30), None),
        # Without a year it is the next one to come.
        ("15.01", date(2027, 1, 15), None),
        ("15 ocak", date(2027, 1, 15), None),
        ("15 Ocak 2026", date(2026, 1, 15), None),
        ("15.01 14:30", date(2027, 1, 15), time(14, 30)),
        ("15 ocak 9.15", date(2027, 1, 15), time(9, 15)),
        ("14 mart 2027", date(2027, 3, 14), None),
        ("14:30", date(2026, 11, 20), time(14, 30)),
        # It is past nine already.
        ("09:00", date(2026, 11, 21), time(9)),
        ("saat 15'te", date(2026, 11, 20), time(15)),
        ("yarın sabah", date(2026, 11, 21), time(9)),
        ("tomorrow at 3pm", date(2026, 11, 21), time(15)),
        ("15:00 yarın", date(2026, 11, 21), time(15)),
        ("2026-12-01T09:30", date(2026, 12, 1), time(9, 30)),
        ("next friday 14:00", date(2026, 11, 27), time(14)),
    ],
)
def test_a_day_and_a_time(text: str, day: date, clock: time | None) -> None:
    due = read_due(text, NOW)
    assert due is not None
    assert (due.day, due.clock, due.either) == (day, clock, ())


@pytest.mark.parametrize("text", ["", "15", "saat 25", "31 şubat", "31.02", "29 şubat", "belki"])
def test_what_is_no_day(text: str) -> None:
    assert read_due(text, NOW) is None


@pytest.mark.parametrize("text", ["saat 3'te", "yarın 3", "yarın 3:30"])
def test_the_afternoon_or_the_night_is_asked(text: str) -> None:
    due = read_due(text, NOW)
    assert due is not None
    assert due.clock is None
    assert [one.hour for one in due.either] == [15, 3]


@given(st.text(max_size=80), st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31)))
def test_no_text_breaks_it(text: str, now: datetime) -> None:
    read_due(text, now)


@pytest.mark.parametrize(
    ("text", "title", "kind", "when", "repeat"),
    [
        ("cuma ara", "Ara", "call", "2026-11-27", ""),
        ("yarın 15:00 ara", "Ara", "call", "2026-11-21T15:00", ""),
        ("her pazartesi sipariş sor", "Sipariş sor", "todo", "", "FREQ=WEEKLY;BYDAY=MO"),
        ("call on friday 10am", "Call", "call", "2026-11-27T10:00", ""),
        ("pazartesi numune götür 10:30", "Numune götür", "todo", "2026-11-23T10:30", ""),
        ("3 koli gönder yarın", "3 koli gönder", "todo", "2026-11-21", ""),
        ("haftaya salı 15.00 ziyaret", "Ziyaret", "visit", "2026-11-24T15:00", ""),
        ("ayın son günü kira öde", "Kira öde", "todo", "", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("10 adet gönder", "10 adet gönder", "todo", "", ""),
        ("cuma", "", "todo", "2026-11-27", ""),
    ],
)
def test_the_next_step_in_a_line(text: str, title: str, kind: str, when: str, repeat: str) -> None:
    step = read_step(text, NOW)
    day, _sign, clock = when.partition("T")
    assert (step.title, step.kind, step.repeat) == (title, kind, repeat)
    assert (step.due.day.isoformat() if step.due else "") == day
    assert (f"{step.due.clock:%H:%M}" if step.due and step.due.clock else "") == clock


def test_a_step_that_may_be_at_two_times_is_asked_about() -> None:
    with pytest.raises(ValidationError) as error:
        read_step("yarın 3 ara", NOW)
    assert error.value.values["first"] == "15:00"
