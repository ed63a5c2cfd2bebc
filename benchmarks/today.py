"""The queue of the day at the design size: a million contacts, a fifth as many open tasks."""

from __future__ import annotations

import random
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, child

_TIMES = 7
_TALKS = 10_000
_MONTH = timedelta(days=42)


def make_database(rows: int, work: Path) -> Path:
    """Return the benchmark's shop with tasks, rules and one contact of 10,000 interactions."""
    base = data.make_database(rows, work)
    path = work / f"gorevler-{rows}.db"
    if path.exists():
        return path
    part = path.with_suffix(".part")
    shutil.copy(base, part)
    child("benchmarks.today:fill", str(part), str(rows // 5))
    part.rename(path)
    return path


def fill(database: str, count: str) -> dict[str, Any]:
    """Put tasks and interactions into a shop (in a child process)."""
    from kobicrm.services.session import open_session

    with open_session(Path(database), who="ölçüm"):
        pass
    chance, today = random.Random(5), datetime.now().astimezone().date()
    with sqlite3.connect(database) as connection:
        [most] = connection.execute("SELECT max(id) FROM contact").fetchone()
        made = datetime(2026, 1, 1, tzinfo=UTC)
        at = int(made.timestamp() * 1_000_000)
        connection.executemany(
            "INSERT INTO task (uid, contact_id, title, kind, due, clock, remind, priority, minutes,"
            " checklist, note, repeat, start, skipped, state, created_at, place, reminds, search)"
            " VALUES (?, ?, ?, ?, ?, ?, -1, ?, 0, '[]', '', '', '', '[]', 'open', ?, ?, '', ?)",
            (_task(chance, most, today, at) for _ in range(int(count))),
        )
        # A tag of a tenth of the shop, and a rule for it.
        tag = connection.execute(
            "SELECT name, fold FROM contact_tag GROUP BY fold ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
        connection.execute(
            "INSERT INTO cadence (uid, tag, days, fold) VALUES (?, ?, 30, ?)",
            (uuid.uuid4().bytes, *tag),
        )
        connection.executemany(
            "INSERT INTO interaction (uid, contact_id, channel, direction, at, author, text)"
            " VALUES (?, ?, 'call', 'out', ?, 'Ayşe', 'Görüşüldü')",
            (
                (uuid.uuid4().bytes, number, at - chance.randrange(10**13))
                for number in [1] * _TALKS + list(range(2, most, 5))
            ),
        )
        connection.execute("ANALYZE")
    return {}


def _task(chance: random.Random, most: int, today: date, at: int) -> tuple[Any, ...]:
    due = (today + timedelta(days=chance.randrange(-20, 120))).isoformat()
    clock = f"{chance.randrange(8, 19):02}:30" if chance.random() < 0.4 else ""
    return (
        uuid.uuid4().bytes,
        chance.randrange(1, most),
        "Teklifi sor",
        chance.choice(("call", "todo", "visit")),
        due,
        clock,
        chance.choice(("low", "normal", "normal", "high")),
        at,
        f"{due}T{clock or '99:99'}",
        "teklifi sor\n",
    )


def measure(database: str) -> dict[str, Any]:
    """Return CPU milliseconds of the queue, its counts, windows and a timeline's first window."""
    from kobicrm.services import interactions, tasks
    from kobicrm.services.session import open_session
    from kobicrm.services.tasks import TaskFilter
    from kobicrm.services.today import today

    day = datetime.now().astimezone().date()
    with open_session(Path(database), who="ölçüm") as session:
        acts = {
            "the queue, 50 cards": lambda: today(session, limit=50),
            "the counts": lambda: tasks.counts(session),
            "first window of open tasks": lambda: tasks.window(session, TaskFilter(), 50),
            "a month of the calendar": lambda: tasks.per_day(session, day, day + _MONTH),
            "newest of 10,000 interactions": lambda: interactions.newest(session, 1, 50),
        }
        found = {}
        for name, act in acts.items():
            took = []
            for _ in range(_TIMES):
                start = process_time()
                act()
                took.append((process_time() - start) * 1000)
            found[name] = median(took)
    return found


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure at ``rows`` contacts."""
    database = make_database(rows, work)
    told = child("benchmarks.today:measure", str(database)).told
    figures = Figures(f"the day, {rows:,} contacts, {rows // 5:,} open tasks (goal 100 ms each)")
    for name, took in told.items():
        figures.add(name, took, "ms")
    yield figures
