"""A verified backup, beside a raw copy of the file with fsync."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, Run, child, taking_turns

_CHUNK = 1 << 20


def verified(database: str, folder: str) -> dict[str, Any]:
    """Make one backup (in a child process)."""
    from datetime import UTC, datetime

    from kobicrm.services import backups

    start, cpu = monotonic(), process_time()
    report = backups.create(Path(database), to=Path(folder), clock=lambda: datetime.now(UTC))
    took = {"wall": monotonic() - start, "cpu": process_time() - cpu}
    return took | {"bytes": report.bytes}


def raw(database: str, folder: str) -> dict[str, Any]:
    """Copy the file and wait for the disk (in a child process)."""
    start, cpu = monotonic(), process_time()
    copy = Path(folder) / "raw.db"
    with Path(database).open("rb") as source, copy.open("wb") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    took = {"wall": monotonic() - start, "cpu": process_time() - cpu}
    return took | {"bytes": copy.stat().st_size}


def _one(side: str, database: Path, work: Path) -> Run:
    with tempfile.TemporaryDirectory(dir=work) as folder:
        ran = child(f"benchmarks.backups:{side}", str(database), folder)
    return Run(ran.told["cpu"], ran.told["wall"], ran.memory, ran.told)


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure a backup of ``rows`` contacts."""
    database = data.make_database(rows, work)
    ours, copy = taking_turns(
        3, partial(_one, "verified", database, work), partial(_one, "raw", database, work)
    )
    figures = Figures(f"backup of {rows:,} contacts")
    figures.add("database", copy.told["bytes"] / 1e6, "MB")
    figures.add("backup", ours.told["bytes"] / 1e6, "MB")
    figures.add("verified backup, wall", ours.wall, "s")
    figures.add("verified backup, CPU", ours.cpu, "s")
    figures.add("raw copy and fsync, wall", copy.wall, "s")
    figures.add("raw copy and fsync, CPU", copy.cpu, "s")
    figures.ratio("verified backup / raw copy, wall", ours.wall / copy.wall, "<= 6")
    yield figures
