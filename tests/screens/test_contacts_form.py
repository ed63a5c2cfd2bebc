"""What the form says beside a field, and what it gives to be saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kobicrm import i18n
from kobicrm.domain.contacts import Address, CompanyLink, Contact, Email, Phone, Social
from kobicrm.domain.names import split_person
from screens.contacts.form_acts import empty_draft
from screens.contacts.form_checks import asked, said
from screens.contacts.form_given import given
from screens.contacts.form_merge import clashes, merged, rebased
from screens.contacts.form_values import OwnField, texts_of

OWN = {
    "Bölge": OwnField("Bölge", "choice", ("Anadolu", "Avrupa")),
    "Limit": OwnField("Limit", "money"),
    "Onay": OwnField("Onay", "yes_no"),
    "İlk alışveriş": OwnField("İlk alışveriş", "date"),
}
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def turkish() -> None:
    """Speak Turkish."""
    i18n.install("tr")


@pytest.mark.parametrize(
    ("key", "text", "kind", "answer"),
    [
        ("phones.0.raw", "5321234567", "ok", "0532 123 45 67"),
        ("phones.0.raw", "0532 123 45 67", "none", ""),
        ("phones.1.raw", "02163456789 dahili 12", "ok", "0216 345 67 89 dahili 12"),
        ("phones.0.raw", "123", "question", "numara kısa"),
        ("phones.0.raw", "0532 123 45 67 / 0533 987 65 43", "ok", "2 numara"),
        ("emails.0.raw", "ayse@gmial.com", "question", "gmail.com mu?"),
        ("emails.0.raw", "AYSE@ORNEK.COM", "ok", "ayse@ornek.com"),
        ("emails.0.raw", "ayse", "question", "e-posta adresi değil"),
        ("addresses.0.province", "izmir", "ok", "İzmir"),
        ("addresses.0.province", "İzmir", "none", ""),
        ("addresses.0.province", "istanb", "question", "İstanbul mu?"),
        ("addresses.0.province", "Berlin", "question", "listede yok"),
        ("addresses.0.district", "karsiyaka", "ok", "Karşıyaka, İzmir"),
        ("birthday", "14.03", "ok", "14 Mart"),
        ("birthday", "31.02", "error", "“31.02” tarih değil"),
        ("birthday", "14 mart", "ok", "14 Mart"),
        ("birthday", "bugün", "ok", "20 Kasım 2026"),
        ("custom:İlk alışveriş", "dün", "ok", "19 Kasım Perşembe"),
        ("custom:İlk alışveriş", "3 yıl önce", "ok", "20 Kasım 2023"),
        ("custom:İlk alışveriş", "13.32", "error", "“13.32” tarih değil"),
        ("iban", "TR330006100519786457841326", "ok", "geçerli"),
        ("iban", "TR33", "question", "uzunluğu yanlış"),
        ("socials.0.raw", "instagram.com/ali", "ok", "@ali"),
        ("tax_number", "1111111111", "question", "hep aynı rakam"),
        ("custom:Bölge", "avrupa", "question", "Avrupa mı?"),
        ("custom:Bölge", "Trakya", "error", "bu alana uymuyor"),
        ("custom:Limit", "1250,5", "ok", "1.250,50 TL"),
        ("custom:Onay", "belki", "error", "bu alana uymuyor"),
        ("companies.0.role", "Müdür", "error", "firmayı da yazın"),
        ("first_name", "", "error", "ad gerekli"),
        ("tax_office", "Kadıköy", "none", ""),
    ],
)
def test_what_is_said_beside_a_field(key: str, text: str, kind: str, answer: str) -> None:
    texts = texts_of(Contact(), tuple(OWN.values())) | {key: text}
    found = said(key, text, texts, OWN, TODAY)
    assert (found.kind, found.text) == (kind, answer)


def test_a_district_is_looked_for_in_its_province() -> None:
    texts = texts_of(Contact()) | {"addresses.0.province": "Ankara"}
    key = "addresses.0.district"
    assert said(key, "cankaya", texts, {}, TODAY).text == "Çankaya"
    assert said(key, "Kadıköy", texts, {}, TODAY).text == "Ankara ilinde yok"
    assert said(key, "polat", texts, {}, TODAY).offer == "Polatlı"


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


def edited(texts: dict[str, str], contact: Contact = ZEYNEP) -> dict[str, object]:
    """Return what is given when these texts are written over those of the contact."""
    before = texts_of(contact)
    return given(before, before | texts, contact)


def test_nothing_is_given_when_nothing_changed() -> None:
    assert edited({}) == {}
    assert edited({"first_name": " Zeynep "}) == {}
    assert edited({"phones.4.raw": "", "phones.4.label": "work"}) == {}


def test_a_changed_number_leaves_the_others_as_they_are_stored() -> None:
    mobile, home, work, odd = ZEYNEP.phones
    new = Phone("0544 000 11 22", "+905440001122", "", "mobile")
    assert edited({"phones.0.raw": "0544 000 11 22"}) == {"phones": [new, home, work, odd]}
    assert edited({"phones.2.raw": ""}) == {"phones": [mobile, home, odd]}
    depot = Phone(odd.raw, odd.e164, "", "Depo 2")
    assert edited({"phones.3.label": "Depo 2"}) == {"phones": [mobile, home, work, depot]}
    added = {"phones.4.raw": "444 1 234", "phones.4.label": "ev"}
    assert edited(added)["phones"][-1].label == "home"


def test_what_reads_as_no_number_is_kept_and_flagged() -> None:
    assert edited({"phones.0.raw": "sonra sorulacak"})["phones"][0] == Phone(
        "sonra sorulacak", "", "", "mobile", False
    )
    assert edited({"emails.0.raw": "yok"})["emails"][0].valid is False


def test_companies_are_told_with_their_roles() -> None:
    first, second = ZEYNEP.companies
    new = CompanyLink("", "Ortak", "Yeni Ltd.")
    assert edited({"companies.0.name": "Yeni Ltd."}) == {"companies": [new, second]}
    assert edited({"companies.0.name": ""}) == {"companies": [second]}
    boss = CompanyLink("b", "Başkan")
    assert edited({"companies.1.role": "Başkan"}) == {"companies": [first, boss]}


ADDRESS = Address("Moda Cad.\nNo 3", "kadikoy", "ISTANBUL", "34710", "TR", "Depo 2")


def test_a_part_of_an_address_that_nobody_touched_stays_as_it_is() -> None:
    one = Contact(name="Ada", addresses=(ADDRESS, Address("", "Bornova", "İzmir")))
    made = edited({"addresses.0.postcode": "34711"}, one)["addresses"]
    assert made == [replace(ADDRESS, postcode="34711"), one.addresses[1]]
    emptied = {f"addresses.1.{part}": "" for part in ("district", "province")}
    assert edited(emptied, one)["addresses"] == [ADDRESS]


def test_a_social_account_keeps_its_network_unless_the_address_names_another() -> None:
    one = Contact(name="Ada", socials=(Social("ada", "instagram", "ada", "iş"),))
    changed = edited({"socials.0.raw": "ada2"}, one)
    assert changed == {"socials": [Social("ada2", "instagram", "ada2", "iş")]}
    changed = edited({"socials.0.raw": "facebook.com/ada"}, one)
    assert changed["socials"][0].network == "facebook"
    assert edited({"socials.0.network": "x"}, one)["socials"][0].network == "x"


def test_changes_of_two_are_put_together_line_by_line() -> None:
    fresh = replace(
        ZEYNEP,
        phones=(
            Phone("0212 000 00 00", "+902120000000"),
            ZEYNEP.phones[0],
            ZEYNEP.phones[2],
            Phone("0232 421 77 99", "+902324217799", "", ""),
        ),
        tags=("vip", "fuar"),
    )
    begun = texts_of(ZEYNEP)
    typed = begun | {"phones.0.label": "work", "phones.3.raw": "0232 555 55 55", "title": "Hanım"}
    typed |= {"phones.4.raw": "444 1 234", "phones.4.label": ""}
    before, mine = rebased(ZEYNEP, fresh, begun), rebased(ZEYNEP, fresh, typed)
    theirs = texts_of(fresh)
    (clash,) = clashes(before, mine, theirs)
    assert (clash.mine, clash.theirs) == ("0232 555 55 55", "0232 421 77 99")
    found = given(theirs, merged(before, mine, theirs) | {clash.key: clash.theirs}, fresh)
    assert found.keys() == {"phones", "title"}
    assert [one.e164 for one in found["phones"]] == [
        "+902120000000",
        "+905468523170",
        "+902324217715",
        "+902324217799",
        "+904441234",
    ]
    assert found["phones"][1].label == "work"


def test_a_line_they_removed_and_i_changed_is_asked_about() -> None:
    fresh = replace(ZEYNEP, emails=ZEYNEP.emails[1:])
    begun = texts_of(ZEYNEP)
    typed = begun | {"emails.0.raw": "yeni@oz.com"}
    before, mine = rebased(ZEYNEP, fresh, begun), rebased(ZEYNEP, fresh, typed)
    (clash,) = clashes(before, mine, texts_of(fresh))
    assert (clash.mine, clash.theirs) == ("yeni@oz.com", "")
    untouched = rebased(ZEYNEP, fresh, begun)
    assert clashes(before, untouched, texts_of(fresh)) == []
    assert given(texts_of(fresh), merged(before, untouched, texts_of(fresh)), fresh) == {}


def test_a_person_becomes_a_company_under_its_name() -> None:
    found = edited({"kind": "company", "name": "Öz Ticaret"})
    assert found == {"kind": "company", "name": "Öz Ticaret"}


@pytest.mark.parametrize(
    ("searched", "where"),
    [
        ("0532 123", "phones.0.raw"),
        ("ayse@ornek.com", "emails.0.raw"),
        ("Işık Ltd. Şti.", "name"),
        ("Ayşe Yılmaz", "first_name"),
    ],
)
def test_a_search_without_hit_begins_the_right_field(searched: str, where: str) -> None:
    texts = empty_draft(searched).texts
    expected = split_person(searched)[0] if where == "first_name" else searched
    assert texts[where] == expected
