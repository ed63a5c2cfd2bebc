"""Changing many contacts at once and taking it back: time and memory, on a copy of the data."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, child

_TAGGED = 100_000


def measure(database: str, what: str) -> dict[str, Any]:
    """Return seconds of one bulk change, its undo and redo (in a child process)."""
    from kobicrm.domain.query import EVERYTHING
    from kobicrm.services import contacts, undo
    from kobicrm.services.contacts import Selection
    from kobicrm.services.session import open_session

    took: dict[str, Any] = {}

    def timed(name: str, act: Callable[[], Any]) -> Any:
        start = perf_counter()
        answer = act()
        took[name] = perf_counter() - start
        return answer

    with open_session(Path(database), who="ölçüm") as session:
        if what == "nothing":
            contacts.count(session)
            return took
        ids = [row[0] for row in session.store.connection().execute(
            "SELECT id FROM contact ORDER BY id LIMIT ?", (_TAGGED,)
        )]  # fmt: skip
        marked = Selection(ids=tuple(ids))
        acts: dict[str, Callable[[], Any]] = {
            "tag": lambda: contacts.bulk_tag(session, marked, add=["toplu"]),
            "set": lambda: contacts.bulk_set(session, marked, "lifecycle", "Müşteri"),
            "delete": lambda: contacts.bulk_delete(session, marked),
            "describe": lambda: contacts.describe(session, Selection(where=EVERYTHING)),
        }
        took["count"] = timed("do", acts[what]).count
        if what != "describe":
            timed("undo", lambda: undo.undo(session))
            timed("redo", lambda: undo.redo(session))
            undo.undo(session)
    return took


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure bulk changes of up to 100,000 of ``rows`` contacts."""
    made = data.make_database(rows, work)
    copy = work / "toplu.db"
    shutil.copy(made, copy)
    figures = Figures(f"bulk changes of {min(rows, _TAGGED):,} among {rows:,} contacts")
    try:
        base = child("benchmarks.bulk:measure", str(copy), "nothing").memory
        for what in ("describe", "tag", "set", "delete"):
            ran = child("benchmarks.bulk:measure", str(copy), what)
            for step in ("do", "undo", "redo"):
                if step in ran.told:
                    name = f"{what} {ran.told['count']:,}" if step == "do" else f"{what}, {step}"
                    figures.add(name, ran.told[step], "s")
            figures.add(f"{what}: memory beside a small program", ran.memory - base, "MB")
    finally:
        for file in work.glob("toplu.db*"):
            file.unlink()
    yield figures
