"""What becomes of two contacts that are made one, and of all that hangs on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.domain.codec import to_json
from kobicrm.domain.contacts import CompanyLink, Contact, altered
from kobicrm.errors import Conflict, NotFound
from kobicrm.services import contacts, duplicates, undo
from kobicrm.services.imports import run_import
from kobicrm.services.session import Session
from kobicrm.storage import records

CALL = {"channel": "call", "direction": "out", "at": "2026-11-17T11:05:00Z", "author": ""}


@pytest.fixture
def pair(shop: Session) -> tuple[str, str]:
    """Return the uids of somebody who was noted twice."""
    given: list[dict[str, object]] = [
        {
            "name": "Ayşe Yılmaz Demir",
            "phones": "0532 123 45 67",
            "emails": "ayse@yilmazgida.com.tr",
            "company": "Yılmaz Gıda",
            "company_role": "Satın alma",
            "district": "Kadıköy",
            "province": "İstanbul",
            "birthday": "14.03",
            "tags": ["toptan", "vip"],
            "source": "fuar",
            "note": "Teklif istedi",
        },
        {
            "name": "AYŞE YILMAZ",
            "phones": ["+90 532 123 45 67", "0216 345 67 89"],
            "emails": "ayse.yilmaz@gmail.com",
            "district": "KADIKÖY",
            "province": "İstanbul",
            "street": "Moda Cad. 12/3",
            "birthday": "14.03.1988",
            "tags": ["VIP", "fuar-2026"],
            "source": "Google",
            "note": "Cuma arayın",
            "codes": "logo:120.01.001",
        },
    ]
    a, b = (contacts.add(shop, one).contact.uid for one in given)
    return a, b


def test_the_one_that_stays_has_everything(shop: Session, pair: tuple[str, str]) -> None:
    merged = duplicates.merge(shop, *pair).contact
    assert merged.name == "Ayşe Yılmaz Demir"
    assert [phone.e164 for phone in merged.phones] == ["+905321234567", "+902163456789"]
    assert [one.address for one in merged.emails] == [
        "ayse@yilmazgida.com.tr",
        "ayse.yilmaz@gmail.com",
    ]
    [address] = merged.addresses
    assert (address.street, address.district) == ("Moda Cad. 12/3", "Kadıköy")
    assert merged.birthday == "1988-03-14"
    assert merged.tags == ("toptan", "vip", "fuar-2026")
    assert merged.companies[0].role == "Satın alma"
    assert [(code.source, code.code) for code in merged.codes] == [
        ("logo", "120.01.001"),
        ("kobicrm", pair[1]),
    ]
    *notes, left = [note.text for note in merged.notes]
    assert notes == ["Teklif istedi", "Cuma arayın"]
    assert left.splitlines() == [
        "Merged with AYŞE YILMAZ (no. 3); not taken over:",
        "Full name: AYŞE YILMAZ",
        "Birthday: 14 March",
        "Source: Google",
    ]
    with pytest.raises(NotFound):
        contacts.get(shop, f"id:{3}")


def test_a_choice_is_kept_to_and_the_other_side_is_noted(
    shop: Session, pair: tuple[str, str]
) -> None:
    choices = {"name": "gone", "emails": "gone", "phones:phone": "keep", "source": "gone"}
    merged = duplicates.merge(shop, *pair, choices).contact  # type: ignore[arg-type]
    assert (merged.name, merged.first_name, merged.last_name) == ("AYŞE YILMAZ", "AYŞE", "YILMAZ")
    assert [one.address for one in merged.emails] == ["ayse.yilmaz@gmail.com"]
    assert [phone.e164 for phone in merged.phones] == ["+905321234567"]
    assert merged.source == "Google"
    left = merged.notes[-1].text
    for lost in ("Ayşe Yılmaz Demir", "ayse@yilmazgida.com.tr", "0216 345 67 89", "fuar"):
        assert lost in left


def test_what_a_merge_would_leave_is_told_without_writing(
    shop: Session, pair: tuple[str, str]
) -> None:
    before = undo.changesets(shop)
    planned = duplicates.preview(shop, *pair)
    assert planned.changeset is None
    assert undo.changesets(shop) == before
    assert duplicates.count(shop) == 1
    done = duplicates.merge(shop, *pair).contact
    assert to_json(done)["phones"] == to_json(planned.contact)["phones"]
    assert [note.text for note in done.notes] == [note.text for note in planned.contact.notes]


def test_talks_and_decisions_follow(shop: Session, pair: tuple[str, str]) -> None:
    keep, gone = pair
    other = contacts.add(shop, {"name": "Ali Kaya"}).contact.uid
    finding = {"code": "typo", "field": "emails", "value": "x"}
    with shop.write("import") as unit:
        talk = records.add(unit, "interaction", {"contact": gone, "text": "Aradık", **CALL})
        records.add(unit, "quality_ignored", {"contact": keep, **finding})
        records.add(unit, "quality_ignored", {"contact": gone, **finding})
        moved = records.add(
            unit, "quality_ignored", {"contact": gone, **finding, "field": "phones"}
        )
    duplicates.mark_different(shop, gone, other)
    assert duplicates.merge(shop, keep, gone).moved == 3
    with shop.store.reading():
        talks = records.read("interaction")
        findings = records.read("quality_ignored")
        apart = records.read("different")
    assert talks[talk]["contact"] == keep
    assert len(findings) == 2
    assert findings[moved]["contact"] == keep
    assert [{one["first"], one["second"]} for one in apart.values()] == [{keep, other}]


def test_two_that_were_said_to_differ_can_still_be_merged(
    shop: Session, pair: tuple[str, str]
) -> None:
    duplicates.mark_different(shop, *pair)
    duplicates.merge(shop, *pair)
    with shop.store.reading():
        assert not records.read("different")
    undo.undo(shop)
    with shop.store.reading():
        assert len(records.read("different")) == 1


def link(shop: Session, person: Contact, *companies: str) -> None:
    """Link somebody to companies."""
    links = tuple(CompanyLink(uid, "Depo") for uid in companies)
    with shop.write("import") as unit:
        unit.update(person, altered(person, companies=links))


def test_people_of_a_company_that_goes_work_for_the_one_that_stays(shop: Session) -> None:
    names = ("Yıldız Gıda", "YILDIZ GIDA LTD. ŞTİ.")
    uids = [contacts.add(shop, {"kind": "company", "name": name}).contact.uid for name in names]
    ali, both = (contacts.add(shop, {"name": name}).contact for name in ("Ali Kaya", "Oya Koç"))
    link(shop, ali, uids[1])
    link(shop, both, *uids)
    keep, gone = uids
    duplicates.merge(shop, keep, gone)
    now = contacts.get(shop, ali.uid)
    assert [(link.uid, link.role, link.name) for link in now.companies] == [
        (keep, "Depo", "Yıldız Gıda")
    ]
    assert [link.uid for link in contacts.get(shop, both.uid).companies] == [keep]
    assert [one.name for one in contacts.search(shop, "yıldız gıda")] == [
        "Ali Kaya",
        "Oya Koç",
        "Yıldız Gıda",
    ]
    undo.undo(shop)
    assert [link.uid for link in contacts.get(shop, ali.uid).companies] == [gone]


def test_an_old_export_finds_the_one_that_stays(
    shop: Session, pair: tuple[str, str], tmp_path: Path
) -> None:
    keep, gone = pair
    old = to_json(contacts.get(shop, gone), with_ids=False)
    duplicates.merge(shop, keep, gone)
    file = tmp_path / "eski.json"
    file.write_text(json.dumps([{**old, "iban": "TR330006100519786457841326"}]))
    report = run_import(shop, file)
    assert (report.created, report.updated) == (0, 1)
    assert contacts.get(shop, keep).iban == "TR330006100519786457841326"


Make = Callable[[Session], tuple[str, str]]


def _kinds(shop: Session) -> tuple[str, str]:
    return _made(shop, {"name": "Ali Kaya"}, {"name": "Ali Kaya", "kind": "company"})


def _numbers(shop: Session) -> tuple[str, str]:
    company = {"name": "Yıldız Gıda", "kind": "company"}
    return _made(
        shop, {**company, "tax_number": "1234567890"}, {**company, "tax_number": "4540536920"}
    )


def _same(shop: Session) -> tuple[str, str]:
    [uid, _other] = _made(shop, {"name": "Ali Kaya"}, {"name": "Veli Koç"})
    return uid, uid


def _made(shop: Session, *given: dict[str, object]) -> tuple[str, str]:
    a, b = (contacts.add(shop, one).contact.uid for one in given)
    return a, b


@pytest.mark.parametrize(
    ("make", "code"),
    [(_kinds, "merge_kinds"), (_numbers, "merge_tax_numbers"), (_same, "merge_same")],
)
def test_what_can_not_be_one_is_refused(shop: Session, make: Make, code: str) -> None:
    refs = make(shop)
    before = undo.changesets(shop)
    for act in (duplicates.preview, duplicates.merge):
        with pytest.raises(Conflict) as error:
            act(shop, *refs)
        assert error.value.code == code
    assert undo.changesets(shop) == before


def test_what_somebody_changed_meanwhile_is_not_merged(
    shop: Session, pair: tuple[str, str]
) -> None:
    a, b = (contacts.get(shop, uid) for uid in pair)
    contacts.note(shop, pair[1], "Adresi değişti")
    with pytest.raises(Conflict) as error:
        duplicates.merge(shop, *pair, versions=(a.ver, b.ver))
    assert (error.value.code, error.value.values["name"]) == ("contact_changed", "AYŞE YILMAZ")


def test_a_merge_that_was_written_on_is_not_taken_back(
    shop: Session, pair: tuple[str, str]
) -> None:
    number = duplicates.merge(shop, *pair).changeset
    contacts.note(shop, pair[0], "Yeni not")
    with pytest.raises(Conflict):
        undo.undo(shop, number)
