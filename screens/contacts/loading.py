"""Keeping the list filled: first rows at once, the rest behind, and again after every change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain.phones import query_digits
from kobicrm.domain.query import EVERYTHING, All, Filter
from kobicrm.domain.turkish import fold
from kobicrm.errors import QueryError
from kobicrm.services.contacts import ListView
from screens.contacts.filters import Filters
from screens.contacts.query_box import Known, Searched, has_sign, read_search
from screens.contacts.reading import (
    Again,
    First,
    Length,
    read_again,
    read_first,
    read_length,
    read_page,
)
from screens.contacts.sorting import Order

if TYPE_CHECKING:
    from kobicrm.errors import KobiError
    from screens.app import KobiApp
    from screens.widgets.pages import Row
    from screens.widgets.rows import Rows

LIST, PAGE, LETTER = "contacts.list", "contacts.page", "contacts.letter"
TYPING_SECONDS = 0.2


def search_terms(text: str) -> list[str]:
    """Return what of a search is marked in the rows."""
    digits = query_digits(text.strip())
    return [*(fold(word) for word in text.split()), *([digits] if digits else [])]


def joined(query: Filter | None, filters: Filter) -> Filter:
    """Return the filter of a query and of what was ticked."""
    if query is None:
        return filters
    return query if filters == EVERYTHING else All((query, filters))


def _asks(view: ListView) -> tuple[object, ...]:
    return view.text, view.where, view.sort, view.descending


class ListLoader:
    """Reads one list for a ``Rows`` widget and tells its owner when something is known."""

    def __init__(self, app: KobiApp, rows: Rows, changed: Callable[[], None]) -> None:
        """Fill ``rows``; ``changed`` is called when the count or the search changed."""
        self.app = app
        self.rows = rows
        # What the search asks for; with a mistake in it, what was asked for before.
        self.known: Known | None = None
        self.mistake: QueryError | None = None
        # Whether it waits for what queries of this shop may name.
        self.waits = False
        self._text, self._searched = "", Searched()
        self.filters = Filters()
        self.order = Order()
        # The whole list as it was counted last; it serves again until something is written.
        self._whole: ListView | None = None
        self.view = self._new_view()
        self.total: int | None = None
        self.everything: int | None = None
        self._changed = changed
        self._missing: Callable[[], None] | None = None

    @property
    def text(self) -> str:
        """The search text, with mistakes it may have."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        self._text, self.mistake = text, None
        self.waits = self.known is None and has_sign(text)
        if self.waits:
            return
        try:
            self._searched = read_search(self.app.session, text, self.known)
        except QueryError as error:
            self.mistake = error

    @property
    def words(self) -> str:
        """The search text when it is words alone, '' for a query."""
        return "" if self.mistake or self.waits else self._searched.words

    def know(self, known: Known) -> None:
        """Take what queries may name, and read the text again that waits for it."""
        self.known = known
        if self.waits or self.mistake is not None:
            self.open(self.text)

    @property
    def is_empty(self) -> bool:
        """Whether it is known that nothing is in the list."""
        return self.total == 0

    @property
    def narrowed(self) -> bool:
        """Whether a search or a filter leaves contacts out."""
        return bool(self.text or self.filters)

    def _new_view(self) -> ListView:
        view = ListView(
            self.app.session,
            text=self._searched.words,
            where=joined(self._searched.where, self.filters.where),
            sort=self.order.key,
            descending=self.order.descending,
        )
        if view.narrowed:
            return view
        if self._whole is None or _asks(self._whole) != _asks(view):
            self._whole = view
        return self._whole

    @property
    def _all(self) -> int | None:
        return self._whole.total if self._whole and self._whole.measured else None

    def _marked_terms(self) -> list[str]:
        if self._searched.where is None:
            return search_terms(self._searched.words)
        return [term for one in self._searched.terms for term in search_terms(one)]

    def written(self) -> None:
        """Something was written, here or elsewhere: what was counted may not be so any more."""
        self._whole = None

    def sort(self, order: Order) -> None:
        """Show the same records in another order, the bar staying on its record."""
        self.order = order
        self.rows.sort(order.key, descending=order.descending)
        self.reload()

    def filter(self, filters: Filters) -> None:
        """Show what passes ``filters`` as well, from the beginning of the list."""
        self.filters = filters
        self.open(self.text)

    def widen(self, *, text: bool = False, filters: bool = False) -> None:
        """Take the search or the filters away, keeping the bar on its record."""
        self.text = "" if text else self.text
        self.filters = Filters() if filters else self.filters
        self.rows.highlight(self._marked_terms())
        if self.rows.cursor_id is None:
            self.open(self.text)
        else:
            self.reload()

    def open(self, text: str = "") -> None:
        """Show the list narrowed to ``text`` from its beginning."""
        self.text = text.strip()
        if self.waits or self.mistake is not None:
            # The list stays as it is until the query can be read.
            return
        self.view = self._new_view()
        today = self.app.clock().date()
        # As many hits as are in sight are found at once, the others when nobody types.
        call = partial(read_first, self.view, today, self.rows.window)
        self.app.jobs.read(LIST, call, self._first_read)

    def _first_read(self, first: First) -> None:
        if first.view is not self.view:
            return
        self.rows.highlight(self._marked_terms())
        self.rows.show(first.rows, len(first.rows))
        self.total = None if first.rows else 0
        self._changed()
        # While somebody types, only the first hits of each letter are worth finding.
        after = TYPING_SECONDS if self.text else 0.0
        call = partial(read_length, first.view, self._all)
        self.app.jobs.read(LIST, call, self._length_read, after=after)

    def _length_read(self, length: Length) -> None:
        if length.view is not self.view:
            return
        self.total, self.everything = length.total, length.everything
        self.rows.grow(length.total)
        self._changed()

    def reload(self, show: int | None = None, missing: Callable[[], None] | None = None) -> None:
        """Read the list again, keeping the bar on its record, or putting it on ``show``.

        ``missing`` is called when ``show`` is not in the list.
        """
        rows = self.rows
        one = rows.cursor_id if show is None else show
        at, above = rows.cursor, rows.cursor - rows.scroll_offset.y
        view = self._new_view()
        today = self.app.clock().date()
        call = partial(read_again, view, one, at, above, rows.window, today, self._all)
        done = partial(self._read_again, one=one, at=at, show=show)
        self._missing = missing
        self.app.jobs.read(LIST, call, done)

    def _read_again(self, again: Again, *, one: int | None, at: int, show: int | None) -> None:
        before, self.view = self.view, again.view
        self.total, self.everything = again.total, again.everything
        index = again.index
        if index is None and show is not None and self._missing:
            self._missing()
        if index is not None and show is None and self.rows.cursor_id != one:
            # The bar went on while the list was being read; it moves as its record did.
            index += self.rows.cursor - at
        self.rows.reload(again.total, index, forget=_asks(before) != _asks(again.view))
        for page, rows in again.pages.items():
            self.rows.supply(page, rows, self.rows.pages.generation)
        self._changed()

    def place_of(self, one: int) -> tuple[int, int | None]:
        """Return the id and its place among all contacts, None when it is gone (in a reader)."""
        return one, ListView(self.app.session).index_of(one)

    def jump(self, letter: str) -> None:
        """Put the bar on the first row under ``letter``."""
        view = self.view

        def found(place: int) -> None:
            if view is self.view:
                self.rows.move_to(place)

        self.app.jobs.read(LETTER, partial(view.place_of_letter, letter), found)

    def page(self, number: int, generation: int) -> None:
        """Read the page of rows that came into sight."""
        today = self.app.clock().date()
        self.app.jobs.read(
            f"{PAGE}.{number}",
            partial(read_page, self.view, number, today),
            partial(self._page_read, number, generation),
            partial(self._page_failed, number, generation),
        )

    def _page_read(self, number: int, generation: int, rows: list[Row]) -> None:
        self.rows.supply(number, rows, generation)

    def _page_failed(self, number: int, generation: int, error: KobiError) -> None:
        self.rows.pages.release(number, generation)
        self.app.show_error(error)
