"""Turkish case, search keys and order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.turkish import (
    fold,
    fold_length,
    letter_of,
    lower,
    lower_invariant,
    nfc,
    sort_key,
    title,
    upper,
)

SORTED = [
    "1 Nolu Büfe",
    "2. El",
    "A101",
    "Adem",
    "Âdem",
    "Ağaoğlu",
    "Ali Rıza",
    "Ali Veli",
    "Ali-Rıza",
    "Alican",
    "Can",
    "Çınar",
    "Güneş",
    "Gürsel",
    "Ğ",
    "H",
    "Ilgın",
    "Irmak",
    "Işıl",
    "İlker",
    "İpek",
    "Oğuz",
    "Özgür",
    "Sena",
    "şen",
    "Umut",
    "Ünal",
]
SISLI = ["sisli", "ŞİŞLİ", "SISLI", "Şişli", "ŞIŞLI", "S\u0327i\u0307s\u0327li",
         "ŞİŞLİ".lower(), "  Şişli "]  # fmt: skip
# Every stage of the alphabet, both cases, circumflexes and what stands between words.
ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyzABCÇDEFGĞHIİJKLMNOÖPQRSŞTUÜVWXYZâîûÂÎÛ -'.019"
any_text = st.text()
turkish_text = st.text(ALPHABET, max_size=12)


@pytest.mark.parametrize("written", SISLI)
def test_every_spelling_of_sisli_has_one_search_key(written: str) -> None:
    assert fold(written) == "sisli"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Kâğıthane", "kagithane"),
        ("KAĞITHANE", "kagithane"),
        ("IĞDIR", "igdir"),
        ("ığdır", "igdir"),
        ("Igdir", "igdir"),
        ("İsmail Şıkoğlu", "ismail sikoglu"),
        ("Çağrı Öztürk", "cagri ozturk"),
        ("Işıl Ağaoğlu", "isil agaoglu"),
        ("Ümit Gürsel", "umit gursel"),
        ("Nâzım Hâkimoğlu", "nazim hakimoglu"),
        ("İlknur Iğdırlı", "ilknur igdirli"),
        ("Gökçe Çiçek", "gokce cicek"),
        ("Ökkeş Üğüdücü", "okkes uguducu"),
        ("AYŞE YILMAZ DEMİR", "ayse yilmaz demir"),
        ("Öztürk-Işık A.Ş.", "ozturk-isik a.s."),
        ("ŞIK Giyim (SIK)", "sik giyim (sik)"),
        ("Ali’nin", "ali'nin"),
        ("Straße Łódź Ærø", "strasse lodz aero"),
    ],
)
def test_search_key(written: str, key: str) -> None:
    assert fold(written) == key


@given(any_text)
def test_search_key_of_a_search_key_is_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(turkish_text)
def test_search_key_ignores_case_and_unicode_form(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(upper(text)) == fold(lower(text)) == fold(decomposed) == fold(text)


@given(any_text)
def test_positions_survive_the_length_preserving_fold(text: str) -> None:
    assert len(fold_length(text)) == len(nfc(text))


def test_length_preserving_fold_finds_a_word_where_it_stands() -> None:
    assert fold_length("Yeni İstanbul Işık").index("isik") == 14


@pytest.mark.parametrize(
    ("written", "small", "capital"),
    [("IĞDIR", "ığdır", "IĞDIR"), ("İstanbul", "istanbul", "İSTANBUL"), ("ısı", "ısı", "ISI")],
)
def test_case(written: str, small: str, capital: str) -> None:
    assert lower(written) == small
    assert upper(written) == capital


def test_lower_repairs_the_dot_other_programs_leave_behind() -> None:
    assert lower("ŞİŞLİ".lower()) == "şişli"


def test_title_case() -> None:
    written = "ığdır İSTANBUL isparta ALİ'NİN ÖZTÜRK-IŞIK"
    assert title(written) == "Iğdır İstanbul İsparta Ali'nin Öztürk-Işık"


def test_addresses_and_codes_know_no_dotless_i() -> None:
    assert lower_invariant("ALİ@HOTMAIL.COM") == "ali@hotmail.com"


@given(st.permutations(SORTED))
def test_sort_keys_put_names_in_turkish_order(shuffled: list[str]) -> None:
    assert sorted(shuffled, key=sort_key) == SORTED


@given(st.permutations("abcçdefgğhıijklmnoöpqrsştuüvwxyz"))
def test_the_whole_alphabet_is_in_order(letters: list[str]) -> None:
    alphabet = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
    assert "".join(sorted(letters, key=sort_key)) == alphabet
    assert "".join(sorted(map(upper, letters), key=sort_key)) == upper(alphabet)


def test_foreign_letters_come_after_z_and_accents_beside_their_letter() -> None:
    names = ["Émile", "Жанна", "Zeynep", "Emel", "Emilia", "Ωmega"]
    assert sorted(names, key=sort_key) == ["Emel", "Émile", "Emilia", "Zeynep", "Ωmega", "Жанна"]


@given(turkish_text, turkish_text)
def test_stored_bytes_sort_like_the_keys(a: str, b: str) -> None:
    one, two = sort_key(a), sort_key(b)
    assert (one < two) == (one.encode() < two.encode())
    assert "\x00" not in one


@given(turkish_text, turkish_text)
def test_a_circumflex_decides_only_between_equal_words(a: str, b: str) -> None:
    plain = str.maketrans("âîûÂÎÛ", "aiuAİU")
    first, second = sort_key(lower(a).translate(plain)), sort_key(lower(b).translate(plain))
    primary_a, primary_b = first.split("\x01")[0], second.split("\x01")[0]
    if primary_a < primary_b:
        assert sort_key(a) < sort_key(b)


@given(any_text)
def test_any_text_has_a_sort_key_and_a_letter(text: str) -> None:
    assert "\x00" not in sort_key(text)
    assert len(letter_of(text)) <= 2 or not letter_of(text).isascii()


@pytest.mark.parametrize(
    ("name", "letter"),
    [("çınar", "Ç"), ("ilker", "İ"), ("Irmak", "I"), ("Âdem", "A"), ("1 Nolu", "#"), ("", ""),
     ("Émile", "E"), ("жанна", "Ж"), (" ünal", "Ü")],
)  # fmt: skip
def test_letter_of_the_index(name: str, letter: str) -> None:
    assert letter_of(name) == letter
