"""Windows of the contact list at its beginning, in its middle and at its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import data
from benchmarks.measure import Figures, child

_ROWS = 64
_TIMES = 51


def measure(database: str) -> dict[str, float]:
    """Return milliseconds of a window by its place (in a child process)."""
    from kobicrm.services.contacts import ListView
    from kobicrm.services.session import open_session

    with open_session(Path(database), who="ölçüm") as session:
        view = ListView(session)
        start = perf_counter()
        view.start()
        found = {"count": (perf_counter() - start) * 1000}
        places = {
            "first": 0,
            "quarter": view.total // 4,
            "middle": view.total // 2,
            "last": view.total - 3 * _ROWS,
        }
        taken: dict[str, list[float]] = {}
        for turn in range(_TIMES):
            for name, offset in places.items():
                # A list nobody has paged in: every first window in it is a jump.
                view.start()
                jump = offset - turn if name == "last" else offset + turn
                for what, at in ((name, jump), (f"{name}, page after", jump + _ROWS)):
                    start = perf_counter()
                    view.window(at, _ROWS)
                    taken.setdefault(what, []).append((perf_counter() - start) * 1000)
    return found | {name: median(times) for name, times in taken.items()}


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure windows of ``rows`` contacts."""
    told = child("benchmarks.pages:measure", str(data.make_database(rows, work))).told
    figures = Figures(f"list windows of {_ROWS} rows, {rows:,} contacts")
    figures.add("length of the list", told.pop("count"), "ms")
    for name, took in told.items():
        figures.add(f"window, {name}", took, "ms")
    for name in ("quarter", "middle", "last"):
        figures.ratio(f"jump to {name} / first", told[name] / told["first"])
    for name in ("quarter", "middle", "last"):
        deep, first = told[f"{name}, page after"], told["first, page after"]
        figures.ratio(f"page after, {name} / first", deep / first, "<= 1.5")
    yield figures
