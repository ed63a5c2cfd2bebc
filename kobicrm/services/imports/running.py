"""Importing one file: read, match and plan outside the lock, then one short transaction."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal

from kobicrm.domain.examples import is_example
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.errors import BadFile, UsageError
from kobicrm.exchange.source import Source, Table
from kobicrm.i18n.notices import notice_text
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.loads import Load, load_of, open_file
from kobicrm.services.imports.options import ON_MATCH, ImportOptions
from kobicrm.services.imports.profiles import profile_for, profile_named
from kobicrm.services.imports.refusing import write_refused
from kobicrm.services.imports.report import ImportReport
from kobicrm.services.session import Session
from kobicrm.storage import traces
from kobicrm.storage.staging import drop_plans
from kobicrm.storage.work import Work

_PIECE = 500
# How often a plan is made anew because somebody else wrote meanwhile, before it is made
# with the lock held.
_TRIES = 3


@dataclass(slots=True)
class _Plan:
    report: ImportReport
    load: Load


def run_import(
    session: Session,
    path: Path | Literal["-"],
    options: ImportOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
) -> ImportReport:
    """Take a file in, wholly or not at all, and return what it did.

    Rows that match somebody fill that record's blanks; refused rows are left out and reported;
    with ``strict`` one of them raises BadFile("rows_refused") and nothing is changed. With
    ``dry_run`` everything is read, matched and planned, and nothing written. Raises BadFile for
    a file that can't be read, UsageError for wrong options, NotFound and Ambiguous for whom
    its records should belong to, StoreBusy, StoreError.
    """
    chosen = options or ImportOptions()
    if chosen.on_match not in ON_MATCH:
        raise UsageError("on_match_unknown", value=chosen.on_match, known=", ".join(ON_MATCH))
    if chosen.kind and chosen.kind not in KINDS:
        raise UsageError("kind_unknown", value=chosen.kind, known=", ".join(KINDS))
    profile = profile_named(session, chosen.profile) if chosen.profile else None
    with open_file(path, profile.on(chosen) if profile else chosen, stdin=stdin) as source:
        if chosen.sha256 not in ("", source.info.sha256):
            raise BadFile("file_changed", file=source.info.name)
        header = source.header if isinstance(source, Table) else ()
        try:
            report = _run(session, source, profile.on(chosen, header) if profile else chosen)
        finally:
            drop_plans(session.store)
    fitting = profile or (profile_for(session, header) if header else None)
    if fitting:
        report.profile, report.suggested = (
            (fitting.name, "") if profile else (report.profile, fitting.name)
        )
    return report


def run_source(session: Session, source: Source, options: ImportOptions) -> ImportReport:
    """Take in what is open already, wholly or not at all; errors as :func:`run_import`."""
    try:
        return _run(session, source, options)
    finally:
        drop_plans(session.store)


def _run(session: Session, source: Source, chosen: ImportOptions) -> ImportReport:
    for _attempt in range(_TRIES):
        with session.store.reading():
            seen = session.store.data_version()
            plan = _make_plan(session, source, chosen)
        if chosen.dry_run:
            return _finish(plan, source, chosen)
        _write_rejects(plan, source, chosen)
        _require_all(plan, chosen)
        with session.write("import") as unit:
            if session.store.data_version() == seen:
                return _apply(plan, unit, source, chosen)
    with session.write("import") as unit:
        plan = _make_plan(session, source, chosen)
        _write_rejects(plan, source, chosen)
        _require_all(plan, chosen)
        return _apply(plan, unit, source, chosen)


def _make_plan(session: Session, source: Source, options: ImportOptions) -> _Plan:
    report = ImportReport(
        source.info,
        dry_run=options.dry_run,
        verbose=options.verbose,
        samples=options.samples,
    )
    report.repeats = traces.import_of(source.info.sha256, options.way())
    load, drafts = load_of(session, source, report, options)
    if options.progress:
        options.progress(0)
    rows = map(_no_example, drafts)
    while piece := list(islice(rows, _PIECE)):
        load.take(piece)
        if options.progress:
            options.progress(report.rows)
    load.finish()
    return _Plan(report, load)


def _no_example(draft: RowDraft) -> RowDraft:
    """Refuse the example row of a blank table that was left in."""
    if not draft.problem and is_example(draft.contact.name):
        draft.problem = "example_row"
    return draft


def _require_all(plan: _Plan, options: ImportOptions) -> None:
    if options.strict and plan.report.refused:
        raise BadFile("rows_refused", file=plan.report.source.name, count=plan.report.refused)


def _apply(plan: _Plan, unit: Work, source: Source, options: ImportOptions) -> ImportReport:
    if options.saving:
        options.saving()
    plan.load.apply(unit)
    report = plan.report
    report.changeset = unit.recorder.changeset
    unit.recorder.detail.update(
        file=Path(source.info.name).name,
        sha256=source.info.sha256,
        way=options.way(),
        created=report.created,
        updated=report.updated,
        refused=report.refused,
    )
    if options.read_as:
        unit.recorder.detail["profile"] = options.read_as
    return _finish(plan, source, options)


def _finish(plan: _Plan, source: Source, options: ImportOptions) -> ImportReport:
    if options.dry_run:
        _write_rejects(plan, source, options)
    return plan.report


def _write_rejects(plan: _Plan, source: Source, options: ImportOptions) -> None:
    if options.rejects is None or not plan.report.refused:
        return
    noted = plan.load.staging.noted_rows()
    rows = ((line, notice_text(reason), cells) for line, reason, cells in noted)
    write_refused(source, options.rejects, rows, force=options.force)
    plan.report.rejects = str(options.rejects)
