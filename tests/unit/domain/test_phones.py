"""Phone numbers in every form people and programs write them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.phones import (
    display,
    parse_phone,
    parse_phones,
    query_digits,
    search_digits,
)

phone_like = st.text("0123456789 +()-./,;xdE\n:", max_size=40)


@pytest.mark.parametrize(
    "written",
    ["0532 123 45 67", "532 123 45 67", "5321234567", "+90 532 123 45 67", "90 532 123 4567",
     "00905321234567", "0(532)1234567", "0532-123-45-67", "905321234567", "5321234567.0",
     "+90 (0) 532 123 45 67", "0532.123.45.67", "5.321234567E9", "Cep: 0532 123 45 67",
     "0532 123 45 67 (eşi)", "\u0660\u0665\u0663\u0662 123 45 67"],
)  # fmt: skip
def test_one_mobile_in_many_forms(written: str) -> None:
    phone = parse_phone(written)
    assert phone.e164 == "+905321234567"
    assert phone.valid
    assert phone.kind == "mobile"
    assert phone.raw == written
    assert phone.problem == ""


@pytest.mark.parametrize(
    ("written", "e164", "kind"),
    [
        ("0216 906 00 42", "+902169060042", "fixed"),
        ("(0212) 555 11 22", "+902125551122", "fixed"),
        ("0212/555 11 22", "+902125551122", "fixed"),
        ("0212 / 555 11 22", "+902125551122", "fixed"),
        ("0392 228 11 11", "+903922281111", "fixed"),
        ("444 1 234", "+904441234", "special"),
        ("0850 222 11 33", "+908502221133", "special"),
        ("0800 123 45 67", "+908001234567", "special"),
        ("+49 30 901820", "+4930901820", "foreign"),
        ("0049 30 901820", "+4930901820", "foreign"),
        ("0516 000 00 00", "+905160000000", "mobile"),
        ("0599 999 99 99", "+905999999999", "mobile"),
    ],
)
def test_kinds(written: str, e164: str, kind: str) -> None:
    phone = parse_phone(written)
    assert (phone.e164, phone.kind, phone.valid, phone.raw) == (e164, kind, True, written)


@pytest.mark.parametrize(
    ("written", "problem"),
    [("0533 123 45 6", "phone_short"), ("0543599367", "phone_short"),
     ("+90 532 123 45 6", "phone_short"), ("112", "phone_short"), ("0", "phone_short"),
     ("5,32123E+09", "phone_damaged"), ("5.32E+09", "phone_damaged"),
     ("0199 123 45 67", "phone_invalid"), ("0532 123 45 678", "phone_invalid"),
     ("+49 30 1", "phone_short"), ("0533 8xx xx xx", "phone_letters"), ("yok", "phone_letters")],
)  # fmt: skip
def test_problems(written: str, problem: str) -> None:
    (phone,) = parse_phones(written)
    assert phone.problem == problem
    assert not phone.valid
    assert phone.raw == written


@pytest.mark.parametrize(
    "cell",
    ["05321234567 / 0212 555 11 22", "0532 123 45 67;0212 555 11 22", "05321234567, 02125551122",
     "+90 532 123 45 67 ::: 0212 555 11 22", "05321234567\n02125551122",
     "0532 123 45 67 veya 0212 555 11 22", "05321234567 02125551122",
     "0532 123 45 67 - 0212 555 11 22", "Cep 0532 123 45 67 İş 0212 555 11 22"],
)  # fmt: skip
def test_two_numbers_in_a_cell(cell: str) -> None:
    numbers = [phone.e164 for phone in parse_phones(cell)]
    assert numbers == ["+905321234567", "+902125551122"]


@pytest.mark.parametrize("cell", ["", "  ", "-", "\n", "/"])
def test_an_empty_cell_holds_no_number(cell: str) -> None:
    assert parse_phones(cell) == ()


@pytest.mark.parametrize(
    "written",
    ["0212 555 11 22 dahili 12", "0212 555 11 22 DAHİLİ: 12", "0212 555 11 22 dah. 12",
     "0212 555 11 22 d 12", "0212 555 11 22 (dahili 12)", "0212 555 11 22 ext 12",
     "0212 555 11 22 x12", "0212 555 11 22 / dahili 12"],
)  # fmt: skip
def test_extensions(written: str) -> None:
    (phone,) = parse_phones(written)
    assert (phone.e164, phone.ext, phone.valid) == ("+902125551122", "12", True)
    assert phone.raw == written


@pytest.mark.parametrize(
    ("e164", "ext", "lang", "shown"),
    [("+905321234567", "", "tr", "0532 123 45 67"),
     ("+902163456789", "12", "tr", "0216 345 67 89 dahili 12"),
     ("+902163456789", "12", "en", "0216 345 67 89 ext. 12"),
     ("+904441234", "", "tr", "444 1 234"), ("+908502221133", "", "tr", "0850 222 11 33"),
     ("+4930123456", "", "tr", "+49 30 123456"), ("", "", "tr", "")],
)  # fmt: skip
def test_display(e164: str, ext: str, lang: str, shown: str) -> None:
    assert display(e164, ext, lang) == shown


@given(st.one_of(st.text(), phone_like))
def test_what_is_shown_reads_as_the_same_number(text: str) -> None:
    for phone in parse_phones(text):
        shown = display(phone.e164, phone.ext)
        if phone.valid:
            again = parse_phone(shown)
            assert (again.e164, again.ext) == (phone.e164, phone.ext)
            assert display(again.e164, again.ext) == shown


@pytest.mark.parametrize(
    ("query", "digits"),
    [("+90 532", "532"), ("0090532", "532"), ("0532 123", "0532123"), ("4567", "4567"),
     ("905321234567", "5321234567"), ("+49 30", "4930"), ("(0532) 123", "0532123"), ("12", ""),
     ("ali", ""), ("0532 ali", ""), ("+90", "")],
)  # fmt: skip
def test_search_texts_that_read_like_a_phone(query: str, digits: str) -> None:
    assert query_digits(query) == digits


@pytest.mark.parametrize("query", ["+90 532", "0532 123", "4567", "905321234567", "0090 532 123"])
def test_a_number_is_found_by_any_of_its_forms(query: str) -> None:
    assert query_digits(query) in search_digits("+905321234567", "0532 123 45 67")


def test_digits_of_other_numbers() -> None:
    assert search_digits("+904441234", "444 1 234") == "4441234"
    assert search_digits("+4930901820", "0049 30 901820") == "4930901820"
    assert search_digits("", "0533 123 45 6") == "0533123456"


def test_turkish_numbers_do_not_load_the_library() -> None:
    program = (
        "import sys; from kobicrm.domain.phones import parse_phones as p;"
        "p('0532 123 45 67'); p('0212 555 11 22 dahili 4'); p('444 1 234; 0533 12');"
        "sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
