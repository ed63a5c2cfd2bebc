"""Text that comes in is harmless afterwards and says the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.clean import clean_line, clean_text, is_harmless, whole_number

HOSTILE = [
    "\x1b]52;c;aGFja2Vk\x07Ali", "A\x9bli", "Ali\x00", "Ali\x7f", "Ali\u202eilA", "Ali\u2066",
    "A\U000e0041li", "Ali\ud800", "A\u200bli", "\ufeffAli", "A\x85li", "A\u2028li", "A\xadli",
    "A\u0301\u0302\u0303\u0304\u0305\u0306li", "\x1b[31mAli\x1b[0m", "Ali\x0b\x0c\r",
]  # fmt: skip
nasty_text = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x00\x9b\u202e\u2028\t\r\n \u0301\u0302\u200d\U000e0041ıİş"),
    )
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_harmless(text: str) -> None:
    assert is_harmless(clean_line(text))
    assert is_harmless(clean_text(text))


@pytest.mark.parametrize("text", [h for h in HOSTILE if "\u0306" not in h])
def test_hostile_text_is_told_apart(text: str) -> None:
    assert not is_harmless(text)


@given(nasty_text)
def test_a_line_is_harmless_normal_and_stays_as_it_is(text: str) -> None:
    line = clean_line(text)
    assert is_harmless(line)
    assert "\n" not in line
    assert len(line) <= 200
    assert unicodedata.is_normalized("NFC", line)
    assert clean_line(line) == line


@given(nasty_text)
def test_a_text_is_harmless_normal_and_stays_as_it_is(text: str) -> None:
    cleaned = clean_text(text)
    assert is_harmless(cleaned)
    assert "\t" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Çağrı Öztürk",
        "👨‍👩‍👧 ailesi",
        "علی‌رضا",
        "Öztürk-Işık A.Ş.",
        "[VIP] Ahmet",
        "₺ 5 – “iyi”",
        "ẞ",
    ],
)
def test_harmless_text_is_left_alone(text: str) -> None:
    assert clean_line(text) == text
    assert clean_text(text) == text


def test_one_line_out_of_several() -> None:
    assert clean_line("  Ali\r\nVeli\t\tKaya\u2028Can\xa0Oğlu ") == "Ali Veli Kaya Can Oğlu"


def test_a_text_keeps_its_lines() -> None:
    assert clean_text("bir\r\niki\rüç\u2028dört\tbeş\n") == "bir\niki\nüç\ndört beş"


def test_decomposed_letters_are_composed() -> None:
    assert clean_line("S\u0327i\u0307sli") == "Şi\u0307sli"


def test_no_more_than_four_marks_in_a_row() -> None:
    marks = [c for c in clean_line("q" + "\u0323" * 9 + "y") if c == "\u0323"]
    assert len(marks) == 4


def test_a_line_is_cut_at_its_limit() -> None:
    assert clean_line("ş" * 500) == "ş" * 200
    assert clean_line("ab cd", limit=3) == "ab"
    assert len(clean_text("a" * 200_000)) == 100_000


@pytest.mark.parametrize(
    ("cell", "digits"),
    [("5321234567.0", "5321234567"), ("5.321234567E9", "5321234567"), ("5,32123E+09", None),
     ("5.32E+09", None), ("0532 123", "0532 123")],
)  # fmt: skip
def test_whole_numbers_of_spreadsheets(cell: str, digits: str | None) -> None:
    assert whole_number(cell) == digits
