"""The keys of the trash: bring back, search, mark, copy."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from kobicrm.i18n import N_, _
from kobicrm.services.contacts import TrashRow
from screens.area import AreaScreen
from screens.contacts.card import Card
from screens.text import plain
from screens.trash.restoring import Restoring
from screens.widgets.head_row import HeadRow
from screens.widgets.rows import Rows
from screens.windows import Windows


class TrashKeys(AreaScreen):
    """What is done by key; the screen itself says what is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "restore", N_("Bring back"), id="trash.restore"),
        Binding("slash", "search", N_("Search"), id="trash.search"),
        Binding("asterisk", "mark_all", N_("Mark all found"), show=False, id="trash.mark_all"),
        Binding("y", "copy", N_("Copy"), tooltip=N_("copy the line"), show=False, id="trash.copy"),
        Binding(
            "r", "reload", N_("Reload"), tooltip=N_("read again"), show=False, id="trash.reload"
        ),
        Binding(
            "tab", "to_card", N_("Card"), tooltip=N_("list ↔ card"), show=False, id="trash.to_card"
        ),
        # Esc takes one step back: the first of these that can be done now.
        Binding("escape", "stop", N_("Stop"), show=False, id="trash.stop"),
        Binding("escape", "step_back", N_("Clear search"), show=False, id="trash.back"),
        Binding("escape", "unmark", N_("Clear marks"), show=False, id="trash.unmark"),
    ]

    text = ""
    windows: Windows[TrashRow]
    restoring: Restoring

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    @property
    def card(self) -> Card:
        """The card."""
        return self.query_one("#card", Card)

    @property
    def head(self) -> HeadRow:
        """The head row."""
        return self.query_one(HeadRow)

    @property
    def marked(self) -> int:
        """How many contacts are marked."""
        return self.rows.marks.count(self.windows.total or 0)

    # Keys

    def action_restore(self) -> None:
        """Bring back the contact under the bar, or all that are marked."""
        if self.marked:
            marks = self.rows.marks
            self.restoring.many(self.text, marks, self.rows.clear_marks)
        elif row := self.rows.cursor_row:
            self.restoring.one(row.id)

    def action_mark_all(self) -> None:
        """Mark everything found; once more takes these marks away."""
        if self.rows.marks.everything and not self.rows.marks.ids:
            self.rows.clear_marks()
        elif self.rows.total:
            self.rows.mark_all()

    def action_copy(self) -> None:
        """Copy the line under the bar: the name, or what the card says."""
        row = self.rows.cursor_row
        on_card = self.card.line if self.card.has_focus else None
        text = plain(on_card.copy if on_card else row.cells["name"] if row else "")
        if text:
            self.app.copy_to_clipboard(text)
            self.kobi.tell(_("Copied: {text}").format(text=text))

    def action_reload(self) -> None:
        """Read everything again."""
        self.windows.reload()

    def action_to_card(self) -> None:
        """Put the bar on the card."""
        if self.card.data is not None:
            self.add_class("-on-card")
            self.card.focus()

    # Search

    def action_search(self) -> None:
        """Open the search field."""
        self.head.open_search(self.text)
        self.show_head()

    def on_head_row_searched(self, event: HeadRow.Searched) -> None:
        """Narrow the list with every letter."""
        self._narrow(event.text)

    def _narrow(self, text: str) -> None:
        if self.text != text.strip():
            self.text = text.strip()
            # All found are others now.
            if self.rows.marks.everything:
                self.rows.clear_marks()
            self.windows.open()

    def on_search_input_left(self) -> None:
        """Keep the search and go to what it found."""
        if not self.text:
            self.head.close_search()
        self.show_head()
        self.begin()

    def on_search_input_cleared(self) -> None:
        """End the search."""
        self.action_step_back()
        self.begin()

    def action_step_back(self) -> None:
        """Take the search away."""
        self.head.close_search()
        self._narrow("")
        self.show_head()

    def action_stop(self) -> None:
        """Stop bringing back; everybody stays in the trash."""
        self.restoring.writes.stop()

    def action_unmark(self) -> None:
        """Take all marks away."""
        self.rows.clear_marks()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if action == "stop":
            return self.restoring.writes.in_sight is not None
        if action == "step_back":
            return self.head.searching
        if action == "unmark":
            return bool(self.marked) and not self.head.searching
        if action in ("restore", "copy", "to_card", "mark_all"):
            return self.rows.cursor_row is not None
        return super().check_action(action, parameters)
