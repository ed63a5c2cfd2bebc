"""Dates, birthdays and instants."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.dates import (
    ago,
    format_birthday,
    format_date,
    iso_utc,
    long_date,
    parse_birthday,
    parse_date,
    parse_iso,
    short_date,
)

FIFTH = date(2026, 11, 5)
days = st.dates(date(1971, 1, 1), date(2069, 12, 31))
languages = st.sampled_from(["tr", "en"])


@pytest.fixture
def istanbul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Istanbul")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "written",
    ["05.11.2026", "5.11.2026", "05/11/2026", "05-11-2026", "2026-11-05", "5 Kasım 2026",
     "05.11.2026 14:30", "2026-11-05T14:30:00Z", "5 KASIM 2026 PERŞEMBE", "5.11.26", "5 Kas 26",
     "November 5, 2026", "5-Nov-26", "20261105", "5 kasim 2026", "05.11.2026 14.30", "46331"],
)  # fmt: skip
def test_one_day_in_many_forms(written: str) -> None:
    assert parse_date(written) == FIFTH


def test_spreadsheet_serials() -> None:
    assert parse_date("45631") == date(2024, 12, 5)
    assert parse_date("45631.5") == date(2024, 12, 5)


def test_two_digit_years() -> None:
    assert parse_date("5.11.85") == date(1985, 11, 5)
    assert parse_birthday("5.11.55") == "1955-11-05"


@pytest.mark.parametrize(
    "written",
    ["31.02.2026", "0/0/00", "", "yarın", "12", "12.05", "5 Kasım", "05.13.2026", "5 Kas Oca 2026",
     "5.11.0026"],
)  # fmt: skip
def test_what_is_no_date(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    ("written", "canonical"),
    [("12.05", "--05-12"), ("14 Mart", "--03-14"), ("--05-12", "--05-12"), ("--0512", "--05-12"),
     ("1604-05-12", "--05-12"), ("0000-05-12", "--05-12"), ("14 MART 1988", "1988-03-14"),
     ("14.10.1985", "1985-10-14"), ("29.02", "--02-29"), ("29.02.2023", None), ("31.02", None),
     ("0/0/00", None), ("", None), ("x", None)],
)  # fmt: skip
def test_birthdays(written: str, canonical: str | None) -> None:
    assert parse_birthday(written) == canonical


@given(days, languages)
def test_shown_dates_read_as_themselves(day: date, lang: str) -> None:
    assert parse_date(format_date(day, lang)) == day
    canonical = day.isoformat()
    assert parse_birthday(canonical) == canonical
    assert parse_birthday(format_birthday(canonical, lang)) == canonical
    without_year = f"--{canonical[5:]}"
    assert parse_birthday(format_birthday(without_year, lang)) == without_year


def test_shown_dates() -> None:
    day = date(2026, 11, 17)
    assert (format_date(day, "tr"), format_date(day, "en")) == ("17.11.2026", "17 Nov 2026")
    assert (short_date(day, day, "tr"), short_date(day, day, "en")) == ("17 Kas", "17 Nov")
    older = date(2024, 11, 17)
    assert (short_date(older, day, "tr"), short_date(older, day, "en")) == ("17.11.24", "17 Nov 24")
    friday = date(2026, 11, 20)
    assert long_date(friday, "tr") == "20 Kasım Cuma"
    assert long_date(friday, "en") == "Friday 20 November"
    assert format_birthday("--03-14", "tr") == "14 Mart"
    assert format_birthday("1988-03-14", "en") == "14 March 1988"


@pytest.mark.parametrize(
    ("back", "turkish", "english"),
    [(timedelta(seconds=5), "az önce", "just now"),
     (timedelta(minutes=5), "5 dakika önce", "5 minutes ago"),
     (timedelta(minutes=1), "1 dakika önce", "1 minute ago"),
     (timedelta(hours=4), "bugün 14.05", "today 14:05"),
     (timedelta(hours=16, minutes=5), "bugün 02.00", "today 02:00"),
     (timedelta(hours=40, minutes=5), "dün 02.00", "yesterday 02:00"),
     (timedelta(days=3), "3 gün önce", "3 days ago"),
     (timedelta(days=50), "01.10.2026", "1 Oct 2026"),
     (timedelta(hours=-2), "20.11.2026 20.05", "20 Nov 2026 20:05")],
)  # fmt: skip
@pytest.mark.usefixtures("istanbul")
def test_how_long_ago(back: timedelta, turkish: str, english: str) -> None:
    now = datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
    assert ago(now - back, now, "tr") == turkish
    assert ago(now - back, now, "en") == english


def test_instants() -> None:
    assert iso_utc(datetime(2026, 11, 20, 9, 15, tzinfo=UTC)) == "2026-11-20T09:15:00Z"
    assert parse_iso("2026-11-20T12:15:00+03:00") == datetime(2026, 11, 20, 9, 15, tzinfo=UTC)


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_round_trip(instant: datetime) -> None:
    assert parse_iso(iso_utc(instant)) == instant


@pytest.mark.parametrize("wrong", ["", "2026-11-20", "2026-11-20T09:15:00", "dün"])
def test_an_instant_needs_its_offset(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_iso(wrong)


@given(st.one_of(st.text(), st.text("0123456789./-T: OcakMart", max_size=20)))
def test_any_text_can_be_read(text: str) -> None:
    parse_date(text)
    parse_birthday(text)
