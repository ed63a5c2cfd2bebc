"""Letters that were read with a wrong encoding are known again, and right ones left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.mojibake import looks_mojibake

LETTERS = st.text("abcdefgçğıöşüABCÇĞİÖŞÜâîû .,-'0123456789", min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("spoilt", "right"),
    [
        ("Þiþli Ýstanbul Iðdýr", "Şişli İstanbul Iğdır"),
        ("ÅžiÅŸli Ä°stanbul Ã–ztÃ¼rk", "Şişli İstanbul Öztürk"),
        ("ÅŸule", "şule"),
        ("Şişli İstanbul Iğdır", ""),
        ("Ayşe Öztürk", ""),
        ("Öztürk", ""),
        ("Öğretmen Kâğıthane", ""),
        ("İĞDIR ŞĞİÖÜÇ", ""),
        ("Ali", ""),
        ("", ""),
    ],
)
def test_spoilt_letters_are_recognised(spoilt: str, right: str) -> None:
    assert looks_mojibake(spoilt) == right


@given(LETTERS, st.sampled_from(["cp1252", "cp1254"]))
def test_whatever_was_spoilt_and_lost_nothing_is_mended(text: str, wrong: str) -> None:
    try:
        spoilt = text.encode().decode(wrong)
    except UnicodeDecodeError:
        return
    assert looks_mojibake(spoilt) == ("" if spoilt == text else text)


@given(LETTERS)
def test_right_text_is_left_alone(text: str) -> None:
    assert looks_mojibake(text) == ""
