"""What we write we read back, cell for cell, and it is the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import random
import string
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings, strategies as st

from kobicrm.domain.clean import clean_text
from kobicrm.errors import BadFile
from kobicrm.exchange.continued import join_continued, split_text
from kobicrm.exchange.writers import write_csv, write_json, write_jsonl, write_xlsx
from tests.unit.exchange.kit import DATA, documents, opened, put

HEADER = ["Ad", "Telefon", "Notlar"]
plain = st.characters(exclude_categories=["Cs", "Cc"])
cells = st.text(plain) | st.text(st.sampled_from("'=+-@;,\"\t\r\n |%şİ\\:sep")) | st.just("")
tables = st.lists(st.tuples(cells, cells, cells), max_size=5)
RELAXED = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def csv_bytes(rows: list, header: list[str] | None = None, *, excel_tr: bool = False) -> bytes:
    out = io.BytesIO()
    write_csv(out, header or HEADER, rows, excel_tr=excel_tr)
    return out.getvalue()


@RELAXED
@given(rows=tables, excel_tr=st.booleans())
def test_csv_comes_back_as_it_was(tmp_path: Path, rows: list, excel_tr: bool) -> None:
    path = put(tmp_path / "a.csv", csv_bytes(rows, excel_tr=excel_tr))
    clean = [tuple(clean_text(cell) for cell in row) for row in rows]
    with opened(path) as table:
        assert table.header == tuple(HEADER)
        assert [(r.cells, r.problem) for r in table.rows()] == [(r, "") for r in clean if any(r)]


@RELAXED
@given(rows=tables, excel_tr=st.booleans())
def test_csv_of_what_was_read_is_the_same_bytes(tmp_path: Path, rows: list, excel_tr: bool) -> None:
    clean = [tuple(clean_text(cell) for cell in row) for row in rows]
    first = csv_bytes([row for row in clean if any(row)], excel_tr=excel_tr)
    with opened(put(tmp_path / "a.csv", first)) as table:
        assert csv_bytes([r.cells for r in table.rows()], excel_tr=excel_tr) == first


def test_csv_dialects() -> None:
    rows = [["Şule, Ç", "+90 532 111 22 33", '=1+1; "x"'], ["a\rb", "", "iki\nsatır"]]
    assert (
        csv_bytes(rows)
        == (
            'Ad,Telefon,Notlar\n"Şule, Ç",+90 532 111 22 33,"\'=1+1; ""x"""\n"a\rb",,"iki\nsatır"\n'
        ).encode()
    )
    assert (
        csv_bytes(rows, excel_tr=True)
        == (
            "\ufeffAd;Telefon;Notlar\r\n"
            'Şule, Ç;+90 532 111 22 33;"\'=1+1; ""x"""\r\n"a\rb";;"iki\nsatır"\r\n'
        ).encode()
    )


def test_column_names_are_guarded_too(tmp_path: Path) -> None:
    content = csv_bytes([["Ayşe", "1"]], ["Ad", "=Bakiye"])
    assert content.startswith(b"Ad,'=Bakiye\n")
    with opened(put(tmp_path / "a.csv", content)) as table:
        assert table.header == ("Ad", "=Bakiye")


def write(path: Path, rows: list, header: list[str] | None = None) -> Path:
    write_xlsx(path, header or HEADER, lambda: iter(rows))
    return path


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=tables)
def test_xlsx_comes_back_as_it_was(tmp_path: Path, rows: list) -> None:
    clean = [tuple(clean_text(cell) or None for cell in row) for row in rows]
    path = write(tmp_path / "a.xlsx", [[cell or "" for cell in row] for row in clean])
    with opened(path) as table:
        assert table.header == tuple(HEADER)
        assert [(r.cells, r.problem) for r in table.rows()] == [(r, "") for r in clean if any(r)]


def test_xlsx_keeps_what_csv_spoils(tmp_path: Path) -> None:
    texts = [
        "=1+1", "'=1+1", "+905321112233", "05321112233", "12345678901234567890", "1/2", "12E5",
        "TR33 0006 1005 1978 6457 8413 26", "#N/A", "_x000D_", "_x0041_ _x", "http://x.y", "TRUE",
        "mailto:a@b.c", "{=1}", "05.11.2026", "a\nb",
    ]  # fmt: skip
    with opened(write(tmp_path / "a.xlsx", [[text, "x", None] for text in texts])) as table:
        assert [row.cells[0] for row in table.rows()] == texts
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_xlsx_cells_keep_their_types(tmp_path: Path) -> None:
    day, moment = (
        dt.date(2026, 11, 5),
        dt.datetime.fromisoformat("2026-11-05T14:30:15"),
    )
    aware = moment.replace(tzinfo=dt.UTC)
    values = [
        (5, 5), (-3, -3), (1.25, 1.25), (Decimal("1234.56"), 1234.56), (True, True),
        (False, False), (day, day), (moment, moment), (None, None), ("", None), (0, 0),
        (10**17, "1" + "0" * 17), (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (dt.date(1881, 5, 19), "1881-05-19"), (dt.date(1900, 3, 1), dt.date(1900, 3, 1)),
        (aware, "2026-11-05T14:30:15+00:00"),
        (moment.replace(year=1881), "1881-11-05T14:30:15"), (float("inf"), "inf"),
    ]  # fmt: skip
    path = write(tmp_path / "a.xlsx", [["x", "y", value] for value, _ in values])
    with opened(path) as table:
        read = [row.cells[2] for row in table.rows()]
    assert read == [back for _, back in values]
    assert [type(cell) for cell in read] == [type(back) for _, back in values]


def test_xlsx_is_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    rows = [["Şule", "0532", "x" * 40_000], ["Can", 5, dt.date(2026, 1, 2)]]
    first = write(tmp_path / "a.xlsx", rows).read_bytes()
    with time_machine.travel(dt.datetime(2031, 7, 1, tzinfo=dt.UTC), tick=False):
        assert write(tmp_path / "b.xlsx", rows).read_bytes() == first


@pytest.mark.parametrize(
    "text",
    [
        "n" * 32_767,
        "n" * 32_768,
        "ş" * 100_000,
        "😀" * 40_000,
        "a" + "😀" * 33_000,
        "a b\n" * 20_000,
    ],
)
def test_text_longer_than_a_cell_goes_on_beside_it(tmp_path: Path, text: str) -> None:
    rows = [["Ali", "1", "kısa"], ["Şule", "2", text], ["Can", "3", ""]]
    path = write(tmp_path / "a.xlsx", rows, ["Ad", "Notlar (2)", "Notlar"])
    with opened(path) as table:
        assert table.header == ("Ad", "Notlar (2)", "Notlar")
        assert [row.cells for row in table.rows()] == [
            ("Ali", "1", "kısa"), ("Şule", "2", text.strip()), ("Can", "3", None),
        ]  # fmt: skip


def test_every_part_fits_a_cell() -> None:
    text = "a" + "😀" * 50_000
    parts = split_text(text)
    assert "".join(parts) == text
    assert all(len(part.encode("utf-16-le")) // 2 <= 32_767 for part in parts)


def test_several_columns_may_go_on(tmp_path: Path) -> None:
    long = "".join(random.Random(5).choices(string.ascii_letters, k=70_000))
    rows = [["Ali", long, long[:40_000]], [long[:33_000], "x", "y"]]
    header = ["Ad", "Not", "Notlar"]
    with opened(write(tmp_path / "a.xlsx", rows, header)) as table:
        assert table.header == tuple(header)
        assert [list(row.cells) for row in table.rows()] == rows


def test_second_phone_of_another_program_is_not_glued_on(tmp_path: Path) -> None:
    rows = [["Ali", "0532 111 22 33", "0212 111 22 33"]]
    with opened(write(tmp_path / "a.xlsx", rows, ["Ad", "Telefon", "Telefon (2)"])) as table:
        assert table.header == ("Ad", "Telefon", "Telefon (2)")
        assert [list(row.cells) for row in table.rows()] == rows


def test_continuations_are_recognised_by_name_and_place() -> None:
    header = ["Ad", "Not", "Not (2)", "Not (3)", "X (2)", "Not (4)", "Tel", "Tel (3)"]
    row = ["Ali", "a", "b", "c", "d", "e", 5, 6]
    assert join_continued(header, row) == (
        ("Ad", "Not", "X (2)", "Not (4)", "Tel", "Tel (3)"), ("Ali", "abc", "d", "e", 5, 6),
    )  # fmt: skip


def test_sheet_is_ready_to_read(tmp_path: Path) -> None:
    write_xlsx(
        tmp_path / "a.xlsx", HEADER, lambda: iter([["Ali", "", ""]]), widths=[30, 16, 40],
        sheet="Kişiler: [2026]",
    )  # fmt: skip
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        assert 'name="Kişiler 2026"' in package.read("xl/workbook.xml").decode()
    assert '<autoFilter ref="A1:C2"/>' in sheet
    assert 'state="frozen"' in sheet
    assert sheet.count("<col ") == 3


def test_too_many_rows_are_refused_before_writing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("kobicrm.exchange.xlsx_out.XLSX_ROWS", 3)
    assert write_xlsx(tmp_path / "a.xlsx", ["Ad"], lambda: iter([["a"]] * 2)) == 2
    with pytest.raises(BadFile, match="too_many_rows"):
        write_xlsx(tmp_path / "b.xlsx", ["Ad"], lambda: iter([["a"]] * 3))
    assert not (tmp_path / "b.xlsx").exists()


def test_accounting_sample_is_found_under_its_help_text() -> None:
    with opened(DATA / "cari-hesaplar.xlsx") as table:
        rows = list(table.rows())
    assert (table.info.header_row, len(rows), rows[0].line) == (4, 120, 5)
    assert [i for i, name in enumerate(table.header) if name == "Telefon"] == [7, 8]
    assert rows[0].cells[4] == 4045765680
    assert rows[0].cells[12] == dt.date(2025, 11, 13)
    assert {len(row.cells) for row in rows} == {14}
    assert {row.problem for row in rows} == {""}


def test_sheet_with_a_header_is_chosen(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    for name, rows in {
        "Boş": [],
        "Kapak": [["Rapor"], ["2026"]],
        "Gizli": [["Ad", "Telefon"], ["Gizli", "1"]],
        "Kişiler": [[], ["", "Ad", "Telefon"], ["", "Ali", 5321112233], ["", "", "", "artık"]],
    }.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name == "Gizli":
            sheet.hide()
    book.close()
    with opened(tmp_path / "a.xlsx") as table:
        assert (table.header, table.info.header_row) == (("Ad", "Telefon"), 2)
        assert [(row.line, row.problem) for row in table.rows()] == [
            (3, ""), (4, "row_too_many_cells"),
        ]  # fmt: skip
        assert next(table.rows()).cells == ("Ali", 5321112233)


def test_empty_workbook_and_workbook_without_header(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="header_not_found"):
        opened(write(tmp_path / "a.xlsx", [["x", 1, 2]], ["foo", "bar", "baz"]))
    with pytest.raises(BadFile, match="file_empty"):
        opened(write(tmp_path / "b.xlsx", [], ["", "", ""]))
    with opened(write(tmp_path / "c.xlsx", [])) as table:
        assert list(table.rows()) == []


@pytest.mark.parametrize("docs", [[], [{"name": "Şule", "n": [1, {"a": None}]}, {"b": "a\nb"}]])
def test_documents_come_back(tmp_path: Path, docs: list) -> None:
    whole, lines = io.BytesIO(), io.BytesIO()
    assert write_json(whole, docs) == write_jsonl(lines, docs) == len(docs)
    assert whole.getvalue().count(b"\n") == (len(docs) + 2 if docs else 1)
    with documents(put(tmp_path / "a.json", whole.getvalue())) as found:
        assert [row.document for row in found.rows()] == docs
    if docs:
        with documents(put(tmp_path / "a.jsonl", lines.getvalue())) as found:
            assert [row.document for row in found.rows()] == docs


def test_json_is_readable_and_keeps_its_order() -> None:
    out = io.BytesIO()
    write_json(out, [{"z": "Işık", "a": 1}])
    assert out.getvalue() == '[\n{"z": "Işık", "a": 1}\n]\n'.encode()
