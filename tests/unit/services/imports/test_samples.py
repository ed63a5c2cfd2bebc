"""The sample files give the counts and contacts their makers know to be true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kobicrm.domain.identity import parse_tax_number
from kobicrm.domain.query import Compare
from kobicrm.domain.turkish import fold
from kobicrm.services import contacts
from kobicrm.services.imports import ImportOptions, run_import
from kobicrm.services.session import Session

DATA = Path(__file__).parents[3] / "data"
EXPECTED: dict[str, Any] = json.loads((DATA / "expected.json").read_text("utf-8"))
FILES = ("musteri-listesi.csv", "cari-hesaplar.xlsx", "google-kisiler.csv")
COUNTS = ("rows", "created", "updated", "unchanged", "refused")


@pytest.mark.parametrize("name", FILES)
def test_counts_are_the_expected_ones(shop: Session, name: str) -> None:
    report = run_import(shop, DATA / name)
    expected = EXPECTED[name]
    assert {key: getattr(report, key) for key in COUNTS} == {key: expected[key] for key in COUNTS}
    assert report.flagged >= expected.get("flagged", 0)
    for kind, key in (("person", "people"), ("company", "companies")):
        if key in expected:
            assert contacts.count(shop, Compare("kind", "=", kind)) == expected[key]


@pytest.mark.parametrize("name", FILES)
def test_a_second_import_changes_nothing(shop: Session, name: str) -> None:
    run_import(shop, DATA / name)
    before = [(c.uid, c.ver) for c in contacts.listing(shop, sort="id")]
    again = run_import(shop, DATA / name)
    assert (again.created, again.updated, again.changeset) == (0, 0, None)
    assert again.unchanged + again.refused == again.rows
    assert [(c.uid, c.ver) for c in contacts.listing(shop, sort="id")] == before


@pytest.mark.parametrize("name", FILES)
def test_a_dry_run_tells_the_same_and_writes_nothing(shop: Session, name: str) -> None:
    run_import(shop, DATA / "google-kisiler.csv")
    shop.store.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = shop.path.read_bytes()
    dry = run_import(shop, DATA / name, ImportOptions(dry_run=True, verbose=True))
    shop.store.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert shop.path.read_bytes() == before
    real = run_import(shop, DATA / name, ImportOptions(verbose=True))
    assert _told(dry.to_json()) == _told(real.to_json())


def _told(report: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in report.items() if key not in ("changeset", "dry_run")}
    # New records get a new uid in every run, and notes the time of their run.
    kept["entries"] = [
        (entry["line"], entry["outcome"], entry["name"], entry["reason"], sorted(entry["changes"]))
        for entry in report["entries"]
    ]
    return kept


def test_turkish_list_is_sorted_and_found_as_a_turk_expects(shop: Session) -> None:
    run_import(shop, DATA / "musteri-listesi.csv")
    expected = EXPECTED["musteri-listesi.csv"]
    names = [contact.name for contact in contacts.listing(shop)]
    assert names[:12] == expected["names_sorted_first"]
    assert names[-12:] == expected["names_sorted_last"]
    for text in ("isik", "IŞIK", "ışık"):
        found = {contact.name for contact in contacts.search(shop, text)}
        assert set(expected["fold_isik"]) <= found


def test_turkish_list_keeps_every_value(shop: Session) -> None:
    run_import(shop, DATA / "musteri-listesi.csv")
    hasan = contacts.get(shop, "00905422164241")
    assert (hasan.name, hasan.first_name, hasan.last_name) == ("Hasan Kaya", "Hasan", "Kaya")
    assert hasan.notes[0].text == "İki satırlı\nnot; noktalı virgül de var"
    assert (hasan.addresses[0].district, hasan.addresses[0].province) == ("Şişli", "İstanbul")
    assert hasan.birthday == "1989-12-04"
    assert [str(value) for _name, value in hasan.custom] == ["Money(amount=268075, currency='TRY')"]
    assert hasan.tags == ("Veresiye",)
    damaged = next(iter(contacts.search(shop, "Süleyman Özdemir")))
    assert [(phone.raw, phone.valid) for phone in damaged.phones] == [("5,32123E+09", False)]


def test_accounting_list_makes_companies_with_their_contact_person(shop: Session) -> None:
    run_import(shop, DATA / "cari-hesaplar.xlsx")
    companies = list(contacts.listing(shop, Compare("kind", "=", "company")))
    for company in companies:
        assert len(company.phones) == 2
        assert len(company.tax_number) == 10
        assert parse_tax_number(company.tax_number).valid
    celik = next(one for one in companies if fold(one.name).startswith("celik kirtasiye"))
    assert [row.name for row in contacts.employees(shop, celik.id)] == ["Büşra Kurt"]
    assert celik.addresses[0].street == "Çiçek Sk. No: 8/A"
    assert dict(celik.custom)["Bakiye"].amount == 8122462  # type: ignore[attr-defined]


def test_google_list_keeps_several_phones_and_drops_its_own_groups(shop: Session) -> None:
    run_import(shop, DATA / "google-kisiler.csv")
    people = list(contacts.listing(shop))
    assert sum(len(one.phones) == 2 for one in people) == 49
    assert {tag for one in people for tag in one.tags} == {
        "Perakende",
        "Veresiye",
        "Toptan",
        "VIP",
    }
    assert {phone.label for one in people for phone in one.phones} == {"mobile"}
