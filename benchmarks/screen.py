"""The contacts screen: from the start of the process to painted rows, and what a key costs."""

from __future__ import annotations

import asyncio
import os
import resource
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, Run, child, command, taking_turns

_SIZE = (120, 40)
_TIMES = 5
_SEARCH = ("slash", *"yilmaz ali", *["backspace"] * 10, "escape")
KEYS = (
    *["down"] * 60, *["pagedown"] * 40, "end", *["pageup"] * 20, "home", *["end", "home"] * 14,
    *["up"] * 4, *_SEARCH, *_SEARCH,
)  # fmt: skip


def _spent() -> tuple[float, float, float]:
    """Return wall seconds since this process was asked for, CPU seconds, peak memory in MB."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    begun = float(os.environ["KOBICRM_BENCH_START"])
    cpu = usage.ru_utime + usage.ru_stime
    return time.monotonic() - begun, cpu, usage.ru_maxrss / unit


async def _drive(database: str, keys: tuple[str, ...]) -> dict[str, Any]:
    from kobicrm.services.session import open_session
    from screens.app import make_app
    from screens.widgets.rows import Rows

    with open_session(Path(database), who="ölçüm", door="screen") as session:
        session.store.forget_thread()
        app = make_app(session)
        async with app.run_test(size=_SIZE) as pilot:

            async def settled() -> None:
                await pilot.pause()
                while app.jobs.is_busy:
                    await app.jobs.idle()
                    await pilot.pause()

            rows = app.screen.query_one(Rows)
            while rows.cursor_row is None:
                await asyncio.sleep(0.002)
            await pilot.pause()
            wall, cpu, memory = _spent()
            await settled()
            before = _spent()
            for key in keys:
                await pilot.press(key)
            await settled()
            after = _spent()
            name = dict(rows.cursor_row.cells)["name"] if rows.cursor_row else ""
            app.exit()
    return {
        "wall": wall,
        "cpu": cpu,
        "memory": memory,
        "key": (after[1] - before[1]) / max(len(keys), 1) * 1000,
        "peak": after[2],
        "row": str(name),
    }


def paint(database: str) -> dict[str, Any]:
    """Open the application and stop at the painted list (in a child process)."""
    return asyncio.run(_drive(database, ()))


def keys(database: str) -> dict[str, Any]:
    """Open the application and press keys (in a child process)."""
    return asyncio.run(_drive(database, KEYS))


def _painted(database: Path) -> Run:
    told = child("benchmarks.screen:paint", str(database)).told
    return Run(told["cpu"], told["wall"], told["memory"], told)


def _pressed(database: Path) -> Run:
    told = child("benchmarks.screen:keys", str(database)).told
    return Run(told["key"], told["wall"], told["peak"], told)


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure the screen on ``rows`` contacts and on a tenth of them."""
    few = rows // 10
    large, small = data.make_database(rows, work), data.make_database(few, work)
    textual = partial(command, [sys.executable, "-c", "import textual.app"])
    big, little, alone = taking_turns(
        _TIMES, partial(_painted, large), partial(_painted, small), textual
    )
    figures = Figures(f"contacts screen, {rows:,} and {few:,} contacts, {_SIZE[0]}x{_SIZE[1]}")
    for count, one in ((rows, big), (few, little)):
        figures.add(f"first paint, {count:,}, CPU", one.cpu, "s")
        figures.add(f"first paint, {count:,}, wall", one.wall, "s")
        figures.add(f"first paint, {count:,}, peak memory", one.memory, "MB")
    figures.add("importing textual alone, CPU", alone.cpu, "s")
    figures.ratio("first paint, large / small, CPU", big.cpu / little.cpu, "<= 1.1")
    figures.ratio("first paint, large / small, wall", big.wall / little.wall, "<= 1.1")
    figures.ratio("peak memory, large / small", big.memory / little.memory, "<= 1.05")
    figures.ratio("first paint / importing textual, CPU", big.cpu / alone.cpu, "<= 1.5")
    yield figures
    big, little = taking_turns(3, partial(_pressed, large), partial(_pressed, small))
    figures = Figures(f"{len(KEYS)} keys: moving, paging, ends of the list, typing a search")
    figures.add(f"a key, {rows:,}, CPU", big.cpu, "ms")
    figures.add(f"a key, {few:,}, CPU", little.cpu, "ms")
    figures.add(f"peak memory after them, {rows:,}", big.memory, "MB")
    figures.add(f"peak memory after them, {few:,}", little.memory, "MB")
    figures.ratio("a key, large / small, CPU", big.cpu / little.cpu)
    figures.ratio("peak memory, large / small", big.memory / little.memory, "<= 1.05")
    yield figures
