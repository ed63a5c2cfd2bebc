"""Which plan and which reader a file asks for: by what its rows are and how they come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from kobicrm.domain.contacts import Contact
from kobicrm.domain.kinds.base import Kind
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.interaction import INTERACTION
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.kinds.task import TASK
from kobicrm.domain.turkish import fold
from kobicrm.errors import UsageError
from kobicrm.exchange.calendar_in import CalendarDocuments
from kobicrm.exchange.chat_in import ChatDocuments
from kobicrm.exchange.mail_folder import FolderDocuments
from kobicrm.exchange.mail_in import MailDocuments
from kobicrm.exchange.source import Cards, Documents, Source, SourceInfo, open_source
from kobicrm.services import contacts
from kobicrm.services.imports.cards import CardReader
from kobicrm.services.imports.contact_load import ContactLoad
from kobicrm.services.imports.documents import DocumentReader
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.mapping import OWN, ColumnPlan, TablePlan, hints_with, plan_columns
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.imports.own import OwnReader
from kobicrm.services.imports.records import (
    RecordDocumentReader,
    RecordLoad,
    RecordReader,
    hints_of,
    plan_record_columns,
)
from kobicrm.services.imports.records.calendar import CalendarReader
from kobicrm.services.imports.records.chat import ChatReader
from kobicrm.services.imports.records.mail import MailReader
from kobicrm.services.imports.report import ImportReport
from kobicrm.services.imports.rows import RowReader
from kobicrm.services.session import Session
from kobicrm.storage.shop import custom_fields
from kobicrm.storage.staging import Staging
from kobicrm.storage.work import Work

# What holds records and never contacts, whatever is told.
_OF_RECORDS = (ChatDocuments, CalendarDocuments, MailDocuments, FolderDocuments)


class Load(Protocol):
    """The plan of one file, whatever kind of records it holds."""

    staging: Staging

    def take(self, drafts: Sequence[RowDraft]) -> None:
        """Plan the next rows."""

    def finish(self) -> None:
        """Do what needs all rows and no lock."""

    def apply(self, unit: Work) -> None:
        """Store what is planned."""


def open_file(
    path: Path | Literal["-"], options: ImportOptions, *, stdin: BinaryIO | None = None
) -> Source:
    """Return the file opened as ``options`` tell; errors as :func:`open_source`."""
    hints = hints_with(options.mapping)
    if options.kind not in ("", CONTACT.key):
        hints = hints_of(KINDS[options.kind], options.mapping)
    return open_source(
        path,
        encoding=options.encoding or None,
        delimiter=options.delimiter or None,
        header_hints=hints,
        header_row=options.header_row,
        sheet=options.sheet,
        stdin=stdin,
    )


def load_of(
    session: Session, source: Source, report: ImportReport, options: ImportOptions
) -> tuple[Load, Iterator[RowDraft]]:
    """Return the empty plan for the kind of records in the file, and its rows."""
    told = options.kind not in ("", CONTACT.key)
    if isinstance(source, _OF_RECORDS) or told:
        return _records(session, source, report, options)
    if options.contact:
        raise UsageError("contact_for_contacts")
    load = ContactLoad(
        session.store,
        report,
        on_match=options.on_match,
        at=session.clock(),
        repeats=report.repeats is not None,
    )
    return load, _drafts(session, source, report, options)


def _records(
    session: Session, source: Source, report: ImportReport, options: ImportOptions
) -> tuple[Load, Iterator[RowDraft]]:
    kind, at = KINDS[options.kind or INTERACTION.key], session.clock()
    if isinstance(source, CalendarDocuments):
        if options.kind not in ("", TASK.key):
            raise UsageError("calendar_is_tasks", kind=options.kind)
        kind = TASK
    if isinstance(source, ChatDocuments):
        if kind is not INTERACTION:
            raise UsageError("chat_is_interactions", kind=options.kind)
        chat = ChatReader(session, source, options.contact)
        whose: Contact | None = chat.contact
        drafts: Iterator[RowDraft] = map(chat.read, source.rows())
    elif isinstance(source, MailDocuments | FolderDocuments):
        if kind is not INTERACTION or options.contact:
            raise UsageError("mail_is_interactions")
        whose, mail = None, MailReader(session)
        drafts = (draft for row in source.rows() for draft in mail.read(row))
    else:
        whose = contacts.get(session, options.contact) if options.contact else None
        drafts = _read_records(source, kind, report, at=at, options=options)
    report.kind, report.whose = kind.key, whose
    load = RecordLoad(session.store, report, kind.key, on_match=options.on_match, contact=whose)
    return load, drafts


def _read_records(
    source: Source,
    kind: Kind,
    report: ImportReport,
    *,
    at: datetime,
    options: ImportOptions,
) -> Iterator[RowDraft]:
    """Return the records of a table, or of an export of ours, as drafts."""
    if isinstance(source, Cards):
        raise UsageError("cards_are_contacts", kind=options.kind)
    if isinstance(source, CalendarDocuments):
        return map(CalendarReader(at=at).read, source.rows())
    if isinstance(source, Documents):
        report.profile = OWN
        return map(RecordDocumentReader(kind, at=at).read, source.rows())
    plan = plan_record_columns(kind, source.header, told=options.mapping, source=options.source)
    report.describe(TablePlan(plan.columns, plan.people.profile, plan.people.source))
    return map(RecordReader(kind, plan, at=at).read, source.rows())


def _drafts(
    session: Session, source: Source, report: ImportReport, options: ImportOptions
) -> Iterator[RowDraft]:
    at = session.clock()
    if isinstance(source, Documents):
        return _read_documents(DocumentReader(at=at, source=options.source), source, report)
    if isinstance(source, Cards):
        cards = CardReader(at=at, source=options.source)
        report.cards = cards.counts
        return map(cards.read, source.rows())
    table = plan_table(session, source.header, options)
    report.describe(table)
    return map(reader_of(table, source.info, at).read, source.rows())


def _read_documents(
    reader: DocumentReader, source: Documents, report: ImportReport
) -> Iterator[RowDraft]:
    yield from map(reader.read, source.rows())
    report.profile, report.columns = reader.profile, reader.columns


def plan_table(session: Session, header: Sequence[str], options: ImportOptions) -> TablePlan:
    """Return the plan of a table of contacts; a custom field of the shop is read as it is there.

    Errors as :func:`plan_columns`.
    """
    table = plan_columns(header, told=options.mapping, source=options.source)
    with session.store.reading():
        known = {fold(info.name): info for info in custom_fields()}

    def fitted(column: ColumnPlan) -> ColumnPlan:
        info = known.get(fold(column.custom)) if column.custom else None
        if info is None:
            return column
        return replace(column, custom=info.name, custom_type=info.type, choices=info.choices)

    return replace(table, columns=tuple(map(fitted, table.columns)))


def reader_of(table: TablePlan, info: SourceInfo, at: datetime) -> RowReader | OwnReader:
    """Return what reads the rows of a table that arrives ``at``."""
    if table.is_own:
        return OwnReader(table, at=at, format_=info.format)
    # Numbers are read as Turkish tables write them, whatever language the program speaks.
    return RowReader(table, at=at, lang="tr")
