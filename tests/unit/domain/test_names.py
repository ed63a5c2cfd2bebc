"""Names: splitting, companies, compatibility."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.names import (
    company_key,
    compatible,
    join_person,
    looks_like_company,
    split_person,
)

PEOPLE = ["İsmail Şıkoğlu", "Çağrı Öztürk", "Işıl Ağaoğlu", "Ümit Gürsel", "Nâzım Hâkimoğlu",
          "İlknur Iğdırlı", "Gökçe Çiçek", "Ökkeş Üğüdücü", "AYŞE YILMAZ DEMİR", "Ayşe Şan",
          "Fatma San", "Mehmet As", "Hasan Tiryaki", "Kimya Aslan", "Ali"]  # fmt: skip
COMPANIES = ["Öztürk-Işık A.Ş.", "Kâğıthane Büfe", "ŞIK Giyim (SIK)", "KAYA AŞ", "Demir San. Tic.",
             "Öztürk Mobilya San. ve Tic. Ltd. Şti.", "Şen İnşaat Tic.", "Yavuz A. Ş.",
             "Yardım Derneği", "ÇINAR OTOMOTİV", "Ufuk Ltd"]  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_people_are_people(name: str) -> None:
    assert not looks_like_company(name)


@pytest.mark.parametrize("name", COMPANIES)
def test_companies_are_companies(name: str) -> None:
    assert looks_like_company(name)


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [("Ahmet Kaya", "Ahmet", "Kaya"), ("Ali Rıza  Kaya", "Ali Rıza", "Kaya"), ("Ali", "Ali", ""),
     ("", "", "")],
)  # fmt: skip
def test_splitting_a_person(full: str, first: str, last: str) -> None:
    assert split_person(full) == (first, last)
    assert join_person(first, last) == " ".join(full.split())


@given(st.text())
def test_a_split_name_joins_again(full: str) -> None:
    assert join_person(*split_person(full)) == " ".join(full.split())


@pytest.mark.parametrize(
    ("name", "key"),
    [("Öztürk Mobilya San. ve Tic. Ltd. Şti.", "ozturk mobilya"),
     ("ÖZTÜRK MOBİLYA SANAYİ VE TİCARET LİMİTED ŞİRKETİ", "ozturk mobilya"),
     ("OZTURK MOBILYA AS", "ozturk mobilya"), ("Öztürk Mobilya A.Ş.", "ozturk mobilya"),
     ("Öztürk Mobilya İnş. Paz. İth. İhr. Koll. Şti.", "ozturk mobilya"),
     ("Şen İnşaat Tic.", "sen insaat"), ("Şen İnş. Tic.", "sen insaat"),
     ("Gülümse Diş Kliniği", "gulumse dis klinigi"), ("Ak Deniz Dış Tic. A.Ş.", "ak deniz"),
     ("Sanayi ve Ticaret A.Ş.", "sanayi ve ticaret as")],
)  # fmt: skip
def test_company_key(name: str, key: str) -> None:
    assert company_key(name) == key


@given(st.text(alphabet="aAşŞ.san ticve", min_size=1))
def test_a_named_company_has_a_key(name: str) -> None:
    assert bool(company_key(name)) == any(c.isalnum() for c in name)


@pytest.mark.parametrize(
    ("a", "b", "fits"),
    [("Ali Kaya", "ALİ RIZA KAYA", True), ("Ayşe Işık", "AYSE ISIK", True),
     ("Ahmet Aslan", "Mehmet Aslan", False), ("Kaya", "Ali Kaya", True), ("", "Ali", False),
     ("", "", False), ("-", "Ali", False), ("Ali Kaya", "Kaya Ali", True)],
)  # fmt: skip
def test_compatible_names(a: str, b: str, fits: bool) -> None:
    assert compatible(a, b) is fits
    assert compatible(b, a) is fits
