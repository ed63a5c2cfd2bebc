"""Made-up contacts of which it is known who is one: among the usual list, the same at every run.

After every twentieth row stands a situation (:mod:`benchmarks.situations`): people noted twice
with slips of the keyboard, with nicknames or initials, before and after a move, shops and
families that share a phone, twins, companies under their long and short names.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import data
from benchmarks.situations import SITUATIONS, Maker

HEADER = (*data.HEADER, "Tür", "Vergi No", "Müşteri Kodu")
_EVERY = 20


def rows(count: int, seed: int = 1071) -> Iterator[tuple[str, ...]]:
    """Yield about ``count`` rows: people everyone of whom is somebody else, and situations."""
    maker, given, turn = Maker(seed), 0, 0
    for row in data.rows(count):
        if given >= count:
            return
        yield (*row, "", "", "")
        given += 1
        if given % _EVERY == 0:
            for made in maker.rows(SITUATIONS[turn % len(SITUATIONS)]):
                yield tuple(made.get(name, "") for name in HEADER)
                given += 1
            turn += 1


def make_csv(count: int, work: Path) -> Path:
    """Return the file with the labelled list in ``work``; it is written once."""
    return data.written(work / f"yinelenen-{count}.csv", HEADER, rows(count))


def make_database(count: int, work: Path) -> Path:
    """Return a database into which every row was imported as somebody new; made once."""
    path = work / f"yinelenen-{count}.db"
    return data.loaded(path, "benchmarks.labelled:load", partial(make_csv, count, work))


def load(file: str, database: str) -> int:
    """Import ``file`` into ``database``, matching nobody (in a child process)."""
    from kobicrm.services.imports import ImportOptions, run_import
    from kobicrm.services.session import open_session

    with open_session(Path(database), who="ölçüm") as session:
        report = run_import(session, Path(file), ImportOptions(on_match="new"))
        return report.rows
