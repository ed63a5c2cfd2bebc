"""The line for the shop's name on the first page."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import reactive

from screens.widgets.line_input import LineInput

# While the line is at rest these are no letters of a name.
_DOOR_KEYS = ("1", "2", "3", "question_mark", "colon", "space")


class NameInput(LineInput):
    """Takes a name from its first letter on; until then, digits open the doors.

    It keeps the focus all the time, so that nothing typed fast goes astray. ``writing`` says
    whether digits belong to the name: after the first letter, Tab or a click.
    """

    DEFAULT_CSS = """
    NameInput.-rest:focus { border: none; border-left: solid $rule; background: $field; }
    NameInput.-rest > .input--cursor { background: $field; color: $muted; text-style: none; }
    NameInput.-rest:focus > .input--placeholder { color: $muted; }
    .-ascii NameInput.-rest:focus { border: none; border-left: ascii $rule; }
    NameInput:ansi.-rest:focus { background: ansi_default; text-style: none; }
    """

    writing: reactive[bool] = reactive(False, init=False)

    @dataclass
    class Turned(Message):
        """The line began or ended to take digits."""

    def on_mount(self) -> None:
        """Begin at rest."""
        self.add_class("-rest")

    def watch_writing(self, writing: bool) -> None:
        """Show whether the line is written in."""
        self.set_class(not writing, "-rest")
        self.cursor_blink = writing
        self.post_message(self.Turned())

    async def _on_key(self, event: events.Key) -> None:
        """Leave the keys of the page to it while at rest; any other letter begins the name."""
        if self.writing or not event.is_printable:
            return
        if event.key in _DOOR_KEYS:
            # Textual would go on to the line's own handler.
            event.prevent_default()
        else:
            self.writing = True

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key is a letter here, and not a key of the page."""
        if not self.writing and key in _DOOR_KEYS:
            return False
        return super().check_consume_key(key, character)

    def on_paste(self, event: events.Paste) -> None:
        """A paste is a name."""
        self.writing = True
        super().on_paste(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the page: it opens a door."""
        return False if action == "submit" else super().check_action(action, parameters)

    def on_click(self) -> None:
        """Write where the mouse points."""
        self.writing = True
