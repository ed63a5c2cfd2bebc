"""The customer card beside the list: lines with a bar of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.style import Style as VisualStyle

from kobicrm.i18n import N_
from screens.contacts.card_drawing import Look, TextStrips, on_ground
from screens.contacts.card_lines import (
    Act,
    CardLine,
    Entry,
    Fold,
    Go,
    Key,
    More,
    Talk,
    Todo,
)
from screens.opening import Outside
from screens.styles.glyphs import current
from screens.widgets.canvas import Canvas

if TYPE_CHECKING:
    from textual import events

    from screens.contacts.reading import CardData

# A window as high as this has room for a blank line between sections.
HIGH = 30
# Folded until somebody unfolds it.
FOLDED = ("record",)
# What the footer says on the card, first what Enter does on the line under the bar.
HINTS = (
    "card.go",
    "card.fold",
    "card.unfold",
    "card.outside",
    "card.entry",
    "card.talk",
    "card.done",
    "card.later",
    "card.more",
    "contacts.copy",
)
# What Enter does, by the kind of line it is pressed on.
_ACTIONS = {"go": Go, "entry": Entry, "talk": Talk | Todo, "more": More, "outside": Outside}


class Card(Canvas, can_focus=True):
    """One contact, line by line, in sections that fold; Tab brings the bar here, Enter acts."""

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
        # One of them at a time: what Enter does on the line under the bar.
        Binding("enter", "go", N_("Go to"), tooltip=N_("go to that contact"), id="card.go"),
        Binding("enter", "fold", N_("Fold"), tooltip=N_("fold the section"), id="card.fold"),
        Binding(
            "enter", "unfold", N_("Unfold"), tooltip=N_("unfold the section"), id="card.unfold"
        ),
        Binding(
            "enter",
            "outside",
            N_("Open"),
            tooltip=N_("call, write, open"),
            id="card.outside",
        ),
        Binding("enter", "entry", N_("Open"), tooltip=N_("this change in full"), id="card.entry"),
        Binding("enter", "talk", N_("Open"), tooltip=N_("all of this entry"), id="card.talk"),
        Binding("enter", "more", N_("More"), tooltip=N_("show more of them"), id="card.more"),
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
    class Taken(Message):
        """Enter on a line that does something else."""

        act: Act

    @dataclass
    class Back(Message):
        """The list is to have the focus again."""

    def __init__(self, *, me: str = "", id: str | None = None) -> None:
        """Make an empty card; acts of ``me`` carry no name in the history."""
        super().__init__(id=id)
        self.data: CardData | None = None
        self.lines: Sequence[CardLine] = ()
        self.cursor = 0
        self.folded: frozenset[str] = frozenset(FOLDED)
        self._me = me
        self._width, self._air = 0, True
        self._look = Look(Style(), Style(), Style(), VisualStyle())
        self._strips = TextStrips(self._look.text, 0, {}, ())

    @property
    def line(self) -> CardLine | None:
        """The line under the bar."""
        return self.lines[self.cursor] if self.cursor < len(self.lines) else None

    def show(self, data: CardData | None) -> None:
        """Show a contact, or nothing; on the same contact the bar keeps its line and height."""
        same = data and self.data and data.contact.id == self.data.contact.id
        self.data = data
        if same:
            self._lay_out_again()
            return
        self.cursor = 0
        self.scroll_to(y=0, animate=False)
        self._lay_out()

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        self._lay_out_again()

    def fold(self, section: str, folded: bool) -> None:
        """Fold a section or unfold it; the bar stays on its heading."""
        self.folded = self.folded | {section} if folded else self.folded - {section}
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        """Lay out anew what is shown; the bar, else the first line in sight, stays in place."""
        top = self.scroll_offset.y
        anchor = self.cursor if self.has_focus else min(top, max(len(self.lines) - 1, 0))
        above = anchor - top
        key = self.lines[anchor].key if anchor < len(self.lines) else ()
        bar = self.line.key if self.line else ()
        self._lay_out()
        self.cursor = self._place_of(bar, self.cursor)
        self.scroll_to(y=max(0, self._place_of(key, anchor) - above), animate=False)
        self.refresh_bindings()

    def _place_of(self, key: Key, before: int) -> int:
        for index, line in enumerate(self.lines):
            if line.key == key:
                return index
        return max(0, min(before, len(self.lines) - 1))

    def _lay_out(self) -> None:
        # One cell for the bar, one free before the scrollbar, which is always counted.
        self._width, self._air = max(self.size.width - 2, 10), self.app.size.height >= HIGH
        self.lines = self.build()
        self.cursor = min(self.cursor, max(len(self.lines) - 1, 0))
        # Of a window's height at least: from one short card to the next nothing is laid out.
        height = max(len(self.lines), self.size.height)
        self.virtual_size = Size(self.scrollable_content_region.width, height)
        self.refresh()
        if self.has_focus:
            self.refresh_bindings()

    def build(self) -> Sequence[CardLine]:
        """Return the lines of what is shown."""
        return self._sections() if self.data else ()

    def _sections(self) -> Sequence[CardLine]:
        assert self.data is not None
        from screens.contacts.card_sections import CardSections

        return CardSections(
            self.data,
            self._width,
            me=self._me,
            folded=self.folded,
            air=self._air,
        ).build()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the lines out for the new width and height."""
        high = max(len(self.lines), self.size.height) != self.virtual_size.height
        wide = max(self.size.width - 2, 10) != self._width
        if high or wide or (self.app.size.height >= HIGH) != self._air:
            self._lay_out_again()

    def ready(self) -> None:
        """Look the styles up, once for all lines."""
        look = Look(
            self.rich_style,
            self.get_component_rich_style("card--bar", partial=True),
            self.get_component_rich_style("card--cursor", partial=True),
            self.visual_style,
        )
        if look != self._look or not self._strips.are_of(self.lines, self._width):
            self._look = look
            variables = self.app.theme_variables
            self._strips = TextStrips(look.text, self._width, variables, self.lines)

    def draw(self, y: int) -> Strip:
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
        strip = Strip([lead, *self._strips.line(index)]).adjust_cell_length(width, look.base)
        return on_ground(strip, look.cursor) if here else strip

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
        """Offer of what Enter can do only what it does on this line."""
        act = self.line.act if self.line else None
        if action in ("fold", "unfold"):
            return isinstance(act, Fold) and act.folded is (action == "unfold")
        if action in _ACTIONS:
            return isinstance(act, _ACTIONS[action])
        return super().check_action(action, parameters)

    def action_go(self) -> None:
        """Do what the line is there for."""
        act = self.line.act if self.line else None
        if isinstance(act, Go):
            self.post_message(self.Followed(act.contact))
        elif act is not None:
            self.post_message(self.Taken(act))

    action_fold = action_unfold = action_outside = action_go
    action_entry = action_talk = action_more = action_go

    def action_back(self) -> None:
        """Hand the focus back."""
        self.post_message(self.Back())

    def on_click(self, event: events.Click) -> None:
        """Put the bar where the mouse is; a heading folds at once, other lines act when twice."""
        event.stop()
        index = self.scroll_offset.y + event.y
        if index < len(self.lines):
            self.move_to(index)
            if event.chain == 2 or isinstance(self.lines[index].act, Fold):
                self.action_go()
