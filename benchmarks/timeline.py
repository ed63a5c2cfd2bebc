"""Windows of the timeline of one contact with ten thousand entries, beside a busy shop."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.measure import Figures, child

_ENTRIES = 10_000
_OTHERS = 200
_ROWS = 40
_TIMES = 51
# The first contact of a new shop.
_ONE = 1


def measure(database: str) -> dict[str, float]:
    """Return milliseconds of a window by its place (in a child process)."""
    from kobicrm.services import timeline
    from kobicrm.services.session import open_session

    with open_session(Path(database), who="ölçüm") as session:
        deep = timeline.window(session, _ONE, _ENTRIES // 2)[-1].cursor
        places = {
            "first": ("", None),
            "middle": ("", deep),
            "first, visits": ("visits", None),
            "first, tasks": ("tasks", None),
        }
        told = {}
        for name, (kind, after) in places.items():
            wall, cpu = [], process_time()
            for _turn in range(_TIMES):
                start = perf_counter()
                timeline.window(session, _ONE, _ROWS, kind=kind, after=after)
                wall.append((perf_counter() - start) * 1000)
            told[name] = median(wall)
            told[f"{name}, CPU"] = (process_time() - cpu) / _TIMES * 1000
    return told


def fill(database: Path) -> None:
    """Make a shop with one contact that has much to tell, and others with a little."""
    from kobicrm.domain.instants import iso
    from kobicrm.domain.tasks import Task
    from kobicrm.services import contacts
    from kobicrm.services.session import open_session
    from kobicrm.storage import records

    start = datetime(2020, 1, 1, 9, tzinfo=UTC)
    with open_session(database, who="ölçüm") as session:
        uids = [contacts.add(session, {"name": "Çok Konuşan"}).contact.uid]
        uids += [contacts.add(session, {"name": f"Az {n}"}).contact.uid for n in range(_OTHERS)]
        with session.write("import") as unit:
            for number in range(2 * _ENTRIES):
                uid = uids[0] if number % 2 else uids[1 + number // 2 % _OTHERS]
                at = start + timedelta(hours=number * 3)
                values = {"contact": uid, "direction": "out", "author": "Ayşe", "at": iso(at)}
                values |= {"channel": "visit" if number % 50 == 1 else "call"}
                records.add(unit, "interaction", values | {"text": f"{number}. görüşme"})
                if number % 20 == 1:
                    task = Task("Ara", contact=uid, state="done", ended_at=at, created_at=at)
                    records.add(unit, "task", task.values())


def run(_rows: int, work: Path) -> Iterator[Figures]:
    """Measure the windows."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        database = Path(folder) / "timeline.db"
        fill(database)
        told = child("benchmarks.timeline:measure", str(database)).told
    figures = Figures(f"timeline windows of {_ROWS} entries, {_ENTRIES:,} of one contact")
    for name, took in told.items():
        figures.add(f"window, {name}", took, "ms")
    figures.ratio("window, first / 100 ms", told["first"] / 100, "<= 1.0")
    yield figures
