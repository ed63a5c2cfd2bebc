"""Text that breaks careless screens, and an application that shows it, for a real terminal."""

from __future__ import annotations

import re
import sys
from typing import Any

from textual.app import App

MARKUP = [
    "[/foo]",
    "Ahmet [/]",
    "[red]x[/red]",
    "[@click=app.quit]x[/]",
    "[link=https://e]x[/link]",
    "x [/",
    '[a="b] x',
    "[#12345] Ahmet",
    "[VIP] Ahmet",
    "[50%] indirim",
    "[müşteri=vip]",
    "[it's] x",
    "\\[b]x",
    "$muted {0} %s :smile:",
]
CONTROL = [
    "Ali\x1b]52;c;S0JJ\x07Veli",
    "Ali\x1b[2J\x1b[31mVeli",
    "Ali\x9b31mVeli\x9d0;x\x9c",
    "Ali\x00\x7f\x08\x0b\x0cVeli",
    "Ali\u202eVeli\u2066x\u2069",
    "Ali\u2028Veli\u2029x",
    "Ali\U000e0041\U000e007fVeli",
    "Ali\ud800Veli",
    "Ali\r\nVeli\tx",
]
HARMFUL = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F))} | {
    *"\u2028\u2029\u2066\u2069\U000e0041\U000e007f\ud800"
}

# Surrogates can't be stored at all, and a NUL ends a text inside SQLite.
STORED = [text for text in [*MARKUP, *CONTROL] if not re.search("[\ud800-\udfff\0]", text)]


def harmful(app: App[Any]) -> set[str]:
    """Return what a terminal would obey in what is drawn."""
    strips = app.screen._compositor.render_strips()
    return {sign for strip in strips for sign in strip.text} & HARMFUL


def people(names: list[str]) -> list[tuple[str, str, str]]:
    """Return list rows that hold each text in every column."""
    return [(name, name, name) for name in names]


if __name__ == "__main__":
    from screens.dialogs.confirm import ConfirmDialog
    from screens.text import say
    from tests.screens.parts_app import PartsApp

    class Shown(PartsApp):
        """The parts, a toast and a dialog with every text, closed by `Enter`."""

        def on_ready(self) -> None:
            say(self, CONTROL[0])
            dialog = ConfirmDialog(
                CONTROL[0], verb=CONTROL[1], samples=CONTROL, consequence=CONTROL[2]
            )
            self.push_screen(dialog, lambda _answer: self.exit())

    Shown(len(CONTROL), people(CONTROL)).run()
    sys.stdout.write("closed\n")
