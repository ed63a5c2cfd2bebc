"""A form of any length as one sheet: it draws its lines itself, one editor goes along.

A widget for each label, field and answer costs milliseconds each when a form is opened; here
forty lines cost what one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.widget import Widget

from screens.widgets.sheet_drawing import LABEL, is_wide, spans
from screens.widgets.sheet_editor import SheetEditor, SheetNote
from screens.widgets.sheet_ground import SheetLines
from screens.widgets.sheet_line import NOTHING, Line


class SheetOwner(Protocol):
    """Who checks the lines; all is called at once, on the UI thread."""

    def line_changed(self, line: Line) -> None:
        """Take note of what is being typed."""

    def line_left(self, line: Line) -> None:
        """Check the line that the bar left."""

    def line_accepted(self, line: Line) -> None:
        """Check what was accepted as if it had been typed."""

    def line_entered(self, line: Line) -> None:
        """Take note of where the bar is now."""


class Sheet(Widget):
    """Lines with a bar: Tab, arrows and Enter move it, the owner checks what was left."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; width: 1fr; layers: ground keys; layout: vertical; overflow: hidden; }
    Sheet SheetLines { layer: ground; height: 1fr; width: 1fr; }
    """

    def __init__(self, owner: SheetOwner, lines: Sequence[Line], *, spaced: bool = False) -> None:
        """Show ``lines``; ``spaced`` puts a blank row above each heading."""
        super().__init__()
        self.owner = owner
        self.lines: list[Line] = []
        self.rows: list[tuple[Line, int] | None] = []
        self.active: Line | None = None
        self.spaced = spaced
        self.ground = SheetLines(self)
        self.editor = SheetEditor(self)
        self.note: SheetNote | None = None
        self.put(lines)

    def compose(self) -> ComposeResult:
        """Put the editor over the ground."""
        yield self.ground
        yield self.editor

    def on_mount(self) -> None:
        """Stand on the first line; the note comes once the lines are seen."""
        self.go(self.active or self.first)
        self.call_after_refresh(self._mount_note)

    async def _mount_note(self) -> None:
        line = next((one for one in self.lines if one.kind == "note"), None)
        if line is not None and self.note is None and self.is_attached:
            note = SheetNote(self, line.value)
            await self.mount(note)
            self.note = note
            self.place()

    # Lines

    @property
    def first(self) -> Line:
        """The first line that can hold the bar, choices aside."""
        return next(one for one in self.lines if one.can_hold and one.kind == "text")

    def put(self, lines: Sequence[Line]) -> None:
        """Show these lines from now on, and those of them that are shown."""
        self.lines = list(lines)
        for line in self.lines:
            line.sheet = self
        self.lay()

    def lay(self) -> None:
        """Lay the lines out again."""
        self.rows = []
        for line in self.lines:
            if line.shown:
                if line.kind == "heading" and self.spaced and self.rows:
                    self.rows.append(None)
                self.rows += [(line, row) for row in range(line.rows)]
        if self.is_mounted:
            self.ground.virtual_size = Size(self.ground.size.width, len(self.rows))
            self.ground.refresh()
            self.place()

    def top(self, line: Line) -> int:
        """Return the first row of a line, -1 when it isn't shown."""
        return next((at for at, one in enumerate(self.rows) if one and one[0] is line), -1)

    def redraw(self, line: Line) -> None:
        """Draw one line again."""
        if not self.is_mounted:
            return
        if line is self.active and line.kind == "text" and not self.editor.marking:
            self.editor.set_class(line.state == "error", "-error")
            self._widen(line)
        at = self.top(line) - self.ground.scroll_offset.y
        if 0 <= at < self.ground.size.height:
            self.ground.refresh(Region(0, at, self.ground.size.width, line.rows))

    # The bar

    @property
    def has_keys(self) -> bool:
        """Whether the keys arrive here."""
        return self.editor.has_focus or bool(self.note and self.note.has_focus)

    def go(self, line: Line) -> None:
        """Put the bar on a line, if it can stand there."""
        if not line.can_hold or (line.kind == "note" and self.note is None):
            return
        self._enter(line)
        if line.kind == "note" and self.note:
            self.note.focus(scroll_visible=False)
        else:
            self.editor.focus(scroll_visible=False)

    def _enter(self, line: Line) -> None:
        before = self.active
        self.active = line
        if line.kind != "note":
            self.editor.load(line)
        if before is not None and before is not line:
            self.owner.line_left(before)
            self.redraw(before)
        self.reveal(line)
        self.place()
        self.redraw(line)
        self.owner.line_entered(line)

    def note_entered(self) -> None:
        """Put the bar on the note, which has the focus already."""
        line = next(one for one in self.lines if one.kind == "note")
        if self.active is not line:
            self._enter(line)

    def step(self, step: int) -> None:
        """Move the bar to the next line that can hold it, round the corner."""
        stops = [one for one in self.lines if one.can_hold]
        if self.note is None:
            stops = [one for one in stops if one.kind != "note"]
        here = stops.index(self.active) if self.active in stops else 0
        self.go(stops[(here + step) % len(stops)])

    def page(self, step: int) -> None:
        """Move the bar a window further."""
        if self.active is None:
            return
        wanted = self.top(self.active) + step * max(self.ground.size.height - 1, 1)
        holding = [
            (at, one[0]) for at, one in enumerate(self.rows) if one and one[0].kind != "note"
        ]
        stops = [(at, line) for at, line in holding if line.can_hold]
        self.go(min(stops, key=lambda stop: abs(stop[0] - wanted))[1])

    def reveal(self, line: Line) -> None:
        """Scroll as little as needed to have a line in sight, with its heading at the top."""
        at, height = self.top(line), self.ground.size.height
        if at < 0 or height <= 0:
            return
        first = at
        while first > 0 and (self.rows[first - 1] is None or not self._holds(first - 1)):
            first -= 1
        if first == self._first_row():
            first = 0
        top = self.ground.scroll_offset.y
        if first < top:
            self.ground.scroll_to(y=first, animate=False, force=True)
        elif at + line.rows > top + height:
            self.ground.scroll_to(y=at + line.rows - height, animate=False, force=True)

    def _holds(self, row: int) -> bool:
        one = self.rows[row]
        return one is not None and one[0].can_hold

    def _first_row(self) -> int:
        return next((at for at in range(len(self.rows)) if self._holds(at)), 0)

    def place(self) -> None:
        """Put editor and note over their lines."""
        scrolled = self.ground.scroll_offset.y
        if self.active is not None and self.active.kind != "note":
            left = 0 if self.editor.marking else LABEL - (self.active.kind == "choice")
            self.editor.styles.offset = (left, self.top(self.active) - scrolled)
            self._widen(self.active)
        elif self.active is not None:
            # Out of sight; it has no line now.
            self.editor.styles.offset = (0, -2)
        if self.note is not None:
            line = next(one for one in self.lines if one.kind == "note")
            self.note.styles.width = self.ground.scrollable_content_region.width - LABEL
            self.note.styles.height = line.rows
            self.note.styles.offset = (LABEL, self.top(line) - scrolled if line.shown else -9)

    def _widen(self, line: Line) -> None:
        """Give a long text the room of an empty answer."""
        room = self.ground.scrollable_content_region.width - LABEL
        wanted = room if is_wide(line) and not self.editor.marking else None
        given = self.editor.styles.inline.width
        if (given.value if given else None) != wanted:
            self.editor.styles.width = wanted

    def on_resize(self) -> None:
        """Keep the bar in sight at another size."""
        self.ground.virtual_size = Size(self.ground.size.width, len(self.rows))
        if self.active is not None:
            self.reveal(self.active)
        self.place()

    # What the editor and the mouse do

    def typed(self, text: str) -> None:
        """Take over what stands in the editor."""
        line = self.active
        if line is None or line.kind != "text":
            return
        if self.editor.marking:
            line.mark = text.strip()
            return
        line.keep(text)
        if line.said.offer is not None or line.state == "error":
            line.say(NOTHING)
        self.owner.line_changed(line)
        self._widen(line)

    def noted(self) -> None:
        """Send word that the note changed."""
        self.owner.line_changed(next(one for one in self.lines if one.kind == "note"))

    def was_set(self, line: Line) -> None:
        """Show a value that was put into a line from outside."""
        if line.kind == "note" and self.note:
            self.note.text = line.kept
        elif line is self.active and line.kind == "text" and not self.editor.marking:
            self.editor.load(line)
        self.redraw(line)
        self.owner.line_changed(line)

    def accept(self) -> None:
        """Take over what was offered, or the completion shown in the field."""
        line = self.active
        if line is None or line.kind != "text":
            return
        offer = line.said.offer or self.editor.completion
        if offer:
            line.say(NOTHING)
            line.value = offer
            self.owner.line_accepted(line)

    def begin_marking(self) -> None:
        """Write the label of the line with the bar in one's own word."""
        if self.active is not None and self.active.marks:
            self.editor.load(self.active, marking=True)
            self.place()

    def end_marking(self) -> None:
        """Go back to the field."""
        line = self.active
        if line is not None and self.editor.marking:
            self.editor.load(line)
            self.place()
            self.redraw(line)
            self.owner.line_changed(line)

    def clicked(self, x: int, row: int) -> None:
        """Put the bar on the row; a click on an option chooses it."""
        one = self.rows[row] if 0 <= row < len(self.rows) else None
        if one is None or not one[0].can_hold:
            return
        line = one[0]
        self.go(line)
        if line.kind == "text":
            self.editor.cursor_position = max(0, min(x - LABEL - 1, len(line.value)))
        elif line.kind == "choice":
            for start, end, place in spans(line, self.ground.scrollable_content_region.width):
                if start <= x < end:
                    line.choose(place)
