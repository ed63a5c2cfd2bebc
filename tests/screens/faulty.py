"""The program with a mistake planted into one area: `r` runs into it. For a real terminal.

Arguments: the area, the kind of mistake, then those of the program.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from textual.message import Message

from kobicrm.__main__ import main
from screens.area import AreaScreen
from screens.areas import BUILDERS
from screens.widgets.rows import Rows

SECRET = "Gizli Müşteri 0532 999 88 77"


class Boom(Message):
    """Something a screen stumbles over."""


def fail(*_arguments: object) -> Any:
    """Fail as nobody foresaw."""
    name = SECRET
    raise RuntimeError(name)


async def fail_later() -> None:
    """Fail in a worker."""
    fail()


def render(screen: AreaScreen) -> None:
    """Fail while a list is drawn."""
    Rows.draw = fail  # type: ignore[method-assign]
    for rows in screen.query(Rows):
        rows.refresh()


FAULTS: dict[str, Callable[[AreaScreen], object]] = {
    "action": fail,
    "message": lambda screen: screen.post_message(Boom()),
    "render": render,
    "worker": lambda screen: screen.run_worker(fail_later()),
    "timer": lambda screen: screen.set_timer(0.01, fail),
    "read": lambda screen: screen.kobi.jobs.read("faulty", fail, fail),
    "write": lambda screen: screen.kobi.jobs.write(fail, fail),
    "answer": lambda screen: screen.kobi.jobs.read("faulty", dict, fail),
}


def plant(area: str, kind: str) -> None:
    """Have the screen of an area fail when it is to read again."""
    build: Any = BUILDERS[area]

    def built() -> AreaScreen:
        screen: AreaScreen = build()
        cls = type(screen)
        cls.action_reload = lambda self: FAULTS[kind](self)  # type: ignore[attr-defined]
        cls.on_boom = fail  # type: ignore[attr-defined]
        return screen

    BUILDERS[area] = built


if __name__ == "__main__":
    plant(sys.argv[1], sys.argv[2])
    sys.argv[1:] = sys.argv[3:]
    sys.exit(main())
