"""Old Excel and LibreOffice workbooks hold the same table as any other file."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from tests.unit.exchange.books import (
    HEADER,
    cell,
    label,
    ods,
    ods_table,
    record,
    row,
    sheet,
    xls,
    xls_table,
)
from tests.unit.exchange.kit import opened, read_limited
from tests.unit.exchange.test_hostile import code_of

TABLE = (
    ("Ad Soyad", "Cep Tel", "İl", "Doğum Tarihi", "Bakiye", "Not"),
    ("Ayşe Gül Şen", "0532 123 45 67", "Iğdır", date(1980, 5, 12), 1250.5, "=1+2"),
    (None, None, None, None, None, None),
    ("İsmail Çağ", 5321234568, "İstanbul", None, 3, None),
)
ROWS = [
    (2, ("Ayşe Gül Şen", "0532 123 45 67", "Iğdır", date(1980, 5, 12), 1250.5, "=1+2")),
    (4, ("İsmail Çağ", 5321234568, "İstanbul", None, 3, None)),
]
WRITERS = {"ods": ods_table, "xls": xls_table}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_table_is_read_whatever_the_name_of_its_file(tmp_path: Path, kind: str) -> None:
    with opened(WRITERS[kind](tmp_path / "liste.csv", TABLE)) as table:
        assert (table.info.format, table.info.sheet) == (kind, "Müşteriler")
        assert table.header == TABLE[0]
        assert [(one.line, one.cells) for one in table.rows()] == ROWS


@pytest.mark.parametrize("kind", WRITERS)
def test_the_header_is_found_below_help_texts(tmp_path: Path, kind: str) -> None:
    above = [("Bu dosyayı doldurup yükleyin.",), (), ("Yıldızlı alanlar zorunludur.",), ()]
    with opened(WRITERS[kind](tmp_path / "liste", [*above, *TABLE])) as table:
        assert table.info.header_row == 5
        assert [one.line for one in table.rows()] == [6, 8]


def test_spaces_breaks_and_columns_before_the_table_are_kept(tmp_path: Path) -> None:
    spaced = "<text:p>Ali<text:s text:c='3'/>Kaya</text:p><text:p>x</text:p>"
    told = f'<table:table-cell office:value-type="string">{spaced}</table:table-cell>'
    rows = (
        row(cell(), cell("Ad Soyad"), cell("Telefon")),
        row(cell(None, 9), repeats=2),
        row(cell(), told, cell(444)),
    )
    with opened(ods(tmp_path / "a.ods", sheet(*rows))) as table:
        assert [(one.line, one.cells) for one in table.rows()] == [(4, ("Ali   Kaya\nx", 444))]


def test_the_sheet_with_the_known_header_is_taken(tmp_path: Path) -> None:
    body = sheet(row(cell("Toplam"), cell(5)), name="Özet") + sheet(
        row(cell("Ad Soyad"), cell("Telefon")), row(cell("Ali Kaya"), cell(1)), name="Liste"
    )
    with opened(ods(tmp_path / "a.ods", body)) as table:
        assert (table.sheets, table.info.sheet) == (("Özet", "Liste"), "Liste")


def number(line: int, column: int) -> bytes:
    return record(0x203, struct.pack("<HHHd", line, column, 0, 1.0))


LONG = "A" * 4000
SHARED = record(0xFC, struct.pack("<IIHB", 1, 1, len(LONG), 0) + LONG.encode())
SHOWN = b"".join(record(0xFD, struct.pack("<HHHI", n, 0, 0, 0)) for n in range(1, 60_000))
FULL = record(0xBD, struct.pack("<HH", 1, 0) + bytes(6 * 200) + struct.pack("<H", 199))
LOCKED = record(0x2F, struct.pack("<H", 1))
UNREADABLE_XLS = {
    "last cell": (HEADER + label(65_535, 255, "x"), b"", "workbook_too_large"),
    "cell beyond the last": (HEADER + number(65_535, 65_535), b"", "workbook_too_large"),
    "one text in all rows": (HEADER + SHOWN, SHARED, "workbook_too_large"),
    "number of texts": (HEADER, record(0xFC, struct.pack("<II", 1, 2**31 - 1)), "workbook_damaged"),
    "length of texts": (
        HEADER + record(0x204, struct.pack("<HHHHB", 1, 0, 0, 65_535, 0)) * 9000,
        b"",
        "workbook_too_large",
    ),
    "numbers without end": (HEADER + FULL * 18_000, b"", "workbook_too_large"),
    "password": (HEADER, LOCKED, "file_encrypted"),
}


@pytest.mark.parametrize("case", UNREADABLE_XLS)
def test_old_workbooks_that_would_fill_the_memory_are_refused(tmp_path: Path, case: str) -> None:
    cells, head, code = UNREADABLE_XLS[case]
    assert read_limited(xls(tmp_path / "a.xls", cells, head=head)) == code


def test_stated_size_of_an_old_sheet_costs_nothing(tmp_path: Path) -> None:
    size = record(0x200, struct.pack("<IIHHH", 0, 2**32 - 1, 0, 65_535, 0))
    path = xls(tmp_path / "a.xls", size + HEADER + label(1, 0, "Ali Kaya"))
    assert read_limited(path) == "read 1 0"


def test_sheets_of_an_old_workbook_over_each_other_are_refused(tmp_path: Path) -> None:
    assert read_limited(xls(tmp_path / "b.xls", HEADER, starts=[60] * 50)) == "workbook_damaged"


def test_an_old_container_in_a_circle_is_refused(tmp_path: Path) -> None:
    whole = bytearray(xls_table(tmp_path / "a.xls", TABLE).read_bytes())
    first_table = 512 * (1 + int.from_bytes(whole[76:80], "little"))
    for start in range(first_table, first_table + 512, 4):
        whole[start : start + 4] = struct.pack("<I", 0)
    (tmp_path / "b.xls").write_bytes(whole)
    assert read_limited(tmp_path / "b.xls") == "workbook_damaged"
    # More tables of sectors than the file has bytes.
    whole[44:48] = struct.pack("<I", 2**24)
    (tmp_path / "b.xls").write_bytes(whole)
    assert read_limited(tmp_path / "b.xls") == "workbook_damaged"


HEAD = row(cell("Ad Soyad"), cell("Telefon"))
_SPACE = "<text:s text:c='2000000000'/>"
_ENTITY = '<!DOCTYPE a [<!ENTITY b "Ali">]>'
UNREADABLE_ODS = {
    "last row": (row(cell("x", 16), repeats=1_048_575), "workbook_too_large"),
    "last cell": (
        row(cell(), repeats=1_048_574) + row(cell(None, 16_383), cell("x")),
        "workbook_too_large",
    ),
    "long text in all rows": (row(cell("Ş" * 9000), repeats=60_000), "workbook_too_large"),
    "spaces": (row(cell("#")).replace("#", _SPACE), "workbook_too_large"),
    "times": (row(cell("x", 10**20)), "workbook_damaged"),
    "depth": (row("<text:p>" * 300 + "</text:p>" * 300), "workbook_damaged"),
    "sheet in a sheet": (
        row(f"<table:table-cell>{sheet()}</table:table-cell>"),
        "workbook_damaged",
    ),
    "no end": ("<table:table-row>", "workbook_damaged"),
}


@pytest.mark.parametrize("case", UNREADABLE_ODS)
def test_libre_workbooks_that_would_fill_the_memory_are_refused(tmp_path: Path, case: str) -> None:
    body, code = UNREADABLE_ODS[case]
    path = ods(tmp_path / "a.ods", sheet(HEAD, body))
    assert read_limited(path) == code


def test_a_libre_workbook_with_entities_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", sheet(HEAD, row(cell("&b;"))), before=_ENTITY)
    assert read_limited(path) == "workbook_damaged"


def test_a_locked_libre_workbook_is_named(tmp_path: Path) -> None:
    locked = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    assert code_of(ods(tmp_path / "a.ods", sheet(HEAD), manifest=locked)) == "file_encrypted"


@pytest.mark.parametrize("kind", WRITERS)
def test_cut_off_workbooks_are_refused(tmp_path: Path, kind: str) -> None:
    whole = WRITERS[kind](tmp_path / "a", TABLE).read_bytes()
    for size in (30, 600, len(whole) // 2):
        (tmp_path / "b").write_bytes(whole[:size])
        assert code_of(tmp_path / "b") == "workbook_damaged"
