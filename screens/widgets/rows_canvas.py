"""The drawing half of a list: a scrolling ground that paints header and rows by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.styles.glyphs import current
from screens.widgets.columns import Column, Placed, place
from screens.widgets.pages import Marks, Pages, Row, RowSource
from screens.widgets.rows_drawing import Look, State, draw_header, draw_row

if TYPE_CHECKING:
    from rich.style import Style

# Rows whose lines are kept drawn: some windows full, for moving back and forth.
MOST_DRAWN = 512
# What a cell may be coloured as, when its colour means something.
TONES = ("muted", "success", "warning", "error")


class RowCanvas(ScrollView, can_focus=True):
    """What a list shows and where it stands; keys, mouse and messages come on top."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--header",
        "rows--sorted",
        "rows--muted",
        "rows--bar",
        "rows--mark",
        "rows--cursor",
        "rows--match",
        "rows--gone",
        "rows--success",
        "rows--warning",
        "rows--error",
    }

    DEFAULT_CSS = """
    RowCanvas { background: $background; color: $foreground; overflow-x: hidden; overflow-y: auto;
           scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; }
    RowCanvas > .rows--header { color: $muted; }
    RowCanvas > .rows--sorted { color: $muted; text-style: bold; }
    RowCanvas > .rows--muted { color: $muted; }
    RowCanvas > .rows--bar { color: $muted; }
    RowCanvas:focus > .rows--bar { color: $primary; }
    RowCanvas > .rows--mark { color: $primary; }
    RowCanvas > .rows--match { color: $primary; text-style: bold; }
    RowCanvas > .rows--gone { color: $muted; text-style: strike; }
    RowCanvas > .rows--success { color: $success; }
    RowCanvas > .rows--warning { color: $warning; }
    RowCanvas > .rows--error { color: $error; }
    RowCanvas > .rows--cursor { background: $cursor-idle; }
    RowCanvas:focus > .rows--cursor { background: $cursor; }
    RowCanvas:ansi > .rows--cursor { background: ansi_default; text-style: bold reverse; }
    RowCanvas:ansi:blur > .rows--cursor { background: ansi_default; text-style: reverse; }
    """

    def __init__(
        self, columns: Sequence[Column], source: RowSource | None = None, *, id: str | None = None
    ) -> None:
        """Make an empty list, or one that draws from ``source``."""
        super().__init__(id=id)
        self.columns = list(columns)
        self.pages = Pages()
        self.source: RowSource = source or self.pages
        self.marks = Marks()
        self.sorted_by: tuple[str, bool] | None = None
        self.cursor = 0
        self.terms: tuple[str, ...] = ()
        self.gone: frozenset[int] = frozenset()
        self._drawn: dict[tuple[int, State], tuple[Row | None, Strip]] = {}
        self._drawn_for: tuple[object, ...] = ()

    @property
    def total(self) -> int:
        """How many rows there are, as far as known."""
        return self.source.total

    def want(self, page: int, generation: int) -> None:
        """Have the rows of ``page`` read; called while drawing, so it only sends word."""

    @property
    def window(self) -> int:
        """How many rows are in sight."""
        return max(1, self.size.height - 1)

    def measure(self) -> None:
        """Take the number of rows and the width into account, and draw everything again."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.total + 1)
        self.refresh()

    def reveal(self) -> None:
        """Scroll as little as needed to have the bar in sight."""
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + self.window:
            self.scroll_to(y=self.cursor - self.window + 1, animate=False)

    def redraw(self, index: int) -> None:
        """Draw one row again."""
        y = index - self.scroll_offset.y + 1
        if 0 < y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in sight, and ask for the pages they lack."""
        if self.source is self.pages:
            top = self.scroll_offset.y
            generation = self.pages.generation
            for page in self.pages.wanted(top, top + self.window):
                self.want(page, generation)
        self._keep_drawn()
        return super().render_lines(crop)

    def _keep_drawn(self) -> None:
        """Forget drawn rows when anything they depend on has changed, or there are too many."""
        width = self.scrollable_content_region.width
        depends = (width, self.size.width, self._look(), self.terms, tuple(self.columns), current())
        if depends != self._drawn_for or len(self._drawn) > MOST_DRAWN:
            self._drawn.clear()
            self._drawn_for = depends

    def render_line(self, y: int) -> Strip:
        """Draw one line: the header, a row, or empty ground."""
        width = self.scrollable_content_region.width
        if y == 0:
            return draw_header(self.placed(), self._look(), width, self.sorted_by)
        index = self.scroll_offset.y + y - 1
        if index >= self.total:
            return Strip.blank(width, self.rich_style)
        row = self.source.get(index)
        state = State(
            cursor=index == self.cursor,
            marked=row is not None and self.marks.has(row.id),
            gone=row is not None and row.id in self.gone,
        )
        known = self._drawn.get((index, state))
        if known is None or known[0] is not row:
            strip = draw_row(
                row, self.placed(), self._look(), width=width, state=state, terms=self.terms
            )
            known = self._drawn[index, state] = (row, strip)
        return known[1]

    def placed(self) -> list[Placed]:
        """Return the columns shown at the present width, with their places."""
        return place(self.columns, self.size.width)

    def _look(self) -> Look:
        def part(name: str) -> Style:
            return self.get_component_rich_style(f"rows--{name}", partial=True)

        names = ("header", "sorted", "muted", "bar", "mark", "match", "gone", "cursor")
        parts = {name: part(name) for name in names}
        tones = tuple((name, part(name)) for name in TONES)
        reverse = self.app.native_ansi_color
        return Look(base=self.rich_style, reverse=reverse, tones=tones, **parts)
