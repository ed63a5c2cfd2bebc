"""The history area: every act in the shop, who did it through which door, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from kobicrm.i18n import N_, _
from kobicrm.services.changesets import ChangesetInfo
from kobicrm.services.history import HistoryRow, HistoryView, Wanted
from screens import undoing
from screens.area import AreaScreen
from screens.data_change import DataChange
from screens.history.detail import Detail, RecordRows
from screens.history.narrowing import Narrowing
from screens.history.texts import ActRow, acts_text, row_of
from screens.text import content
from screens.widgets.chip import chip
from screens.widgets.columns import Column
from screens.widgets.empty import EmptyPlace
from screens.widgets.keys import key_of
from screens.widgets.pages import Row
from screens.widgets.rows import Rows
from screens.windows import Windows

DETAIL_SECONDS = 0.05
COLUMNS = (
    Column("what", N_("What"), muted=False, sortable=False),
    Column("when", N_("When"), {0: 12}, sortable=False),
    Column("count", N_("Records"), {45: 7}, right=True, sortable=False),
    Column("who", N_("Who"), {54: 10, 80: 14}, sortable=False),
    Column("door", N_("Where"), {80: 14}, sortable=False),
)


class ActRows(Rows):
    """The acts; one is taken back at a time, so nothing is marked."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave marks out."""
        return False if action == "mark" else super().check_action(action, parameters)

    def _toggle(self, row: Row) -> None:
        """Leave marks out for the mouse, too."""


class HistoryScreen(AreaScreen):
    """Look through what was done, and take back or put back any of it."""

    AREA = "history"
    NAME = N_("History")
    CSS_PATH = Path(__file__).with_name("history.tcss")
    PARTS = (ActRows, RecordRows)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f",
            "filter",
            N_("Narrow"),
            tooltip=N_("narrow by person, door or kind"),
            id="history.filter",
        ),
        Binding(
            "r", "reload", N_("Reload"), tooltip=N_("read again"), show=False, id="history.reload"
        ),
        Binding(
            "tab",
            "to_records",
            N_("Records"),
            tooltip=N_("list ↔ records"),
            show=False,
            id="history.to_records",
        ),
        Binding("escape", "everything", N_("Show all"), show=False, id="history.back"),
    ]

    wanted = Wanted()
    _later: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the acts and what the one under the bar did."""
        with Horizontal(id="split"):
            with Vertical(id="side"):
                yield ActRows(COLUMNS, id="list")
                yield EmptyPlace(id="none")
            yield Detail(self.kobi)

    def on_mount(self) -> None:
        """Begin reading; nothing waits for it."""
        self.narrowing = Narrowing(self.kobi)
        self.windows: Windows[HistoryRow] = Windows(
            self.kobi,
            self.rows,
            "history.list",
            view_of=lambda: HistoryView(self.kobi.session, self.wanted),
            row_of=self._row_of,
            changed=self._list_changed,
        )
        self.rows.focus()
        self.windows.open()
        self.follow_data(self._data_changed)

    def _row_of(self, one: HistoryRow) -> Row:
        return row_of(one, self.kobi.clock())

    @property
    def rows(self) -> ActRows:
        """The acts."""
        return self.query_one(ActRows)

    @property
    def detail(self) -> Detail:
        """What the act under the bar did."""
        return self.query_one(Detail)

    @property
    def info(self) -> ChangesetInfo | None:
        """The act under the bar."""
        row = self.rows.cursor_row
        return row.info if isinstance(row, ActRow) else None

    # What is shown

    def facts(self) -> tuple[Content, Content | None]:
        """Return how many acts there are, what they are narrowed to, and the key for it."""
        total = self.windows.total
        left = content(acts_text(total), "bold $foreground")
        if text := self.narrowing.text(self.wanted):
            left = Content.assemble(left, "   ", chip(self.app, text))
        key = key_of(self.app, "history.filter")
        hint = Content.assemble((key, "bold $foreground"), " ", (_("person, door, kind"), "$muted"))
        return left, hint if total else None

    def hints(self) -> list[str]:
        """Return the keys that matter for what has the focus."""
        if isinstance(self.focused, RecordRows):
            return ["list.open", "app.undo", "records.back", "app.help"]
        if self.windows.total == 0:
            return ["history.back", "app.help"]
        names = ["list.open", "app.undo", "history.filter", "history.back"]
        return [*names, "history.to_records", "app.help"]

    def _list_changed(self) -> None:
        self.show_head()
        empty = self.windows.total == 0
        self.set_class(empty, "-empty")
        if empty:
            self._say_empty()
            self.begin()
        self.detail.show(self.info)
        self.refresh_bindings()

    def _say_empty(self) -> None:
        place = self.query_one("#none", EmptyPlace)
        if self.wanted != Wanted():
            back = (key_of(self.app, "history.back"), _("show all"))
            place.set(_("Nothing of this kind was done yet."), (), [back])
        else:
            lines = [_("Whatever is added, changed, deleted or imported is written down here,")]
            lines.append(_("with who did it and when. Any of it can be taken back."))
            place.set(_("Nothing was done yet."), lines)

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        if self.is_mounted:
            self.windows.reload()

    def _data_changed(self, _change: DataChange) -> None:
        self.windows.reload()

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Show what the act under the bar did, once the bar stays on it."""
        if isinstance(event.rows, ActRows):
            if self._later is not None:
                self._later.stop()
            self._later = self.set_timer(DETAIL_SECONDS, self._show_detail)

    def _show_detail(self) -> None:
        self.detail.show(self.info)
        self.refresh_bindings()

    def on_rows_page_wanted(self, event: Rows.PageWanted) -> None:
        """Read the rows that came into sight."""
        if isinstance(event.rows, ActRows):
            self.windows.page(event.page, event.generation)
        else:
            self.detail.page(event.page, event.generation)

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Show the act in full, beginning with the record under the bar when it is there."""
        if info := self.info:
            uid = event.row.cells.get("uid", "")
            undoing.open_changeset(self.kobi, info.id, uid=uid)

    def on_record_rows_back(self) -> None:
        """Go back to the list."""
        self.begin()

    # Keys

    def begin(self) -> None:
        """Put the bar on the list."""
        self.remove_class("-on-records")
        self.rows.focus()

    def undo_here(self) -> bool:
        """Take back the act under the bar, whoever did it."""
        info = self.info
        if info is None:
            return False
        if info.undone_by is None:
            undoing.take_back_one(self.kobi, info.id)
        else:
            key = key_of(self.app, "app.redo")
            text = _("This was taken back already. {key} puts it back.")
            self.kobi.tell(text.format(key=key), "warn")
        return True

    def redo_here(self) -> bool:
        """Put back the act under the bar if it was taken back."""
        info = self.info
        if info is None or info.undone_by is None:
            return False
        undoing.take_back_one(self.kobi, info.undone_by)
        return True

    def action_filter(self) -> None:
        """Ask for a person, a door or a kind."""
        self.narrowing.ask(self.wanted, self._narrow)

    def _narrow(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.windows.open()

    def action_everything(self) -> None:
        """Show all acts again."""
        self._narrow(Wanted())

    def action_reload(self) -> None:
        """Read everything again."""
        self.windows.reload()

    def action_to_records(self) -> None:
        """Put the bar on the records of the act."""
        if self.detail.rows.total:
            self.add_class("-on-records")
            self.detail.rows.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, wherever the mouse put it."""
        self.set_class(isinstance(event.widget, RecordRows), "-on-records")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action == "everything":
            return self.wanted != Wanted()
        if action == "to_records":
            return self.is_mounted and bool(self.detail.rows.total)
        return super().check_action(action, parameters)
