"""What Enter on a phone, an e-mail, an address can do: the whole address is seen before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_, _
from screens.dialogs.base import Dialog
from screens.opening import Outside, Way
from screens.styles.glyphs import current
from screens.text import content, pad, plain, wrapped

LABEL, INSIDE = 12, 54


class Ways(Widget, can_focus=True):
    """`▌ 1 Ara   tel:+905321234567`: arrows, digits or the mouse choose, Enter takes."""

    DEFAULT_CSS = "Ways { height: auto; margin: 1 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("one line up"), show=False, id="link.up"),
        Binding("down,j", "move(1)", N_("one line down"), show=False, id="link.down"),
    ]

    place: reactive[int] = reactive(0, layout=True)

    class Chosen(Message):
        """A way was taken by its digit or a click."""

    def __init__(self, ways: Sequence[Way], text: str) -> None:
        """Offer ``ways``; ``text`` is what copying takes."""
        super().__init__()
        self._ways = ways
        self._text = text

    def render(self) -> Content:
        """Draw every way with all of its address."""
        lines: list[Content] = []
        for place, way in enumerate(self._ways):
            here = place == self.place
            drawn = Content("\n").join(self._drawn(place, way, here))
            if here:
                ground = "bold reverse" if self.app.native_ansi_color else "on $cursor"
                drawn = drawn.stylize(ground)
            lines.append(drawn.stylize(Style.from_meta({"place": place})))
        return Content("\n").join(lines)

    def _drawn(self, place: int, way: Way, here: bool) -> Iterable[Content]:
        # In 16 colours the row is reversed as a whole instead.
        bar = current().bar if here and not self.app.native_ansi_color else " "
        head = f"{place + 1} {pad(plain(_(way.label)), LABEL)} "
        room = INSIDE - len(head) - 1
        for number, piece in enumerate(wrapped(way.address or self._text, room)):
            lead = head if number == 0 else " " * len(head)
            yield Content.assemble(
                (bar, "$primary" if bar.strip() else ""),
                (lead, "bold $foreground" if here else "$foreground"),
                content(pad(piece, room), "$foreground" if here else "$muted"),
            )

    def way(self) -> Way:
        """Return the way under the bar."""
        return self._ways[self.place]

    def action_move(self, step: int) -> None:
        """Move the bar."""
        self.place = max(0, min(self.place + step, len(self._ways) - 1))

    def on_key(self, event: events.Key) -> None:
        """Digits choose by place."""
        if event.character and event.character in "123456789":
            event.stop()
            self._take(int(event.character) - 1)

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked."""
        place = event.style.meta.get("place")
        if place is not None:
            event.stop()
            self._take(place)

    def _take(self, place: int) -> None:
        if place < len(self._ways):
            self.place = place
            self.post_message(self.Chosen())


class LinkDialog(Dialog[Way]):
    """Returns the way chosen; nothing is opened before Enter, a digit or a click on it."""

    WIDTH = 60
    KEYS = ("link.take", "link.copy", "dialog.cancel")
    DEFAULT_CSS = "LinkDialog #value { height: auto; margin: 1 0 0 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("choose"), id="link.take"),
        Binding("y", "copy", N_("copy"), id="link.copy"),
    ]

    def __init__(self, outside: Outside) -> None:
        """Show what can be done with ``outside``."""
        super().__init__()
        self._outside = outside

    def heading(self) -> str:
        """Return what the value is."""
        return self._outside.title

    def body(self) -> Iterable[Widget]:
        """Yield the value and the ways."""
        value = Content("\n").join([content(one) for one in wrapped(self._outside.text, INSIDE)])
        yield Static(value.stylize("bold"), id="value")
        yield Ways(self._outside.ways, self._outside.text)

    def action_take(self) -> None:
        """Close with the way under the bar."""
        self.dismiss(self.query_one(Ways).way())

    def on_ways_chosen(self) -> None:
        """Close with the way taken."""
        self.action_take()

    def action_copy(self) -> None:
        """Close with copying."""
        self.dismiss(Way(""))
