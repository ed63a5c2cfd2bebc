"""A look into a file of records that belong to contacts: a table, documents, or a chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from kobicrm.domain.contacts import Contact
from kobicrm.domain.kinds.base import Kind
from kobicrm.domain.kinds.interaction import INTERACTION
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.kinds.task import TASK
from kobicrm.domain.tasks import NO_REMINDER
from kobicrm.errors import UsageError
from kobicrm.exchange.calendar_in import CalendarDocuments
from kobicrm.exchange.chat_in import ChatDocuments
from kobicrm.exchange.mail_in import MailDocuments
from kobicrm.exchange.source import DocRow, Documents, Row
from kobicrm.services import contacts
from kobicrm.services.imports.mapping import OWN, ColumnPlan
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.imports.preview.parts import SAMPLE_ROWS, Preview, column_of, look_at
from kobicrm.services.imports.records import (
    RecordDocumentReader,
    RecordDraft,
    RecordPlan,
    RecordReader,
    alone,
    plan_record_columns,
)
from kobicrm.services.imports.records.calendar import CalendarReader
from kobicrm.services.imports.records.chat import ChatReader, likely_name
from kobicrm.services.imports.records.mail import MailReader
from kobicrm.services.session import Session


def of_chat(session: Session, source: ChatDocuments, options: ImportOptions) -> Preview:
    """Return a look into a chat, without ``whose`` when nothing tells it.

    Raises NotFound and Ambiguous for a contact that is told.
    """
    sample = list(islice(source.rows(), SAMPLE_ROWS))
    found = replace(look_at(source, sample, options), kind=INTERACTION.key)
    try:
        chat = ChatReader(session, source, options.contact)
    except UsageError as error:
        if error.code != "chat_contact_missing":
            raise
        return replace(found, likely=likely_name(session, source))
    first = next((row for row in sample if not row.problem), None)
    draft = chat.read(first) if first else None
    return _with_first(replace(found, whose=chat.contact), draft)


def of_mail(session: Session, source: MailDocuments, options: ImportOptions) -> Preview:
    """Return a look into messages, with the first that is about a contact."""
    reader = MailReader(session)
    rows = islice(source.rows(), SAMPLE_ROWS)
    return _of_drafts(source, [one for row in rows for one in reader.read(row)], options)


def of_calendar(source: CalendarDocuments, options: ImportOptions, at: datetime) -> Preview:
    """Return a look into a calendar."""
    reader = CalendarReader(at=at)
    return _of_drafts(source, list(map(reader.read, islice(source.rows(), SAMPLE_ROWS))), options)


def _of_drafts(source: Documents, drafts: list[RecordDraft], options: ImportOptions) -> Preview:
    """Return a look into what has no columns: its values are those it will have."""
    kind = INTERACTION if isinstance(source, MailDocuments) else TASK
    sample = [DocRow(one.line, _told(one.values) or None, one.problem) for one in drafts]
    targets = {field.key: field.key for field in kind.fields}
    found = replace(look_at(source, sample, options, targets), kind=kind.key)
    return _with_first(found, next((one for one in drafts if not one.problem), None))


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Return what a record says, without what stands for nothing."""
    nothing = ("", "[]", 0, NO_REMINDER)
    return {k: one for k, one in values.items() if one not in nothing and k != "created_at"}


def of_record_documents(
    session: Session, source: Documents, options: ImportOptions, at: datetime
) -> Preview:
    """Return a look into documents of the kind that ``options`` tell."""
    kind = KINDS[options.kind]
    sample = list(islice(source.rows(), SAMPLE_ROWS))
    reader = RecordDocumentReader(kind, at=at)
    first = next((row for row in sample if row.document is not None), None)
    found = look_at(source, sample, options)
    whose = _whose(session, options)
    found = replace(found, kind=kind.key, profile=OWN, is_own=True, whose=whose)
    return _with_first(found, reader.read(first) if first else None)


def planned_records(session: Session, known: Preview, at: datetime) -> Preview:
    """Return a table of records with its columns as the options of ``known`` tell them.

    Raises UsageError for a column or a target that is not there, NotFound and Ambiguous for
    whom they should belong to.
    """
    options, kind = known.options, KINDS[known.options.kind]
    plan = plan_record_columns(kind, known.header, told=options.mapping, source=options.source)
    columns = [column_of(one, known, bad=_bad(kind, one, known.sample, at)) for one in plan.columns]
    found = replace(
        known,
        columns=tuple(filter(None, columns)),
        kind=kind.key,
        is_own=plan.is_own,
        namespace=plan.people.source,
        whose=_whose(session, options),
    )
    first = next((row for row in known.sample if not row.problem), None)
    return _with_first(found, _read(kind, plan, first, at) if first else None)


def _whose(session: Session, options: ImportOptions) -> Contact | None:
    return contacts.get(session, options.contact) if options.contact else None


def _read(kind: Kind, plan: RecordPlan, row: Row, at: datetime) -> RecordDraft:
    return RecordReader(kind, plan, at=at).read(row)


def _bad(kind: Kind, column: ColumnPlan, sample: tuple[Row, ...], at: datetime) -> int:
    """Return how many values of a column can't be read."""
    reader = RecordReader(kind, alone(kind, column), at=at)
    return sum(reader.is_unreadable(row) for row in sample if not row.problem)


def _with_first(known: Preview, draft: RecordDraft | None) -> Preview:
    if draft is None:
        return known
    contact = known.whose or draft.contact
    return replace(known, line=draft.line, contact=contact, values=draft.values)
