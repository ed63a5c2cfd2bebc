"""A table that comes again is read as it was told once: saved profiles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import NotFound, UsageError
from kobicrm.services import contacts, undo
from kobicrm.services.imports import (
    ImportOptions,
    profile_for,
    profile_named,
    profiles,
    remove_profile,
    run_import,
    save_profile,
)
from kobicrm.services.session import Session

HEADER = ("Cari", "Kod No", "Numara", "Puan", "Numara")
ROWS = "Can Öz;C-1;0544 111 22 33;5;0555 111 22 33\nSu Ak;C-2;0544 222 33 44;7;\n"
TOLD: dict[str | int, str] = {
    "Cari": "full_name",
    "Kod No": "code",
    3: "mobile",
    5: "phone",
    "Puan": "custom:Puan:number",
}


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes the list of another program."""

    def write(rows: str = ROWS, header: tuple[str, ...] = HEADER) -> Path:
        path = tmp_path / "bugun.csv"
        path.write_text(";".join(header) + "\n" + rows, "utf-8")
        return path

    return write


def saved(shop: Session, table: Callable[..., Path]) -> None:
    """Import the list once and keep how it was read."""
    options = ImportOptions(mapping=TOLD)
    report = run_import(shop, table(), options)
    header = [column for column, _field in report.columns]
    save_profile(shop, "Gece Listesi", header, options, source=report.namespace)


def test_the_next_file_needs_nothing_but_the_name(
    shop: Session, table: Callable[..., Path]
) -> None:
    saved(shop, table)
    report = run_import(
        shop, table(ROWS + "Işıl Er;C-3;;9;\n"), ImportOptions(profile="GECE LİSTESİ")
    )
    assert (report.profile, report.created, report.unchanged) == ("Gece Listesi", 1, 2)
    isil = contacts.get(shop, "code:C-3")
    assert (isil.name, dict(isil.custom)["Puan"]) == ("Işıl Er", 9)
    both = [phone.raw for phone in contacts.get(shop, "code:C-1").phones]
    assert both == ["0544 111 22 33", "0555 111 22 33"]


def test_columns_in_another_order_are_found_by_name(
    shop: Session, table: Callable[..., Path]
) -> None:
    saved(shop, table)
    other = table("9;C-3;Işıl Er;0544 000 11 22\n", ("Puan", "Kod No", "Cari", "Numara"))
    assert run_import(shop, other, ImportOptions(profile="gece listesi")).created == 1
    assert dict(contacts.get(shop, "code:C-3").custom)["Puan"] == 9


def test_a_column_that_is_gone_stops_the_night_s_import(
    shop: Session, table: Callable[..., Path]
) -> None:
    saved(shop, table)
    with pytest.raises(UsageError) as error:
        run_import(shop, table("Işıl Er\n", ("Cari",)), ImportOptions(profile="Gece Listesi"))
    assert error.value.code == "column_missing"
    assert contacts.count(shop) == 2


def test_what_is_told_at_the_call_wins(shop: Session, table: Callable[..., Path]) -> None:
    saved(shop, table)
    told = ImportOptions(profile="Gece Listesi", mapping={4: "-"}, source="başka")
    report = run_import(shop, table("Işıl Er;C-1;;9;\n"), told)
    assert report.created == 1
    assert report.namespace == "başka"
    [isil] = list(contacts.search(shop, "isil er"))
    assert isil.custom == ()


def test_the_same_columns_bring_the_profile_to_mind(
    shop: Session, table: Callable[..., Path]
) -> None:
    saved(shop, table)
    assert profile_for(shop, ("CARİ", "kod no", "Numara ", "puan", "NUMARA"))
    assert profile_for(shop, HEADER[:4]) is None
    told = ImportOptions(mapping=TOLD, dry_run=True)
    assert run_import(shop, table(), told).suggested == "Gece Listesi"


def test_saving_again_replaces_and_undo_gives_back(
    shop: Session, table: Callable[..., Path]
) -> None:
    saved(shop, table)
    before = profiles(shop)
    save_profile(shop, "gece listesi", HEADER, ImportOptions(mapping={"Cari": "company"}))
    assert [(one.name, one.mapping) for one in profiles(shop)] == [
        ("gece listesi", ((1, "Cari", "company"),))
    ]
    undo.undo(shop)
    assert profiles(shop) == before
    remove_profile(shop, "Gece Listesi")
    assert profiles(shop) == []
    undo.undo(shop)
    assert profiles(shop) == before
    with pytest.raises(NotFound):
        profile_named(shop, "yok")
