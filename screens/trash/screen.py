"""The trash area: what was deleted, when and by whom; read, searched and brought back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from textual import events
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from kobicrm.errors import KobiError, NotFound
from kobicrm.i18n import N_, _, ngettext
from kobicrm.services.contacts import TrashRow, TrashView
from screens.contacts.card import HINTS as CARD_HINTS, Card
from screens.contacts.card_acts import ContactCard
from screens.contacts.loading import search_terms
from screens.contacts.reading import CardData, read_card
from screens.contacts.values import count_text
from screens.data_change import DataChange
from screens.text import content, plain
from screens.times import moment
from screens.trash.keys import TrashKeys
from screens.trash.restoring import Restoring
from screens.widgets.chip import chip
from screens.widgets.columns import Column
from screens.widgets.empty import EmptyPlace
from screens.widgets.head_row import SearchInput
from screens.widgets.keys import key_of
from screens.widgets.pages import Row
from screens.widgets.rows import Rows
from screens.windows import Windows

CARD = "trash.card"
COLUMNS = (
    Column("name", N_("Name"), muted=False, sortable=False),
    Column("when", N_("Deleted"), {0: 12}, sortable=False),
    Column("who", N_("By"), {52: 14}, sortable=False),
)


class TrashScreen(TrashKeys):
    """Find, read and bring back what was deleted."""

    AREA = "trash"
    NAME = N_("Trash")
    SEARCH = N_("name, phone, district")
    CSS_PATH = Path(__file__).with_name("trash.tcss")
    PARTS = (Rows, Card)

    def body(self) -> Iterable[Widget]:
        """Yield list and card."""
        with Horizontal(id="split"):
            with Vertical(id="side"):
                yield Rows(COLUMNS, id="list")
                yield EmptyPlace(id="none")
            yield ContactCard(me=self.kobi.session.author.staff, id="card")

    def on_mount(self) -> None:
        """Begin reading; nothing waits for it."""
        self.windows = Windows(
            self.kobi,
            self.rows,
            "trash.list",
            view_of=lambda: TrashView(self.kobi.session, self.text),
            row_of=self._row_of,
            changed=self._list_changed,
        )
        self.restoring = Restoring(self.kobi, self._restoring_changed)
        self.rows.focus()
        self.windows.open()
        self.follow_data(self._data_changed)

    def _row_of(self, one: TrashRow) -> Row:
        when = moment(one.when, self.kobi.clock())
        return Row(one.id, {"name": one.name, "when": when, "who": one.who, "uid": one.uid})

    # What is shown

    def facts(self) -> tuple[Content, Content | None]:
        """Return `2 işaretli   12 kayıt` and the invitation to search, or how far a write is."""
        running = self.restoring.writes.in_sight
        if running and (line := running.line()):
            return line, None
        total = self.windows.total
        left = content(count_text(total), "bold $foreground")
        if self.marked:
            text = ngettext("{n} marked", "{n} marked", self.marked).format(n=self.marked)
            left = Content.assemble(chip(self.app, text), "   ", left)
        return left, self.head.search_hint() if total and not self.head.searching else None

    def hints(self) -> list[str]:
        """Return the keys that matter for what has the focus."""
        if isinstance(self.focused, SearchInput):
            return ["search.list", "search.clear", "app.help_f1"]
        if isinstance(self.focused, Card):
            return [*CARD_HINTS, "trash.restore", "card.back", "trash.copy", "app.help"]
        if self.windows.total == 0:
            return ["trash.back", "app.help"]
        names = ["list.open", "trash.restore", "list.mark", "trash.search"]
        return [*names, "trash.stop", "trash.back" if self.text else "trash.unmark", "app.help"]

    def _restoring_changed(self) -> None:
        self.show_head()
        self.refresh_bindings()

    def _list_changed(self) -> None:
        self.rows.highlight(search_terms(self.text))
        self.show_head()
        empty = self.windows.total == 0
        self.set_class(empty, "-empty")
        if empty:
            self._say_empty()
            self._show_card(None)
            if self.card.has_focus:
                self.begin()
        elif self.rows.cursor_row is not None:
            self._read_card(self.rows.cursor_row)
        self.refresh_bindings()

    def _say_empty(self) -> None:
        place = self.query_one("#none", EmptyPlace)
        if self.text:
            clear = (key_of(self.app, "trash.back"), _("clear the search"))
            title = _("“{text}” was not found.").format(text=plain(self.text))
            place.set(title, (), [clear])
        else:
            place.set(
                _("The trash is empty."),
                [_("What you delete comes here first."), _("From here it can be brought back.")],
            )

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        if self.is_mounted:
            self.windows.reload()

    def _data_changed(self, _change: DataChange) -> None:
        self.windows.reload()

    # Card

    def _read_card(self, row: Row) -> None:
        session, now = self.kobi.session, self.kobi.clock()
        call = partial(read_card, session, row.cells["uid"], now, trashed=True)
        self.kobi.jobs.read(CARD, call, self._show_card, self._card_failed)

    def _show_card(self, data: CardData | None) -> None:
        if data is None:
            self.kobi.jobs.forget(CARD)
        self.card.show(data)

    def _card_failed(self, error: KobiError) -> None:
        if isinstance(error, NotFound):
            # Brought back a moment ago elsewhere: the row leaves with the next reload.
            if self.rows.cursor_id is not None:
                self.rows.strike([self.rows.cursor_id])
        else:
            self.kobi.show_error(error)

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Fill the card with the contact under the bar."""
        if event.row is not None:
            self._read_card(event.row)

    def on_rows_page_wanted(self, event: Rows.PageWanted) -> None:
        """Read the rows that came into sight."""
        self.windows.page(event.page, event.generation)

    def on_rows_opened(self, _event: Rows.Opened) -> None:
        """Go to the card; in a narrow window it takes the place of the list."""
        self.action_to_card()

    def on_rows_marked(self, _event: Rows.Marked) -> None:
        """Count the marks, and offer to take them away."""
        self.show_head()
        self.refresh_bindings()

    def on_card_back(self) -> None:
        """Go back to the list."""
        self.begin()

    def on_card_followed(self, event: Card.Followed) -> None:
        """Go to the contact a line of the card leads to."""
        self.begin()
        self.kobi.show_contact(event.go)

    def begin(self) -> None:
        """Put the bar on the list."""
        self.remove_class("-on-card")
        self.rows.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, wherever the mouse put it."""
        self.set_class(isinstance(event.widget, Card), "-on-card")
