"""The queue as a list of items, each two lines high; only whole ones are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from kobicrm.i18n import N_, language, ngettext
from screens.contacts.card import HIGH
from screens.contacts.card_drawing import Look, TextStrips, on_ground
from screens.contacts.card_lines import CardLine
from screens.styles.glyphs import current
from screens.text import content
from screens.today.items import LINES, item_lines, key_of_item
from screens.widgets.canvas import Canvas

if TYPE_CHECKING:
    from textual import events

    from kobicrm.services.today import Card


class QueueRows(Canvas, can_focus=True):
    """The items of the queue. The bar finds its item again when the queue is read anew."""

    HELP_NAME: ClassVar[str] = N_("In the queue")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "queue--bar",
        "queue--bar-idle",
        "queue--cursor",
        "queue--cursor-idle",
    }
    DEFAULT_CSS = """
    QueueRows {
        background: $background; color: $foreground; height: 1fr;
        overflow: hidden hidden; scrollbar-size-vertical: 0; scrollbar-size-horizontal: 0;
    }
    QueueRows > .queue--bar { color: $primary; }
    QueueRows > .queue--bar-idle { color: $muted; }
    QueueRows > .queue--cursor { background: $cursor; }
    QueueRows > .queue--cursor-idle { background: $cursor-idle; }
    QueueRows:ansi > .queue--cursor { background: ansi_default; text-style: bold reverse; }
    QueueRows:ansi > .queue--cursor-idle { background: ansi_default; text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open"), id="queue.open"),
        Binding("up,k", "move(-1)", N_("one row up"), show=False, id="queue.up"),
        Binding("down,j", "move(1)", N_("one row down"), show=False, id="queue.down"),
        Binding("pageup", "page(-1)", N_("one page up"), show=False, id="queue.pageup"),
        Binding("pagedown", "page(1)", N_("one page down"), show=False, id="queue.pagedown"),
        Binding("g,home", "first", N_("first row"), show=False, id="queue.first"),
        Binding("G,end", "last", N_("last row"), show=False, id="queue.last"),
    ]

    @dataclass
    class Moved(Message):
        """The bar stands on another item, or on none."""

        card: Card | None

    class Opened(Message):
        """Enter, or a double click, on the item under the bar."""

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty queue."""
        super().__init__(id=id)
        self.cards: Sequence[Card] = ()
        self.cursor = 0
        self._top = 0
        self._more = False
        self._drawn: dict[tuple[int, bool], Sequence[Strip]] = {}
        self._depends: tuple[object, ...] = ()
        self._look = Look(Style(), Style(), Style(), self.visual_style)
        self._idle = Look(Style(), Style(), Style(), self.visual_style)

    @property
    def card(self) -> Card | None:
        """The item under the bar."""
        return self.cards[self.cursor] if self.cursor < len(self.cards) else None

    def take(
        self, cards: Sequence[Card], *, more: bool, acted: bool, show: int | None = None
    ) -> None:
        """Show the queue as it is now; with ``more`` others stand behind the last one.

        The bar stays on its item. When that left, or the user ``acted`` and it stands elsewhere
        because of that, the next one takes its place under the bar. A contact ``show`` that comes
        back into the queue has the bar.
        """
        before, known = self.card, {_contact_of(card) for card in self.cards}
        self.cards, self._more = cards, more
        self._drawn.clear()
        places = {key_of_item(card): at for at, card in enumerate(cards)}
        back = next((at for at, card in enumerate(cards) if _contact_of(card) == show), None)
        at = self.cursor
        if show is not None and show not in known and back is not None:
            at = back
        elif before is not None:
            found = places.get(key_of_item(before), at)
            same = found < len(cards) and cards[found].reasons == before.reasons
            if same or not acted:
                at = found
        self.cursor = max(0, min(at, len(cards) - 1))
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self.card))

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        self._drawn.clear()
        self.refresh()

    # Places

    @property
    def _step(self) -> int:
        """The lines of an item with what parts it from the next."""
        return LINES + (self.app.size.height >= HIGH)

    @property
    def window(self) -> int:
        """How many whole items are in sight."""
        height = self.size.height + self._step - LINES
        if self._more or len(self.cards) * self._step > height:
            # The last line says how many there are more.
            height = self.size.height - 1
        return max(1, height // self._step)

    def _reveal(self) -> None:
        window = self.window
        self._top = max(0, min(self._top, len(self.cards) - window))
        self._top = min(max(self._top, self.cursor - window + 1), self.cursor)

    def on_resize(self) -> None:
        """Keep the bar in sight when the window changes."""
        self._reveal()
        self.refresh()

    # Drawing

    def ready(self) -> None:
        """Look the styles up, once for all lines."""

        def part(name: str) -> Style:
            return self.get_component_rich_style(f"queue--{name}", partial=True)

        base, text = self.rich_style, self.visual_style
        look = Look(base, part("bar"), part("cursor"), text)
        depends = (look, self.size.width, current(), language())
        if depends != self._depends:
            self._depends, self._look = depends, look
            self._idle = Look(base, part("bar-idle"), part("cursor-idle"), text)
            self._drawn.clear()

    def draw(self, y: int) -> Strip:
        """Draw one line: of an item, between two, or the count of those below."""
        place, line = divmod(y, self._step)
        index = self._top + place
        width, blank = self.size.width, Strip.blank(self.size.width, self._look.base)
        if place >= self.window:
            left = len(self.cards) - self._top - self.window
            if y == self.size.height - 1 and left > 0:
                return self._text_strip(content(f" {self._below(left)}", "$muted"), width)
            return blank
        if index >= len(self.cards) or line >= LINES:
            return blank
        here = index == self.cursor
        key = (index, here)
        if key not in self._drawn:
            lines = item_lines(self.cards[index], max(width - 3, 10), here=here)
            self._drawn[key] = [self._text_strip(one, width - 2) for one in lines]
        return self._with_bar(self._drawn[key][line], here=here)

    def _below(self, left: int) -> str:
        count = f"{left}+" if self._more else str(left)
        text = ngettext("{n} more card", "{n} more cards", left)
        return f"{text.format(n=count)} {current().down}"

    def _text_strip(self, text: Content, width: int) -> Strip:
        line = (CardLine(text),)
        return TextStrips(self._look.text, width, self.app.theme_variables, line).line(0)

    def _with_bar(self, text: Strip, *, here: bool) -> Strip:
        width, look = self.size.width, self._look if self.has_focus else self._idle
        if here and self.app.native_ansi_color:
            whole = "".join(one.text for one in text)
            return Strip([Segment(f"  {whole}", look.cursor)]).adjust_cell_length(
                width, look.cursor
            )
        lead = Segment(current().bar if here else " ", look.base + look.bar)
        strip = Strip([lead, Segment(" ", look.base), *text]).adjust_cell_length(width, look.base)
        return on_ground(strip, look.cursor) if here else strip

    # Keys and mouse

    def move_to(self, index: int) -> None:
        """Put the bar on an item, or the nearest there is, and bring it into sight."""
        index = max(0, min(index, len(self.cards) - 1))
        if index != self.cursor:
            self.cursor = index
            self._reveal()
            self.refresh()
            self.post_message(self.Moved(self.card))

    def action_move(self, step: int) -> None:
        """Move the bar by ``step`` items."""
        self.move_to(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Move the bar by a window's height."""
        self.move_to(self.cursor + step * self.window)

    def action_first(self) -> None:
        """Move the bar to the first item."""
        self.move_to(0)

    def action_last(self) -> None:
        """Move the bar to the last item."""
        self.move_to(len(self.cards) - 1)

    def action_open(self) -> None:
        """Open the item under the bar."""
        if self.card is not None:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Put the bar where the mouse is; twice opens. On the count below, one page on."""
        event.stop()
        place = event.y // self._step
        if place >= self.window:
            self.action_page(1)
        elif self._top + place < len(self.cards):
            self.move_to(self._top + place)
            if event.chain == 2:
                self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the bar with the wheel."""
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the bar with the wheel."""
        event.stop()
        self.action_move(-1)


def _contact_of(card: Card) -> int | None:
    return card.contact.id if card.contact else None
