"""Exporting records that belong to contacts: every kind alike, by its description."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kobicrm.domain.kinds.base import Kind
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.record_tables import (
    CONTACT_UID,
    Column,
    Record,
    columns as columns_of,
    header_of,
    names_of,
    to_document,
    writer,
)
from kobicrm.domain.turkish import fold
from kobicrm.errors import UsageError
from kobicrm.exchange import writers
from kobicrm.i18n import Language, language
from kobicrm.services.exports.writing import (
    ExportReport,
    Write,
    check_format,
    deliver,
    form_of,
    table,
)
from kobicrm.services.session import Session
from kobicrm.storage.record_pages import pages

# Characters a spreadsheet shows of a column when it is opened.
_WIDTHS = {"uid": 38.0, CONTACT_UID: 38.0, "contact": 30.0, "text": 60.0, "at": 28.0}
_WIDTH = 16.0


def export_records(
    session: Session,
    kind: str,
    out: Path | BinaryIO,
    *,
    format: str = "csv",
    excel_tr: bool = False,
    columns: Sequence[str] = (),
    where: Filter = EVERYTHING,
    asked: Filter = EVERYTHING,
    lang: Language | None = None,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
) -> ExportReport:
    """Write the records of ``kind`` whose contacts pass ``where``, in the order they were made.

    ``asked`` is a filter in fields of the kind. Those of contacts in the trash stay out. ``out``,
    ``columns``, ``lang``, ``progress`` and errors as
    :func:`kobicrm.services.exports.export_contacts`.
    """
    check_format(format, excel_tr=excel_tr)
    described = KINDS[kind]
    picked = _picked(described, columns)

    def found() -> Iterator[Record]:
        number = 0
        for page in pages(kind, where, asked=asked):
            yield from page
            number += len(page)
            if progress:
                progress(number)

    write = _write(described, picked, found, (format, excel_tr), lang or language())
    with session.store.reading():
        return deliver(out, write, force=force)


def _write(
    kind: Kind,
    picked: Sequence[Column],
    found: Callable[[], Iterator[Record]],
    how: tuple[str, bool],
    lang: Language,
) -> Write:
    format_, excel_tr = how
    if format_ in ("json", "jsonl"):
        keys = {"uid" if column.key == "uid" else column.field.key for column in picked}
        put = writers.write_json if format_ == "json" else writers.write_jsonl
        return lambda out: put(
            out,
            (
                {key: value for key, value in to_document(one, kind).items() if key in keys}
                for one in found()
            ),
        )
    form = form_of(format_, excel_tr=excel_tr)
    header = [header_of(column, form, lang) for column in picked]
    to_cells = writer(picked, form, lang)
    widths = [_WIDTHS.get(column.key, _WIDTH) for column in picked]
    return table(form, header, lambda: map(to_cells, found()), widths)


def _picked(kind: Kind, wanted: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns ``wanted`` names by key or label, each once; all when it names none."""
    known = columns_of(kind)
    found: dict[str, Column] = {}
    for name in wanted:
        plain = fold(name)
        column = next((one for one in known if plain in map(fold, names_of(one))), None)
        if column is None:
            shown = ", ".join(one.key for one in known)
            raise UsageError("export_column_unknown", column=name, known=shown)
        found[column.key] = column
    return tuple(found.values()) or known
