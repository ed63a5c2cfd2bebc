"""Importing a list, beside the C floor and beside a plain insert of the same rows."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.floor import floor_script
from benchmarks.measure import Figures, Run, child, command, taking_turns

BASE = 100_000
_TABLES = ("contact", "phone", "email", "address", "company_link", "contact_tag", "note")


def load(file: str, database: str) -> dict[str, Any]:
    """Import ``file`` into ``database``; return what it took inside (in a child process)."""
    from kobicrm.services.imports import run_import
    from kobicrm.services.session import Session, open_session

    held: list[float] = []

    class Timed(Session):
        """A session that knows how long it held the write lock."""

        @contextmanager
        def write(self, action: str) -> Iterator[Any]:
            with super().write(action) as unit:
                start = time.monotonic()
                yield unit
                applied = time.monotonic()
            held.append(time.monotonic() - start)
            held.append(applied - start)

    with open_session(Path(database), who="ölçüm") as plain:
        session = Timed(plain.store, plain.author, clock=plain.clock)
        start = time.monotonic()
        report = run_import(session, Path(file))
        took = time.monotonic() - start
        counts = [
            plain.store.connection().execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in _TABLES
        ]
    return {
        "held": held[0],
        "took": took,
        "rows": report.rows,
        "created": report.created,
        "counts": counts,
        "bytes": Path(database).stat().st_size,
    }


def prepare(database: str) -> None:
    """Make an empty database (in a child process)."""
    from kobicrm.services.session import open_session

    open_session(Path(database), who="ölçüm").close()


def count(database: str) -> list[int]:
    """Return the rows of the tables, after checking the file (in a child process)."""
    import sqlite3

    connection = sqlite3.connect(database)
    return [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in _TABLES]


def _ours(file: Path, folder: Path) -> Run:
    database = folder / "ours.db"
    _remove(database)
    return child("benchmarks.imports:load", str(file), str(database))


def _floor(file: Path, folder: Path, *, late: bool) -> Run:
    database = folder / "floor.db"
    _remove(database)
    child("benchmarks.imports:prepare", str(database))
    run = command(
        [str(shutil.which("sqlite3")), "-bail", str(database)],
        stdin=floor_script(file, database, late=late),
    )
    return Run(run.cpu, run.wall, run.memory, child("benchmarks.imports:count", str(database)).told)


def _plain(file: Path, folder: Path) -> Run:
    database = folder / "plain.db"
    _remove(database)
    tool = Path(sys.executable).with_name("sqlite-utils")
    return command(
        [str(tool), "insert", str(database), "list", str(file), "--csv", "--delimiter", ";"]
    )


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure the import at 100,000 rows (or fewer when asked), then at ``rows``."""
    base = min(rows, BASE)
    first = yield from _compare(base, work, 3 if base <= BASE else 1)
    if rows > base:
        second = yield from _compare(rows, work, 1)
        figures = Figures(f"import, {rows:,} against {base:,} rows")
        speed = (rows / second.cpu) / (base / first.cpu)
        figures.ratio("rows per CPU second", speed, ">= 0.9")
        figures.ratio("peak memory", second.memory / first.memory)
        yield figures


def _compare(rows: int, work: Path, times: int) -> Iterator[Figures]:
    file = data.make_csv(rows, work)
    figures = Figures(f"import of {rows:,} rows")
    has_shell = shutil.which("sqlite3") is not None
    has_tool = Path(sys.executable).with_name("sqlite-utils").exists()
    with tempfile.TemporaryDirectory(dir=work) as name:
        folder = Path(name)
        sides = [partial(_ours, file, folder)]
        # Keeping every index up to date while a million rows go in is no floor.
        ways = (True, False) if rows <= BASE else (True,)
        if has_shell:
            sides += [partial(_floor, file, folder, late=late) for late in ways]
        if has_tool:
            sides.append(partial(_plain, file, folder))
        ours, *others = taking_turns(times, *sides)
        again = child("benchmarks.imports:load", str(file), str(folder / "ours.db"))
        data.keep(folder / "ours.db", rows, work)
    _describe(figures, ours, rows)
    figures.add("the same file once more, CPU", again.cpu, "s")
    if again.told["created"]:
        figures.remarks.append(f"the second run made {again.told['created']} contacts")
    if has_shell:
        floors = [others.pop(0) for _late in ways]
        best = min(floors, key=lambda one: one.cpu)
        for late, floor in zip(ways, floors, strict=True):
            when = "after the load" if late else "kept"
            figures.add(f"C floor, CPU, indexes {when}", floor.cpu, "s")
        figures.ratio("import / C floor, CPU", ours.cpu / best.cpu, "<= 1.6, then 1.25")
        if best.told != ours.told["counts"]:
            figures.remarks.append(f"rows differ: ours {ours.told['counts']}, floor {best.told}")
    else:
        figures.remarks.append("the sqlite3 shell is not installed: no C floor")
    if has_tool:
        figures.add("sqlite-utils insert, CPU", others[0].cpu, "s")
        figures.ratio("import / sqlite-utils insert, CPU", ours.cpu / others[0].cpu, "<= 0.8")
    else:
        figures.remarks.append("sqlite-utils is not installed: no plain insert")
    yield figures
    return ours


def _describe(figures: Figures, ours: Run, rows: int) -> None:
    figures.add("CPU", ours.cpu, "s")
    figures.add("rows per CPU second", rows / ours.cpu, "/s")
    figures.add("wall", ours.wall, "s")
    figures.add("write lock held", ours.told["held"], "s")
    figures.add("peak memory", ours.memory, "MB")
    figures.add("database", ours.told["bytes"] / 1e6, "MB")
    if ours.told["created"] != rows:
        figures.remarks.append(f"{ours.told['created']} of {rows} rows became contacts")
