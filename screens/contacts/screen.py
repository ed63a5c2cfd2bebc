"""The contacts area: the list at the left, the card of the contact under the bar at the right."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from kobicrm.domain.money import format_count
from kobicrm.errors import KobiError, NotFound
from kobicrm.i18n import N_, _, language
from screens.app import DataChange
from screens.contacts.acts import Acts
from screens.contacts.card import Card
from screens.contacts.columns import COLUMNS
from screens.contacts.empty import say_nothing_there
from screens.contacts.keys import ContactKeys
from screens.contacts.loading import ListLoader
from screens.contacts.reading import CardData, read_card
from screens.contacts.values import count_text
from screens.text import content
from screens.widgets.empty import EmptyPlace
from screens.widgets.head_row import HeadRow, SearchInput
from screens.widgets.pages import Row
from screens.widgets.rows import Rows

CARD = "contacts.card"


class ContactRows(Rows):
    """The list of contacts; marking comes with bulk changes."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave marks out."""
        return False if action == "mark" else super().check_action(action, parameters)

    def _toggle(self, row: Row) -> None:
        """Leave marks out for the mouse, too."""


class ContactsScreen(ContactKeys):
    """Find, read, add, edit, note, tag and delete contacts."""

    AREA = "contacts"
    NAME = N_("Contacts")
    SEARCH = N_("name, phone, district")
    CSS_PATH = Path(__file__).with_name("contacts.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("Search"), id="contacts.search"),
        Binding(
            "v",
            "card",
            N_("Card"),
            tooltip=N_("show or hide the card"),
            show=False,
            id="contacts.card",
        ),
        Binding(
            "r", "reload", N_("Reload"), tooltip=N_("read again"), show=False, id="contacts.reload"
        ),
        Binding(
            "tab",
            "to_card",
            N_("Card"),
            tooltip=N_("list ↔ card"),
            show=False,
            id="contacts.to_card",
        ),
        Binding("escape", "step_back", N_("Clear search"), show=False, id="contacts.back"),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield list and card."""
        with Horizontal(id="split"):
            with Vertical(id="side"):
                yield ContactRows(COLUMNS, id="list")
                yield EmptyPlace(id="none")
            yield Card(me=self.kobi.session.author.staff, id="card")

    def on_mount(self) -> None:
        """Begin reading; nothing waits for it."""
        self.loader = ListLoader(self.kobi, self.rows, self._list_changed)
        self.acts = Acts(self.kobi)
        self.rows.sort("name")
        self.rows.focus()
        self.loader.open()
        self.acts.read_own_fields()
        self.follow_data(self._data_changed)

    @property
    def head(self) -> HeadRow:
        """The head row."""
        return self.query_one(HeadRow)

    # What is shown

    def facts(self) -> tuple[Content, Content | None]:
        """Return `2.041 kayıt` and the invitation to search, or what a search found."""
        loader = self.loader
        count = content(count_text(loader.total), "bold $foreground")
        if not self.head.searching:
            return count, self.head.search_hint() if loader.total != 0 or loader.text else None
        everything = loader.everything
        if not loader.text or everything is None:
            return count, None
        among = _("of {n}").format(n=format_count(everything, language()))
        return count, content(among, "$muted")

    def hints(self) -> list[str]:
        """Return the keys that matter for what has the focus."""
        if isinstance(self.focused, SearchInput):
            return ["search.list", "search.clear", "app.help_f1"]
        if isinstance(self.focused, Card):
            names = ["card.follow", "card.back", "contacts.copy", "contacts.edit"]
            return [*names, "contacts.note", "app.help"]
        if self.loader.is_empty:
            return ["contacts.new", *(["contacts.back"] if self.loader.text else []), "app.help"]
        names = ["list.open", "contacts.new", "contacts.edit", "contacts.note"]
        return [*names, "contacts.search", "app.help"]

    def _list_changed(self) -> None:
        """Show counts, and what to do when nothing is there."""
        self.show_head()
        empty = self.loader.is_empty
        self.set_class(empty, "-empty")
        self.set_class(empty and not self.loader.text, "-vacant")
        if empty:
            self._show_card(None)
            self._say_empty()
        elif self.rows.cursor_row is not None:
            self._read_card(self.rows.cursor_row)
        self.refresh_bindings()

    def _say_empty(self) -> None:
        say_nothing_there(self.query_one("#none", EmptyPlace), self.loader.text)

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        if self.loader.is_empty:
            self._say_empty()
        else:
            # Dates in the rows are words too.
            self.loader.reload()

    def _data_changed(self, change: DataChange) -> None:
        self.acts.read_own_fields()
        if change.own and change.show is not None and self.loader.text:
            self.loader.reload(change.show, partial(self._show_outside_search, change.show))
        else:
            self.loader.reload(change.show)

    def _show_outside_search(self, one: int) -> None:
        """Leave a search that does not hold the contact just written."""
        self.kobi.jobs.read(
            "contacts.outside", partial(self.loader.place_of, one), self._leave_search
        )

    def _leave_search(self, found: tuple[int, int | None]) -> None:
        if found[1] is not None:
            self.head.close_search()
            self.loader.text = ""
            self.loader.reload(found[0])

    # Card

    def _read_card(self, row: Row) -> None:
        call = partial(read_card, self.kobi.session, row.cells["uid"], self.kobi.clock())
        self.kobi.jobs.read(CARD, call, self._show_card, self._card_failed)

    def _show_card(self, data: CardData | None) -> None:
        if data is None:
            self.kobi.jobs.forget(CARD)
        self.card.show(data)

    def _card_failed(self, error: KobiError) -> None:
        if isinstance(error, NotFound):
            # Deleted a moment ago elsewhere: the row leaves with the next reload.
            if self.rows.cursor_id is not None:
                self.rows.strike([self.rows.cursor_id])
        else:
            self.kobi.show_error(error)

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Fill the card with the contact under the bar."""
        if event.row is not None and event.row.cells["uid"] == self.list_uid:
            self._read_card(event.row)

    def on_rows_page_wanted(self, event: Rows.PageWanted) -> None:
        """Read the rows that came into sight."""
        self.loader.page(event.page, event.generation)

    def on_rows_opened(self, _event: Rows.Opened) -> None:
        """Go to the card; in a narrow window it takes the place of the list."""
        self.action_to_card()

    def on_card_back(self) -> None:
        """Go back to the list."""
        self.action_to_list()

    def on_card_followed(self, event: Card.Followed) -> None:
        """Go to the contact a line of the card leads to."""
        self._close_search()
        self.action_to_list()
        self.loader.reload(event.go)

    # Search

    def action_search(self) -> None:
        """Open the search field."""
        self.head.open_search(self.loader.text)
        self.show_head()

    def on_head_row_searched(self, event: HeadRow.Searched) -> None:
        """Narrow the list with every letter."""
        self.loader.open(event.text)

    def on_search_input_left(self) -> None:
        """Keep the search and go to what it found."""
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

    def _close_search(self) -> None:
        searched = bool(self.loader.text)
        self.head.close_search()
        if searched:
            one = self.rows.cursor_id
            self.loader.text = ""
            self.rows.highlight(())
            if one is None:
                self.loader.open()
            else:
                self.loader.reload(one)
        self.show_head()

    def action_reload(self) -> None:
        """Read everything again."""
        self.kobi.shop_watch.read_shop()
        self.kobi.shop_watch.read_backup()
        self.loader.reload()

    def action_card(self) -> None:
        """Show or hide the card."""
        self.toggle_class("-no-card")
        if self.card.has_focus and not self.card.is_on_screen:
            self.rows.focus()

    def action_to_card(self) -> None:
        """Put the bar on the card."""
        if self.card.data is None:
            return
        self.remove_class("-no-card")
        self.add_class("-on-card")
        self.card.focus()

    def begin(self) -> None:
        """Put the bar on the list."""
        self.action_to_list()

    def action_to_list(self) -> None:
        """Put the bar on the list."""
        self.remove_class("-on-card")
        self.rows.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, wherever the mouse put it."""
        self.set_class(isinstance(event.widget, Card), "-on-card")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action == "step_back":
            return self.is_mounted and self.head.searching
        return super().check_action(action, parameters)
