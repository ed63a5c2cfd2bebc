"""Reading workbooks with python-calamine, once they are known to fit into memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kobicrm.errors import BadFile
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import XLSX_SHEETS
from kobicrm.exchange.package import damaged
from kobicrm.exchange.table import Format
from kobicrm.exchange.workbook import NumberedRow

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


class Book:
    """An opened workbook: its sheets that are in sight, and their rows as they stand."""

    def __init__(self, name: str, kind: Format, book: CalamineWorkbook) -> None:
        """Hold the ``book`` of the file called ``name``."""
        self.format, self._name, self._book = kind, name, book
        self._numbers = _sheet_numbers(book)
        self.sheets = tuple(book.sheet_names[number] for number in self._numbers)
        self._open: tuple[int, CalamineSheet] | None = None

    def rows(self, place: int) -> Iterator[NumberedRow]:
        """Yield the rows of the sheet at ``place``, with their numbers from 1.

        Each call starts again. Raises BadFile.
        """
        rows = enumerate(self._sheet(place).iter_rows(), 1)
        while True:
            try:
                numbered = next(rows)
            except StopIteration:
                return
            except BaseException as error:
                raise _translate(error, self._name) from error
            yield numbered

    def height(self, place: int) -> int:
        """Return the number of the sheet's last row."""
        return self._sheet(place).total_height

    def _sheet(self, place: int) -> CalamineSheet:
        if self._open is None or self._open[0] != place:
            self._open = None
            try:
                self._open = place, self._book.get_sheet_by_index(self._numbers[place])
            except BaseException as error:
                raise _translate(error, self._name) from error
        return self._open[1]


def open_book(source: SourceFile, kind: Format, content: bytes | None = None) -> Book:
    """Return a checked workbook opened, from ``content`` where it was made anew.

    Raises BadFile.
    """
    import python_calamine as calamine

    try:
        # By its content: opened by path, the library goes by the ending of the name.
        with source.open() if content is None else io.BytesIO(content) as handle:
            book = calamine.CalamineWorkbook.from_filelike(handle)
        return Book(source.name, kind, book)
    except calamine.PasswordError as error:
        raise BadFile("file_encrypted", file=source.name) from error
    except BaseException as error:
        raise _translate(error, source.name) from error


def _translate(error: BaseException, name: str) -> BaseException:
    """Return BadFile for a failure of the reader, and anything else as it is.

    A panic inside the reader arrives as an exception that is no Exception.
    """
    if isinstance(error, BadFile):
        return error
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return damaged(name)
    return error


def _sheet_numbers(book: CalamineWorkbook) -> list[int]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables = [
        (index, sheet.visible == SheetVisibleEnum.Visible)
        for index, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]
    seen = [index for index, visible in tables if visible]
    return (seen or [index for index, _ in tables])[:XLSX_SHEETS]
