"""Tables of other programs: each is known by its columns, and says what its owner would say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kobicrm.services import contacts
from kobicrm.services.imports import ImportReport, preview, run_import
from kobicrm.services.session import Session
from tests.unit.services.imports.facts import facts

DATA = Path(__file__).parents[3] / "data"
FOLDER = DATA / "profiles"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
COUNTS = ("rows", "created", "updated", "unchanged", "refused", "flagged", "companies_created")


def counted(report: ImportReport) -> dict[str, object]:
    told = {"profile": report.profile, "encoding": report.source.encoding}
    return {**told, **{key: getattr(report, key) for key in COUNTS}, "ignored": report.ignored}


def held(shop: Session) -> dict[str, list[str]]:
    return {one.name: facts(one) for one in contacts.listing(shop)}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_of_another_program_is_taken_in(shop: Session, name: str) -> None:
    expected = dict(EXPECTED[name])
    people = expected.pop("contacts")
    assert counted(run_import(shop, FOLDER / name)) == expected
    found = held(shop)
    assert {who: found.get(who) for who in people} == people
    again = run_import(shop, FOLDER / name)
    assert (again.created, again.updated, again.changeset) == (0, 0, None)
    assert held(shop) == found


@pytest.mark.parametrize("name", EXPECTED)
def test_the_preview_tells_the_program(shop: Session, name: str) -> None:
    assert preview(shop, FOLDER / name).profile == EXPECTED[name]["profile"]


def test_every_file_is_expected() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*EXPECTED, "expected.json"}


def test_buyers_of_a_marketplace_are_made_once(shop: Session) -> None:
    report = run_import(shop, DATA / "siparisler-trendyol.csv")
    truth = json.loads((DATA / "expected.json").read_text("utf-8"))["siparisler-trendyol.csv"]
    assert (report.profile, report.rows) == ("trendyol", truth["lines"])
    assert (report.created, report.refused) == (truth["buyers"], 0)
    assert not any(code.code for one in contacts.listing(shop) for code in one.codes)


def test_codes_of_two_programs_are_not_taken_for_each_other(shop: Session, tmp_path: Path) -> None:
    header = "Record ID,First Name,Last Name,Associated Company\n"
    (tmp_path / "a.csv").write_text(f"{header}1001,Ali,Kaya,\n", "utf-8")
    run_import(shop, tmp_path / "a.csv")
    (tmp_path / "b.csv").write_text("Müşteri Kodu;Ad Soyad;İl\n1001;Ali Kaya;Bursa\n", "utf-8")
    assert run_import(shop, tmp_path / "b.csv").created == 1
    assert sorted(code.source for one in contacts.listing(shop) for code in one.codes)[1] == (
        "hubspot"
    )


def test_two_addresses_of_which_one_says_less_stay_two(shop: Session, tmp_path: Path) -> None:
    text = "Ad Soyad;Cep;Adres 1;İl 1;Adres 2;İl 2\nAli Kaya;05321112233;;Bursa;Gül Sk. 3;Bursa\n"
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    run_import(shop, path)
    places = ["address Bursa", "address Gül Sk. 3, Bursa"]
    assert [line for line in held(shop)["Ali Kaya"] if line.startswith("address")] == places
    assert run_import(shop, path).unchanged == 1


@pytest.mark.parametrize(
    ("header", "value", "line"),
    [
        ("Tel1", "0212 555 11 22", "phone +902125551122"),
        ("Cep Tel 2", "0532 123 45 67", "phone +905321234567 mobile"),
        ("İş Telefonu 3", "0212 555 11 22 dahili 104", "phone +902125551122 #104 work"),
        ("E-posta 2", "ali@ornek.com; veli@ornek.com", "email veli@ornek.com"),
        ("E-mail 3 - Value", "ali@ornek.com ::: veli@ornek.com", "email veli@ornek.com"),
        ("Web Sitesi 2", "ornek.com", "web ornek.com"),
        ("Telefon", "05321234567 / 0212 555 11 22", "phone +902125551122"),
        ("LinkedIn", "linkedin.com/company/ornek", "social linkedin:linkedin.com/company/ornek"),
    ],
)
def test_every_value_of_a_cell_and_every_numbered_column_is_taken(
    shop: Session, tmp_path: Path, header: str, value: str, line: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Ad Soyad;İl;{header}\nAli Kaya;Bursa;"{value}"\n', "utf-8-sig")
    assert run_import(shop, path).ignored == []
    assert line in held(shop)["Ali Kaya"]


def test_letters_lost_to_a_wrong_encoding_do_not_hide_a_column(
    shop: Session, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("M??teri Ad?;?l;?l?e\nAli Kaya;Bursa;Gemlik\n", "ascii")
    run_import(shop, path)
    assert "address Gemlik, Bursa" in held(shop)["Ali Kaya"]
