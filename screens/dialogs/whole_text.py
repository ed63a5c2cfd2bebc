"""A text in full, to read: what was said in a call, what a message holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_
from screens.dialogs.base import Dialog, Frame
from screens.text import content, plain, wrapped

INSIDE = 70


class WholeTextDialog(Dialog[str]):
    """Shows a text under a title and a line of facts; every key only closes or scrolls.

    A subclass may offer more: what it closes with says which act is wanted.
    """

    WIDTH = 76
    KEYS: ClassVar[tuple[str, ...]] = ("dialog.close",)
    DEFAULT_CSS = "WholeTextDialog Static { height: auto; margin: 1 0 0 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "cancel", N_("close"), id="dialog.close"),
        Binding("down,j", "scroll(1)", N_("one line down"), show=False, id="text.down"),
        Binding("up,k", "scroll(-1)", N_("one line up"), show=False, id="text.up"),
        Binding("pagedown", "scroll(10)", N_("one page down"), show=False, id="text.pagedown"),
        Binding("pageup", "scroll(-10)", N_("one page up"), show=False, id="text.pageup"),
    ]

    def __init__(self, title: str, facts: str, text: str) -> None:
        """Show ``text`` under ``title``; ``facts`` stand between them."""
        super().__init__()
        self._title, self._facts, self._text = title, facts, text

    def heading(self) -> str:
        """Return the title."""
        return self._title

    def body(self) -> Iterable[Widget]:
        """Yield the text, which scrolls with the frame."""
        yield Static(content(plain(self._facts), "$muted"))
        lines = [content(one) for one in wrapped(self._text, INSIDE)]
        text = Content("\n").join(lines)
        yield Static(text)

    def action_scroll(self, lines: int) -> None:
        """Scroll by ``lines``."""
        self.query_one(Frame).scroll_relative(y=lines, animate=False)
