"""The drawing half of a list: a scrolling ground that paints header and rows by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region, Size
from textual.strip import Strip

from kobicrm.i18n import language
from screens.styles.glyphs import current
from screens.widgets.canvas import Canvas
from screens.widgets.columns import Column, Placed, place
from screens.widgets.pages import Marks, Pages, Row, RowSource
from screens.widgets.rows_drawing import Look, State, draw_header, draw_row

if TYPE_CHECKING:
    from rich.style import Style

# Rows whose lines are kept drawn: some windows full, for moving back and forth.
MOST_DRAWN = 512
# The parts of a list that have a style of their own.
PARTS = (
    *("header", "sorted", "muted", "bar", "bar-idle", "mark", "match", "gone"),
    *("cursor", "cursor-idle"),
)
# What a cell may be coloured as, when its colour means something.
TONES = ("text", "accent", "muted", "success", "warning", "error")


class RowCanvas(Canvas, can_focus=True):
    """What a list shows and where it stands; keys, mouse and messages come on top."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--header",
        "rows--sorted",
        "rows--muted",
        "rows--bar",
        "rows--bar-idle",
        "rows--mark",
        "rows--cursor",
        "rows--cursor-idle",
        "rows--match",
        "rows--gone",
        "rows--text",
        "rows--accent",
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
    RowCanvas > .rows--bar { color: $primary; }
    RowCanvas > .rows--bar-idle { color: $muted; }
    RowCanvas > .rows--mark { color: $primary; }
    RowCanvas > .rows--match { color: $primary; text-style: bold; }
    RowCanvas > .rows--gone { color: $muted; text-style: strike; }
    RowCanvas > .rows--text { color: $foreground; }
    RowCanvas > .rows--accent { color: $primary; }
    RowCanvas > .rows--success { color: $success; }
    RowCanvas > .rows--warning { color: $warning; }
    RowCanvas > .rows--error { color: $error; }
    RowCanvas > .rows--cursor { background: $cursor; }
    RowCanvas > .rows--cursor-idle { background: $cursor-idle; }
    RowCanvas:ansi > .rows--cursor { background: ansi_default; text-style: bold reverse; }
    RowCanvas:ansi > .rows--cursor-idle { background: ansi_default; text-style: reverse; }
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
        self._look: Look
        self._placed: list[Placed]
        self._header: Strip
        self._width = 0

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
        """Take the number of rows and the width into account."""
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

    def ready(self) -> None:
        """Ask for the pages the lines in sight lack."""
        if self.source is self.pages:
            top = self.scroll_offset.y
            generation = self.pages.generation
            for page in self.pages.wanted(top, top + self.window):
                self.want(page, generation)
        self._keep_drawn()

    def _keep_drawn(self) -> None:
        """Forget drawn lines when anything they depend on has changed, or there are too many."""
        width = self.scrollable_content_region.width
        look, placed = self._find_look(), self.placed()
        depends = (width, look, self.terms, placed, current(), language(), self.sorted_by)
        if depends != self._drawn_for or len(self._drawn) > MOST_DRAWN:
            self._drawn.clear()
            self._drawn_for = depends
            self._look, self._width, self._placed = look, width, placed
            self._header = draw_header(placed, look, width, self.sorted_by)

    def draw_line(self, row: Row | None, state: State) -> Strip:
        """Return the line of a row, None while it is not read."""
        return draw_row(
            row, self._placed, self._look, width=self._width, state=state, terms=self.terms
        )

    def draw(self, y: int) -> Strip:
        """Draw one line: the header, a row, or empty ground."""
        if y == 0:
            return self._header
        index = self.scroll_offset.y + y - 1
        if index >= self.total:
            return Strip.blank(self._width, self._look.base)
        row = self.source.get(index)
        state = State(
            cursor=index == self.cursor,
            idle=index == self.cursor and not self.has_focus,
            marked=row is not None and self.marks.has(row.id),
            gone=row is not None and row.id in self.gone,
        )
        known = self._drawn.get((index, state))
        if known is None or known[0] is not row:
            known = self._drawn[index, state] = (row, self.draw_line(row, state))
        return known[1]

    def placed(self) -> list[Placed]:
        """Return the columns shown at the present width, with their places."""
        return place(self.columns, self.size.width)

    def _find_look(self) -> Look:
        def part(name: str) -> Style:
            return self.get_component_rich_style(f"rows--{name}", partial=True)

        parts = {name.replace("-", "_"): part(name) for name in PARTS}
        tones = tuple((name, part(name)) for name in TONES)
        reverse = self.app.native_ansi_color
        return Look(base=self.rich_style, reverse=reverse, tones=tones, **parts)
