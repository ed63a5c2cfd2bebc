"""Taking an archive in: the one door for what ``export all`` wrote."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from kobicrm.errors import UsageError
from kobicrm.exchange.archive import Archive, open_archive
from kobicrm.services.imports.archive.merging import LEFT_OUT, merge
from kobicrm.services.imports.archive.report import ArrivalReport
from kobicrm.services.imports.archive.whole import PARTS, bring_back, is_empty
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.session import Session
from kobicrm.storage.staging import drop_plans

# What only says how a table is to be read.
_OF_TABLES = (
    "kind",
    "profile",
    "mapping",
    "contact",
    "source",
    "encoding",
    "delimiter",
    "sheet",
    "rejects",
)


def run_archive(
    session: Session, path: Path, options: ImportOptions | None = None
) -> ArrivalReport | None:
    """Take an archive in; None when there is none at ``path``, neither folder nor ZIP file.

    Into a database without contacts everything comes back as it was, the history included, in
    one transaction that can't be undone. Else contacts and interactions go through the import
    of files. With ``dry_run`` everything is checked and nothing written. Raises BadFile for a
    damaged, newer or foreign archive, UsageError for options of tables, StoreBusy, StoreError.
    """
    chosen = options or ImportOptions()
    archive = open_archive(path)
    if archive is None:
        return None
    with closing(archive):
        given = [name for name in _OF_TABLES if getattr(chosen, name)]
        if given or chosen.header_row is not None:
            option = (given or ["header_row"])[0].replace("mapping", "map").replace("_", "-")
            raise UsageError("archive_option", option=f"--{option}", file=archive.name)
        archive.check(PARTS)
        try:
            return _take_in(session, archive, chosen)
        finally:
            drop_plans(session.store)


def _take_in(session: Session, archive: Archive, options: ImportOptions) -> ArrivalReport:
    manifest = archive.manifest
    rows = {name: part.rows for name, part in manifest.parts.items()}
    report = ArrivalReport(
        archive.name, manifest.program, manifest.created_at, whole=True, rows=rows
    )
    report.dry_run = options.dry_run
    with session.store.reading():
        empty = is_empty()
    if empty and bring_back(session, archive, options):
        return report
    report.whole = False
    report.left_out = tuple(name for name in LEFT_OUT if rows.get(name))
    merge(session, archive, options, report)
    return report
