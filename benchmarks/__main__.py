"""``python -m benchmarks [NAME...] [--rows N] [--work DIR] [--json]``: measure and print."""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import sqlite3
import sys
import tempfile
from pathlib import Path

NAMES = (
    "import",
    "search",
    "pages",
    "lists",
    "queries",
    "bulk",
    "screen",
    "start",
    "backup",
    "export",
    "duplicates",
    "today",
    "timeline",
)
_MODULES = {"import": "imports", "backup": "backups", "export": "exports"}


def main() -> int:
    """Run the named benchmarks, all when none is named; print one table each, or JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--rows", type=int, default=100_000, help="size of the larger database")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(tempfile.gettempdir()) / "kobi-bench",
        help="folder that keeps the made-up lists and databases",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    unknown = sorted(set(given.names) - set(NAMES))
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(NAMES)}")
    work = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    machine = {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
    }
    results = []
    if not given.json:
        print(" · ".join(f"{key} {value}" for key, value in machine.items()), flush=True)
    for name in given.names or NAMES:
        module = importlib.import_module(f"benchmarks.{_MODULES.get(name, name)}")
        for figures in module.run(given.rows, work):
            results.append(figures.as_json())
            if not given.json:
                print(f"\n{figures.as_text()}", flush=True)
    if given.json:
        json.dump({"machine": machine, "results": results}, sys.stdout, indent=2)
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
