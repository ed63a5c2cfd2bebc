"""Starting the installed command, and reading one record of many or of few."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import data
from benchmarks.measure import Figures, command, taking_turns

_TIMES = 11
_FEW = 1_000
_TEXT = "zeynep ilıca"


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure ``--version`` beside Python itself, then reading commands on two sizes."""
    script = str(Path(sys.executable).with_name("kobicrm"))
    version, python = taking_turns(
        _TIMES,
        partial(command, [script, "--version"]),
        partial(command, [sys.executable, "-c", "pass"]),
    )
    figures = Figures("start of the installed command")
    figures.add("kobicrm --version, CPU", version.cpu * 1000, "ms")
    figures.add("python -c pass, CPU", python.cpu * 1000, "ms")
    figures.ratio("kobicrm --version / python, CPU", version.cpu / python.cpu, "<= 1.3")
    yield figures
    large, small = data.make_database(rows, work), data.make_database(_FEW, work)
    figures = Figures(f"reading commands, {rows:,} and {_FEW:,} contacts")
    for words in (("contact", "show", "1"), ("search", _TEXT, "--limit", "5")):
        sides = [partial(command, [script, "--db", str(db), *words]) for db in (large, small)]
        big, little = taking_turns(_TIMES, *sides)
        name = " ".join(words[:2])
        figures.add(f"kobicrm {name}, {rows:,}, CPU", big.cpu * 1000, "ms")
        figures.add(f"kobicrm {name}, {_FEW:,}, CPU", little.cpu * 1000, "ms")
        figures.ratio(f"{name}, large / small, CPU", big.cpu / little.cpu, "<= 1.15")
    yield figures
