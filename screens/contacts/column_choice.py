"""The dialog for the columns of the list: which are shown, in which order, how wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_, _
from screens.contacts.columns import COLUMNS
from screens.dialogs.base import Dialog
from screens.styles.glyphs import current
from screens.text import content
from screens.widgets.columns import (
    LEAST_WIDTH,
    MOST_WIDTH,
    Column,
    Wish,
    arranged,
    place,
    to_json,
)
from screens.widgets.menu import Menu, MenuLine

_BY_KEY = {column.key: column for column in COLUMNS}


class ColumnsDialog(Dialog[list[list[object]]]):
    """Show, hide, move and widen columns; returns what is to be remembered, [] for the usual.

    A column nobody touched stays as the width of the window has it.
    """

    WIDTH = 70
    KEYS = ("columns.switch", "columns.usual", "columns.save", "dialog.cancel")
    DEFAULT_CSS = """
    ColumnsDialog Menu { margin: 1 0 0 0; }
    ColumnsDialog .keys { height: auto; margin: 1 0 0 0; color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "switch", N_("show, hide"), id="columns.switch"),
        Binding("0", "usual", N_("as usual"), id="columns.usual"),
        Binding("enter", "save", N_("save"), id="columns.save", priority=True),
        # Before the frame sees the arrows: it would scroll.
        Binding("left,h", "widen(-1)", N_("narrower"), show=False, priority=True),
        Binding("right,l", "widen(1)", N_("wider"), show=False, priority=True),
        Binding("shift+up,K", "shift(-1)", N_("move up"), show=False, id="columns.up"),
        Binding("shift+down,J", "shift(1)", N_("move down"), show=False, id="columns.down"),
    ]

    def __init__(self, wishes: Sequence[Wish], list_width: int) -> None:
        """Begin with ``wishes``; the list is ``list_width`` cells wide at present."""
        super().__init__()
        self._width = list_width
        self._wishes: list[Wish] = []
        self._take(wishes)

    def _take(self, wishes: Sequence[Wish]) -> None:
        wishes = [wish for wish in wishes if wish.key in _BY_KEY]
        named = {wish.key for wish in wishes}
        rest = (Wish(column.key) for column in COLUMNS if column.key not in named)
        self._wishes = [*wishes, *rest]

    def heading(self) -> str:
        """Return the title."""
        return _("Columns")

    def body(self) -> Iterable[Widget]:
        """Yield the columns, and the keys the border has no room for."""
        yield Menu(self._lines(), numbered=False)
        yield Static(classes="keys")

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        self.query_one(Menu).set(self._lines())
        left, right = current().arrows[2:]
        text = _("{left} {right} narrower, wider   Shift+{up} Shift+{down} move up, down")
        up, down = current().arrows[:2]
        keys = text.format(left=left, right=right, up=up, down=down)
        self.query_one(".keys", Static).update(content(keys))

    # What is wished

    def _placed(self) -> dict[str, int]:
        columns = arranged(COLUMNS, self._wishes)
        return {one.column.key: one.width for one in place(columns, self._width)}

    def _lines(self) -> list[MenuLine]:
        placed = self._placed()
        return [
            self._line(wish, _BY_KEY[wish.key], placed.get(wish.key, 0)) for wish in self._wishes
        ]

    def _line(self, wish: Wish, column: Column, width: int) -> MenuLine:
        signs = current()
        on = wish.shown if wish.shown is not None else bool(width)
        sign = signs.yes if on or column.takes_rest else signs.no
        if column.takes_rest:
            note = _("the room that is left: {width}").format(width=width)
        elif on and not width:
            note = _("no room in this window")
        else:
            note = str(width) if on else ""
        return MenuLine(_(column.header), note, sign, quiet=sign == signs.no)

    @property
    def _at(self) -> int:
        return self.query_one(Menu).place

    def _set(self, wish: Wish) -> None:
        self._wishes[self._at] = wish
        self.query_one(Menu).set(self._lines())

    def action_switch(self) -> None:
        """Show the column under the bar, or hide it; the name stays."""
        wish = self._wishes[self._at]
        if not _BY_KEY[wish.key].takes_rest:
            on = wish.shown if wish.shown is not None else wish.key in self._placed()
            self._set(Wish(wish.key, not on, wish.width))

    def action_widen(self, step: int) -> None:
        """Make the column under the bar wider or narrower by a cell."""
        wish = self._wishes[self._at]
        column = _BY_KEY[wish.key]
        if not column.takes_rest:
            now = wish.width or self._placed().get(wish.key, 0) or column.first_width
            width = max(LEAST_WIDTH, min(now + step, MOST_WIDTH))
            self._set(Wish(wish.key, True, width))

    def action_shift(self, step: int) -> None:
        """Move the column under the bar to the left or right of its neighbour."""
        here, there = self._at, self._at + step
        if 0 <= there < len(self._wishes):
            wishes = self._wishes
            wishes[here], wishes[there] = wishes[there], wishes[here]
            self.query_one(Menu).set(self._lines(), there)

    def action_usual(self) -> None:
        """Show the columns as they are without any wish."""
        self._take(())
        self.query_one(Menu).set(self._lines(), 0)

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Show or hide the column that was clicked."""
        event.stop()
        self.action_switch()

    def action_save(self) -> None:
        """Close with what is to be remembered."""
        usual = [Wish(column.key) for column in COLUMNS]
        self.dismiss([] if self._wishes == usual else to_json(self._wishes))
