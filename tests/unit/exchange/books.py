"""Writers of small workbooks for tests: ODS from its parts, XLS record by record or by xlwt."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import xlwt

from kobicrm.exchange.ole import packed

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def cell(value: object = None, repeats: int = 1) -> str:
    """Return one cell of an ODS sheet."""
    times = f' table:number-columns-repeated="{repeats}"' if repeats > 1 else ""
    if value is None:
        return f"<table:table-cell{times}/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"{times}/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"{times}/>'
    text = escape(str(value))
    start = f'<table:table-cell office:value-type="string"{times}>'
    return f"{start}<text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, repeats: int = 1) -> str:
    """Return one row of an ODS sheet."""
    times = f' table:number-rows-repeated="{repeats}"' if repeats > 1 else ""
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def sheet(*rows: str, name: str = "Müşteriler") -> str:
    """Return a sheet of an ODS workbook."""
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def ods(path: Path, body: str | Iterable[str], *, before: str = "", manifest: str = "") -> Path:
    """Write a workbook with this body; ``before`` stands in front of its root element."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        package.writestr("mimetype", kind, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", manifest or _MANIFEST)
        with package.open("content.xml", "w") as part:
            start = f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content '
            part.write(f"{start}{_SPACES}><office:body><office:spreadsheet>".encode())
            for piece in [body] if isinstance(body, str) else body:
                part.write(piece.encode())
            part.write(b"</office:spreadsheet></office:body></office:document-content>")
    return path


def ods_table(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a table as LibreOffice does, with the rest of the sheet repeated in one row."""
    whole = [row(*map(cell, cells), cell(None, 16_384 - len(cells))) for cells in rows]
    return ods(path, sheet(*whole, row(cell(None, 16_384), repeats=1_048_576 - len(rows))))


def xls_table(path: Path, rows: Sequence[Sequence[object]], *, name: str = "Müşteriler") -> Path:
    """Write a table as Excel 97-2003."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(name)
    day = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for line, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                page.write(line, column, value, day)
            elif value is not None:
                page.write(line, column, value)
    book.save(str(path))
    return path


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record of an XLS stream."""
    return struct.pack("<HH", kind, len(data)) + data


def label(line: int, column: int, text: str) -> bytes:
    """Return a cell that holds its text itself."""
    head = struct.pack("<HHHHB", line, column, 0, len(text), 0)
    return record(0x204, head + text.encode("latin-1"))


BEGIN = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
END = record(0x0A)
HEADER = label(0, 0, "Ad Soyad") + label(0, 1, "Telefon")


def xls(path: Path, *sheets: bytes, head: bytes = b"", starts: Sequence[int] = ()) -> Path:
    """Write a workbook of these records; ``starts`` says where sheets begin, else it is true."""

    def front(places: Sequence[int]) -> bytes:
        listed = (
            record(0x85, struct.pack("<IBBBB", place, 0, 0, 2, 0) + b"S%d" % (number % 10))
            for number, place in enumerate(places)
        )
        return BEGIN + b"".join(listed) + head + END

    whole = [BEGIN + one + END for one in sheets]
    place = len(front(starts or [0] * len(whole)))
    places = [place + sum(map(len, whole[:number])) for number in range(len(whole))]
    path.write_bytes(packed(front(starts or places) + b"".join(whole)))
    return path
