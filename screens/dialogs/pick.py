"""A list to pick from, narrowed by typing, that opens below the row it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import Input

from kobicrm.domain.turkish import fold
from kobicrm.i18n import N_, _
from screens.dialogs.base import Dialog, Frame
from screens.text import plain
from screens.widgets.columns import Column
from screens.widgets.line_input import LineInput
from screens.widgets.pages import Row
from screens.widgets.plain_rows import PlainRows
from screens.widgets.rows import Rows

MOST, CHROME = 12, 3
COLUMNS = (
    Column("label", "", muted=False, sortable=False),
    Column("note", "", {0: 20}, sortable=False),
)


class Choice(NamedTuple):
    """What can be picked: its value, its name and a muted note; ``words`` are found too."""

    value: str
    label: str
    note: str = ""
    words: str = ""


class PickRows(PlainRows):
    """The choices; the field above keeps the focus, the bar looks as if the list had it."""

    can_focus = False
    DEFAULT_CSS = """
    PickRows { background: $surface; }
    PickRows > .rows--cursor-idle { background: $cursor; }
    PickRows > .rows--bar-idle { color: $primary; }
    PickRows > .rows--header { color: $surface; }
    """


class BarDialog(Dialog[ScreenResultType], Generic[ScreenResultType]):
    """A field that keeps the focus over a list whose bar the arrows move; Enter picks."""

    KEYS = ("dialog.pick", "dialog.cancel")
    DEFAULT_CSS = "BarDialog > Frame { padding: 0 2 0 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", N_("choose"), id="dialog.pick", priority=True),
        Binding("down", "bar(1)", N_("one row down"), show=False, id="pick.down", priority=True),
        Binding("up", "bar(-1)", N_("one row up"), show=False, id="pick.up", priority=True),
        Binding("pagedown", "bar(10)", N_("one page down"), show=False, priority=True),
        Binding("pageup", "bar(-10)", N_("one page up"), show=False, priority=True),
    ]

    @property
    def rows(self) -> PickRows:
        """The list."""
        return self.query_one(PickRows)

    def pick(self) -> None:
        """Close with what is under the bar, if anything is."""
        raise NotImplementedError

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Pick what was clicked twice."""
        event.stop()
        self.pick()

    def action_bar(self, step: int) -> None:
        """Move the bar."""
        self.rows.move_to(self.rows.cursor + step)

    def action_pick(self) -> None:
        """Close with the choice under the bar, when every letter has arrived."""
        self.after_keys(self.pick)


class PickDialog(BarDialog[str]):
    """Returns the value picked; Esc returns None. All texts are in the language in force."""

    WIDTH = 60
    DEFAULT_CSS = """
    PickDialog { align: left top; }
    PickDialog LineInput { margin: 0 0 0 2; }
    PickDialog PickRows { height: auto; }
    """

    def __init__(
        self, title: str, choices: Sequence[Choice], value: str = "", *, below: int = 2
    ) -> None:
        """Ask under ``title`` with the bar on ``value``; ``below`` is the row it is about."""
        super().__init__()
        self._title, self._choices, self._value = title, list(choices), value
        self._below = below
        self._shown: list[Choice] = []

    def heading(self) -> str:
        """Return the title."""
        return self._title

    def body(self) -> Iterable[Widget]:
        """Yield the field that narrows and the list."""
        yield LineInput(placeholder=_("type to narrow the list"), id="narrow")
        yield PickRows(COLUMNS, id="choices")

    def on_mount(self) -> None:
        """Fill the list and find the place below the row."""
        values = [choice.value for choice in self._choices]
        self._fill(values.index(self._value) if self._value in values else 0)

    def on_resize(self, event: events.Resize) -> None:
        """Stand below the row, or above it where that is the larger room."""
        height = event.size.height
        under, over = height - self._below - 2, self._below
        room = max(under, over)
        rows = max(1, min(MOST, len(self._choices), room - CHROME - 1))
        self.rows.styles.height = rows + 1
        frame = self.query_one(Frame)
        top = self._below + 1 if under >= over else max(0, self._below - rows - CHROME - 1)
        frame.styles.margin = (top, 0, 0, max(0, min(18, event.size.width - self.WIDTH)))

    def _fill(self, cursor: int = 0) -> None:
        words = fold(self.query_one("#narrow", LineInput).value).split()
        self._shown = [
            one
            for one in self._choices
            if all(word in fold(f"{one.label} {one.note} {one.words}") for word in words)
        ]
        rows = [
            Row(place, {"label": plain(one.label), "note": plain(one.note)})
            for place, one in enumerate(self._shown)
        ]
        self.rows.fill(rows, cursor)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list with every letter."""
        event.stop()
        self._fill()

    def pick(self) -> None:
        """Close with the choice under the bar."""
        if self._shown:
            self.dismiss(self._shown[self.rows.cursor].value)
