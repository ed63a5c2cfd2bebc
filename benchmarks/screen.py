"""The contacts screen: from the command to painted rows, and what a key costs.

The start is that of the installed program on a terminal; keys are pressed in a child process
without one (Textual's headless driver). A move counts with the card that follows it; a letter of
a search counts until the rows it found are painted, the count of all hits comes later.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, Run, child, command, taking_turns
from benchmarks.search import QUERIES
from benchmarks.terminal import spent_here, until

_SIZE = (120, 40)
_TIMES = 7
_MOVES = (
    *["down"] * 60, *["pagedown"] * 40, "end", *["pageup"] * 20, "home", *["end", "home"] * 14,
    *["up"] * 4,
)  # fmt: skip
_NAMES = {" ": "space", ".": "full_stop", "+": "plus", "@": "at"}


def _typed(text: str) -> list[str]:
    return ["slash", *(_NAMES.get(letter, letter) for letter in text), "escape"]


async def _drive(database: str) -> dict[str, Any]:
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

            async def cost(key: str, *, typed: bool = False) -> float:
                shown, before = rows.pages.generation, time.process_time()
                await pilot.press(key)
                while typed and rows.pages.generation == shown:
                    await asyncio.sleep(0.001)
                await (pilot.pause() if typed else settled())
                spent = (time.process_time() - before) * 1000
                await settled()
                return spent

            async def search(text: str) -> list[float]:
                first, *letters, last = _typed(text)
                found = [await cost(first)]
                found += [await cost(letter, typed=True) for letter in letters]
                return [*found, await cost(last)]

            while rows.cursor_row is None:
                await asyncio.sleep(0.01)
            await settled()
            await cost("down")
            await search("a")
            begun = spent_here()[1]
            moves = [await cost(key) for key in _MOVES]
            letters = {text: await search(text) for text in QUERIES}
            app.exit()
    return {"moves": moves, "letters": letters, "begun": begun, "memory": spent_here()[1]}


def keys(database: str) -> dict[str, Any]:
    """Open the application and press keys one by one (in a child process)."""
    return asyncio.run(_drive(database))


def _first_name(database: Path) -> bytes:
    from kobicrm.services.contacts import ListView
    from kobicrm.services.session import open_session

    with open_session(database, who="ölçüm") as session:
        view = ListView(session)
        view.start()
        return view.window(0, 1)[0].name.split()[0].encode()


def _pressed(database: Path) -> Run:
    told = child("benchmarks.screen:keys", str(database)).told
    every = sorted([*told["moves"], *(ms for cost in told["letters"].values() for ms in cost)])
    told["p95"] = quantiles(every, n=20)[-1]
    told["median"] = median(every)
    told["worst"] = max((max(cost), text) for text, cost in told["letters"].items())
    return Run(told["p95"], 0.0, told["memory"], told)


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure the screen on ``rows`` contacts and on a tenth of them."""
    few = rows // 10
    large, small = data.make_database(rows, work), data.make_database(few, work)
    yield _start(rows, few, large, small)
    big, little = taking_turns(3, partial(_pressed, large), partial(_pressed, small))
    count = len(_MOVES) + sum(len(_typed(text)) for text in QUERIES)
    figures = Figures(f"{count} keys: moving, paging, ends of the list, {len(QUERIES)} searches")
    for name, one in ((rows, big), (few, little)):
        worst, text = one.told["worst"]
        figures.add(f"a key until its frame, {name:,}, median CPU", one.told["median"], "ms")
        figures.add(f"a key until its frame, {name:,}, 95th percentile, CPU", one.cpu, "ms")
        figures.add(f"worst key of a search ({text}), {name:,}, CPU", worst, "ms")
        figures.add(f"peak memory before and after, {name:,}", one.told["begun"], "MB")
        figures.add(f"peak memory after, {name:,}", one.memory, "MB")
    figures.remarks.append("goals: 33 ms at the 95th percentile, 100 ms for the worst search")
    figures.ratio("a key, large / small, 95th percentile", big.cpu / little.cpu)
    figures.ratio("peak memory, large / small", big.memory / little.memory, "<= 1.05")
    yield figures


def _start(rows: int, few: int, large: Path, small: Path) -> Figures:
    script = str(Path(sys.executable).with_name("kobicrm"))
    settings = large.with_name("no-settings.toml")

    def painted(database: Path) -> Run:
        return until([script, "--db", str(database)], sights[database], _SIZE, settings)

    sights = {database: _first_name(database) for database in (large, small)}
    textual = partial(command, [sys.executable, "-c", "import textual.app"])
    for database in (large, small):
        painted(database)
    big, little, alone = taking_turns(
        _TIMES, partial(painted, large), partial(painted, small), textual
    )
    figures = Figures(f"kobicrm to its first rows, {rows:,} and {few:,} contacts, terminal 120x40")
    for count, one in ((rows, big), (few, little)):
        figures.add(f"first paint, {count:,}, CPU", one.cpu, "s")
        figures.add(f"first paint, {count:,}, wall", one.wall, "s")
        figures.add(f"first paint, {count:,}, peak memory", one.memory, "MB")
    figures.add("importing textual alone, CPU", alone.cpu, "s")
    figures.ratio("first paint, large / small, CPU", big.cpu / little.cpu, "<= 1.1")
    figures.ratio("peak memory, large / small", big.memory / little.memory, "<= 1.05")
    figures.ratio("first paint / importing textual, CPU", big.cpu / alone.cpu, "<= 1.5")
    return figures
