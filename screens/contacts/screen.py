"""The contacts area: the list at the left, the card of the contact under the bar at the right."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from kobicrm.errors import KobiError, NotFound
from kobicrm.i18n import N_
from screens.contacts.card import Card
from screens.contacts.card_acts import ContactCard
from screens.contacts.columns import COLUMNS
from screens.contacts.empty import say_nothing_there
from screens.contacts.facts import facts
from screens.contacts.filters import Filters, employees_of
from screens.contacts.loading import ListLoader
from screens.contacts.marked import Marked
from screens.contacts.searching import Searching
from screens.contacts.warming import warm_up
from screens.text import content
from screens.widgets.empty import EmptyPlace
from screens.widgets.head_row import SearchInput
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content
    from textual.widget import Widget

    from screens.app import DataChange
    from screens.widgets.pages import Row

# Of these the one Esc does now is shown.
_BACK = ("contacts.stop", "contacts.back", "contacts.unfilter", "contacts.unmark")


class ContactsScreen(Searching):
    """Find, read, add, edit, note, tag and delete contacts."""

    AREA = "contacts"
    NAME = N_("Contacts")
    SEARCH = N_("name, phone, district")
    CSS_PATH = Path(__file__).with_name("contacts.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the list sees it: in a burst the letters behind it must reach the field.
        Binding("slash", "search", N_("Search"), id="contacts.search", priority=True),
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
    ]

    def body(self) -> Iterable[Widget]:
        """Yield list and card."""
        with Horizontal(id="split"):
            with Vertical(id="side"):
                yield Rows(COLUMNS, id="list")
                yield EmptyPlace(id="none")
            yield ContactCard(me=self.kobi.session.author.staff, id="card")

    def on_mount(self) -> None:
        """Begin reading; nothing waits for it."""
        self.loader = ListLoader(self.kobi, self.rows, self._list_changed)
        self.marked = Marked(self.kobi, self.rows, self.loader, self.marks_changed)
        self.show_as_remembered()
        # At once: who comes with `/` from elsewhere is in the field with the next letter.
        self.set_focus(self.rows)
        self.loader.open()
        self.follow_data(self._data_changed)
        warm_up(self.kobi)

    # What is shown

    def facts(self) -> tuple[Content, Content | None]:
        """Return marks, counts and filter, and the invitation to search."""
        running = self.bulk_running.line() if self.bulk_running else None
        if running:
            return running, None
        name = self.view_shown
        view = content(name, "bold $primary") if name else None
        return facts(self.head, self.loader, self.marked, view)

    def hints(self) -> list[str]:
        """Return the keys that matter for what has the focus."""
        if isinstance(self.focused, SearchInput):
            return ["search.list", "search.clear", "app.help_f1"]
        if isinstance(self.focused, Card):
            return [*self.card.hints(), "contacts.log", "contacts.edit", "card.back", "app.help"]
        if self.marked:
            return ["contacts.tags", "contacts.bulk", "contacts.delete", "contacts.export", *_BACK]
        if self.loader.is_empty:
            return ["contacts.new", *_BACK, "contacts.filter", "app.help"]
        names = ["list.open", "contacts.new", "contacts.edit", "list.mark"]
        return [*names, "contacts.search", *_BACK[:1], "app.help"]

    def _list_changed(self) -> None:
        """Show counts, and what to do when nothing is there."""
        self.kobi.curtain.lift()
        self.show_head()
        empty = self.loader.is_empty
        self.set_class(empty, "-empty")
        self.set_class(empty and not self.loader.narrowed, "-vacant")
        if empty:
            self.card.show(None)
            self._say_empty()
        elif self.rows.cursor_row is not None:
            self._read_card(self.rows.cursor_row)
        self.refresh_bindings()

    def _say_empty(self) -> None:
        place = self.query_one("#none", EmptyPlace)
        say_nothing_there(place, self.loader.text, self.loader.filters.words())

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        if self.loader.is_empty:
            self._say_empty()
        else:
            # Dates in the rows are words too.
            self.loader.reload()

    def _data_changed(self, change: DataChange) -> None:
        if self.kobi.loaded_acts is not None:
            self.acts.read_own_fields()
        self.marked.look_again()
        one, loader = change.show, self.loader
        loader.written()
        # Who works through a filter ("no phone") sees each contact leave it, and goes on.
        works_on = bool(loader.filters) and one == self.rows.cursor_id
        if change.own and one is not None and loader.narrowed and not works_on:
            loader.reload(one, partial(self._show_outside, one))
        else:
            loader.reload(None if works_on else one)

    def _show_outside(self, one: int) -> None:
        """Leave a search and a filter that do not hold the contact just written."""
        read = partial(self.loader.place_of, one)
        self.kobi.jobs.read("contacts.outside", read, self._show_all)

    def _show_all(self, found: tuple[int, int | None]) -> None:
        if found[1] is not None:
            self.marked.narrowed()
            self.head.close_search()
            self.loader.text, self.loader.filters = "", Filters()
            self.loader.reload(found[0])

    # Card

    def _read_card(self, row: Row) -> None:
        self.card.read(row.cells["uid"], self._card_failed)

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
        self.set_filters(Filters())
        self.action_to_list()
        self.loader.reload(event.go)

    def on_contact_card_employees_wanted(self, event: ContactCard.EmployeesWanted) -> None:
        """List the people of a company, all of them."""
        self._close_search()
        self.set_filters(employees_of(event.company, event.name))
        self.action_to_list()

    def action_reload(self) -> None:
        """Read everything again."""
        self.kobi.shop_watch.read_shop()
        self.kobi.shop_watch.read_backup()
        self.loader.written()
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
