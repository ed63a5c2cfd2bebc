"""Yes/no cells and custom fields."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.money import Money
from kobicrm.domain.values import (
    CUSTOM_TYPES,
    custom_from_json,
    custom_to_json,
    parse_bool,
    parse_custom,
)


@pytest.mark.parametrize(
    "word", ["evet", "EVET", "e", "var", "onay", "1", "aktif", "AKTİF", "yes", "true"]
)
def test_yes(word: str) -> None:
    assert parse_bool(word) is True


@pytest.mark.parametrize(
    "word", ["hayır", "HAYIR", "hayir", "h", "yok", "ret", "0", "pasif", "PASİF", "no", "false"]
)
def test_no(word: str) -> None:
    assert parse_bool(word) is False


@pytest.mark.parametrize("word", ["", "belki", "2"])
def test_neither(word: str) -> None:
    assert parse_bool(word) is None


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [("text", " Not\x00 ", "Not"), ("number", "1.234,5", Decimal("1234.5")),
     ("money", "695,64 TL", Money(69564)), ("date", "5 Kasım 2026", date(2026, 11, 5)),
     ("yes_no", "Hayır", False), ("choice", "Toptan", "Toptan"), ("text", "", None),
     ("number", "çok", None), ("money", "", None)],
)  # fmt: skip
def test_custom_values(kind: str, text: str, value: object) -> None:
    assert parse_custom(kind, text, "tr") == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [("text", "Not"), ("number", Decimal("12")), ("number", Decimal("12.5")),
     ("number", Decimal("0.1234567890123456789")), ("number", Decimal(10) ** 30),
     ("money", Money(69564)), ("date", date(2026, 11, 5)), ("yes_no", True), ("choice", "Toptan")],
)  # fmt: skip
def test_custom_values_travel_through_json(kind: str, value: object) -> None:
    written = json.loads(json.dumps(custom_to_json(kind, value)))
    assert custom_from_json(kind, written) == value


@given(st.builds(lambda d, shift: d.scaleb(shift), st.decimals(-99, 99), st.integers(-500, 500)))
def test_numbers_lose_nothing_in_json(number: Decimal) -> None:
    written = json.loads(json.dumps(custom_to_json("number", number)))
    assert custom_from_json("number", written) == number


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [("number", True), ("number", "çok"), ("number", "NaN"), ("number", "1e99999999"),
     ("number", "1e-99999999"), ("money", "5"), ("date", "yarın"),
     ("yes_no", 1), ("text", 5), ("colour", "red")],
)  # fmt: skip
def test_wrong_json_is_refused(kind: str, wrong: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        custom_from_json(kind, wrong)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        parse_custom("colour", "red", "tr")


@given(st.sampled_from(CUSTOM_TYPES), st.text(), st.sampled_from(["tr", "en"]))
def test_any_text_can_be_read(kind: str, text: str, lang: str) -> None:
    value = parse_custom(kind, text, lang)
    if value is not None:
        assert custom_from_json(kind, custom_to_json(kind, value)) == value
