"""The customer card beside the list: lines with a bar of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import Visual

from kobicrm.i18n import N_
from screens.contacts.card_lines import CardLine, CardLines
from screens.contacts.reading import CardData
from screens.styles.glyphs import current


class _Look(NamedTuple):
    """The styles of the card as its style sheet has them now."""

    base: Style
    bar: Style
    cursor: Style
    text: VisualStyle


class Card(ScrollView, can_focus=True):
    """One contact, line by line; Tab brings the bar here, Enter follows a line to its contact."""

    HELP_NAME: ClassVar[str] = N_("On the card")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--bar", "card--cursor"}
    DEFAULT_CSS = """
    Card {
        background: $background; color: $foreground; border-left: solid $rule;
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
    }
    Card > .card--bar { color: $primary; }
    Card > .card--cursor { background: $cursor; }
    Card:ansi > .card--cursor { background: ansi_default; text-style: bold reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "follow", N_("Go to"), tooltip=N_("go to that contact"), id="card.follow"),
        Binding(
            "escape,shift+tab", "back", N_("List"), tooltip=N_("back to the list"), id="card.back"
        ),
        Binding("up,k", "move(-1)", N_("one line up"), show=False, id="card.up"),
        Binding("down,j", "move(1)", N_("one line down"), show=False, id="card.down"),
        Binding("pageup", "page(-1)", N_("one page up"), show=False, id="card.pageup"),
        Binding("pagedown", "page(1)", N_("one page down"), show=False, id="card.pagedown"),
        Binding("g,home", "first", N_("first line"), show=False, id="card.first"),
        Binding("G,end", "last", N_("last line"), show=False, id="card.last"),
    ]

    @dataclass
    class Followed(Message):
        """Enter on a line that leads to another contact."""

        go: int

    @dataclass
    class Back(Message):
        """The list is to have the focus again."""

    def __init__(self, *, me: str = "", id: str | None = None) -> None:
        """Make an empty card; acts of ``me`` carry no name in the history."""
        super().__init__(id=id)
        self.data: CardData | None = None
        self.lines: Sequence[CardLine] = ()
        self.cursor = 0
        self._me = me
        self._width = 0
        self._look = _Look(Style(), Style(), Style(), VisualStyle())
        self._drawn: dict[int, Strip] = {}

    @property
    def line(self) -> CardLine | None:
        """The line under the bar."""
        return self.lines[self.cursor] if self.cursor < len(self.lines) else None

    def show(self, data: CardData | None) -> None:
        """Show a contact, or nothing; the bar stays where it is on the same contact."""
        same = data and self.data and data.contact.id == self.data.contact.id
        self.data = data
        if not same:
            self.cursor = 0
            self.scroll_to(y=0, animate=False)
        self._lay_out()

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        self._lay_out()

    def _lay_out(self) -> None:
        # One cell for the bar, one free before the scrollbar, which is always counted.
        self._width = max(self.size.width - 2, 10)
        self.lines = CardLines(self.data, self._width, self._me).build() if self.data else ()
        self._drawn.clear()
        self.cursor = min(self.cursor, max(len(self.lines) - 1, 0))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.lines))
        self.refresh()
        self.refresh_bindings()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the lines out for the new width."""
        if max(self.size.width - 2, 10) != self._width:
            self._lay_out()

    def on_focus(self) -> None:
        """Draw the bar."""
        self.refresh()

    def on_blur(self) -> None:
        """Take the bar away."""
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in sight; the styles are looked up once for all of them."""
        look = _Look(
            self.rich_style,
            self.get_component_rich_style("card--bar", partial=True),
            self.get_component_rich_style("card--cursor", partial=True),
            self.visual_style,
        )
        if look != self._look:
            self._look = look
            self._drawn.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line; the bar shows while the card has the focus."""
        width = self.scrollable_content_region.width
        index = self.scroll_offset.y + y
        look = self._look
        if index >= len(self.lines):
            return Strip.blank(width, look.base)
        here = self.has_focus and index == self.cursor
        if here and self.app.native_ansi_color:
            text = f" {self.lines[index].content.plain}"
            return Strip([Segment(text, look.cursor)]).adjust_cell_length(width, look.cursor)
        lead = Segment(current().bar if here else " ", look.base + look.bar)
        strip = Strip([lead, *self._line_drawn(index)]).adjust_cell_length(width, look.base)
        return _on_ground(strip, look.cursor) if here else strip

    def _line_drawn(self, index: int) -> Strip:
        if index not in self._drawn:
            line = self.lines[index].content
            drawn = Visual.to_strips(self, line, self._width, 1, self._look.text)
            self._drawn[index] = drawn[0] if drawn else Strip([])
        return self._drawn[index]

    # Keys and mouse

    def action_move(self, step: int) -> None:
        """Move the bar to the next line that says something."""
        index = self.cursor + step
        while 0 <= index < len(self.lines) and not self.lines[index].content.plain:
            index += 1 if step > 0 else -1
        self.move_to(index)

    def action_page(self, step: int) -> None:
        """Move the bar by the card's height."""
        self.move_to(self.cursor + step * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Move the bar to the first line."""
        self.move_to(0)

    def action_last(self) -> None:
        """Move the bar to the last line."""
        self.move_to(len(self.lines) - 1)

    def move_to(self, index: int) -> None:
        """Put the bar on a line and bring it into sight."""
        self.cursor = max(0, min(index, len(self.lines) - 1))
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)
        self.refresh()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer Enter only on a line that leads somewhere."""
        if action == "follow":
            return bool(self.line and self.line.go)
        return super().check_action(action, parameters)

    def action_follow(self) -> None:
        """Go to the contact of the line."""
        if self.line and self.line.go:
            self.post_message(self.Followed(self.line.go))

    def action_back(self) -> None:
        """Hand the focus back."""
        self.post_message(self.Back())

    def on_click(self, event: events.Click) -> None:
        """Put the bar where the mouse is; twice follows."""
        event.stop()
        index = self.scroll_offset.y + event.y
        if index < len(self.lines):
            self.move_to(index)
            if event.chain == 2:
                self.action_follow()


def _on_ground(strip: Strip, ground: Style) -> Strip:
    """Return the strip on the cursor's ground."""
    colour = Style(bgcolor=ground.bgcolor)
    return Strip(
        [Segment(one.text, (one.style or Style()) + colour, one.control) for one in strip],
        strip.cell_length,
    )
