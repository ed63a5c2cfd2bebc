"""The keys of the search: opened, read with every letter, mended, kept or cleared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.suggester import SuggestionReady

from kobicrm.i18n import error_text
from screens.contacts.columns import COLUMNS
from screens.contacts.filters import Filters
from screens.contacts.list_keys import ListKeys
from screens.contacts.query_box import Known, QuerySuggester, has_sign, is_unfinished, read_known
from screens.text import plain
from screens.widgets.columns import arranged
from screens.widgets.head_row import HeadRow, SearchInput
from screens.widgets.keys import key_of

if TYPE_CHECKING:
    from kobicrm.errors import QueryError
    from kobicrm.services.views import SavedView

KNOWN = "contacts.query"


class Searching(ListKeys):
    """Search with words and queries."""

    # Whether a mistake at the end of the text is told too: Enter said it is finished.
    _finished = False
    # Whether what queries may name was asked for since the field was opened.
    _asked = False

    def action_search(self) -> None:
        """Open the search field."""
        self.head.open_search(self.loader.text)
        self.show_head()
        if self.head.field.suggester is None:
            self.head.field.suggester = QuerySuggester(Known())
        # Read when a query needs it; and again next time, the shop may have new fields.
        self._asked = False

    def _known(self, known: Known) -> None:
        field = self.head.field
        field.suggester = QuerySuggester(known)
        self.loader.know(known)
        # What was typed before the shop's values were known completes now.
        if found := known.completion(field.value):
            field.post_message(SuggestionReady(field.value, found))
        self.show_head()

    def on_head_row_searched(self, event: HeadRow.Searched) -> None:
        """Narrow the list with every letter."""
        self.marked.narrowed()
        self._finished = False
        if not self._asked and has_sign(event.text):
            self._asked = True
            self.kobi.jobs.read(KNOWN, partial(read_known, self.kobi.session), self._known)
        had_mistake = self._told is not None
        self.loader.open(event.text)
        if had_mistake or self._told is not None:
            self.show_head()

    @property
    def _told(self) -> QueryError | None:
        """The mistake that is told now."""
        mistake = self.loader.mistake
        if mistake is None or (not self._finished and is_unfinished(mistake, self.loader.text)):
            return None
        return mistake

    def show_head(self) -> None:
        """Write the head row, and below it what is wrong with the query."""
        super().show_head()
        mistake = self._told
        if mistake is None or self.kobi.trouble or not self.head.searching:
            return
        mended = mistake.mended(self.loader.text) != self.loader.text
        key = key_of(self.app, "search.mend", SearchInput) if mended else ""
        self.head.set_mistake(plain(error_text(mistake)), key)

    def on_search_input_mended(self) -> None:
        """Put in what was probably meant; without a mistake, what completes the text."""
        mistake, field = self._told, self.head.field
        text = mistake.mended(self.loader.text) if mistake else field.completion or field.value
        if text != field.value:
            field.value = text
            field.cursor_position = len(text)

    def on_search_input_left(self) -> None:
        """Keep the search and go to what it found; a mistake is told first."""
        if self.loader.mistake is not None:
            self._finished = True
            self.show_head()
            return
        if not self.loader.text:
            self._close_search()
        self.action_to_list()

    def on_search_input_cleared(self) -> None:
        """End the search."""
        self._close_search()
        self.action_to_list()

    def action_step_back(self) -> None:
        """Take the search away."""
        self._close_search()

    if TYPE_CHECKING:

        def action_to_list(self) -> None:
            """Put the bar on the list."""

    def _close_search(self) -> None:
        self.head.close_search()
        if self.loader.text:
            self.marked.narrowed()
            self.loader.widen(text=True)
        self.show_head()

    # Views

    def show_view(self, view: SavedView) -> None:
        """Show what a view finds, with its columns and in its order; neither is remembered."""
        from screens.contacts.view_text import order_of, wishes_of

        self.view = view
        if wishes := wishes_of(view, [column.key for column in COLUMNS]):
            self.rows.set_columns(arranged(COLUMNS, wishes))
        if (order := order_of(view)) is not None and order != self.loader.order:
            self.loader.order = order
            self.rows.sort(order.key, descending=order.descending)
        self.marked.narrowed()
        self.loader.filters = Filters()
        if view.query:
            self.head.open_search(view.query)
            self.action_to_list()
        else:
            self.head.close_search()
        self.loader.open(view.query)
        self.show_head()

    @property
    def view_shown(self) -> str:
        """The name of the view that is shown, '' when the list was narrowed otherwise since."""
        view = self.view
        if view is None or self.loader.filters or self.loader.text != view.query.strip():
            return ""
        return view.name
