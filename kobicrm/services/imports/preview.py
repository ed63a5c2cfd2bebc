"""How a file is understood, before anything is planned: columns, samples, the first contact."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from kobicrm.domain.contacts import Contact
from kobicrm.domain.turkish import fold
from kobicrm.errors import BadFile
from kobicrm.exchange.archive import open_archive
from kobicrm.exchange.chat_in import ChatDocuments
from kobicrm.exchange.rejects import is_reject_column
from kobicrm.exchange.source import Cards, DocRow, Documents, Row, SourceInfo, Table, cell_text
from kobicrm.services.imports.cards import CardReader, properties_of
from kobicrm.services.imports.counting import row_count
from kobicrm.services.imports.documents import DocumentReader
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.loads import open_file, plan_table, reader_of
from kobicrm.services.imports.mapping import OWN, ColumnPlan, TablePlan
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.session import Session
from kobicrm.storage.shop import custom_fields

SAMPLE_ROWS = 1000
SAMPLES = 3
_SAMPLE_LENGTH = 200
# Cells that stand in a row of data, not above one: an address, a phone number, an amount.
_DATA = re.compile(r"\S+@\S+\.\S+|[\d\s()+./,-]{7,}")


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """One column of the file. ``place`` counts from 1; an empty ``target`` is not taken in.

    ``filled`` and ``bad`` count values among the sample rows: those there are, and those that
    will be flagged. ``is_open`` says that nobody knows yet where the column belongs,
    ``is_new_field`` that the import will define a custom field for it.
    """

    place: int
    header: str
    target: str
    custom: str = ""
    custom_type: str = ""
    samples: tuple[str, ...] = ()
    filled: int = 0
    bad: int = 0
    is_open: bool = False
    is_new_field: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it will be read by ``options``; ``rows`` is an estimate unless ``is_exact``.

    ``line`` and ``contact`` are the first row and how it would be stored, ``company`` the
    company beside it. Of ``documents`` (JSON, cards) nothing can be mapped. ``top`` holds the first
    rows as they stand in the file. ``header_guessed``: no row of known names was found.
    """

    source: SourceInfo
    options: ImportOptions
    columns: tuple[ColumnPreview, ...] = ()
    rows: int = 0
    is_exact: bool = True
    line: int = 0
    contact: Contact | None = None
    company: str = ""
    profile: str = ""
    documents: bool = False
    is_own: bool = False
    sheets: tuple[str, ...] = ()
    header_guessed: bool = False
    header: tuple[str, ...] = ()
    top: tuple[tuple[str, ...], ...] = ()
    _sample: tuple[Row, ...] = field(default=(), repr=False)

    @property
    def names_somebody(self) -> bool:
        """Return whether a column tells whom a row is about; else every row is refused."""
        named = {"full_name", "first_name", "last_name", "company", "contact_person", "name"}
        return self.documents or any(column.target in named for column in self.columns)


def preview(session: Session, path: Path, options: ImportOptions | None = None) -> Preview:
    """Return how the file would be read.

    Where no column name is known, the first row (or none, when it looks like data) is taken
    for the header. Raises BadFile and UsageError as :func:`run_import` does, and BadFile for
    what only a command takes in: a chat, and everything of a shop in one file.
    """
    chosen = options or ImportOptions()
    guessed = False
    if archive := open_archive(path):
        archive.close()
        raise BadFile("archive_by_command", file=path.name)
    try:
        source = open_file(path, chosen)
    except BadFile as error:
        if error.code != "header_not_found" or chosen.header_row is not None:
            raise
        guessed = True
        cells = str(error.values["cells"]).split(" | ")
        line = 0 if any(map(_DATA.fullmatch, cells)) else int(str(error.values["line"]))
        sheet = str(error.values["sheet"])
        source = open_file(path, replace(chosen, header_row=line, sheet=chosen.sheet or sheet))
        chosen = replace(chosen, header_row=line)
    with source:
        at = session.clock()
        if isinstance(source, ChatDocuments):
            raise BadFile("chat_by_command", file=path.name)
        if isinstance(source, Documents):
            return _of_documents(source, chosen, at)
        if isinstance(source, Cards):
            return _of_cards(source, chosen, at)
        found = _of_table(session, source, chosen, at)
        return replace(found, header_guessed=guessed)


def remap(session: Session, known: Preview, mapping: Mapping[str | int, str]) -> Preview:
    """Return ``known`` with columns told anew; the file is not read again."""
    options = replace(known.options, mapping=mapping)
    return _planned(session, replace(known, options=options), session.clock())


def _of_documents(source: Documents, options: ImportOptions, at: datetime) -> Preview:
    sample = list(islice(source.rows(), SAMPLE_ROWS))
    reader = DocumentReader(at=at, source=options.source)
    first = next((row for row in sample if row.document is not None), None)
    drafts = [reader.read(row) for row in sample]
    draft = next((one for one, row in zip(drafts, sample, strict=True) if row is first), None)
    rows, exact = row_count(source, sample)
    found = Preview(
        source=source.info,
        options=options,
        columns=_document_columns(sample, dict(reader.columns)),
        rows=rows,
        is_exact=exact,
        profile=reader.profile,
        documents=True,
        is_own=reader.profile == OWN,
    )
    return _with_first(found, draft)


def _of_cards(source: Cards, options: ImportOptions, at: datetime) -> Preview:
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


def _document_columns(
    sample: Sequence[DocRow], targets: Mapping[str, str]
) -> tuple[ColumnPreview, ...]:
    samples: dict[str, list[str]] = {}
    for row in sample:
        for key, value in (row.document or {}).items():
            texts = samples.setdefault(key, [])
            if value not in (None, "", [], {}):
                texts.append(str(value)[:_SAMPLE_LENGTH])
    return tuple(
        ColumnPreview(
            place, key, targets.get(key, key), samples=tuple(texts[:SAMPLES]), filled=len(texts)
        )
        for place, (key, texts) in enumerate(samples.items(), 1)
    )


def _of_table(session: Session, source: Table, options: ImportOptions, at: datetime) -> Preview:
    sample = tuple(source.sample(SAMPLE_ROWS))
    rows, exact = row_count(source, sample)
    known = Preview(
        source=source.info,
        options=options,
        rows=rows,
        is_exact=exact,
        sheets=source.sheets,
        header=source.header,
        top=tuple(tuple(_shown(cell) for cell in row.cells) for row in sample[:5]),
        _sample=sample,
    )
    return _planned(session, known, at)


def _shown(cell: object) -> str:
    return cell_text(cell)[:_SAMPLE_LENGTH].strip()


def _planned(session: Session, known: Preview, at: datetime) -> Preview:
    options, sample = known.options, known._sample
    table = plan_table(session, known.header, options)
    with session.store.reading():
        own_fields = {fold(info.name) for info in custom_fields()}
    flags = _flags(table, known.source, sample, at)
    columns = [_column(plan, known, flags, own_fields) for plan in table.columns]
    found = replace(
        known, columns=tuple(filter(None, columns)), profile=table.profile, is_own=table.is_own
    )
    first = next((row for row in sample if not row.problem), None)
    return _with_first(found, reader_of(table, known.source, at).read(first) if first else None)


def _with_first(known: Preview, draft: RowDraft | None) -> Preview:
    if draft is None or draft.problem:
        return known
    return replace(known, line=draft.line, contact=draft.contact, company=draft.company_name)


def _column(
    plan: ColumnPlan, known: Preview, flags: Callable[[ColumnPlan], int], own_fields: set[str]
) -> ColumnPreview | None:
    """Return a column; None for one without a name and without values."""
    place = plan.index + 1
    values = [
        text
        for row in known._sample
        if plan.index < len(row.cells) and (text := _shown(row.cells[plan.index]))
    ]
    if not (plan.header.strip() or values):
        return None
    told = known.options.mapping.get(place, known.options.mapping.get(plan.header))
    return ColumnPreview(
        place=place,
        header=plan.header,
        target=plan.target,
        custom=plan.custom,
        custom_type=plan.custom_type,
        samples=tuple(dict.fromkeys(values))[:SAMPLES],
        filled=len(values),
        bad=flags(plan) if plan.target else 0,
        is_open=not plan.target
        and told is None
        and bool(values)
        and not is_reject_column(plan.header),
        is_new_field=bool(plan.custom) and fold(plan.custom) not in own_fields,
    )


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
