"""Rows that wait for each other, files that come twice, and what undo owes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kobicrm.services import contacts, undo
from kobicrm.services.imports import ImportOptions, run_import
from kobicrm.services.session import Session


def test_a_person_under_the_code_of_the_company_beside_is_another_record(
    shop: Session, table: Callable[..., Path]
) -> None:
    report = run_import(
        shop,
        table(
            "Ad Soyad;Firma;Cep;Müşteri Kodu",
            ";Yıldız İnşaat Ltd. Şti.;0532 123 45 67;C-1",
            "Ümit Yaşar;Yıldız İnşaat Ltd. Şti.;0532 123 45 67;C-1",
        ),
    )
    assert (report.created, report.companies_created) == (2, 0)


def test_a_nameless_row_waits_for_the_one_that_names_it(
    shop: Session, table: Callable[..., Path]
) -> None:
    path = table("Ad Soyad;E-posta;Cep", ";ali@x.com;0532 123 45 67", "Ali;ali@x.com;", ";;0533")
    report = run_import(shop, path, ImportOptions(verbose=True))
    told = [(entry.line, entry.outcome) for entry in report.entries]
    assert told == [(2, "updated"), (3, "created"), (4, "refused")]


def test_a_note_filled_in_by_an_import_is_taken_back(
    shop: Session, table: Callable[..., Path]
) -> None:
    contacts.add(shop, {"name": "Ali Kaya", "emails": "ali@x.com"})
    run_import(shop, table("Ad Soyad;E-posta;Not", "Ali Kaya;ali@x.com;aradı"))
    assert len(contacts.get(shop, "ali@x.com").notes) == 1
    undo.undo(shop)
    assert contacts.get(shop, "ali@x.com").notes == ()


def test_the_same_file_again_leaves_what_was_changed_by_hand(
    shop: Session, table: Callable[..., Path]
) -> None:
    path = table("Ad Soyad;E-posta;Cep", "Ali Kaya;ali@x.com;0532 123 45 67")
    first = run_import(shop, path)
    contacts.edit(shop, "ali@x.com", {"phones": "", "emails": "ali@yeni.com"})
    again = run_import(shop, path)
    assert (again.repeats, again.unchanged, again.changeset) == (first.changeset, 1, None)
    updated = run_import(shop, path, ImportOptions(on_match="update"))
    assert updated.repeats is None
    undo.undo(shop, updated.changeset)
    assert run_import(shop, path).repeats == first.changeset
