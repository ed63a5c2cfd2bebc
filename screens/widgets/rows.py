"""The list of every area: one widget that draws its own lines, for fifty rows or a million."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from kobicrm.i18n import N_
from screens.widgets.pages import Marks, Row, RowSource
from screens.widgets.rows_canvas import RowCanvas

if TYPE_CHECKING:
    from textual import events

    from screens.widgets.columns import Column


class Rows(RowCanvas):
    """A list with a header line, a cursor row and marks. Rows come page by page.

    The owner answers each :class:`PageWanted` with :meth:`supply`, reading in a thread. The
    bar finds its record again after a reload, and marks are kept by record.
    """

    HELP_NAME: ClassVar[str] = N_("In the list")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open"), id="list.open"),
        Binding("space", "mark", N_("Mark"), id="list.mark"),
        Binding("up,k", "move(-1)", N_("one row up"), show=False, id="list.up"),
        Binding("down,j", "move(1)", N_("one row down"), show=False, id="list.down"),
        Binding("pageup", "page(-1)", N_("one page up"), show=False, id="list.pageup"),
        Binding("pagedown", "page(1)", N_("one page down"), show=False, id="list.pagedown"),
        Binding("g,home", "first", N_("first row"), show=False, id="list.first"),
        Binding("G,end", "last", N_("last row"), show=False, id="list.last"),
    ]

    @dataclass
    class _ListMessage(Message):
        rows: Rows

        @property
        def control(self) -> Rows:
            """The list it came from."""
            return self.rows

    @dataclass
    class PageWanted(_ListMessage):
        """Rows ``page * 64`` to ``page * 64 + 63`` are to be read and supplied."""

        page: int
        generation: int

    @dataclass
    class CursorMoved(_ListMessage):
        """The cursor stands on another record; ``row`` is None while it is not read."""

        index: int
        row: Row | None

    @dataclass
    class Opened(_ListMessage):
        """Enter or a double click on a row."""

        row: Row

    @dataclass
    class Marked(_ListMessage):
        """Marks changed; ``count`` records are marked now."""

        count: int

    @dataclass
    class SortWanted(_ListMessage):
        """A column's header was clicked; ``key`` is the order it asks for."""

        key: str

    def __init__(
        self, columns: Sequence[Column], source: RowSource | None = None, *, id: str | None = None
    ) -> None:
        """Make an empty list, or one that draws from ``source`` (read it with ``reload``)."""
        super().__init__(columns, source, id=id)
        self._told: tuple[int, int | None] | None = None

    # What the owner sets

    @property
    def cursor_row(self) -> Row | None:
        """The row under the bar, or None while it is not read or the list is empty."""
        return self.source.get(self.cursor)

    @property
    def cursor_id(self) -> int | None:
        """The record under the bar: what a reload is to find again."""
        row = self.cursor_row
        return row.id if row else None

    def show(self, rows: Sequence[Row], total: int) -> None:
        """Show a new result at once from its first rows; the bar goes to the first one.

        While the count is unknown, ``total`` is what was found so far; see :meth:`grow`.
        """
        self.pages.restart(total, forget=True)
        self.gone = frozenset()
        self.cursor = 0
        if rows:
            self.pages.supply(0, list(rows), self.pages.generation)
            self.pages.grow(total)
        self.scroll_to(y=0, animate=False)
        self.measure()
        self._tell()

    def reload(self, total: int, cursor_index: int | None = None, *, forget: bool = False) -> None:
        """Read everything again: ``total`` rows, the record under the bar at ``cursor_index``.

        Without an index (it left the list) its successor is taken. Rows read before stay in
        sight until the new ones arrive, unless ``forget`` says that they are in another order;
        the bar keeps its height on the screen.
        """
        above = self.cursor - self.scroll_offset.y
        self.pages.restart(total, forget=forget)
        self.gone = frozenset()
        wanted = self.cursor if cursor_index is None else cursor_index
        self.cursor = max(0, min(wanted, self.total - 1))
        self.measure()
        self._tell()
        self.scroll_to(y=max(0, self.cursor - above), animate=False)
        self.reveal()

    def grow(self, total: int) -> None:
        """Take the final count of the result shown, once it is known."""
        self.pages.grow(total)
        self.cursor = max(0, min(self.cursor, self.total - 1))
        self.measure()
        self._tell()

    def supply(self, page: int, rows: Iterable[Row], generation: int) -> bool:
        """Take the rows of a page; False when a reload has made them old."""
        if not self.pages.supply(page, list(rows), generation):
            return False
        self.refresh()
        self._tell()
        return True

    def highlight(self, terms: Iterable[str]) -> None:
        """Show the folded search ``terms`` in bold accent wherever they stand."""
        self.terms = tuple(terms)
        self.refresh()

    def sort(self, key: str, *, descending: bool = False) -> None:
        """Show in the header which order the rows are in."""
        self.sorted_by = (key, descending)
        self.refresh()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, or the same ones otherwise."""
        self.columns = list(columns)
        self.refresh()

    def strike(self, record_ids: Iterable[int]) -> None:
        """Strike out records deleted elsewhere, until the next reload takes them away."""
        self.gone |= frozenset(record_ids)
        self.refresh()

    def mark_all(self) -> None:
        """Mark everything found, read or not."""
        self.marks = Marks(everything=True)
        self._marks_changed()

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.marks = Marks()
        self._marks_changed()

    def move_to(self, index: int) -> None:
        """Put the bar on row ``index``, or the nearest there is, and bring it into sight."""
        index = max(0, min(index, self.total - 1))
        if index != self.cursor:
            self.redraw(self.cursor)
            self.cursor = index
            self.redraw(index)
        self.reveal()
        self._tell()

    # Keys and mouse

    def action_move(self, step: int) -> None:
        """Move the bar by ``step`` rows."""
        self.move_to(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Move the bar by a window's height."""
        self.move_to(self.cursor + step * max(1, self.window - 1))

    def action_first(self) -> None:
        """Move the bar to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Move the bar to the last row."""
        self.move_to(self.total - 1)

    def action_open(self) -> None:
        """Open the record under the bar."""
        if row := self.cursor_row:
            self.post_message(self.Opened(self, row))

    def action_mark(self) -> None:
        """Mark the record under the bar, or take its mark away, and step on."""
        if row := self.cursor_row:
            self._toggle(row)
            self.move_to(self.cursor + 1)

    def on_click(self, event: events.Click) -> None:
        """Put the bar where the mouse is; twice opens, on the mark column marks."""
        event.stop()
        if event.y == 0:
            self._click_header(event.x)
            return
        index = self.scroll_offset.y + event.y - 1
        if index >= self.total:
            return
        self.move_to(index)
        row = self.cursor_row
        if row and event.x in (1, 2):
            self._toggle(row)
        elif row and event.chain == 2:
            self.post_message(self.Opened(self, row))

    def _click_header(self, x: int) -> None:
        for column, start, width in self.placed():
            if column.sortable and start <= x < start + width:
                self.post_message(self.SortWanted(self, column.sorts_by))

    def _toggle(self, row: Row) -> None:
        self.marks.toggle(row.id)
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self, self.marks.count(self.total)))

    def want(self, page: int, generation: int) -> None:
        """Send word that a page is to be read."""
        self.post_message(self.PageWanted(self, page, generation))

    def on_resize(self) -> None:
        """Keep the bar in sight when the window changes."""
        self.measure()
        self.reveal()

    def _tell(self) -> None:
        row = self.cursor_row
        now = (self.cursor, row.id if row else None)
        if self.total and now != self._told:
            self._told = now
            self.post_message(self.CursorMoved(self, self.cursor, row))
