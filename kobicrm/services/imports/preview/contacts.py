"""A look into a file of contacts: a table, documents, or the cards of an address book."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from kobicrm.domain.turkish import fold
from kobicrm.exchange.source import Cards, Documents, Row, SourceInfo
from kobicrm.services.imports.cards import CardReader, properties_of
from kobicrm.services.imports.counting import row_count
from kobicrm.services.imports.documents import DocumentReader
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.loads import plan_table, reader_of
from kobicrm.services.imports.mapping import OWN, ColumnPlan, TablePlan
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.imports.preview.parts import (
    SAMPLE_ROWS,
    SAMPLES,
    ColumnPreview,
    Preview,
    column_of,
    look_at,
)
from kobicrm.services.session import Session
from kobicrm.storage.shop import custom_fields


def of_documents(source: Documents, options: ImportOptions, at: datetime) -> Preview:
    """Return a look into documents of contacts."""
    sample = list(islice(source.rows(), SAMPLE_ROWS))
    reader = DocumentReader(at=at, source=options.source)
    first = next((row for row in sample if row.document is not None), None)
    drafts = [reader.read(row) for row in sample]
    draft = next((one for one, row in zip(drafts, sample, strict=True) if row is first), None)
    found = look_at(source, sample, options, dict(reader.columns))
    own = reader.profile == OWN
    return _with_first(replace(found, profile=reader.profile, is_own=own), draft)


def of_cards(source: Cards, options: ImportOptions, at: datetime) -> Preview:
    """Return a look into an address book."""
    sample = list(islice(source.rows(), SAMPLE_ROWS))
    reader = CardReader(at=at, source=options.source)
    first = next((card for card in sample if not card.problem), None)
    rows, exact = row_count(source, sample)
    columns = tuple(
        ColumnPreview(place, name, target, samples=tuple(texts[:SAMPLES]), filled=len(texts))
        for place, (name, target, texts) in enumerate(properties_of(sample), 1)
    )
    found = Preview(source.info, options, columns, rows, is_exact=exact, documents=True)
    return _with_first(found, reader.read(first) if first else None)


def planned(session: Session, known: Preview, at: datetime) -> Preview:
    """Return a table with its columns as the options of ``known`` tell them.

    Raises UsageError for a column or a target that is not there.
    """
    table = plan_table(session, known.header, known.options)
    with session.store.reading():
        own_fields = {fold(info.name) for info in custom_fields()}
    flags = _flags(table, known.source, known.sample, at)
    columns = [_column(plan, known, flags, own_fields) for plan in table.columns]
    found = replace(
        known,
        columns=tuple(filter(None, columns)),
        profile=table.profile,
        is_own=table.is_own,
        namespace=table.source,
    )
    first = next((row for row in known.sample if not row.problem), None)
    return _with_first(found, reader_of(table, known.source, at).read(first) if first else None)


def _with_first(known: Preview, draft: RowDraft | None) -> Preview:
    if draft is None or draft.problem:
        return known
    return replace(known, line=draft.line, contact=draft.contact, company=draft.company_name)


def _column(
    plan: ColumnPlan, known: Preview, flags: Callable[[ColumnPlan], int], own_fields: set[str]
) -> ColumnPreview | None:
    column = column_of(plan, known, bad=flags(plan) if plan.target else 0)
    if column is None or not plan.custom or fold(plan.custom) in own_fields:
        return column
    return replace(column, is_new_field=True)


def _flags(
    table: TablePlan, info: SourceInfo, sample: Sequence[Row], at: datetime
) -> Callable[[ColumnPlan], int]:
    """Return what counts the values of a column that will be flagged."""
    if table.is_own:
        reader = reader_of(table, info, at)
        fields = [{w.field for w in reader.read(row).warnings} for row in sample if not row.problem]
        return lambda plan: sum(_field_of(plan) in found for found in fields)

    def count(plan: ColumnPlan) -> int:
        alone = reader_of(dataclasses.replace(table, columns=(plan,)), info, at)
        return sum(bool(alone.read(row).warnings) for row in sample if not row.problem)

    return count


def _field_of(plan: ColumnPlan) -> str:
    return plan.own.field if plan.own else plan.target
