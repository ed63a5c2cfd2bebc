"""Companies and the people who work for them."""

from __future__ import annotations

import pytest

from kobicrm.errors import ValidationError
from kobicrm.services import contacts
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session


@pytest.mark.parametrize(
    "spelling",
    [
        "Yıldız İnşaat Ltd. Şti.",
        "YILDIZ INSAAT LTD.STI.",
        "yıldız inşaat",
        "Yıldız İnş. Limited Şirketi",
        "YILDIZ İNŞAAT SAN. VE TİC. A.Ş.",
    ],
)
def test_a_company_is_found_by_its_name_without_legal_forms(
    shop: Session, people: list[Saved], spelling: str
) -> None:
    company = people[1].contact.companies[0]
    companies = contacts.count(shop)
    saved = contacts.add(shop, {"name": "Ece Su", "company": spelling})
    assert saved.contact.companies[0].uid == company.uid
    assert saved.contact.companies[0].name == "Yıldız İnşaat Ltd. Şti."
    assert contacts.count(shop) == companies + 1


def test_an_unknown_company_is_made_with_the_person(shop: Session) -> None:
    saved = contacts.add(shop, {"name": "Ece Su", "company": "Deniz Balıkçılık"})
    company = contacts.get(shop, saved.contact.companies[0].uid)
    assert (company.kind, company.name) == ("company", "Deniz Balıkçılık")
    assert [entry.changeset for entry in contacts.history(shop, company.uid)] == [saved.changeset]


def test_the_same_name_as_written_comes_before_the_same_key(shop: Session) -> None:
    contacts.add(shop, {"kind": "company", "name": "Kaya Ltd. Şti."})
    exact = contacts.add(shop, {"kind": "company", "name": "KAYA A.Ş."})
    saved = contacts.add(shop, {"name": "Ece Su", "company": "Kaya A.Ş."})
    assert saved.contact.companies[0].uid == exact.contact.uid


def test_one_accountant_serves_many_companies(shop: Session) -> None:
    firms = ["Ay Gıda", "Öz Tekstil", "Can Oto"]
    saved = contacts.add(shop, {"name": "Ece Su", "company_role": "Muhasebeci", "company": firms})
    links = contacts.get(shop, saved.contact.uid).companies
    assert [link.name for link in links] == firms
    assert [link.role for link in links] == ["Muhasebeci", "", ""]
    for link in links:
        assert [row.name for row in contacts.employees(shop, link.id)] == ["Ece Su"]
    # A role stays with its company when the order changes.
    moved = contacts.edit(shop, saved.contact.uid, {"company": firms[::-1]}).contact.companies
    assert [(link.name, link.role) for link in moved] == [
        ("Can Oto", ""),
        ("Öz Tekstil", ""),
        ("Ay Gıda", "Muhasebeci"),
    ]


def test_a_renamed_company_is_found_in_its_people(shop: Session, people: list[Saved]) -> None:
    company = people[1].contact.companies[0].uid
    contacts.edit(shop, company, {"name": "Kuzey Yapı"})
    assert {c.name for c in contacts.search(shop, "kuzey")} == {"Kuzey Yapı", "İbrahim Iğdır"}
    assert list(contacts.search(shop, "yıldız inş")) == []


def test_a_company_in_the_trash_is_not_linked_again(shop: Session, people: list[Saved]) -> None:
    old = people[1].contact.companies[0].uid
    contacts.delete(shop, [old])
    assert contacts.get(shop, people[1].contact.uid).companies[0].uid == old
    new = contacts.add(shop, {"name": "Ece Su", "company": "Yıldız İnşaat"}).contact.companies[0]
    assert new.uid != old


def test_nobody_is_their_own_company(shop: Session, people: list[Saved]) -> None:
    company = people[2].contact
    with pytest.raises(ValidationError) as error:
        contacts.edit(shop, company.uid, {"company": company.name})
    assert error.value.values["field"] == "company"
