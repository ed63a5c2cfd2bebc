"""Exports of every format: how long a row takes, and that memory stays flat."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, Run, child

BASE = 100_000
_SIDES = (("csv", ""), ("csv", "excel-tr"), ("jsonl", ""), ("xlsx", ""))
_MOST = 150
# A sheet has 1,048,576 rows; beside the contacts stand the companies they work for.
_SHEET = 750_000


def write(database: str, folder: str, format_: str, form: str) -> dict[str, Any]:
    """Export all contacts (in a child process)."""
    from kobicrm.services.exports import export_contacts
    from kobicrm.services.session import open_session

    target = Path(folder) / f"all.{format_}"
    with open_session(Path(database), who="ölçüm") as session:
        start = process_time()
        report = export_contacts(session, target, format=format_, excel_tr=form == "excel-tr")
        took = process_time() - start
    return {"cpu": took, "rows": report.rows, "bytes": report.bytes}


def _one(rows: int, work: Path, format_: str, form: str) -> Run:
    database = data.make_database(rows, work)
    with tempfile.TemporaryDirectory(dir=work) as folder:
        return child("benchmarks.exports:write", str(database), folder, format_, form)


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure each format at 100,000 contacts (or fewer when asked), then at ``rows``."""
    base = min(rows, BASE)
    for format_, form in _SIDES:
        name = " ".join(filter(None, (format_, form)))
        figures = Figures(f"export as {name}, {rows:,} contacts")
        most = min(rows, _SHEET) if format_ == "xlsx" else rows
        if most < rows:
            figures = Figures(f"export as {name}, {most:,} contacts (a sheet holds no more)")
        small = _one(base, work, format_, form)
        large = _one(most, work, format_, form) if most > base else small
        figures.add("CPU", large.told["cpu"], "s")
        figures.add("rows per CPU second", large.told["rows"] / large.told["cpu"], "")
        figures.add("file", large.told["bytes"] / 1e6, "MB")
        figures.add(f"peak memory (goal <= {_MOST} MB)", large.memory, "MB")
        if most > base:
            figures.ratio("peak memory", large.memory / small.memory)
            figures.ratio("CPU a row", large.told["cpu"] / most / (small.told["cpu"] / base))
        yield figures
