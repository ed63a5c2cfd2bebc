"""Single values of a card: who it is about, birthdays, addresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.services import contacts
from kobicrm.services.imports import run_import
from kobicrm.services.session import Session
from tests.unit.services.imports.card_kit import flags, taken

pytestmark = pytest.mark.usefixtures("turkish")
Book = Callable[..., Path]


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1988-03-14", "1988-03-14"),
        ("BDAY:19880314", "1988-03-14"),
        ("BDAY:1988-03-14T00:00:00Z", "1988-03-14"),
        ("BDAY:--0512", "--05-12"),
        ("BDAY:--05-12", "--05-12"),
        ("BDAY:1604-05-12", "--05-12"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12", "--05-12"),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:19000229", "--02-29"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1988-03-14;3;;;;;;;;;;;;;",
         "1988-03-14"),
    ],
)  # fmt: skip
def test_birthdays_in_every_spelling(shop: Session, book: Book, line: str, birthday: str) -> None:
    found, report = taken(shop, book("FN:Ali Kaya", line))
    assert (found.birthday, flags(report)) == (birthday, [])


def test_a_birthday_that_is_none_is_kept_as_a_note(shop: Session, book: Book) -> None:
    found, report = taken(shop, book("FN:Ali Kaya", "BDAY;VALUE=text:bahar başı"))
    assert (found.birthday, flags(report)) == ("", ["date_invalid"])
    assert found.notes[0].text == "Doğum günü: bahar başı"


@pytest.mark.parametrize(
    ("lines", "kind", "name", "company"),
    [
        (["N:;;;;", "FN:", "ORG:Kaya Ticaret"], "company", "Kaya Ticaret", ""),
        (["FN:Kaya Ticaret", "ORG:Kaya Ticaret"], "company", "Kaya Ticaret", ""),
        (["N:;;;;", "FN:Kaya", "ORG:Kaya;Muhasebe", "X-ABShowAs:COMPANY"], "company", "Kaya", ""),
        (["FN:Kaya", "KIND:org"], "company", "Kaya", ""),
        (["FN:Kaya Mobilya Ltd. Şti."], "company", "Kaya Mobilya Ltd. Şti.", ""),
        (["N:Market;Ahmet;;;", "FN:Ahmet Market"], "person", "Ahmet Market", ""),
        (["FN:Ali Kaya", "ORG:Kaya Ticaret"], "person", "Ali Kaya", "Kaya Ticaret"),
        (["N:;Ali Kaya;;;", "FN:Ali Kaya"], "person", "Ali Kaya", ""),
        (["N:Kaya;Ali;;;", "FN:Kaya\\, Ali"], "person", "Ali Kaya", ""),
        (["N:Kaya;Ali;;;", "FN:Kasap Ali"], "person", "Kasap Ali", ""),
        (["NICKNAME:Kasap Ali", "TEL:0532 111 22 33"], "person", "Kasap Ali", ""),
        (["N:Kaya;Ali;;;Bey"], "person", "Ali Kaya Bey", ""),
    ],
)
def test_who_a_card_is_about(
    shop: Session, book: Book, lines: list[str], kind: str, name: str, company: str
) -> None:
    found, _report = taken(shop, book(*lines))
    assert (found.kind, found.name) == (kind, name)
    assert [link.name for link in found.companies] == ([company] if company else [])
    if name == "Ali Kaya":
        assert (found.first_name, found.last_name) == ("Ali", "Kaya")


def test_the_person_on_a_company_s_card_is_its_contact_person(shop: Session, book: Book) -> None:
    path = book("N:Kaya;Ali;;;", "FN:Kaya Ticaret", "ORG:Kaya Ticaret", "X-ABShowAs:COMPANY")
    report = run_import(shop, path)
    assert (report.created, report.people_created) == (1, 1)
    company = next(one for one in contacts.listing(shop) if one.kind == "company")
    assert [row.name for row in contacts.employees(shop, company.id)] == ["Ali Kaya"]
    assert run_import(shop, path).unchanged == 1


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        (";;Çiçek Sk. 5;Kadıköy;İstanbul;;", ("Kadıköy", "İstanbul")),
        (";;Çiçek Sk. 5;İstanbul;;34710;Türkiye", ("", "İstanbul")),
        (";;Çiçek Sk. 5;İstanbul;Kadıköy;;Turkey", ("Kadıköy", "İstanbul")),
        (";;Çiçek Sk. 5;Kadıköy/İstanbul;;;", ("Kadıköy", "İstanbul")),
        (";;Çiçek Sk. 5;İSTANBUL - ŞİŞLİ;;;TR", ("Şişli", "İstanbul")),
        (";;Çiçek Sk. 5;Kadıköy;;;", ("Kadıköy", "İstanbul")),
        (";;Çiçek Sk. 5;Merkez;;;", ("Merkez", "")),
        (";;Hauptstr. 5;Berlin;;10115;Deutschland", ("", "Berlin")),
        (";;Main St 5;Springfield;Illinois;62701;USA", ("Springfield", "Illinois")),
    ],
)
def test_addresses_find_their_district_and_province(
    shop: Session, book: Book, parts: str, place: tuple[str, str]
) -> None:
    found, _report = taken(shop, book("FN:Ali Kaya", f"ADR;TYPE=HOME:{parts}"))
    [address] = found.addresses
    assert (address.district, address.province) == place
    assert address.street


def test_an_address_that_stands_only_on_a_label_is_taken(shop: Session, book: Book) -> None:
    found, report = taken(shop, book("FN:Ali Kaya", "LABEL;HOME:Çiçek Sk. 5\\nKadıköy"))
    assert found.addresses[0].street == "Çiçek Sk. 5\nKadıköy"
    assert report.ignored == []


def test_the_same_value_twice_is_one_and_a_mobile_comes_first(shop: Session, book: Book) -> None:
    found, _report = taken(
        shop,
        book("FN:Ali Kaya", "TEL;HOME:0212 555 11 22", "TEL;CELL:0532 111 22 33",
             "TEL:+90 532 111 2233", "EMAIL:ALI@ORNEK.COM", "EMAIL:ali@ornek.com"),
    )  # fmt: skip
    assert [phone.e164 for phone in found.phones] == ["+905321112233", "+902125551122"]
    assert len(found.emails) == 1
