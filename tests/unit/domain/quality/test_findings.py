"""What is found odd about a contact and what is suggested, check by check."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kobicrm.domain import drafting
from kobicrm.domain.contacts import CompanyLink, Contact, Note, altered
from kobicrm.domain.quality import CODES, Finding, findings

TODAY = date(2026, 11, 20)


def person(name: str = "Ayşe Kaya", **more: object) -> Contact:
    """Return a person as a form or an import makes one."""
    return altered(drafting.with_name(Contact(), name), **more)


def company(name: str, **more: object) -> Contact:
    return altered(drafting.with_name(Contact(kind="company"), name), **more)


def found(contact: Contact) -> list[tuple[str, str | None]]:
    """Return code and suggestion of each finding."""
    return [(one.code, one.suggestion) for one in findings(contact, TODAY)]


def at(street: str = "", district: str = "", province: str = "", country: str = "") -> Contact:
    address = drafting.make_address(street, district, province, country=country)
    return person(addresses=(address,))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("AYŞE YILMAZ DEMİR", "Ayşe Yılmaz Demir"),
        ("IŞIL AĞAOĞLU", "Işıl Ağaoğlu"),
        ("ÖZTÜRK-IŞIK", "Öztürk-Işık"),
        ("ALİ'NİN DÜKKANI", "Ali'nin Dükkanı"),
        ("NÂZIM HÂKİMOĞLU", "Nâzım Hâkimoğlu"),
        ("MEHMET VE AYŞE KAYA", "Mehmet ve Ayşe Kaya"),
        ("DR. ALİ ÇELİK", "Dr. Ali Çelik"),
        # Typed on a keyboard without İ: the names tell which i it is.
        ("ALI KILIC", "Ali Kılıc"),
        ("HÜSEYIN DEMIR", "Hüseyin Demir"),
        ("ÖMER ALI IRMAK", "Ömer Ali Irmak"),
        ("ISMAIL SIKOGLU", None),
        ("J. SMITH", None),
    ],
)
def test_a_person_in_capitals(name: str, meant: str | None) -> None:
    assert found(person(name)) == [("name_capitals", meant)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ismail şıkoğlu", "İsmail Şıkoğlu"), ("ığdır isparta", "Iğdır İsparta")],
)
def test_a_person_in_small_letters(name: str, meant: str) -> None:
    assert found(person(name)) == [("name_small", meant)]


def test_companies_are_called_as_they_like() -> None:
    for name in ("BİM", "THY", "iyzico", "ŞIK Giyim", "ÖZTÜRK GIDA LTD. ŞTİ.", "A101"):
        assert found(company(name)) == []
    assert found(person("THY")) == []
    assert found(person("ÖZTÜRK GIDA LTD.")) == []
    meant = "Öztürk Gıda Ltd. Şti."
    assert found(company("öztürk gıda ltd. şti.")) == [("name_small", meant)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ahmet Usta 0532 123 45 67", ("name_phone", "Ahmet Usta")),
        ("Cep: 05321234567 Mehmet Usta (tel)", ("name_phone", "Mehmet Usta")),
        ("0532 123 45 67", ("name_phone", None)),
        ("Ahmet 2", ("name_digits", None)),
        ("Ayşe Kaya 34 ABC 123", ("name_digits", None)),
    ],
)
def test_numbers_in_a_name(name: str, expected: tuple[str, str | None]) -> None:
    assert found(person(name)) == [expected]


def test_numbers_in_a_companys_name_are_its_own() -> None:
    assert found(company("1 Nolu Büfe")) == []
    assert found(company("Büfe 444 1 234")) == [("name_phone", "Büfe")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ismail@gmial.com", [("email_typo", "ismail@gmail.com")]),
        ("çağrı@gmail.com", [("email_turkish_letters", "cagri@gmail.com")]),
        ("ali at gmail.com", [("email_invalid", "ali@gmail.com")]),
        ("ali@", [("email_invalid", None)]),
        ("ALİ@HOTMAİL.COM", []),
        ("bilgi@firma.com.tr", []),
        ("a@b.com.tr; A@B.COM.TR", [("email_twice", "")]),
    ],
)
def test_emails(given: str, expected: list[object]) -> None:
    assert found(person(emails=drafting.make_emails(given))) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("0532 123 45 67", []),
        ("444 1 234", []),
        ("+49 30 901820", []),
        ("0532 123 45 6", [("phone_short", None)]),
        ("053212345678", [("phone_invalid", None)]),
        ("0532 12a 45 67", [("phone_letters", None)]),
        ("0532 I23 45 67", [("phone_letters", "0532 123 45 67")]),
        ("5,32123E+09", [("phone_damaged", None)]),
        ("0532 123 45 67 / +90 532 123 45 67", [("phone_twice", "")]),
        ("0212 555 11 22 dahili 1 / 0212 555 11 22 dahili 2", []),
    ],
)
def test_phones(given: str, expected: list[object]) -> None:
    assert found(person(phones=drafting.make_phones(given))) == expected


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("tax_number", "4540536920", []),
        ("tax_number", "4540536921", [("tax_number_checksum", None)]),
        ("tax_number", "12345678901", [("tax_number_checksum", None)]),
        ("tax_number", "17291716060", []),
        ("tax_number", "1111111111", [("tax_number_repeated", None)]),
        ("tax_number", "12345", [("tax_number_length", None)]),
        ("tax_number", "123456789", [("tax_number_padded", "0123456789")]),
        ("tax_number", "000000001", [("tax_number_repeated", None)]),
        ("iban", "TR330006100519786457841326", []),
        ("iban", "TR330006100519786457841327", [("iban_checksum", None)]),
        (
            "iban",
            "TR33OO06100519786457841326",
            [("iban_checksum", "TR330006100519786457841326")],
        ),
        ("iban", "330006100519786457841326", [("iban_length", "TR330006100519786457841326")]),
        ("birthday", "1988-03-14", []),
        ("birthday", "2026-11-20", []),
        ("birthday", "--02-29", []),
        ("birthday", "[/foo]", []),
        ("birthday", "2029-11-21", [("birthday_future", "1929-11-21")]),
        ("birthday", "2096-02-29", [("birthday_future", "1996-02-29")]),
        ("birthday", "2128-02-29", [("birthday_future", None)]),
        ("birthday", "1888-05-05", [("birthday_early", None)]),
        ("birthday", "1899-12-30", [("birthday_early", "")]),
    ],
)
def test_numbers_and_dates(field: str, value: str, expected: list[object]) -> None:
    assert found(person(**{field: value})) == expected


@pytest.mark.parametrize(
    ("street", "district", "province", "expected"),
    [
        ("Moda Cad. 12", "Kadıköy", "İstanbul", []),
        ("", "Merkez", "Kars", []),
        ("", "Iğdır", "Iğdır", []),
        ("", "Merkez", "İstanbul", [("district_unknown", None)]),
        ("Moda Cad. 12", "", "İstanbul", [("district_missing", None)]),
        ("Moda Cad. 12 KADIKÖY/İSTANBUL", "", "34", [("district_missing", "Kadıköy")]),
        # A street may be named after a district.
        ("Fatih Cad. No 5", "", "İstanbul", [("district_missing", None)]),
        ("", "Kadikoyy", "İstanbul", [("district_unknown", "Kadıköy")]),
        ("", "Beylikd", "İstanbul", [("district_unknown", "Beylikdüzü")]),
        ("", "Moda", "İstanbul", [("district_unknown", None)]),
        ("", "Çankaya", "İstanbul", [("district_elsewhere", "Ankara")]),
        ("", "Kadıköy", "", [("province_missing", "İstanbul")]),
        ("", "Merkez", "", []),
        ("", "", "Istanbl", [("province_unknown", "İstanbul")]),
        ("", "", "Berlin", []),
        ("Moda Cad. 12", "", "", []),
    ],
)
def test_places(street: str, district: str, province: str, expected: list[object]) -> None:
    assert found(at(street, district, province)) == expected


def test_places_abroad_are_not_ours_to_judge() -> None:
    assert found(at("", "Mitte", "Berlin", "DE")) == []
    assert found(at("", "Mitte", "Berlin", "TR")) == [("province_unknown", None)]


def test_garbled_letters_in_any_text() -> None:
    contact = person(
        "Þükrü Þahin",
        title="ÅžÃ¼krÃ¼ Bey",
        tax_office="Kadýköy",
        companies=(CompanyLink("u", "Müdür"), CompanyLink("v", "Þef")),
        addresses=(drafting.make_address("Çýnar Sok.", "Şişli", "İstanbul"),),
        tags=("vip", "Ýzmir"),
        custom=(("Not", "Ýyi"),),
        notes=(Note("Teþekkür etti", datetime(2026, 1, 1, tzinfo=UTC)),),
    )
    assert [(one.field, one.place, one.suggestion) for one in findings(contact, TODAY)] == [
        ("name", 0, "Şükrü Şahin"),
        ("title", 0, "Şükrü Bey"),
        ("tax_office", 0, "Kadıköy"),
        ("companies.role", 1, "Şef"),
        ("addresses.street", 0, "Çınar Sok."),
        ("tags", 1, "İzmir"),
        ("custom.Not", 0, "İyi"),
        ("notes", 0, "Teşekkür etti"),
    ]


def test_a_finding_stays_the_same_when_its_value_moves_in_a_list() -> None:
    one = person(phones=drafting.make_phones("12"))
    other = person(phones=drafting.make_phones("0532 123 45 67 / 12"))
    assert (
        findings(one, TODAY) == findings(other, TODAY) == (Finding("phone_short", "phones", "12"),)
    )
    assert [found.place for found in findings(other, TODAY)] == [1]


def test_a_finding_is_another_one_when_what_it_was_judged_by_changes() -> None:
    [there] = findings(at("", "Moda", "İstanbul"), TODAY)
    [elsewhere] = findings(at("", "Moda", "İzmir"), TODAY)
    assert there.key != elsewhere.key


def test_every_code_has_a_check_of_its_own() -> None:
    assert len(set(CODES)) == len(CODES) < 256
