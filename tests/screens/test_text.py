"""The door out: cutting, marking and cleaning text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from kobicrm.domain.turkish import fold
from screens.text import fit, match_spans, pad, plain


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Ayşe Yılmaz", 19, "Ayşe Yılmaz"),
        ("Işık Kırtasiye Ltd. Şti.", 19, "Işık Kırtasiye…"),
        ("Yılmaz Gıda San. ve Tic. Ltd. Şti.", 29, "Yılmaz Gıda San. ve Tic.…"),
        ("Öztürk-Işık A.Ş.", 12, "Öztürk-Işık…"),
        ("GÜNEŞ SANAYİ TİCARET LİMİTED ŞİRKETİ", 12, "GÜNEŞ…"),
        ("Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizden", 10, "Muvaffaki…"),
        ("Ltd. Şti.", 5, "Ltd.…"),
        ("Ayşe", 0, ""),
        ("Ayşe", 1, "…"),
        ("日本語会社", 5, "日本…"),
    ],
)
def test_a_text_is_cut_where_it_costs_least(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown
    assert cell_len(fit(text, width)) <= width


def test_a_cell_has_exactly_its_width() -> None:
    assert pad("12.400 TL", 12, right=True) == "   12.400 TL"
    assert cell_len(pad("日本語会社", 6)) == 6


@pytest.mark.parametrize(
    ("text", "term", "marked"),
    [
        ("Işık Kırtasiye", "isik", ["Işık"]),
        ("ŞİŞLİ OTO", "ŞİŞLİ", ["ŞİŞLİ"]),
        ("Kâğıthane Büfe", "kagit", ["Kâğıt"]),
        ("İstanbul", "ist", ["İst"]),
        ("0532 123 45 67", "1234567", ["123 45 67"]),
        ("Ali ve Alican", "ali", ["Ali", "Ali"]),
        ("Ayşe", "zz", []),
    ],
)
def test_folded_terms_mark_the_letters_shown(text: str, term: str, marked: list[str]) -> None:
    spans = match_spans(text, [fold(term)])
    assert [text[start:end] for start, end in spans] == marked


def test_overlapping_terms_are_one_mark() -> None:
    assert match_spans("Yılmaz", ["yil", "ilma"]) == [(0, 5)]


def test_one_line_carries_nothing_a_terminal_obeys() -> None:
    evil = "Ali\x1b]52;c;eA==\x07 \u202eVeli\u2066\x00\x9b31m\nDeli\tKaya\u2028\U000e0041"
    assert plain(evil) == "Ali]52;c;eA== Veli31m Deli Kaya"
    assert plain("Ayşe\u200dYılmaz") == "Ayşe\u200dYılmaz"
