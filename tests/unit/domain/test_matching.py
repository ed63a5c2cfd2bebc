"""The truth table of matching: when a row is somebody we know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobicrm.domain.contacts import Code, CompanyLink, Contact
from kobicrm.domain.drafting import make_emails, make_phones
from kobicrm.domain.matching import clues, decide


def person(name: str, *, id: int = 0, uid: str = "", **given: object) -> Contact:
    return Contact(
        kind=given.get("kind", "person"),  # type: ignore[arg-type]
        name=name,
        id=id,
        uid=uid,
        phones=make_phones(str(given.get("phone", ""))),
        emails=make_emails(str(given.get("email", ""))),
        tax_number=str(given.get("tax", "")),
        codes=tuple(Code(*pair) for pair in given.get("codes", ())),  # type: ignore[attr-defined]
        origin=str(given.get("origin", "")),
    )


def company(name: str, **given: object) -> Contact:
    return person(name, kind="company", **given)  # type: ignore[arg-type]


CEP = "0532 123 45 67"
SABIT = "0212 555 11 22"

SAME = [
    ("same mobile, name in capitals", person("Ali Kaya", phone=CEP), person("ALİ KAYA", phone=CEP)),
    (
        "same mobile, a middle name more",
        person("Ali Kaya", phone=CEP),
        person("Ali Rıza Kaya", phone="+90 532 1234567"),
    ),
    (
        "same e-mail in capitals",
        person("Emine Kılıç", email="emine.kilic79@outlook.com"),
        person("Emine Kılıç", email="EMİNE.KİLİC79@OUTLOOK.COM"),
    ),
    (
        "e-mail alone, another name",
        person("Ayşe Yılmaz", email="ayse@firma.com.tr"),
        person("Ayşe Demir", email="ayse@firma.com.tr"),
    ),
    (
        "tax number of a person",
        person("Ali Kaya", tax="10000000146"),
        person("Ali Kaya", tax="100 000 001 46"),
    ),
    (
        "code of the same source",
        person("Ali Kaya", codes=[("logo", "120.01")]),
        person("Ali Kaya", codes=[("logo", "120.01")]),
    ),
    (
        "code with another name but the same mobile",
        person("Ali Kaya", phone=CEP, codes=[("logo", "7")]),
        person("Veli Demir", phone=CEP, codes=[("logo", "7")]),
    ),
    (
        "company by its name without legal forms",
        company("Öztürk Mobilya San. ve Tic. Ltd. Şti."),
        company("OZTURK MOBILYA AS"),
    ),
    (
        "company by tax number, renamed",
        company("Öztürk Mobilya Ltd. Şti.", tax="1234567890"),
        company("Öztürk Tasarım A.Ş.", tax="123 456 7890"),
    ),
    (
        "nobody's identifier, same list and name",
        person("Ali Kaya", origin="columns-1"),
        person("ALİ KAYA", origin="columns-1"),
    ),
]

OTHER = [
    (
        "Ahmet and Mehmet on one mobile",
        person("Ahmet Aslan", phone=CEP),
        person("Mehmet Aslan", phone=CEP),
    ),
    (
        "a household on one landline",
        person("Ali Kaya", phone=SABIT),
        person("Ali Kaya", phone=SABIT),
    ),
    ("a name alone", person("Ali Kaya", origin="a"), person("Ali Kaya", origin="b")),
    (
        "a person and a company under one code and one phone",
        person("Ümit Yaşar", phone=CEP, codes=[("logo", "7")]),
        company("Yıldız İnşaat Ltd. Şti.", phone=CEP, codes=[("logo", "7")]),
    ),
    (
        "two shops that use the same codes",
        person("Ali Kaya", codes=[("dükkân-a", "1")]),
        person("Ali Kaya", codes=[("dükkân-b", "1")]),
    ),
    (
        "the same code given to another name",
        person("Ali Kaya", codes=[("logo", "7")]),
        person("Veli Demir", codes=[("logo", "7")]),
    ),
    (
        "an e-mail of a person and a company",
        person("Ali Kaya", email="info@kaya.com.tr"),
        company("Kaya Gıda Ltd. Şti.", email="info@kaya.com.tr"),
    ),
    (
        "a tax number of a person and a company",
        person("Ali Kaya", tax="1234567890"),
        company("Kaya Gıda", tax="1234567890"),
    ),
    (
        "companies with different valid tax numbers",
        company("Kaya Gıda Ltd. Şti.", tax="1234567890", email="info@kaya.com.tr"),
        company("Kaya Gıda A.Ş.", tax="4540536920", email="info@kaya.com.tr"),
    ),
    (
        "a tax number that fails its check",
        person("Ali Kaya", tax="4540536921"),
        person("Ali Kaya", tax="4540536921"),
    ),
    (
        "a tax number of one repeated digit",
        person("Ali Kaya", tax="11111111110"),
        person("Ali Kaya", tax="11111111110"),
    ),
    (
        "a mobile that Excel damaged",
        person("Ali Kaya", phone="5,32123E+09", email="a@firma.com.tr"),
        person("Ali Kaya", phone="5,32123E+09", email="b@firma.com.tr"),
    ),
    (
        "a mobile number without a name",
        person("Ali Kaya", phone=CEP),
        person("", phone=CEP),
    ),
]


@pytest.mark.parametrize(("known", "row"), [case[1:] for case in SAME], ids=[c[0] for c in SAME])
def test_is_the_same(known: Contact, row: Contact) -> None:
    assert decide(row, [replace(known, id=1)]).found == replace(known, id=1)


@pytest.mark.parametrize(("known", "row"), [case[1:] for case in OTHER], ids=[c[0] for c in OTHER])
def test_is_somebody_else(known: Contact, row: Contact) -> None:
    assert decide(row, [replace(known, id=1)]).found is None


def test_own_uid_comes_before_everything() -> None:
    uid = "01930000-0000-7000-8000-000000000001"
    first = person("Ali Kaya", id=1, uid=uid)
    second = person("Ayşe Demir", id=2, phone=CEP, email="ayse@firma.com.tr")
    row = person("Ayşe Demir", uid=uid, phone=CEP, email="ayse@firma.com.tr")
    assert decide(row, [second, first]).found == first


def test_of_several_the_equal_name_wins_and_else_the_oldest_flagged() -> None:
    a = person("Ali Kaya", id=3, email="ortak@firma.com.tr")
    b = person("Ayşe Kaya", id=2, email="ortak@firma.com.tr")
    assert decide(person("AYŞE KAYA", email="ortak@firma.com.tr"), [a, b]).found == b
    match = decide(person("Veli Can", email="ortak@firma.com.tr"), [a, b])
    assert match.found == b
    assert match.flags == ("match_several",)


def test_a_shared_mobile_flags_the_later_one_as_possible_duplicate() -> None:
    match = decide(person("Mehmet Aslan", phone=CEP), [person("Ahmet Aslan", id=1, phone=CEP)])
    assert match.flags == ("possible_duplicate",)


def test_a_shared_landline_is_a_warning_only() -> None:
    match = decide(person("Mehmet Can", phone=SABIT), [person("Ali Kaya", id=1, phone=SABIT)])
    assert match.flags == ("phone_shared",)


def test_a_match_through_turkish_letters_in_the_address_only_is_flagged() -> None:
    known = person("Çağrı Işık", id=1, email="çağrı.ışık@gmail.com")
    match = decide(person("Çağrı Işık", email="cagri.isik@gmail.com"), [known])
    assert match.found == known
    assert "match_doubtful_email" in match.flags


def test_people_without_identifiers_are_told_apart_by_their_company() -> None:
    yilmaz = replace(
        person("Ali Kaya", origin="liste"), companies=(CompanyLink("u", "", "Yılmaz Gıda"),)
    )
    demir = replace(
        person("Ali Kaya", origin="liste"), companies=(CompanyLink("v", "", "Demir Gıda"),)
    )
    assert clues(yilmaz).bare != clues(demir).bare
    assert decide(yilmaz, [replace(demir, id=1)]).found is None
