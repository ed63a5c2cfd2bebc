"""A short list to choose one line from: orders, columns, fields. Digits choose, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from kobicrm.i18n import N_
from screens.styles.glyphs import current
from screens.text import content, pad, plain


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One line: a sign in front (`●`), what it is called, and a muted word at the right end.

    All texts are in the language in force.
    """

    label: str
    note: str = ""
    sign: str = ""
    quiet: bool = False


class Menu(Widget, can_focus=True):
    """Lines with a bar; Enter, a digit or a click chooses. ``numbered`` shows the digits."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Menu { height: auto; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("one row up"), show=False, id="menu.up"),
        Binding("down,j", "move(1)", N_("one row down"), show=False, id="menu.down"),
        Binding("home,g", "end(0)", N_("first row"), show=False, id="menu.first"),
        Binding("end,G", "end(-1)", N_("last row"), show=False, id="menu.last"),
        Binding("enter", "choose", show=False, id="menu.choose"),
    ]

    @dataclass
    class _MenuMessage(Message):
        menu: Menu
        place: int

        @property
        def control(self) -> Menu:
            """The menu it came from."""
            return self.menu

    @dataclass
    class Chosen(_MenuMessage):
        """A line was chosen."""

    @dataclass
    class Moved(_MenuMessage):
        """The bar stands on another line."""

    def __init__(
        self,
        lines: Sequence[MenuLine],
        place: int = 0,
        *,
        numbered: bool = True,
        id: str | None = None,
    ) -> None:
        """Show ``lines`` with the bar on the one at ``place``."""
        super().__init__(id=id)
        self.lines = list(lines)
        self.place = place
        self._numbered = numbered

    def set(self, lines: Sequence[MenuLine], place: int | None = None) -> None:
        """Show other lines; the bar stays where it is unless ``place`` says otherwise."""
        as_high = len(lines) == len(self.lines)
        self.lines = list(lines)
        self.place = max(0, min(self.place if place is None else place, len(lines) - 1))
        self.refresh(layout=not as_high)

    def render(self) -> Content:
        """Draw every line at the present width."""
        return Content("\n").join(
            self._line(place, line).stylize(Style.from_meta({"place": place}))
            for place, line in enumerate(self.lines)
        )

    def _line(self, place: int, line: MenuLine) -> Content:
        here = place == self.place
        reverse = here and self.app.native_ansi_color
        bar = current().bar if here and not reverse else " "
        number = f"{place + 1 if place < 9 else ' '} " if self._numbered else ""
        sign = f"{line.sign} " if line.sign else ""
        lead = cell_len(number) + cell_len(sign) + 1
        note = plain(line.note)
        room = max(self.size.width - lead - cell_len(note) - 2, 1)
        marked = bool(line.sign) and line.sign != current().no
        drawn = Content.assemble(
            (bar, "$primary" if self.has_focus else "$muted"),
            (number, "$muted"),
            (sign, "$primary" if marked else "$muted"),
            content(pad(plain(line.label), room), self._label_style(line, here=here)),
            (f" {note} ", "$muted"),
        )
        if reverse:
            return Content.styled(drawn.plain, "bold reverse")
        ground = "$cursor" if self.has_focus else "$cursor-idle"
        return drawn.stylize(f"on {ground}") if here else drawn

    @staticmethod
    def _label_style(line: MenuLine, *, here: bool) -> str:
        if here:
            return "bold $foreground"
        return "$muted" if line.quiet else "$foreground"

    def move_to(self, place: int) -> None:
        """Put the bar on the line at ``place``, or the nearest there is."""
        place = max(0, min(place, len(self.lines) - 1))
        if place != self.place:
            self.place = place
            self.refresh()
            self.post_message(self.Moved(self, place))

    def action_move(self, step: int) -> None:
        """Move the bar by ``step`` lines."""
        self.move_to(self.place + step)

    def action_end(self, place: int) -> None:
        """Move the bar to the first line, or with -1 to the last."""
        self.move_to(place if place >= 0 else len(self.lines) - 1)

    def action_choose(self) -> None:
        """Choose the line under the bar."""
        if self.lines:
            self.post_message(self.Chosen(self, self.place))

    def on_key(self, event: events.Key) -> None:
        """Digits choose by place."""
        if self._numbered and event.character and event.character in "123456789":
            event.stop()
            self._choose(int(event.character) - 1)

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked."""
        place = event.style.meta.get("place")
        if place is not None:
            event.stop()
            self._choose(place)

    def _choose(self, place: int) -> None:
        if place < len(self.lines):
            self.move_to(place)
            self.action_choose()

    def watch_has_focus(self, _focused: bool) -> None:
        """Draw the bar as it is with or without the focus."""
        self.refresh()
