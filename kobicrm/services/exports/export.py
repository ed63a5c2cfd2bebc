"""Exporting contacts: streamed in one view of the data, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kobicrm.domain import drafting, tables
from kobicrm.domain.codec import to_json
from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.exchange import writers
from kobicrm.exchange.vcard_out import NEEDED, write_vcards
from kobicrm.i18n import Language, language
from kobicrm.services import contacts
from kobicrm.services.contacts import Selection
from kobicrm.services.exports.picking import CUSTOM_TYPES_KEY, pick_columns, pick_keys
from kobicrm.services.exports.writing import (
    ExportReport,
    Write,
    check_format,
    deliver,
    form_of,
    table,
)
from kobicrm.services.session import Session
from kobicrm.storage import everything
from kobicrm.storage.shop import custom_fields

_DOCUMENTS: dict[str, Callable[[BinaryIO, Iterator[dict[str, object]]], int]] = {
    "json": writers.write_json,
    "jsonl": writers.write_jsonl,
    "vcard": write_vcards,
}
# Characters a spreadsheet shows of a column when it is opened.
_WIDTHS = {"name": 30.0, "streets": 40.0, "notes": 50.0, "uid": 38.0}
_WIDTH = 16.0
# After how many contacts progress is told.
_PIECE = 500


def export_contacts(
    session: Session,
    out: Path | BinaryIO,
    *,
    format: str = "csv",
    excel_tr: bool = False,
    columns: Sequence[str] = (),
    where: Filter = EVERYTHING,
    selection: Selection | None = None,
    lang: Language | None = None,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
) -> ExportReport:
    """Write the contacts that pass ``where``, ordered by id; trash and links to it stay out.

    With a ``selection`` those it names are written instead, in name order. ``progress`` is told
    how many are written; it may raise Interrupted, and no file is made.

    ``out`` is a path (a new private file; an old one is replaced only with ``force``) or a
    stream. ``columns`` are keys or labels of columns, all when empty. ``lang`` is the language
    of labels, by default the one in force. Raises UsageError for an unknown format or column
    or a misplaced ``excel_tr``, BadFile when the file can't be written.
    """
    check_format(format, excel_tr=excel_tr)
    with session.store.reading():
        chosen = _Chosen(session, where, selection, progress)
        write = _writer(chosen, format, excel_tr, columns, lang or language())
        return deliver(out, write, force=force)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The contacts to write."""

    session: Session
    where: Filter
    selection: Selection | None
    progress: Callable[[int], None] | None

    def rows(self, gone: frozenset[int]) -> Iterator[Contact]:
        """Yield them without links to companies that are ``gone``."""
        for number, contact in enumerate(self._found(), 1):
            yield _without(contact, gone) if gone else contact
            if self.progress and number % _PIECE == 0:
                self.progress(number)

    def _found(self) -> Iterator[Contact]:
        if self.selection is None:
            return contacts.listing(self.session, self.where, sort="id")
        return contacts.listed(self.session, self.selection)


def _writer(
    chosen: _Chosen, format_: str, excel_tr: bool, wanted: Sequence[str], lang: Language
) -> Write:
    own = custom_fields()
    gone = everything.trashed_companies()

    def rows() -> Iterator[Contact]:
        return chosen.rows(gone)

    if format_ in _DOCUMENTS:
        keys = pick_keys(wanted)
        if format_ == "vcard":
            keys = tuple(dict.fromkeys((*NEEDED, *keys)))
        types = everything.field_types()
        put = _DOCUMENTS[format_]
        return lambda out: put(out, (_document(contact, keys, types) for contact in rows()))
    form = form_of(format_, excel_tr=excel_tr)
    picked = pick_columns(tables.columns(own), wanted)
    header = [tables.header_of(column, form, lang) for column in picked]

    def cells() -> Iterator[list[object]]:
        return (tables.to_cells(contact, picked, form, lang) for contact in rows())

    widths = [_WIDTHS.get(column.key, _WIDTH) for column in picked]
    return table(form, header, cells, widths)


def _without(contact: Contact, gone: frozenset[int]) -> Contact:
    kept = tuple(link for link in contact.companies if link.id not in gone)
    return contact if kept == contact.companies else altered(contact, companies=kept)


def _document(contact: Contact, keys: Sequence[str], types: dict[str, object]) -> dict[str, object]:
    warned = drafting.warnings(contact) if "warnings" in keys else ()
    document = to_json(contact, with_ids=False, warnings=warned)
    if contact.custom:
        document[CUSTOM_TYPES_KEY] = {name: types[name] for name, _value in contact.custom}
    return {key: document[key] for key in keys if key in document}
