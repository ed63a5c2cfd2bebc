"""The one door for files that come in: recognise the format by content, open it, guard it."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path
from typing import BinaryIO, Literal

from kobicrm.errors import BadFile
from kobicrm.exchange import decoding, layout, ods_guard, ole, package, xls_guard, xlsx_guard
from kobicrm.exchange.calamine_in import Book, open_book
from kobicrm.exchange.calendar_in import CalendarDocuments, is_calendar
from kobicrm.exchange.chat_in import ChatDocuments, is_chat
from kobicrm.exchange.csv_in import CsvTable
from kobicrm.exchange.intake import SourceFile, take
from kobicrm.exchange.json_in import JsonDocuments, JsonlDocuments, is_jsonl
from kobicrm.exchange.limits import HEAD_BYTES, MIB
from kobicrm.exchange.mail_in import MailDocuments, is_mail
from kobicrm.exchange.table import DocRow, Documents, Format, Row, SourceInfo, Table, cell_text
from kobicrm.exchange.vcard_cards import Card
from kobicrm.exchange.vcard_in import Cards, is_vcard
from kobicrm.exchange.workbook import WorkbookTable

__all__ = [
    "Card",
    "Cards",
    "DocRow",
    "Documents",
    "Format",
    "Row",
    "Source",
    "SourceInfo",
    "Table",
    "cell_text",
    "open_source",
]

Source = Table | Documents | Cards

_BINARY = (
    b"%PDF-", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"7z\xbc\xaf", b"Rar!",
    b"SQLite format 3\x00", b"\x7fELF", b"MZ\x90", b"\xfd7zXZ", b"BZh",
)  # fmt: skip
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))
_JSON_START = re.compile(r'\s*(?:\[\s*(?:[\[{\]]|$)|\{\s*(?:["}]|$))')
_OTHER_KINDS = (
    (re.compile(r"\s*(?:<!DOCTYPE\s+html|<html|<table|<meta)", re.IGNORECASE), "HTML"),
    (re.compile(r"\s*<\?xml", re.IGNORECASE), "XML"),
)


def open_source(
    path: Path | Literal["-"],
    *,
    name: str = "",
    encoding: str | None = None,
    delimiter: str | None = None,
    header_hints: layout.HeaderHints,
    header_row: int | None = None,
    sheet: str = "",
    stdin: BinaryIO | None = None,
) -> Source:
    """Return the opened table, documents or cards of a file; use it in a ``with`` statement.

    ``header_hints`` tells how many cells of a row it knows as column names. ``encoding``,
    ``delimiter``, ``header_row`` (from 1; 0: the table has none) and ``sheet`` (of a workbook)
    override what would be found. ``name`` is shown in messages. Raises BadFile
    for anything that is no readable table and UsageError for an unknown encoding.
    """
    wanted = layout.check_delimiter(delimiter) if delimiter else None
    source = take(path, name, stdin)
    try:
        head = source.head(HEAD_BYTES)
        if not head.strip():
            raise BadFile("file_empty", file=source.name)
        if book := _book(source, head):
            return WorkbookTable(
                source, _sha256(source), header_hints, book, header_row=header_row, sheet=sheet
            )
        if is_mail(head):
            return MailDocuments(source, head, _sha256(source))
        _refuse_binary(source, head)
        return _open_text(source, head, encoding, wanted, header_hints, header_row)
    except BaseException:
        source.close()
        raise


def _open_text(
    source: SourceFile,
    head: bytes,
    encoding: str | None,
    delimiter: str | None,
    hints: layout.HeaderHints,
    header_row: int | None,
) -> Source:
    if is_vcard(head):
        return Cards(source, head, encoding)
    found = decoding.settle(source, head, encoding)
    decoder = codecs.getincrementaldecoder(found.codec)("replace")
    text = decoder.decode(head).removeprefix("\ufeff")
    if not text.strip():
        raise BadFile("file_empty", file=source.name)
    if _too_many_controls(len(text), sum(map(text.count, map(chr, _CONTROL)))):
        raise BadFile("file_binary", file=source.name)
    for pattern, kind in _OTHER_KINDS:
        if pattern.match(text):
            raise BadFile("format_unsupported", file=source.name, kind=kind)
    if is_calendar(text):
        return CalendarDocuments(source, found.codec, found.sha256)
    if is_chat(text):
        return ChatDocuments(source, found.codec, found.sha256)
    if _JSON_START.match(text):
        if text.lstrip().startswith("{") and is_jsonl(source, found.codec):
            return JsonlDocuments(source, found.codec, found.sha256)
        return JsonDocuments(source, found.codec, found.sha256)
    return CsvTable(
        source,
        found.codec,
        found.sha256,
        delimiter=delimiter,
        hints=hints,
        head=text,
        header_row=header_row,
    )


def _book(source: SourceFile, head: bytes) -> Book | None:
    """Return the workbook a file is, None when it is none; checked before the library sees it."""
    if head.startswith(ole.SIGNATURE):
        return open_book(source, "xls", xls_guard.checked(source))
    if not head.startswith(package.SIGNATURES):
        return None
    with package.opened_package(source) as parts:
        if "xl/workbook.xml" in parts and "[content_types].xml" in parts:
            xlsx_guard.check(parts)
            return open_book(source, "xlsx")
        if parts.start("mimetype", 100).startswith(ods_guard.MIMETYPE):
            ods_guard.check(parts)
            return open_book(source, "ods")
    raise BadFile("workbook_unknown", file=source.name)


def _refuse_binary(source: SourceFile, head: bytes) -> None:
    controls = len(head) - len(head.translate(None, _CONTROL))
    if head.startswith(_BINARY) or (
        not decoding.is_utf16(head) and _too_many_controls(len(head), controls)
    ):
        raise BadFile("file_binary", file=source.name)


def _too_many_controls(size: int, controls: int) -> bool:
    return controls > max(8, size // 20)


def _sha256(source: SourceFile) -> str:
    with source.open() as handle:
        digest = hashlib.sha256()
        while chunk := handle.read(MIB):
            digest.update(chunk)
    return digest.hexdigest()
