"""Files made to hurt: a plain refusal each time, no hang, no memory gone, nothing half read."""

from __future__ import annotations

import io
import os
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kobicrm.errors import BadFile, KobiError
from kobicrm.exchange.ole import packed
from kobicrm.exchange.source import open_source
from tests.unit.exchange.kit import DATA, hints, opened, put, read_limited

MIB = 1 << 20
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def code_of(path: Path | str, **options: object) -> str:
    with pytest.raises(KobiError) as wrong, opened(path, **options) as table:  # type: ignore[arg-type]
        list(table.rows())
    assert wrong.value.exit_code in (1, 2)
    return wrong.value.code


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the rights of root for a while, where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def workbook(path: Path, parts: dict[str, bytes | Callable[[zipfile.ZipFile], None]]) -> Path:
    """Write the sample workbook with some parts replaced or added."""
    with zipfile.ZipFile(DATA / "cari-hesaplar.xlsx") as old:
        whole = {name: old.read(name) for name in old.namelist()}
    whole.update({name: part for name, part in parts.items() if isinstance(part, bytes)})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in whole.items():
            if not callable(parts.get(name)):
                new.writestr(name, part)
        for part in parts.values():
            if callable(part):
                part(new)
    return path


def sheet(cells: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><worksheet '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{cells}</sheetData></worksheet>"
    ).encode()


def streamed(name: str, start: bytes, piece: bytes, times: int, end: bytes):
    def write(new: zipfile.ZipFile) -> None:
        with new.open(name, "w", force_zip64=False) as part:
            part.write(start)
            for _ in range(times):
                part.write(piece)
            part.write(end)

    return write


def test_missing_and_wrong_kinds_of_path(tmp_path: Path) -> None:
    assert code_of(tmp_path / "yok.csv") == "file_missing"
    assert code_of(tmp_path / ("ş" * 300)) == "file_missing"
    assert code_of(Path("a\0b")) == "file_missing"
    assert code_of(tmp_path) == "file_is_directory"
    assert code_of(Path("/dev/zero")) == "file_not_regular"
    fifo = tmp_path / "boru.csv"
    os.mkfifo(fifo)
    assert code_of(fifo) == "file_not_regular"
    loop = tmp_path / "halka.csv"
    loop.symlink_to(loop)
    assert code_of(loop) == "file_unreadable"
    link = tmp_path / "bag.csv"
    link.symlink_to(tmp_path / "yok.csv")
    assert code_of(link) == "file_missing"


def test_file_without_permission(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", "Ad;Tel\nAyşe;1\n")
    path.chmod(0)
    with as_nobody():
        assert code_of(path) == "file_unreadable"


@pytest.mark.parametrize("content", [b"", b"\n\n", b" ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_files(tmp_path: Path, content: bytes) -> None:
    assert code_of(put(tmp_path / "a.csv", content)) == "file_empty"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (random.Random(1).randbytes(100_000), "file_binary"),
        (b"\x00" * 5000, "file_binary"),
        (b"%PDF-1.7\n1 0 obj\n", "file_binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "file_binary"),
        (b"SQLite format 3\x00" + bytes(100), "file_binary"),
        (b"\x1f\x8b\x08\x00abc", "file_binary"),
        (b"PK\x03\x04" + bytes(100), "workbook_damaged"),
        (b"PK\x05\x06" + bytes(18), "workbook_unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook_damaged"),
        (b"<html><table><tr><td>Ad</td></tr></table>", "format_unsupported"),
        (b"<?xml version='1.0'?><a/>", "format_unsupported"),
        (b"Merhaba, nasilsiniz?\n", "header_not_found"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    assert code_of(put(tmp_path / "a.csv", content)) == code


def test_workbook_is_recognised_whatever_its_name(tmp_path: Path) -> None:
    with opened(put(tmp_path / "a.csv", (DATA / "cari-hesaplar.xlsx").read_bytes())) as table:
        assert table.info.format == "xlsx"
    with opened(put(tmp_path / "a.xlsx", "Ad;Tel\nAyşe;1\n")) as table:
        assert table.info.format == "csv"


@pytest.mark.parametrize(
    ("stream", "code"),
    [("EncryptedPackage", "file_encrypted"), ("WordDocument", "workbook_unknown")],
)
def test_old_container_of_something_else_is_named(tmp_path: Path, stream: str, code: str) -> None:
    made = packed(bytes(100)).replace(_name("Workbook"), _name(stream))
    assert code_of(put(tmp_path / "a.xls", made)) == code


def _name(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<H", len(raw) + 2)


def test_zip_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<a/>")
    assert code_of(path) == "workbook_unknown"


def test_truncated_workbooks_are_refused(tmp_path: Path) -> None:
    whole = (DATA / "cari-hesaplar.xlsx").read_bytes()
    for size in (4, 30, 1000, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        assert code_of(put(tmp_path / "a.xlsx", whole[:size])) == "workbook_damaged"


def test_thousands_of_columns_are_refused(tmp_path: Path) -> None:
    header = ";".join(["Ad", "Telefon", *map(str, range(10_000))])
    path = put(tmp_path / "a.csv", header + ("\n" + ";" * 10_001) * 1000)
    assert code_of(path) == "too_many_columns"


def test_one_line_without_end_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"Ad;Not\nAli;x\nVeli;")
        file.truncate(MIB)
        file.seek(20)
        for _ in range(600):
            file.write(b"a" * MIB)
    assert read_limited(path) == "record_too_long"


def test_open_quote_over_a_huge_file_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b'Ad;Not\nAli;"x\n')
        for _ in range(600):
            file.write(b"Veli;y\n" * (MIB // 7))
    assert read_limited(path) == "unterminated_quote"


def test_large_table_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    line = "Şule Çağlayan;0532 111 22 33;".encode("cp1254") + b"n" * 3000 + b"\n"
    with path.open("wb") as file:
        file.write(b"Ad;Telefon;Not\n")
        for _ in range(90):
            file.write(line * 1000)
    assert read_limited(path, limit=200) == "read 90000 0"


def test_standard_input_is_capped(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("kobicrm.exchange.intake.STDIN_LIMIT", 3 * MIB)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Path("/dev/zero").open("rb") as endless, pytest.raises(BadFile, match="file_too_large"):
        open_source("-", header_hints=hints, stdin=endless)
    with pytest.raises(BadFile, match="file_binary"):
        open_source("-", header_hints=hints, stdin=io.BytesIO(bytes(5000)))
    assert list(tmp_path.iterdir()) == []


ONE = "<v>1</v></c>"
DECOY = '<c s=" r=1">' + ONE
FAR_APART = {
    "corners": f'<row r="1"><c r="A1">{ONE}</row><row r="1048576"><c r="XFD1048576">{ONE}</row>',
    "odd attributes": f"<row r='1'><c r='A1'>{ONE}<c s='&gt;' r = 'XFD1048576'>{ONE}</row>"
    f"<row><c r='A1048576'>{ONE}</row>",
    "prefix and small letters": f'<x:row r="1"><x:c r="A1">{ONE.replace("/c", "/x:c")}</x:row>'
    f'<x:row><x:c\nr="xfd1048576">{ONE.replace("/c", "/x:c")}</x:row>',
    "beyond any sheet": f'<row r="1"><c r="A1">{ONE}<c r="ZZZZZZ99999999999">{ONE}</row>',
    "no places": f"<row>{f'<c>{ONE}' * 16_000}</row>" + f"<row><c>{ONE}</row>" * 50_000,
    "places that are none": f"<row r='1'>{DECOY * 16_000}</row><row r='1048576'><c>{ONE}</row>",
}


@pytest.mark.parametrize("cells", FAR_APART.values(), ids=FAR_APART)
def test_cells_far_apart_do_not_end_the_process(tmp_path: Path, cells: str) -> None:
    path = workbook(tmp_path / "a.xlsx", {SHEET: sheet(cells)})
    assert read_limited(path) in ("workbook_too_large", "workbook_damaged")


def test_dimension_that_lies_is_harmless(tmp_path: Path) -> None:
    with zipfile.ZipFile(DATA / "cari-hesaplar.xlsx") as old:
        content = old.read(SHEET).replace(b'ref="A1:N124"', b'ref="A1:XFD1048576"')
    assert read_limited(workbook(tmp_path / "a.xlsx", {SHEET: content})) == "read 120 0"


def test_stray_cell_in_the_last_row_is_read(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Ad</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Telefon</t></is></c></row>'
        '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Ayşe</t></is></c></row>'
    )
    path = workbook(tmp_path / "a.xlsx", {SHEET: sheet(cells)})
    assert read_limited(path) == "read 1 0"
    with opened(path) as table:
        assert [row.line for row in table.rows()] == [1_048_576]


def test_huge_sheet_in_a_small_file(tmp_path: Path) -> None:
    row = b'<row r="2"><c r="A2"><v>1</v></c></row>' * 1000
    bomb = streamed(SHEET, b"<worksheet><sheetData>", row, 13_000, b"</sheetData></worksheet>")
    assert read_limited(workbook(tmp_path / "a.xlsx", {SHEET: bomb})) == "workbook_too_large"


def test_huge_texts_in_a_small_file(tmp_path: Path) -> None:
    bomb = streamed(STRINGS, b"<sst><si><t>", b"a" * MIB, 500, b"</t></si></sst>")
    assert read_limited(workbook(tmp_path / "a.xlsx", {STRINGS: bomb})) == "workbook_too_large"


def test_one_long_text_in_a_hundred_thousand_cells(tmp_path: Path) -> None:
    texts = b"<sst><si><t>Ad</t></si><si><t>" + random.Random(3).randbytes(16_000).hex().encode()
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>' for n in range(2, 100_002))
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    parts = {STRINGS: texts + b"</t></si></sst>", SHEET: sheet(head + rows)}
    assert read_limited(workbook(tmp_path / "a.xlsx", parts)) == "workbook_too_large"


def test_long_notes_beside_many_short_texts_are_read(tmp_path: Path) -> None:
    long = random.Random(3).randbytes(16_000).hex().encode()
    texts = b"<sst><si><t>Ad</t></si><si><t>Ali</t></si><si><t>" + long + b"</t></si></sst>"
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{2 if n == 9 else 1}</v></c></row>'
        for n in range(2, 50_002)
    )
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    path = workbook(tmp_path / "a.xlsx", {STRINGS: texts, SHEET: sheet(head + rows)})
    assert read_limited(path) == "read 50000 0"


def test_part_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {SHEET: sheet(" " * 40 * MIB)})
    content = bytearray(path.read_bytes())
    size = (40 * MIB + len(sheet(""))).to_bytes(4, "little")
    assert content.count(size) == 2
    small = bytes(content).replace(size, (5000).to_bytes(4, "little"))
    assert read_limited(put(tmp_path / "b.xlsx", small)) == "workbook_damaged"


def test_entities_are_never_fetched_or_multiplied(tmp_path: Path) -> None:
    secret = put(tmp_path / "gizli.txt", "GİZLİ")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    texts = (
        f'<!DOCTYPE sst [<!ENTITY x SYSTEM "file://{secret}">{laughs}]>'
        "<sst><si><t>Ad</t></si><si><t>Telefon</t></si><si><t>&x;&a9;</t></si></sst>"
    )
    cells = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>2</v></c></row>'
    )
    parts = {STRINGS: texts.encode(), SHEET: sheet(cells)}
    path = workbook(tmp_path / "a.xlsx", parts)
    assert read_limited(path) in ("workbook_damaged", "read 0 0", "read 1 0")
    with suppress(BadFile), opened(path) as table:
        assert "GİZLİ" not in str(list(table.rows()))


@pytest.mark.parametrize(
    "sample", ["musteri-listesi.csv", "cari-hesaplar.xlsx", "google-kisiler.csv"]
)
def test_mutated_files_are_read_or_refused_plainly(tmp_path: Path, sample: str) -> None:
    dice = random.Random(sample)
    whole = (DATA / sample).read_bytes()
    for number in range(150):
        spoilt = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            place = dice.randrange(len(spoilt))
            spoilt[place : place + dice.choice((0, 1, 1, 1, 9))] = dice.choice(
                (b'"', b"\0", b"\xff", b";", b"\n", b"", dice.randbytes(dice.randint(1, 8)))
            )
        if number % 5 == 0:
            del spoilt[dice.randrange(len(spoilt)) :]
        path = put(tmp_path / "a", bytes(spoilt))
        with suppress(KobiError), open_source(path, header_hints=hints) as source:
            for _ in source.rows():
                pass


def test_reading_leaves_nothing_open(tmp_path: Path) -> None:
    script = (
        "import gc, warnings; warnings.simplefilter('error', ResourceWarning)\n"
        "from tests.unit.exchange.kit import *\n"
        "for name in ('musteri-listesi.csv', 'cari-hesaplar.xlsx'):\n"
        "    with opened(DATA / name) as table: list(table.rows())\n"
        "gc.collect()\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert (done.returncode, done.stderr) == (0, "")
