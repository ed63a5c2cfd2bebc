"""Dates in words, as they are typed into a field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.date_words import read_date

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bugün", date(2026, 11, 20)),
        ("BUGÜN", date(2026, 11, 20)),
        ("dün", date(2026, 11, 19)),
        ("evvelsi gün", date(2026, 11, 18)),
        ("yarın", date(2026, 11, 21)),
        ("öbür gün", date(2026, 11, 22)),
        ("3 gün önce", date(2026, 11, 17)),
        ("üç gün sonra", date(2026, 11, 23)),
        ("3 gün", date(2026, 11, 23)),
        ("2 hafta sonra", date(2026, 12, 4)),
        ("1 ay önce", date(2026, 10, 20)),
        ("geçen ay", date(2026, 10, 20)),
        ("gelecek yıl", date(2027, 11, 20)),
        ("haftaya", date(2026, 11, 27)),
        ("haftaya salı", date(2026, 11, 24)),
        ("salı", date(2026, 11, 24)),
        ("salıya", date(2026, 11, 24)),
        ("cuma", date(2026, 11, 27)),
        ("bu cuma", date(2026, 11, 20)),
        ("bu pazartesi", date(2026, 11, 16)),
        ("geçen salı", date(2026, 11, 17)),
        ("geçen cuma", date(2026, 11, 13)),
        ("gelecek çarşamba", date(2026, 11, 25)),
        ("pzt", date(2026, 11, 23)),
        ("ay sonu", date(2026, 11, 30)),
        ("ay başı", date(2026, 11, 1)),
        ("yıl sonu", date(2026, 12, 31)),
        ("14 mart", date(2026, 3, 14)),
        ("14 Mart 1988", date(1988, 3, 14)),
        ("14.03.1988", date(1988, 3, 14)),
        ("14.3", date(2026, 3, 14)),
        ("1988-03-14", date(1988, 3, 14)),
        ("today", date(2026, 11, 20)),
        ("yesterday", date(2026, 11, 19)),
        ("tomorrow", date(2026, 11, 21)),
        ("3 days ago", date(2026, 11, 17)),
        ("in 2 weeks", date(2026, 12, 4)),
        ("two weeks later", date(2026, 12, 4)),
        ("a year ago", date(2025, 11, 20)),
        ("last month", date(2026, 10, 20)),
        ("next tuesday", date(2026, 11, 24)),
        ("last friday", date(2026, 11, 13)),
        ("end of month", date(2026, 11, 30)),
        ("14 march", date(2026, 3, 14)),
    ],
)
def test_a_date_in_words(text: str, expected: date) -> None:
    assert read_date(text, FRIDAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "belki",
        "31.02",
        "31.02.2026",
        "32 mart",
        "önce",
        "gün",
        "99999999 yıl sonra",
        "salı salı",
    ],
)
def test_what_names_no_date(text: str) -> None:
    assert read_date(text, FRIDAY) is None


def test_a_month_that_is_too_short_gives_its_last_day() -> None:
    assert read_date("1 ay sonra", date(2027, 1, 31)) == date(2027, 2, 28)
    assert read_date("1 yıl önce", date(2028, 2, 29)) == date(2027, 2, 28)


@given(st.text(max_size=80), st.dates())
def test_no_text_raises(text: str, today: date) -> None:
    read_date(text, today)
