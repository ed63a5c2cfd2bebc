"""Rules of whole days: what dateutil says, and a bound where it would search for ever."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, strategies as st

from kobicrm.domain.recurrence import WEEKDAYS, days, next_day, normal_rule
from kobicrm.domain.repeat_words import read_repeat
from kobicrm.errors import ValidationError

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = [f"FREQ={freq}"]
    if (interval := draw(st.integers(1, 5))) > 1:
        parts.append(f"INTERVAL={interval}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 50))}")
    if freq == "WEEKLY" and draw(st.booleans()):
        chosen = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
        parts.append(f"BYDAY={','.join(one for one in WEEKDAYS if one in chosen)}")
    elif freq == "MONTHLY" and draw(st.booleans()):
        place = draw(st.sampled_from((1, 2, 3, 4, -1)))
        parts.append(f"BYDAY={place}{draw(st.sampled_from(WEEKDAYS))}")
    elif freq == "MONTHLY" and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={draw(st.sampled_from((1, 15, 28, 29, 31, -1)))}")
    return ";".join(parts)


@given(rules(), DAYS)
def test_ten_years_of_a_series_are_those_of_dateutil(rule: str, start: date) -> None:
    last = start + timedelta(days=3653)
    begin = datetime(start.year, start.month, start.day)
    wanted = [at.date() for at in rrulestr(rule, dtstart=begin).between(
        begin, datetime(last.year, last.month, last.day), inc=True)]  # fmt: skip
    assert days(rule, start, start, last, most=5_000) == wanted
    # One after the other gives the same, as tasks that are done one after the other do.
    day, one_by_one = start - timedelta(days=1), []
    for _ in range(min(len(wanted), 20)):
        found = next_day(rule, start, day)
        assert found is not None
        day = found
        one_by_one.append(found)
    assert one_by_one == wanted[:20]


def test_days_that_are_left_out() -> None:
    monday = date(2026, 11, 23)
    rule = "FREQ=WEEKLY;COUNT=3"
    assert next_day(rule, monday, monday, {date(2026, 11, 30)}) == date(2026, 12, 7)
    assert next_day(rule, monday, date(2026, 12, 7)) is None


@pytest.mark.parametrize(
    "text",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
     "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"],
)  # fmt: skip
def test_a_rule_that_never_comes_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as error:
        normal_rule(text)
    assert error.value.code == "repeat_never"


@pytest.mark.parametrize(
    "text",
    ["FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=100000",
     "FREQ=DAILY;COUNT=1;UNTIL=20270101", "FREQ=WEEKLY;BYDAY=XX", "BYDAY=MO", "FREQ=DAILY;X=1",
     "FREQ=DAILY;FREQ=WEEKLY", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=99",
     "FREQ=DAILY;BYSETPOS=1", "FREQ=DAILY;UNTIL=20271399", "arada bir", "X" * 400,
     "FREQ=WEEKLY;WKST=SU", "FREQ=DAILY\nDTSTART:20200101"],
)  # fmt: skip
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as error:
        read_repeat(text)
    assert error.value.code == "repeat_invalid"


@given(st.text(max_size=130))
def test_no_text_breaks_it(text: str) -> None:
    try:
        rule = read_repeat(text)
    except ValidationError:
        return
    assert not rule or normal_rule(rule) == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("her pazartesi", "FREQ=WEEKLY;BYDAY=MO"),
        ("Salıları", "FREQ=WEEKLY;BYDAY=TU"),
        ("pazartesi ve perşembe", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("ayın son günü", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("3 haftada bir", "FREQ=WEEKLY;INTERVAL=3"),
        ("her 2 haftada bir", "FREQ=WEEKLY;INTERVAL=2"),
        ("iki yılda bir", "FREQ=YEARLY;INTERVAL=2"),
        ("haftada bir", "FREQ=WEEKLY"),
        ("her gün", "FREQ=DAILY"),
        ("her İş Günü", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("her ayın 15'i", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("ayın ilk pazartesisi", "FREQ=MONTHLY;BYDAY=1MO"),
        ("every 3 weeks", "FREQ=WEEKLY;INTERVAL=3"),
        ("every other friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("the 15th of every month", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("rrule:freq=daily;interval=1", "FREQ=DAILY"),
        ("", ""),
    ],
)
def test_recurrence_in_words(text: str, rule: str) -> None:
    assert read_repeat(text) == rule
