"""Finding duplicates among contacts of which it is known who is one (benchmarks/labelled.py)."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks import labelled
from benchmarks.measure import Figures, Run, child
from benchmarks.situations import SITUATIONS

Ids = tuple[int, int]
# What --auto is for.
SURE = 90


def search(database: str, file: str) -> dict[str, Any]:
    """Write all pairs with their scores into ``file`` (in a child process)."""
    from kobicrm.services import duplicates
    from kobicrm.services.session import open_session

    first = 0.0
    with open_session(Path(database), who="ölçüm") as session, Path(file).open("w") as out:
        start, cpu = perf_counter(), process_time()
        for pair in duplicates.pairs(session):
            first = first or perf_counter() - start
            out.write(f"{pair.first.id} {pair.second.id} {pair.score}\n")
        took, cpu = perf_counter() - start, process_time() - cpu
    return {"first": first, "took": took, "cpu": cpu}


def truth(database: Path) -> dict[int, str]:
    """Return who each labelled contact is."""
    with sqlite3.connect(database) as connection:
        return {
            one: code.partition("-")[0]
            for one, code in connection.execute("SELECT contact_id, code FROM external_code")
        }


def true_pairs(who: dict[int, str]) -> set[Ids]:
    """Return the pairs of contacts that are one."""
    by: dict[str, list[int]] = {}
    for one, name in sorted(who.items()):
        by.setdefault(name, []).append(one)
    return {pair for ids in by.values() for pair in combinations(ids, 2)}


def _measured(rows: int, work: Path, figures: Figures) -> tuple[Run, int]:
    database = labelled.make_database(rows, work)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.txt"
        run = child("benchmarks.duplicates:search", str(database), str(file))
        lines = [line.split() for line in file.read_text().splitlines()]
    found = {(int(a), int(b)): int(score) for a, b, score in lines}
    who = truth(database)
    true = true_pairs(who)
    at = f"at {rows:,} "
    figures.add(f"{at}search, wall", run.told["took"], "s")
    figures.add(f"{at}search, CPU", run.told["cpu"], "s")
    figures.add(f"{at}first pair after", 1000 * run.told["first"], "ms")
    figures.add(f"{at}peak memory", run.memory, "MB")
    figures.add(f"{at}true pairs", len(true), "")
    for least, called in ((0, "all that are listed"), (SURE, f"score {SURE} and more")):
        got = {pair for pair, score in found.items() if score >= least}
        figures.ratio(f"{at}precision, {called}", len(got & true) / max(1, len(got)), ">= 0.98")
        goal = ">= 0.95" if not least else ""
        figures.ratio(f"{at}recall, {called}", len(got & true) / max(1, len(true)), goal)
    _remark(figures, at, who, true, set(found))
    return run, len(true)


def _remark(
    figures: Figures, at: str, who: dict[int, str], true: set[Ids], found: set[Ids]
) -> None:
    """Tell recall and wrong pairs by situation."""

    def situation(pair: Ids) -> str:
        return next((who[one].rstrip("0123456789") for one in pair if one in who), "the rest")

    all_of = Counter(map(situation, true))
    got = Counter(map(situation, true & found))
    wrong = Counter(map(situation, found - true))
    recalls = ", ".join(f"{name} {got[name] / all_of[name]:.3f}" for name in sorted(all_of))
    figures.remarks.append(f"{at}recall: {recalls}")
    told = ", ".join(f"{name} {wrong[name]}" for name in (*SITUATIONS, "the rest") if wrong[name])
    figures.remarks.append(f"{at}wrong pairs: {told or 'none'}")


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Search a list and one a tenth as long."""
    figures = Figures("duplicates")
    small, _few = _measured(rows // 10, work, figures)
    large, _many = _measured(rows, work, figures)
    figures.ratio("peak memory / that of a tenth", large.memory / small.memory, "<= 1.5")
    yield figures
