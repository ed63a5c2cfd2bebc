"""The three doors of the first page, drawn as one block."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from kobicrm.i18n import N_, _
from screens.styles.glyphs import current
from screens.text import content, fit, pad
from screens.widgets.keys import key_name

IMPORT, ADD, DEMO = 1, 2, 3
DOORS: dict[int, tuple[str, str]] = {
    IMPORT: (
        N_("Import my customer list"),
        N_("An Excel or CSV file. You see what will happen first."),
    ),
    ADD: (N_("Add my first customer"), N_("A name and a phone will do; the rest later.")),
    DEMO: (
        N_("Look around the demo shop"),
        N_("2,000 invented contacts. Your file stays untouched."),
    ),
}
# Bar, space, digit and two spaces before the words.
_INDENT = 5


class Doors(Widget):
    """Doors with a bar on one of them; a click opens."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Doors { height: 8; width: 1fr; }
    Doors.-close { height: 6; }
    """

    at: reactive[int] = reactive(IMPORT)
    # Whether Enter acts on the bar and nothing else has the keys.
    lit: reactive[bool] = reactive(True)
    # A door somebody went through, while what is behind it is made ready.
    waiting: reactive[int] = reactive(0)

    @dataclass
    class Clicked(Message):
        """A door was clicked."""

        door: int

    def move(self, step: int) -> None:
        """Move the bar, stopping at the ends."""
        self.at = max(IMPORT, min(DEMO, self.at + step))

    def on_click(self, event: events.Click) -> None:
        """Open the door under the mouse."""
        if door := event.style.meta.get("door"):
            event.stop()
            self.post_message(self.Clicked(int(door)))

    def render(self) -> Content:
        """Draw the doors, a blank line between them where there is room."""
        gap = "\n" if self.has_class("-close") else "\n\n"
        return Content(gap).join([self._door(number) for number in DOORS])

    def _door(self, number: int) -> Content:
        name, note = (_(text) for text in DOORS[number])
        if number == self.waiting:
            note = _("Being made ready…   {key} stay here").format(key=key_name("escape"))
        on, ansi = number == self.at, self.app.native_ansi_color
        bar = current().bar if on and not ansi else " "
        bar_style = "$primary" if self.lit else "$muted"
        room = self.size.width - _INDENT
        first = Content.assemble(
            (f"{bar} ", bar_style),
            (f"{number}  ", "bold $primary"),
            content(pad(name, room), "bold $foreground"),
        )
        second = Content.assemble(
            (bar.ljust(_INDENT), bar_style), content(pad(fit(note, room), room), "$muted")
        )
        if on and ansi:
            # Sixteen colours: the whole block reversed, without colours of its own.
            first, second = (
                Content.styled(line.plain, "bold reverse" if self.lit else "reverse")
                for line in (first, second)
            )
        elif on:
            ground = "on $cursor" if self.lit else "on $cursor-idle"
            first, second = first.stylize(ground), second.stylize(ground)
        whole = Content("\n").join([first, second])
        return whole.stylize(Style.from_meta({"door": number}))
