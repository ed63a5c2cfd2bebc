"""The ground of a form sheet: all lines, drawn by one scrolling widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.widgets.sheet_drawing import SheetLook, draw_line

if TYPE_CHECKING:
    from screens.widgets.sheet import Sheet


class SheetLines(ScrollView, can_focus=False):
    """The ground: all lines, drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--label",
        "sheet--heading",
        "sheet--edge",
        "sheet--wrong",
        "sheet--field",
        "sheet--value",
        "sheet--answer",
        "sheet--question",
        "sheet--error",
        "sheet--key",
        "sheet--on",
        "sheet--chosen",
        "sheet--bar",
    }
    DEFAULT_CSS = """
    SheetLines { background: $surface; color: $foreground; overflow-x: hidden; overflow-y: auto;
                 scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; }
    SheetLines > .sheet--label { color: $muted; }
    SheetLines > .sheet--heading { color: $muted; text-style: bold; }
    SheetLines > .sheet--edge { color: $rule; background: $field; }
    SheetLines > .sheet--wrong { color: $error; background: $field; }
    SheetLines > .sheet--field, SheetLines > .sheet--value {
        background: $field; color: $foreground;
    }
    SheetLines > .sheet--answer { color: $muted; }
    SheetLines > .sheet--question { color: $warning; }
    SheetLines > .sheet--error { color: $error; }
    SheetLines > .sheet--key, SheetLines > .sheet--chosen {
        color: $foreground; text-style: bold;
    }
    SheetLines > .sheet--on { color: $primary; }
    SheetLines > .sheet--bar { background: $cursor; }
    SheetLines:ansi > .sheet--bar { text-style: bold; background: ansi_default; }
    """

    def __init__(self, sheet: Sheet) -> None:
        """Draw the lines of ``sheet``."""
        super().__init__()
        self.sheet = sheet
        self._looks: SheetLook | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows in sight; the styles are looked up once for all of them."""
        self._looks = self._look()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one row: of a line, or empty."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        rows = self.sheet.rows
        if index >= len(rows) or rows[index] is None:
            return Strip.blank(self.size.width, self.rich_style)
        line, row = rows[index]  # type: ignore[misc]
        active = line is self.sheet.active
        look = self._looks or self._look()
        if active and line.kind == "choice":
            return draw_line(line, row, look, width=width, active=True).apply_style(look.bar)
        return draw_line(line, row, look, width=width, active=active)

    def _look(self) -> SheetLook:
        names = SheetLook.__dataclass_fields__
        parts = {
            name: self.get_component_rich_style(f"sheet--{name}", partial=True)
            for name in names
            if name != "base"
        }
        return SheetLook(base=self.rich_style, **parts)

    def on_click(self, event: events.Click) -> None:
        """Put the bar where the mouse is; choose what it points at."""
        event.stop()
        self.sheet.clicked(event.x, event.y + self.scroll_offset.y)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the editor along."""
        super().watch_scroll_y(old_value, new_value)
        self.sheet.place()
