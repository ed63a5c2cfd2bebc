"""Tax numbers, identity numbers and IBANs."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.identity import display_iban, is_identifying, parse_iban, parse_tax_number


@pytest.mark.parametrize(
    "number",
    ["17291716060", "10000000146", "12345678950", "98765432150", "55555555550", "11111111110"],
)
def test_valid_identity_numbers(number: str) -> None:
    parsed = parse_tax_number(number)
    assert (parsed.value, parsed.kind, parsed.valid) == (number, "tckn", True)


@pytest.mark.parametrize("number", ["12345678901", "10000000145", "07291716092", "00000000000"])
def test_invalid_identity_numbers(number: str) -> None:
    parsed = parse_tax_number(number)
    assert (parsed.kind, parsed.valid) == ("tckn", False)
    assert parsed.problem


@pytest.mark.parametrize(
    "number", ["4540536920", "1234567890", "9876543217", "1111111114", "0000000001"]
)
def test_valid_tax_numbers(number: str) -> None:
    parsed = parse_tax_number(number)
    assert (parsed.value, parsed.kind, parsed.valid) == (number, "vkn", True)


@pytest.mark.parametrize("number", ["4540536921", "1111111111", "0000000000"])
def test_invalid_tax_numbers(number: str) -> None:
    parsed = parse_tax_number(number)
    assert (parsed.kind, parsed.valid) == ("vkn", False)
    assert parsed.problem in ("tax_number_checksum", "tax_number_repeated")


@pytest.mark.parametrize(
    "written", ["4540536920.0", "454 053 69 20", "454.053.69.20", " 4540536920 ", "4.54053692E9"]
)
def test_tax_numbers_as_written(written: str) -> None:
    parsed = parse_tax_number(written)
    if "E" in written:
        assert parsed.problem == "tax_number_length"
    else:
        assert (parsed.value, parsed.valid, parsed.padded) == ("4540536920", True, False)


def test_a_lost_leading_zero_comes_back_when_the_check_passes() -> None:
    numbers = (f"0{n}" for n in range(123456780, 123456800))
    whole = next(n for n in numbers if parse_tax_number(n).valid)
    parsed = parse_tax_number(whole[1:])
    assert (parsed.value, parsed.valid, parsed.padded) == (whole, True, True)
    assert parsed.problem == ""


@pytest.mark.parametrize("written", ["123", "12345678901234", "yok", "4,54E+09"])
def test_other_texts_are_no_number(written: str) -> None:
    parsed = parse_tax_number(written)
    assert (parsed.kind, parsed.problem) == ("", "tax_number_length")


def test_an_empty_cell_is_no_problem() -> None:
    assert parse_tax_number(" ").problem == ""


@pytest.mark.parametrize(
    ("number", "identifies"),
    [("4540536920", True), ("17291716060", True), ("4540536921", False), ("1111111111", False),
     ("11111111110", False), ("1111111114", False), ("", False)],
)  # fmt: skip
def test_only_real_numbers_identify(number: str, identifies: bool) -> None:
    assert is_identifying(parse_tax_number(number)) is identifies


@given(st.sampled_from(["17291716060", "98765432150"]), st.integers(9, 10), st.integers(1, 9))
def test_a_mistyped_check_digit_is_noticed(number: str, place: int, step: int) -> None:
    wrong = str((int(number[place]) + step) % 10)
    assert not parse_tax_number(number[:place] + wrong + number[place + 1 :]).valid


def test_iban() -> None:
    parsed = parse_iban("tr33 0006 1005 1978 6457 8413 26")
    assert (parsed.value, parsed.valid) == ("TR330006100519786457841326", True)
    assert display_iban(parsed.value) == "TR33 0006 1005 1978 6457 8413 26"


@pytest.mark.parametrize(
    ("written", "problem"),
    [("TR330006100519786457841327", "iban_checksum"), ("TR33000610051978645784132", "iban_length"),
     ("yok", "iban_length"), ("", "")],
)  # fmt: skip
def test_wrong_ibans(written: str, problem: str) -> None:
    parsed = parse_iban(written)
    assert (parsed.valid, parsed.problem) == (False, problem)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert parse_tax_number(text).raw == text
    assert parse_iban(text).raw == text
