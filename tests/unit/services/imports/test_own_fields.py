"""Columns that go into fields the shop has already are read as those fields are."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kobicrm.services import contacts, fields
from kobicrm.services.imports import ImportOptions, preview, run_import
from kobicrm.services.session import Session

HEADER = "Ad Soyad;Cep;Sınıf"
ROWS = (
    "Ali Kaya;0532 123 45 01;toptancı",
    "Işıl Öztürk;0532 123 45 02;PERAKENDE",
    "İnci Şahin;0532 123 45 03;sıcak satış",
    "Ümit Yaşar;0532 123 45 04;bilmiyorum",
    "Çağrı Demir;0532 123 45 05;",
)


def custom_of(shop: Session, number: int) -> dict[str, object]:
    return dict(contacts.get(shop, f"0532 123 45 {number:02}").custom)


@pytest.mark.parametrize("told", ["custom:Sınıf", "custom:SINIF:text"])
def test_what_is_among_the_choices_is_chosen_and_the_rest_is_kept_and_flagged(
    shop: Session, table: Callable[..., Path], told: str
) -> None:
    fields.add_field(shop, "Sınıf", "choice", ["TOPTANCI", "Perakende", "Sıcak Satış"])
    path, options = table(HEADER, *ROWS), ImportOptions(mapping={"Sınıf": told}, verbose=True)
    report = run_import(shop, path, options)
    assert (report.created, report.warnings) == (5, {"custom_unreadable": 1})
    chosen = [custom_of(shop, number).get("Sınıf") for number in range(1, 6)]
    assert chosen == ["TOPTANCI", "Perakende", "Sıcak Satış", None, None]
    assert [note.text for note in contacts.get(shop, "0532 123 45 04").notes] == [
        "Sınıf: bilmiyorum"
    ]
    assert fields.list_fields(shop)[0].choices == ("TOPTANCI", "Perakende", "Sıcak Satış")
    again = run_import(shop, path, options)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 5)


def test_a_field_with_another_type_is_read_as_such(
    shop: Session, table: Callable[..., Path]
) -> None:
    fields.add_field(shop, "Puan", "number")
    fields.add_field(shop, "Üye", "yes_no")
    path = table("Ad Soyad;Cep;Puan;Üye", "Ali Kaya;0532 123 45 01;1.250,5;hayır")
    told = {"Puan": "custom:Puan", "Üye": "custom:Üye"}
    run_import(shop, path, ImportOptions(mapping=told))
    assert custom_of(shop, 1) == {"Puan": Decimal("1250.5"), "Üye": False}


def test_the_preview_tells_the_field_and_counts_what_does_not_fit(
    shop: Session, table: Callable[..., Path]
) -> None:
    fields.add_field(shop, "Sınıf", "choice", ["Toptancı", "Perakende"])
    path = table(HEADER, *ROWS)
    found = preview(shop, path, ImportOptions(mapping={"Sınıf": "custom:Sınıf"}))
    column = found.columns[2]
    assert (column.custom_type, column.is_new_field, column.bad) == ("choice", False, 2)
    assert found.contact is not None
    assert dict(found.contact.custom) == {"Sınıf": "Toptancı"}
