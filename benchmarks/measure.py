"""Running one side of a comparison in a process of its own, and what is made of the figures."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """One process: CPU (user + system) and wall seconds, peak memory in MB, what it told."""

    cpu: float
    wall: float
    memory: float
    told: Any = None


def clean_environment() -> dict[str, str]:
    """Return this environment as a user has it: compiled modules are kept, hashes the same."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONHASHSEED": "0"}


def command(
    words: Sequence[str], *, env: Mapping[str, str] | None = None, stdin: str | None = None
) -> Run:
    """Run a command to its end and return what it took; its output is thrown away.

    What it says on stderr is passed on when it fails; CalledProcessError then.
    """
    with tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as given:
        given.write((stdin or "").encode())
        given.seek(0)
        start = time.monotonic()
        process = subprocess.Popen(
            list(words),
            cwd=ROOT,
            env={**clean_environment(), **(env or {})},
            stdin=given,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            sys.stderr.write(errors.read().decode(errors="replace"))
            raise subprocess.CalledProcessError(process.returncode, list(words))
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


def child(target: str, *words: str) -> Run:
    """Call ``module:function`` with ``words`` in a new interpreter; ``told`` is what it returns."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "told.json"
        env = {"KOBICRM_BENCH_START": repr(time.monotonic())}
        run = command(
            [sys.executable, "-m", "benchmarks.measure", str(answer), target, *words], env=env
        )
        return Run(run.cpu, run.wall, run.memory, json.loads(answer.read_text(encoding="utf-8")))


def middle(runs: Sequence[Run]) -> Run:
    """Return the medians of several runs; ``told`` is that of the last."""
    return Run(
        median(run.cpu for run in runs),
        median(run.wall for run in runs),
        median(run.memory for run in runs),
        runs[-1].told,
    )


def taking_turns(times: int, *sides: Callable[[], Run]) -> list[Run]:
    """Run every side ``times`` times in turn, so that a busy moment hits all; return medians."""
    found: list[list[Run]] = [[] for _ in sides]
    for _ in range(times):
        for runs, side in zip(found, sides, strict=True):
            runs.append(side())
    return [middle(runs) for runs in found]


@dataclass(slots=True)
class Figures:
    """What one benchmark found: rows of (what, value, unit), ratios with their goals, remarks."""

    name: str
    values: list[tuple[str, float, str]] = field(default_factory=list)
    ratios: list[tuple[str, float, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, what: str, value: float, unit: str) -> None:
        """Take one measured value down."""
        self.values.append((what, value, unit))

    def ratio(self, what: str, value: float, goal: str = "") -> None:
        """Take a ratio of two values of this run down, with the goal set for it."""
        self.ratios.append((what, value, goal))

    def as_json(self) -> dict[str, object]:
        """Return the figures for ``--json``."""
        return {
            "name": self.name,
            "values": [{"what": w, "value": v, "unit": u} for w, v, u in self.values],
            "ratios": [{"what": w, "value": v, "goal": g or None} for w, v, g in self.ratios],
            "remarks": self.remarks,
        }

    def as_text(self) -> str:
        """Return the figures as a small table."""
        lines = [(w, f"{v:,.3g}" if v < 100 else f"{v:,.0f}", u) for w, v, u in self.values]
        lines += [(w, f"{v:.3f}", f"x  (goal {g})" if g else "x") for w, v, g in self.ratios]
        width = max((len(what) for what, _v, _u in lines), default=0)
        shown = [f"  {what:<{width}}  {value:>9} {unit}" for what, value, unit in lines]
        return "\n".join([f"{self.name}", *shown, *(f"  - {text}" for text in self.remarks)])


def _main() -> None:
    answer, target, *words = sys.argv[1:]
    module, _, name = target.partition(":")
    told = getattr(importlib.import_module(module), name)(*words)
    Path(answer).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    _main()
