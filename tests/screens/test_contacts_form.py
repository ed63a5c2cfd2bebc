"""What the form says beside a field, and what it gives to be saved."""

from __future__ import annotations

import pytest

from kobicrm import i18n
from kobicrm.domain.contacts import CompanyLink, Contact, Email, Phone
from kobicrm.domain.names import split_person
from screens.contacts.form_acts import empty_draft
from screens.contacts.form_checks import asked, said
from screens.contacts.form_values import OwnField, given, texts_of

OWN = {
    "Bölge": OwnField("Bölge", "choice", ("Anadolu", "Avrupa")),
    "Limit": OwnField("Limit", "money"),
    "Onay": OwnField("Onay", "yes_no"),
}


@pytest.fixture(autouse=True)
def turkish() -> None:
    """Speak Turkish."""
    i18n.install("tr")


@pytest.mark.parametrize(
    ("key", "text", "kind", "answer"),
    [
        ("mobile", "5321234567", "ok", "0532 123 45 67"),
        ("mobile", "0532 123 45 67", "none", ""),
        ("work_phone", "02163456789 dahili 12", "ok", "0216 345 67 89 dahili 12"),
        ("mobile", "123", "question", "numara kısa"),
        ("mobile", "0532 123 45 67 / 0533 987 65 43", "ok", "2 numara"),
        ("email", "ayse@gmial.com", "question", "gmail.com mu?"),
        ("email", "AYSE@ORNEK.COM", "ok", "ayse@ornek.com"),
        ("email", "ayse", "question", "e-posta adresi değil"),
        ("province", "izmir", "ok", "İzmir"),
        ("province", "İzmir", "none", ""),
        ("province", "istanb", "question", "İstanbul mu?"),
        ("province", "Berlin", "question", "listede yok"),
        ("district", "karsiyaka", "ok", "Karşıyaka, İzmir"),
        ("birthday", "14.03", "ok", "14 Mart"),
        ("birthday", "31.02", "error", "“31.02” tarih değil"),
        ("tax_number", "1111111111", "question", "hep aynı rakam"),
        ("custom:Bölge", "avrupa", "question", "Avrupa mı?"),
        ("custom:Bölge", "Trakya", "error", "bu alana uymuyor"),
        ("custom:Limit", "1250,5", "ok", "1.250,50 TL"),
        ("custom:Onay", "belki", "error", "bu alana uymuyor"),
        ("company_role", "Müdür", "error", "firmayı da yazın"),
        ("first_name", "", "error", "ad gerekli"),
        ("tax_office", "Kadıköy", "none", ""),
    ],
)
def test_what_is_said_beside_a_field(key: str, text: str, kind: str, answer: str) -> None:
    texts = texts_of(Contact(), tuple(OWN.values())) | {key: text}
    found = said(key, text, texts, OWN)
    assert (found.kind, found.text) == (kind, answer)


def test_a_district_is_looked_for_in_its_province() -> None:
    texts = texts_of(Contact()) | {"province": "Ankara"}
    assert said("district", "cankaya", texts, {}).text == "Çankaya"
    assert said("district", "Kadıköy", texts, {}).text == "Ankara ilinde yok"
    assert said("district", "polat", texts, {}).offer == "Polatlı"


@pytest.mark.parametrize(
    ("value", "question"),
    [
        ("İzmir", "İzmir mi?"),
        ("Muğla", "Muğla mı?"),
        ("Ordu", "Ordu mu?"),
        ("Gümüşhane", "Gümüşhane mi?"),
        ("Köy", "Köy mü?"),
    ],
)
def test_the_question_follows_vowel_harmony(value: str, question: str) -> None:
    assert asked(value) == question
    i18n.install("en")
    assert asked(value) == f"{value}?"


ZEYNEP = Contact(
    name="Zeynep Öz",
    first_name="Zeynep",
    last_name="Öz",
    phones=(
        Phone("0546 852 31 70", "+905468523170", "", "mobile"),
        Phone("0232 111 22 33", "+902321112233", "", "home"),
        Phone("0232 421 77 15", "+902324217715", "", "work"),
        Phone("Tel: 0232 421 77 16", "+902324217716", "", ""),
    ),
    emails=(Email("z@oz.com", "z@oz.com", "z@oz.com"), Email("b@oz.com", "b@oz.com", "b@oz.com")),
    companies=(CompanyLink("a", "Ortak", "Öz Ltd.", 1), CompanyLink("b", "Üye", "Oda", 2)),
    tags=("vip",),
    uid="u",
)


def edited(**texts: str) -> dict[str, object]:
    """Return what is given when these texts are written over those of Zeynep."""
    before = texts_of(ZEYNEP)
    return given(before, before | texts, ZEYNEP)


def test_nothing_is_given_when_nothing_changed() -> None:
    assert edited() == {}
    assert edited(first_name=" Zeynep ") == {}


def test_a_replaced_number_takes_no_other_along() -> None:
    # The last number reads like a label and its number: it can't be said again as it is.
    assert edited(mobile="0544 000 11 22") == {
        "phones-": ["0546 852 31 70"],
        "phones+": ["mobile: 0544 000 11 22"],
    }
    assert edited(work_phone="") == {"phones-": ["0232 421 77 15"], "phones+": []}


def test_lists_that_can_be_said_keep_their_order() -> None:
    assert edited(email="zeynep@oz.com") == {"emails": ["zeynep@oz.com", "b@oz.com"]}
    assert edited(email="") == {"emails": ["b@oz.com"]}


def test_other_companies_stay_when_the_first_is_changed() -> None:
    assert edited(company="Yeni Ltd.") == {"company": ["Yeni Ltd.", "Oda"], "company_role": "Ortak"}
    assert edited(company="") == {"company": ["Oda"]}


def test_a_person_becomes_a_company_under_its_name() -> None:
    found = edited(kind="company", name="Öz Ticaret")
    assert found == {"kind": "company", "name": "Öz Ticaret"}


@pytest.mark.parametrize(
    ("searched", "where"),
    [
        ("0532 123", "mobile"),
        ("ayse@ornek.com", "email"),
        ("Işık Ltd. Şti.", "name"),
        ("Ayşe Yılmaz", "first_name"),
    ],
)
def test_a_search_without_hit_begins_the_right_field(searched: str, where: str) -> None:
    texts = empty_draft(searched).texts
    expected = split_person(searched)[0] if where == "first_name" else searched
    assert texts[where] == expected
