"""All pairs that are sure enough, made one at once: who stays, who is left alone."""

from __future__ import annotations

import pytest

from kobicrm.domain.contacts import CompanyLink, altered
from kobicrm.errors import Interrupted
from kobicrm.services import contacts, duplicates, undo
from kobicrm.services.session import Session

MOBILE = {"phones": "0532 123 45 67"}


def names(shop: Session) -> list[str]:
    return sorted(one.name for one in contacts.listing(shop, sort="id"))


def test_three_that_are_pairwise_alike_become_the_fullest(shop: Session) -> None:
    contacts.add(shop, {"name": "A. Yılmaz", **MOBILE})
    contacts.add(shop, {"name": "Ayşe Yılmaz", **MOBILE, "emails": "a@b.com.tr", "tags": ["vip"]})
    contacts.add(shop, {"name": "AYŞE YILMAZ", **MOBILE, "emails": "a@b.com.tr"})
    done = duplicates.merge_all(shop, 80)
    [(keep, gone)] = done.groups
    assert keep.name == "Ayşe Yılmaz"
    assert [one.name for one in gone] == ["A. Yılmaz", "AYŞE YILMAZ"]
    assert (done.merged, done.held) == (2, 0)
    [now] = contacts.listing(shop)
    assert [note.text.splitlines()[0] for note in now.notes] == [
        "Merged with A. Yılmaz (no. 1); not taken over:"
    ]
    undo.undo(shop)
    assert names(shop) == ["A. Yılmaz", "AYŞE YILMAZ", "Ayşe Yılmaz"]


def test_an_initial_never_joins_two_first_names(shop: Session) -> None:
    for name in ("Ayşe Yılmaz", "A. Yılmaz", "Ahmet Yılmaz"):
        contacts.add(shop, {"name": name, **MOBILE})
    done = duplicates.merge_all(shop, 80)
    assert (done.merged, done.held) == (1, 1)
    assert len(names(shop)) == 2


def test_two_tax_numbers_are_never_joined_by_a_third_record(shop: Session) -> None:
    line = {"kind": "company", "phones": "0216 345 67 89"}
    contacts.add(shop, {"name": "Öztürk Mobilya", **line, "tax_number": "1234567890"})
    contacts.add(shop, {"name": "Öztürk Mobilya Ltd. Şti.", **line})
    contacts.add(shop, {"name": "Öztürk Mobilya A.Ş.", **line, "tax_number": "4540536920"})
    done = duplicates.merge_all(shop, 80)
    assert (done.merged, done.held) == (1, 1)


def test_what_was_said_to_differ_is_not_joined_by_others(shop: Session) -> None:
    uids = [
        contacts.add(shop, {"name": name, **MOBILE}).contact.uid
        for name in ("Ayşe Yılmaz", "AYŞE YILMAZ", "Ayşe Yilmaz")
    ]
    duplicates.mark_different(shop, uids[0], uids[2])
    done = duplicates.merge_all(shop, 80)
    assert (done.merged, done.held) == (1, 1)
    assert len(names(shop)) == 2


def test_companies_and_their_people_in_one_act(shop: Session) -> None:
    place = {"district": "Kadıköy", "province": "İstanbul"}
    companies = [
        contacts.add(shop, {"kind": "company", "name": name, **place}).contact.uid
        for name in ("Öztürk Mobilya A.Ş.", "ÖZTÜRK MOBİLYA LTD")
    ]
    people = [("Ali Kaya", 1, 0), ("ALİ KAYA", 1, 1), ("Oya Koç", 2, 1)]
    for name, phone, company in people:
        one = contacts.add(shop, {"name": name, "phones": f"0532 123 45 0{phone}"}).contact
        with shop.write("import") as unit:
            unit.update(one, altered(one, companies=(CompanyLink(companies[company]),)))
    before = {one.uid: one for one in contacts.listing(shop)}
    done = duplicates.merge_all(shop, 70)
    assert done.merged == 2
    assert names(shop) == ["Ali Kaya", "Oya Koç", "Öztürk Mobilya A.Ş."]
    for person in ("Ali Kaya", "Oya Koç"):
        [one] = contacts.search(shop, person)
        assert [link.name for link in one.companies] == ["Öztürk Mobilya A.Ş."]
    undo.undo(shop)
    after = {one.uid: one for one in contacts.listing(shop)}
    assert {uid: one.companies for uid, one in after.items()} == {
        uid: one.companies for uid, one in before.items()
    }


def test_a_dry_run_writes_nothing_and_a_stop_changes_nothing(shop: Session) -> None:
    for name in ("Ayşe Yılmaz", "AYŞE YILMAZ"):
        contacts.add(shop, {"name": name, **MOBILE})
    before = undo.changesets(shop)
    planned = duplicates.merge_all(shop, 80, dry_run=True)
    assert (planned.merged, planned.changeset) == (1, None)

    def stop(_count: int) -> None:
        raise Interrupted("interrupted")

    with pytest.raises(Interrupted):
        duplicates.merge_all(shop, 80, progress=stop)
    assert undo.changesets(shop) == before
