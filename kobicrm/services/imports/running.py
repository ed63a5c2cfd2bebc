"""Importing one file: read, match and plan outside the lock, then one short transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal

from kobicrm.domain.codec import micros
from kobicrm.errors import BadFile, UsageError
from kobicrm.exchange.rejects import write_rejects
from kobicrm.exchange.source import Documents, SourceInfo, Table, open_source
from kobicrm.i18n.notices import notice_text
from kobicrm.services.imports.documents import DocumentReader
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.linking import link_by_uid
from kobicrm.services.imports.mapping import TablePlan, hints_with, plan_columns
from kobicrm.services.imports.own import OwnReader
from kobicrm.services.imports.planner import Planner
from kobicrm.services.imports.report import ImportReport
from kobicrm.services.imports.rows import RowReader
from kobicrm.services.session import Session
from kobicrm.storage.bulk import Layout
from kobicrm.storage.staging import Staging, drop_plans
from kobicrm.storage.work import Work

ON_MATCH = ("fill", "update", "skip", "new")
_PIECE = 500
# How often a plan is made anew because somebody else wrote meanwhile, before it is made
# with the lock held.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import: everything left empty is recognised from the file."""

    mapping: Mapping[str | int, str] = field(default_factory=dict)
    source: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int | None = None
    sheet: str = ""
    on_match: str = "fill"
    dry_run: bool = False
    verbose: bool = False
    rejects: Path | None = None
    force: bool = False
    # How many rows of each outcome the report is to show.
    samples: int = 0
    # The file that was tried: another one under its name is refused.
    sha256: str = ""
    # Told the rows planned so far; may raise Interrupted, and nothing is changed.
    progress: Callable[[int], None] | None = None
    # Called when the lock is held and only the short last step is left; may raise Interrupted.
    saving: Callable[[], None] | None = None


@dataclass(slots=True)
class _Plan:
    report: ImportReport
    planner: Planner
    staging: Staging
    layout: Layout


def run_import(
    session: Session,
    path: Path | Literal["-"],
    options: ImportOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
) -> ImportReport:
    """Take a file of contacts in, wholly or not at all, and return what it did.

    Rows that match somebody fill that record's blanks; refused rows are left out and reported.
    With ``dry_run`` everything is read, matched and planned, and nothing written. Raises
    BadFile for a file that can't be read, UsageError for wrong options, StoreBusy, StoreError.
    """
    chosen = options or ImportOptions()
    if chosen.on_match not in ON_MATCH:
        raise UsageError("on_match_unknown", value=chosen.on_match, known=", ".join(ON_MATCH))
    with open_file(path, chosen, stdin=stdin) as source:
        if chosen.sha256 not in ("", source.info.sha256):
            raise BadFile("file_changed", file=source.info.name)
        try:
            return _run(session, source, chosen)
        finally:
            drop_plans(session.store)


def _run(session: Session, source: Table | Documents, chosen: ImportOptions) -> ImportReport:
    for _attempt in range(_TRIES):
        with session.store.reading():
            seen = session.store.data_version()
            plan = _make_plan(session, source, chosen)
        if chosen.dry_run:
            return _finish(plan, source, chosen)
        _write_rejects(plan, source, chosen)
        with session.write("import") as unit:
            if session.store.data_version() == seen:
                return _apply(plan, unit, source, chosen)
    with session.write("import") as unit:
        plan = _make_plan(session, source, chosen)
        _write_rejects(plan, source, chosen)
        return _apply(plan, unit, source, chosen)


def open_file(
    path: Path | Literal["-"], options: ImportOptions, *, stdin: BinaryIO | None = None
) -> Table | Documents:
    """Return the file opened as ``options`` tell; errors as :func:`open_source`."""
    return open_source(
        path,
        encoding=options.encoding or None,
        delimiter=options.delimiter or None,
        header_hints=hints_with(options.mapping),
        header_row=options.header_row,
        sheet=options.sheet,
        stdin=stdin,
    )


def _make_plan(session: Session, source: Table | Documents, options: ImportOptions) -> _Plan:
    at = session.clock()
    report = ImportReport(
        source.info,
        dry_run=options.dry_run,
        verbose=options.verbose,
        samples=options.samples,
    )
    layout = Layout(session.store, micros(at))
    staging = Staging(session.store, lay=layout.lay)
    planner = Planner(staging, report, on_match=options.on_match)
    drafts = _drafts(session, source, report, options)
    if options.progress:
        options.progress(0)
    while piece := list(islice(drafts, _PIECE)):
        planner.take(piece)
        if options.progress:
            options.progress(report.rows)
    if planner.links_by_uid:
        link_by_uid(staging, report)
    layout.fill(staging)
    return _Plan(report, planner, staging, layout)


def _drafts(
    session: Session, source: Table | Documents, report: ImportReport, options: ImportOptions
) -> Iterator[RowDraft]:
    at = session.clock()
    if isinstance(source, Documents):
        report.profile = "kobicrm"
        reader = DocumentReader(at=at, source=options.source)
        for document in source.rows():
            yield reader.read(document)
        return
    table = plan_columns(source.header, told=options.mapping, source=options.source)
    report.describe(table)
    rows = reader_of(table, source.info, at)
    for row in source.rows():
        yield rows.read(row)


def reader_of(table: TablePlan, info: SourceInfo, at: datetime) -> RowReader | OwnReader:
    """Return what reads the rows of a table that arrives ``at``."""
    if table.is_own:
        return OwnReader(table, at=at, format_=info.format)
    # Numbers are read as Turkish tables write them, whatever language the program speaks.
    return RowReader(table, at=at, lang="tr")


def _apply(
    plan: _Plan, unit: Work, source: Table | Documents, options: ImportOptions
) -> ImportReport:
    if options.saving:
        options.saving()
    for info in plan.planner.new_fields.values():
        unit.add_field(info.name, info.type, info.choices)
    plan.layout.apply(unit)
    report = plan.report
    report.changeset = unit.recorder.changeset
    unit.recorder.detail.update(
        file=Path(source.info.name).name,
        created=report.created,
        updated=report.updated,
        refused=report.refused,
    )
    return _finish(plan, source, options)


def _finish(plan: _Plan, source: Table | Documents, options: ImportOptions) -> ImportReport:
    if options.dry_run:
        _write_rejects(plan, source, options)
    return plan.report


def _write_rejects(plan: _Plan, source: Table | Documents, options: ImportOptions) -> None:
    if options.rejects is None or not plan.report.refused:
        return
    header = source.header if isinstance(source, Table) else ("json",)
    write_rejects(
        options.rejects,
        header,
        ((line, notice_text(reason), cells) for line, reason, cells in plan.staging.noted_rows()),
        force=options.force,
    )
    plan.report.rejects = str(options.rejects)
