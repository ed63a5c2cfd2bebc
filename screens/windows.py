"""Keeping a list filled from a service that hands out windows: first rows, pages, reloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from kobicrm.errors import KobiError
from screens.widgets.pages import PAGE_ROWS, Row
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from screens.app import KobiApp

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class View(Protocol[T_co]):
    """A list a service describes: its length once started, windows of it, places in it."""

    total: int

    def start(self) -> None:
        """Find out how long it is."""

    def window(self, offset: int, limit: int) -> Sequence[T_co]:
        """Return a few of it."""
        ...

    def index_of(self, one: int) -> int | None:
        """Return where a record stands in it."""
        ...


@dataclass(slots=True)
class Part(Generic[T]):
    """What was read of a list: its length, the place of one record, the pages around that."""

    view: View[T]
    total: int
    index: int | None
    pages: dict[int, list[Row]] = field(default_factory=dict)


def read_part(
    view: View[T], row_of: Callable[[T], Row], one: int | None, top: int, height: int
) -> Part[T]:
    """Read a list around the record ``one``, else around row ``top``, ``height`` rows of it."""
    view.start()
    index = view.index_of(one) if one is not None else None
    first = max(0, min(top if index is None else index - height, view.total - 1))
    last = min((top if index is None else index) + height, view.total - 1)
    part = Part(view, view.total, index)
    if last >= first:
        for page in range(first // PAGE_ROWS, last // PAGE_ROWS + 1):
            part.pages[page] = read_page(view, row_of, page)
    return part


def read_page(view: View[T], row_of: Callable[[T], Row], page: int) -> list[Row]:
    """Return one page of rows."""
    return [row_of(one) for one in view.window(page * PAGE_ROWS, PAGE_ROWS)]


class Windows(Generic[T]):
    """Reads one list for a ``Rows`` widget and tells its owner when something is known."""

    def __init__(
        self,
        app: KobiApp,
        rows: Rows,
        key: str,
        *,
        view_of: Callable[[], View[T]],
        row_of: Callable[[T], Row],
        changed: Callable[[], None],
    ) -> None:
        """Fill ``rows`` from ``view_of()``; ``key`` names the reads, ``changed`` is called after.

        ``row_of`` works in a thread: it makes a row of what the view hands out.
        """
        self.app = app
        self.rows = rows
        self.key = key
        self.total: int | None = None
        self._view_of = view_of
        self._row_of = row_of
        self._changed = changed
        self._view = view_of()

    def open(self) -> None:
        """Show the list from its beginning: another question is asked."""
        self._view = view = self._view_of()
        call = partial(read_part, view, self._row_of, None, 0, self.rows.window)
        self.app.jobs.read(self.key, call, self._opened)

    def _opened(self, part: Part[T]) -> None:
        if part.view is self._view:
            self.rows.show(part.pages.get(0, []), part.total)
            self._known(part)

    def reload(self, show: int | None = None) -> None:
        """Read the list again, keeping the bar on its record, or putting it on ``show``."""
        self._view = view = self._view_of()
        rows = self.rows
        one = rows.cursor_id if show is None else show
        top = rows.scroll_offset.y
        call = partial(read_part, view, self._row_of, one, top, rows.window)
        done = partial(self._reloaded, one, rows.cursor, moved=show is not None)
        self.app.jobs.read(self.key, call, done)

    def _reloaded(self, one: int | None, at: int, part: Part[T], *, moved: bool) -> None:
        if part.view is not self._view:
            return
        index = part.index
        if index is not None and not moved and self.rows.cursor_id != one:
            # The bar went on while the list was being read; it moves as its record did.
            index += self.rows.cursor - at
        self.rows.reload(part.total, index)
        for page, rows in part.pages.items():
            self.rows.supply(page, rows, self.rows.pages.generation)
        self._known(part)

    def _known(self, part: Part[T]) -> None:
        self.total = part.total
        self._changed()

    def page(self, number: int, generation: int) -> None:
        """Read the page of rows that came into sight."""
        self.app.jobs.read(
            f"{self.key}.{number}",
            partial(read_page, self._view, self._row_of, number),
            partial(self._page_read, number, generation),
            partial(self._page_failed, number, generation),
        )

    def _page_read(self, number: int, generation: int, rows: list[Row]) -> None:
        self.rows.supply(number, rows, generation)

    def _page_failed(self, number: int, generation: int, error: KobiError) -> None:
        self.rows.pages.release(number, generation)
        self.app.show_error(error)
