"""The one-line input of all forms: one row, clean pastes, Turkish-safe completion."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.widgets import Input

from screens.text import plain


class LineInput(Input):
    """An input of one row that takes no control signs, neither from a paste nor from code."""

    DEFAULT_CSS = """
    LineInput, LineInput.-invalid {
        border: none; border-left: solid $rule; height: 1; padding: 0 1 0 0;
        background: $field; color: $foreground; background-tint: 0%;
    }
    LineInput:focus, LineInput.-invalid:focus {
        border: none; border-left: outer $primary; background: $cursor; background-tint: 0%;
    }
    LineInput > .input--placeholder, LineInput > .input--suggestion { color: $muted; }
    LineInput.-error, LineInput.-error:focus { border-left: outer $error; }
    LineInput:ansi, LineInput:ansi:focus { background: ansi_default; }
    LineInput:ansi:focus { text-style: bold; }
    """

    def __init__(self, value: str = "", **options: Any) -> None:
        """Take the options of ``Input``; text is not selected when the field gets the focus."""
        options.setdefault("select_on_focus", False)
        super().__init__(plain(value), **options)

    def validate_value(self, value: str) -> str:
        """Keep every value on one line and free of what a terminal would obey."""
        return plain(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a paste, joined by spaces, instead of the first one only."""
        event.stop()
        event.prevent_default()
        lines = (line.strip() for line in event.text.splitlines())
        text = plain(" ".join(line for line in lines if line))
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    @property
    def completion(self) -> str:
        """The completion shown behind the cursor, or nothing."""
        return self._suggestion
