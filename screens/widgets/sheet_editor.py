"""What takes the keys of a form sheet: one input that goes from line to line, and the note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.suggester import Suggester

from screens.widgets.choice import NoteArea
from screens.widgets.line_input import LineInput
from screens.widgets.sheet_line import Line

if TYPE_CHECKING:
    from screens.widgets.sheet import Sheet

_STEPS = {"tab": 1, "down": 1, "enter": 1, "shift+tab": -1, "up": -1}


class LineSuggester(Suggester):
    """Completes what stands in the line with the bar."""

    def __init__(self, line: Line) -> None:
        """Ask the completion of ``line``."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole text that begins with ``value``, or None."""
        return (self._line.complete(value) or None) if self._line.complete else None


class SheetEditor(LineInput):
    """The input on the line with the bar; on a choice only its edge is seen.

    It keeps the focus while the bar moves, and handles the keys that move it in the order they
    came: in a burst the letters behind a Tab reach the next line.
    """

    DEFAULT_CSS = """
    SheetEditor { layer: keys; position: absolute; width: 28; }
    SheetEditor.-choice, SheetEditor.-choice:focus { width: 1; padding: 0; }
    SheetEditor.-mark, SheetEditor.-mark:focus { width: 14; }
    """

    def __init__(self, sheet: Sheet) -> None:
        """Serve the lines of ``sheet``."""
        super().__init__()
        self.sheet = sheet
        self.marking = False
        self._loading = False

    def load(self, line: Line, *, marking: bool = False) -> None:
        """Show a line, or with ``marking`` the word it is labelled with."""
        self._loading = True
        self.marking = marking
        self.suggester = None
        self.max_length = 40 if marking else line.limit
        text = line.mark if marking else line.value
        with self.prevent(self.Changed):
            self.value = "" if line.kind == "choice" else text
        self.cursor_position = len(self.value)
        self._suggestion = ""
        if line.complete and not marking:
            self.suggester = LineSuggester(line)
        self.set_class(line.kind == "choice", "-choice")
        self.set_class(marking, "-mark")
        self.set_class(line.state == "error" and not marking, "-error")
        self._loading = False

    def watch_value(self, value: str) -> None:
        """Hand on what was typed, at once."""
        if not self._loading:
            self.sheet.typed(value)

    def suggest(self, text: str) -> None:
        """Show ``text`` as the completion of what stands here."""
        self._suggestion = text
        self.refresh()

    async def _on_key(self, event: events.Key) -> None:
        line = self.sheet.active
        if event.key in _STEPS:
            event.stop()
            event.prevent_default()
            self.sheet.end_marking() if self.marking else self.sheet.step(_STEPS[event.key])
        elif event.key in ("pageup", "pagedown"):
            event.stop()
            event.prevent_default()
            self.sheet.page(1 if event.key == "pagedown" else -1)
        elif line is not None and line.kind == "choice":
            if self._choose(line, event):
                event.stop()
                event.prevent_default()
        else:
            await super()._on_key(event)

    def _choose(self, line: Line, event: events.Key) -> bool:
        steps = {"left": -1, "h": -1, "right": 1, "l": 1, "space": 1}
        if event.key in steps:
            line.step(steps[event.key])
        elif event.character and event.character in "123456789":
            line.choose(int(event.character) - 1)
        elif event.key in ("backspace", "delete") and not line.needed:
            line.value = ""
        else:
            return event.is_printable
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste into a text line only."""
        if self.sheet.active is not None and self.sheet.active.kind == "choice":
            event.stop()
            event.prevent_default()
        else:
            super().on_paste(event)


class SheetNote(NoteArea):
    """The text of several lines in a sheet; arrows leave it at its first and last line."""

    DEFAULT_CSS = "SheetNote { layer: keys; position: absolute; }"

    def __init__(self, sheet: Sheet, text: str, **options: Any) -> None:
        """Begin with ``text``."""
        super().__init__(text, **options)
        self.sheet = sheet

    def on_focus(self) -> None:
        """Put the bar here, however the focus came."""
        self.sheet.note_entered()

    def on_text_area_changed(self, event: NoteArea.Changed) -> None:
        """Send word of what was typed."""
        event.stop()
        self.sheet.noted()

    async def _on_key(self, event: events.Key) -> None:
        row = self.cursor_location[0]
        step = {"tab": 1, "shift+tab": -1}.get(event.key, 0)
        if event.key == "up" and row == 0:
            step = -1
        elif event.key == "down" and row == self.document.line_count - 1:
            step = 1
        if step:
            event.stop()
            event.prevent_default()
            self.sheet.step(step)
        else:
            await super()._on_key(event)
