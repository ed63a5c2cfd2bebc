"""How a file is understood before anything is planned, and how it is read as told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import BadFile, Interrupted
from kobicrm.services import contacts, fields
from kobicrm.services.exports import export_all
from kobicrm.services.imports import (
    ImportOptions,
    Preview,
    preview,
    remap,
    run_import,
    save_refused,
)
from kobicrm.services.session import Session

SAMPLES = Path(__file__).parents[3] / "data"


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a table, one text a line."""

    def write(*lines: str, name: str = "liste.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write


def states(found: Preview) -> dict[str, str]:
    """Return how each column stands."""
    return {
        one.header: "open" if one.is_open else one.target or "left out" for one in found.columns
    }


def test_the_shop_s_list_is_understood(shop: Session) -> None:
    found = preview(shop, SAMPLES / "musteri-listesi.csv")
    assert (found.source.encoding, found.source.delimiter) == ("cp1254", ";")
    assert (found.rows, found.is_exact, found.line) == (320, True, 2)
    assert found.contact is not None
    assert found.contact.name == "Şerife Tığlı"
    by_name = {one.header: one for one in found.columns}
    assert by_name["Vergi No"].bad == 3
    assert by_name["E-Posta"].samples[0] == "serife.tigli89@gmial.com"
    assert by_name["Bakiye"].is_new_field
    assert found.names_somebody
    assert contacts.count(shop) == 0


def test_columns_are_told_without_reading_the_file_again(
    shop: Session, table: Callable[..., Path]
) -> None:
    fields.add_field(shop, "Puan", "number")
    file = table("Ad Soyad;Sipariş;Puan", "Ayşe Kaya;12;7", "Ali Can;;x")
    found = preview(shop, file)
    assert states(found) == {"Ad Soyad": "full_name", "Sipariş": "open", "Puan": "open"}
    file.unlink()
    told = remap(shop, found, {2: "-", 3: "custom:Puan:number"})
    assert states(told) == {"Ad Soyad": "full_name", "Sipariş": "left out", "Puan": "custom"}
    points = told.columns[2]
    assert (points.is_new_field, points.filled, points.bad) == (False, 2, 1)


def test_columns_of_one_name_are_told_apart(shop: Session, table: Callable[..., Path]) -> None:
    file = table("Ad;2;2", "Ayşe Kaya;0532 111 22 33;Şişli")
    told = ImportOptions(mapping={2: "mobile", 3: "district"})
    run_import(shop, file, told)
    found = contacts.get(shop, "0532 111 22 33")
    assert found.addresses[0].district == "Şişli"


def test_a_table_nobody_knows_begins_with_its_first_row(
    shop: Session, table: Callable[..., Path]
) -> None:
    named = preview(shop, table("Kimse;Neresi", "Ayşe Kaya;Şişli"))
    assert (named.header_guessed, named.source.header_row, named.rows) == (True, 1, 1)
    bare = preview(shop, table("Ayşe Kaya;0532 111 22 33", "Ali Can;0533 222 33 44"))
    assert (bare.source.header_row, bare.rows) == (0, 2)
    assert not bare.names_somebody
    report = run_import(
        shop,
        table("Ayşe Kaya;0532 111 22 33", "Ali Can;0533 222 33 44"),
        ImportOptions(header_row=0, mapping={1: "full_name", 2: "mobile"}),
    )
    assert report.created == 2


def test_the_header_stands_where_it_is_told(shop: Session, table: Callable[..., Path]) -> None:
    file = table("Liste;2026", "", "Kimse;Cep", "Ayşe Kaya;0532 111 22 33")
    found = preview(shop, file, ImportOptions(header_row=3))
    assert [one.header for one in found.columns] == ["Kimse", "Cep"]
    with pytest.raises(BadFile) as error:
        preview(shop, file, ImportOptions(header_row=2))
    assert error.value.code == "header_row_missing"


def test_what_only_a_command_takes_in_is_told_at_once(shop: Session, tmp_path: Path) -> None:
    whole = tmp_path / "dükkân.zip"
    export_all(shop, whole)
    with pytest.raises(BadFile) as error:
        preview(shop, whole)
    assert error.value.code == "archive_by_command"


def test_a_sheet_is_read_by_its_name(shop: Session, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "iki.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, who in (("Eski", "Ali Can"), ("Yeni", "Ayşe Kaya")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Ad Soyad", "Cep"])
            sheet.write_row(1, 0, [who, "0532 111 22 33"])
    assert preview(shop, path).sheets == ("Eski", "Yeni")
    found = preview(shop, path, ImportOptions(sheet="Yeni"))
    assert found.contact is not None
    assert (found.contact.name, found.source.sheet, found.rows) == ("Ayşe Kaya", "Yeni", 1)
    with pytest.raises(BadFile) as error:
        run_import(shop, path, ImportOptions(sheet="Başka"))
    assert error.value.code == "sheet_missing"


def test_rows_of_a_large_file_are_estimated(shop: Session, table: Callable[..., Path]) -> None:
    rows = [f"Işıl Öztürk {n};0532 {n // 10000:03} {n % 10000:04}" for n in range(80_000)]
    found = preview(shop, table("Ad Soyad;Cep", *rows))
    assert not found.is_exact
    assert abs(found.rows - 80_000) < 4_000


def test_samples_are_bounded_and_counts_are_not(shop: Session, table: Callable[..., Path]) -> None:
    rows = [f"Işıl Öztürk {n};0532 111 {n:04}" for n in range(40)] + [";0533 222 33 44"] * 20
    report = run_import(shop, table("Ad Soyad;Cep", *rows), ImportOptions(samples=5, dry_run=True))
    kept = [one.outcome for one in report.entries]
    assert (report.created, report.refused) == (40, 20)
    assert (kept.count("created"), kept.count("refused")) == (5, 5)
    assert [line for line, _reason in report.refused_rows] == list(range(42, 62))
    assert "0533 222 33 44" in report.entries[-1].text


def test_refused_rows_are_written_beside_and_never_over_a_file(
    shop: Session, table: Callable[..., Path]
) -> None:
    file = table("Ad Soyad;Cep", "Ali Can;0532 111 22 33", ";0533 222 33 44", ";0534 222 33 44")
    options = ImportOptions(samples=1)
    report = run_import(shop, file, options)
    first, second = (save_refused(file, options, report) for _time in range(2))
    assert (first.name, second.name) == ("liste-refused.csv", "liste-refused-2.csv")
    assert first.read_bytes() == second.read_bytes()
    assert first.read_text("utf-8-sig").count("no name and no company") == 2
    file.write_text("Ad Soyad;Cep\n", "utf-8")
    with pytest.raises(BadFile) as error:
        save_refused(file, options, report)
    assert error.value.code == "file_changed"


def test_another_file_than_the_one_tried_is_not_taken(
    shop: Session, table: Callable[..., Path]
) -> None:
    tried = run_import(shop, table("Ad Soyad", "Ali Can"), ImportOptions(dry_run=True))
    file = table("Ad Soyad", "Veli Can")
    with pytest.raises(BadFile) as error:
        run_import(shop, file, ImportOptions(sha256=tried.source.sha256))
    assert error.value.code == "file_changed"
    assert contacts.count(shop) == 0


@pytest.mark.parametrize("where", ["progress", "saving"])
def test_a_stop_leaves_nothing_behind(
    shop: Session, table: Callable[..., Path], where: str
) -> None:
    def stop(*_rows: int) -> None:
        raise Interrupted("interrupted")

    file = table("Ad Soyad;Bakiye", "Ali Can;12,50")
    with pytest.raises(Interrupted):
        run_import(shop, file, ImportOptions(**{where: stop}))
    assert contacts.count(shop) == 0
    assert fields.list_fields(shop) == []
    assert run_import(shop, file).created == 1
