"""The contacts screen: from the command to painted rows, and what a key costs.

It is the installed program on a terminal. A key counts with everything that follows it at once,
CPU of all threads: a move with the card, a letter of a search with the rows it found and the card
of the first. Only the count of all hits comes later, when nobody has typed for a moment.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, Run, command, taking_turns
from benchmarks.search import QUERIES
from benchmarks.terminal import Terminal, until

_SIZE = (120, 40)
_TIMES = 7
_MOVES = (
    *["down"] * 60, *["pagedown"] * 40, "end", *["pageup"] * 20, "home", *["end", "home"] * 14,
    *["up"] * 4,
)  # fmt: skip
_SEQUENCES = {
    "up": b"\x1b[A", "down": b"\x1b[B", "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~",
    "home": b"\x1b[H", "end": b"\x1b[F", "escape": b"\x1b",
}  # fmt: skip
# The program waits a moment whether more follows an Esc; the count of hits begins 0.2 s after
# a letter.
_REST, _REST_ESCAPE, _REST_BETWEEN = 0.05, 0.15, 0.3


def _typed(text: str) -> list[str]:
    return ["/", *text, "escape"]


def _pressed(database: Path, sight: bytes) -> Run:
    """Press all keys one by one."""
    with Terminal(_command(database), _SIZE, _settings(database)) as terminal:
        terminal.until(sight)
        terminal.quiet(1.0)

        def cost(key: str) -> float:
            sequence = _SEQUENCES.get(key, key.encode())
            spent = terminal.press(sequence, _REST_ESCAPE if key == "escape" else _REST)
            terminal.quiet(_REST_BETWEEN)
            return spent * 1000

        for key in ("down", *_typed("a")):
            cost(key)
        begun = terminal.memory
        moves = [cost(key) for key in _MOVES]
        letters = {text: [cost(key) for key in _typed(text)] for text in QUERIES}
        every = sorted([*moves, *(ms for costs in letters.values() for ms in costs)])
        told: dict[str, Any] = {
            "begun": begun,
            "p95": quantiles(every, n=20)[-1],
            "median": median(every),
            "worst": max((max(costs), text) for text, costs in letters.items()),
        }
        return Run(told["p95"], 0.0, terminal.memory, told)


def _command(database: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("kobicrm")), "--db", str(database)]


def _settings(database: Path) -> Path:
    return database.with_name("no-settings.toml")


def _first_name(database: Path) -> bytes:
    from kobicrm.services.contacts import ListView
    from kobicrm.services.session import open_session

    with open_session(database, who="ölçüm") as session:
        view = ListView(session)
        view.start()
        return view.window(0, 1)[0].name.split()[0].encode()


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure the screen on ``rows`` contacts and on a tenth of them."""
    few = rows // 10
    large, small = data.make_database(rows, work), data.make_database(few, work)
    yield _start(rows, few, large, small)
    big, little = taking_turns(
        2, *(partial(_pressed, one, _first_name(one)) for one in (large, small))
    )
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
    def painted(database: Path) -> Run:
        return until(_command(database), sights[database], _SIZE, _settings(database))

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
