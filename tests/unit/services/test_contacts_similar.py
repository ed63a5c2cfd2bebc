"""Who a form may be about: the same rules as for imports, one indexed question each."""

from __future__ import annotations

from typing import Any

import pytest

from kobicrm.domain.contacts import Address, CompanyLink, Email, Phone
from kobicrm.services import contacts
from kobicrm.services.session import Session
from tests.unit.storage.test_plans import plan_of

AYSE = {
    "name": "Ayşe Yılmaz Demir",
    "phones": ["cep: 0532 123 45 67", "iş: 0216 345 67 89"],
    "emails": ["ayse@yilmazgida.com.tr"],
    "tax_number": "10000000146",
}
FIRM = {"kind": "company", "name": "Işık Kırtasiye Ltd. Şti.", "phones": ["0216 333 44 55"]}


@pytest.fixture
def known(shop: Session) -> Session:
    """Return a shop that knows Ayşe and a company."""
    contacts.add(shop, AYSE)
    contacts.add(shop, FIRM)
    return shop


@pytest.mark.parametrize(
    ("given", "by"),
    [
        ({"first_name": "Ayşe", "phones": ["05321234567"]}, "mobile"),
        ({"first_name": "ayse", "last_name": "Demir", "phones": ["+90 532 123 4567"]}, "mobile"),
        ({"first_name": "Can", "emails": ["AYSE@yilmazgida.com.tr"]}, "email"),
        ({"tax_number": "1000 0000 146"}, "tax"),
        ({"kind": "company", "name": "IŞIK KIRTASİYE"}, "company"),
    ],
)
def test_a_shared_identifier_names_the_record(known: Session, given: dict, by: str) -> None:
    found = contacts.similar(known, given)
    assert [one.by for one in found] == [by]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"first_name": "Ayşe", "last_name": "Yılmaz Demir"},
        {"first_name": "Mehmet", "phones": ["0532 123 45 67"]},
        {"first_name": "Ayşe", "phones": ["0216 345 67 89"]},
        {"first_name": "Ayşe", "phones": ["0532 123"]},
        {"phones": ["0532 123 45 67"]},
        {"first_name": "Işık", "last_name": "Kırtasiye"},
        {"kind": "company", "name": "Başka", "emails": ["ayse@yilmazgida.com.tr"]},
        {"first_name": "Ayşe", "tax_number": "1111111111"},
    ],
)
def test_what_says_nothing_about_who_it_is(known: Session, given: dict[str, Any]) -> None:
    assert contacts.similar(known, given) == []


def test_the_record_itself_and_the_trash_do_not_count(known: Session) -> None:
    one = contacts.similar(known, AYSE)[0]
    assert (one.name, one.shared) == ("Ayşe Yılmaz Demir", "10000000146")
    assert contacts.similar(known, AYSE, but=one.uid) == []
    contacts.delete(known, [f"uid:{one.uid}"])
    assert contacts.similar(known, AYSE) == []


def test_it_is_looked_up_in_indexes(known: Session) -> None:
    given = {**AYSE, "kind": "company"}
    plan = plan_of(known, lambda: contacts.similar(known, given))
    for index in ("phone_by_number", "email_by_key", "contact_by_tax_number", "by_company_key"):
        assert index in plan
    assert "SCAN contact" not in plan
    plan = plan_of(known, lambda: contacts.company_hint(known, "işık"))
    assert "contact_by_company_key" in plan


@pytest.mark.parametrize(
    ("typed", "is_known", "completion"),
    [
        ("Işık", False, "Işık Kırtasiye Ltd. Şti."),
        ("ışık kırtasiye", True, "Işık Kırtasiye Ltd. Şti."),
        ("Işık Kırtasiye Ltd. Şti.", True, ""),
        ("Kırtasiye", False, ""),
        ("Ayşe", False, ""),
        ("", False, ""),
    ],
)
def test_a_company_is_completed(
    known: Session, typed: str, is_known: bool, completion: str
) -> None:
    hint = contacts.company_hint(known, typed)
    assert (hint.known, hint.completion) == (is_known, completion)


def test_values_that_are_given_whole_stay_as_they_are(known: Session) -> None:
    odd = Phone("Tel: 12 @", "", "", "Ev 2:", False)
    twin = Phone("0532 123 45 67", "+905321234567", "", "work")
    saved = contacts.add(known, {"name": "Can Er", "phones": [odd, "iş: 0532 123 45 67", twin]})
    assert saved.contact.phones[0].e164 == "+905321234567"
    before = saved.contact
    given = {
        "phones": [*before.phones, Phone("444 1 234", "+904441234")],
        "emails": [Email("x@y.com", "x@y.com", "x@y.com", "Depo")],
        "addresses": [Address("Moda Cad.\nNo 3", "Kadıköy", "İstanbul", label="ev"), Address()],
        "companies": [CompanyLink("", "Ortak", "ışık kırtasiye"), CompanyLink("", "", "Yeni A.Ş.")],
    }
    after = contacts.edit(known, f"uid:{before.uid}", given).contact
    assert after.phones == (*before.phones, Phone("444 1 234", "+904441234"))
    assert odd in after.phones
    assert after.addresses == (given["addresses"][0],)
    links = [(link.name, link.role) for link in after.companies]
    assert links == [("Işık Kırtasiye Ltd. Şti.", "Ortak"), ("Yeni A.Ş.", "")]
    kept = contacts.edit(known, f"uid:{before.uid}", {"companies": list(after.companies)[1:]})
    assert kept.contact.companies == after.companies[1:]
