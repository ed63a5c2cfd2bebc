"""Amounts read and written in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.money import (
    Money,
    format_count,
    format_money,
    format_number,
    format_percent,
    from_json,
    parse_money,
    parse_number,
    plain,
    to_json,
)

amounts = st.builds(
    Money,
    st.integers(-(10**15), 10**15),
    st.sampled_from(["TRY", "USD", "EUR", "GBP", "XAU", "JPY", "CHF"]),
)
languages = st.sampled_from(["tr", "en"])


@pytest.mark.parametrize(
    ("written", "kurus"),
    [("1.234,56 TL", 123456), ("₺1.234,56", 123456), ("1234,5", 123450), ("1.234", 123400),
     ("1234.56", 123456), ("1,234.56", 123456), ("12.345.678,90", 1234567890),
     ("(1.250,00)", -125000), ("1 250,00 TL", 125000), ("1\xa0250,00 TL", 125000),
     ("1.234 ₺", 123400), (" ₺1.000,00 ", 100000), ("695,64 TL", 69564), ("-5", -500),
     ("5-", -500), ("−1.234,50", -123450), ("1.234,- TL", 123400), ("0,5", 50),
     ("695.6399999999999", 69564), ("1.234.567", 123456700), ("48.500 TL", 4850000)],
)  # fmt: skip
def test_turkish_amounts(written: str, kurus: int) -> None:
    parsed = parse_money(written)
    assert parsed.money == Money(kurus, "TRY")
    assert not parsed.ambiguous


def test_a_comma_before_three_digits_is_flagged() -> None:
    parsed = parse_money("1,250")
    assert parsed.money == Money(125)
    assert parsed.ambiguous
    assert parse_money("1,250", "en").money == Money(125000)


@pytest.mark.parametrize(
    "written",
    ["bin lira", "", "TL", "1.2.3", "12,34,56", "1e5", "--5", "1 2 3", "100 USD EUR", "5 kilo",
     "9" * 30, "(5"],
)  # fmt: skip
def test_what_is_no_amount(written: str) -> None:
    assert parse_money(written).money is None


@pytest.mark.parametrize(
    ("written", "money"),
    [("$1.234,56", Money(123456, "USD")), ("10 €", Money(1000, "EUR")),
     ("20 sterlin", Money(2000, "GBP")), ("2,5 gram", Money(2500, "XAU")),
     ("12 gr altın", Money(12000, "XAU")), ("100 dolar", Money(10000, "USD"))],
)  # fmt: skip
def test_other_currencies(written: str, money: Money) -> None:
    assert parse_money(written).money == money


def test_a_bare_number_has_the_default_currency() -> None:
    assert parse_money("1.234,56", default_currency="EUR").money == Money(123456, "EUR")


@given(amounts, languages)
def test_a_shown_amount_reads_as_itself(money: Money, lang: str) -> None:
    assert parse_money(format_money(money, lang), lang).money == money


@given(amounts, languages)
def test_plain_and_json_round_trip(money: Money, lang: str) -> None:
    assert parse_money(plain(money), lang).money == money
    assert from_json(to_json(money)) == money


@pytest.mark.parametrize(
    ("money", "turkish", "english"),
    [(Money(123456), "1.234,56 TL", "1,234.56 TL"), (Money(4850000), "48.500 TL", "48,500 TL"),
     (Money(-5), "-0,05 TL", "-0.05 TL"), (Money(100000, "USD"), "1.000 USD", "1,000 USD"),
     (Money(1250, "XAU"), "1,25 gram altın", "1.25 g gold")],
)  # fmt: skip
def test_shown_amounts(money: Money, turkish: str, english: str) -> None:
    assert format_money(money, "tr") == turkish
    assert format_money(money, "en") == english


def test_machine_forms() -> None:
    assert plain(Money(123456)) == "1234.56 TRY"
    assert to_json(Money(4850000)) == {"amount": "48500.00", "currency": "TRY"}


@pytest.mark.parametrize(
    "wrong",
    [None, "5", {"amount": 5}, {"amount": "5", "currency": "ÇAY"}, {"amount": "5,00"}, {},
     {"amount": "1e9"}, {"amount": "9" * 18}],
)  # fmt: skip
def test_wrong_json_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="money"):
        from_json(wrong)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9),
                   max_value=10**9), languages)  # fmt: skip
def test_a_shown_number_reads_as_itself(number: Decimal, lang: str) -> None:
    assert parse_number(format_number(number, lang), lang) == number


def test_counts_and_percents() -> None:
    assert format_count(2041, "tr") == "2.041"
    assert format_count(2041, "en") == "2,041"
    assert format_percent(12, "tr") == "% 12"
    assert format_percent(12, "en") == "12%"


@given(st.one_of(st.text(), st.text("0123456789.,-()TL₺ '", max_size=20)), languages)
def test_any_text_can_be_read(text: str, lang: str) -> None:
    parse_money(text, lang)
    parse_number(text, lang)
