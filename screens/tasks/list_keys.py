"""The keys that act on the list as a whole: views, filter, search, marks."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from kobicrm.domain.turkish import fold
from kobicrm.i18n import N_, _
from screens.tasks.keys import TaskKeys
from screens.tasks.texts import VIEWS
from screens.tasks.wanted import Wanted, ask
from screens.widgets.head_row import HeadRow
from screens.widgets.keys import key_of
from screens.widgets.rows import Rows


class TaskListKeys(TaskKeys):
    """Change the view, narrow, search, mark all found, and change what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the list sees it: in a burst the letters behind it must reach the field.
        Binding("slash", "search", N_("Search"), show=False, id="tasks.search", priority=True),
        Binding("right,l", "step_view(1)", N_("View"), tooltip=N_("next view"), show=False,
                id="tasks.next_view"),
        Binding("left,h", "step_view(-1)", N_("View"), tooltip=N_("view before"), show=False,
                id="tasks.view_before"),
        Binding("f", "filter", N_("Narrow"), tooltip=N_("narrow by person, kind or priority"),
                show=False, id="tasks.filter"),
        Binding("asterisk", "mark_all", N_("Mark all found"), show=False, id="tasks.mark_all"),
        Binding("b", "bulk", N_("Bulk change"), tooltip=N_("change all marked"), id="tasks.bulk"),
        Binding("r", "reload", N_("Reload"), tooltip=N_("read again"), show=False,
                id="tasks.reload"),
        Binding("tab", "to_days", N_("Calendar"), tooltip=N_("list ↔ calendar"), show=False,
                id="tasks.to_days"),
        Binding("v", "month", N_("Calendar"), tooltip=N_("the month"), id="tasks.month"),
        # Esc takes one step back: the first of these that can be done now.
        Binding("escape", "step_back", N_("Clear search"), show=False, id="tasks.back"),
        Binding("escape", "unfilter", N_("Clear filter"), show=False, id="tasks.unfilter"),
        Binding("escape", "unmark", N_("Clear marks"), show=False, id="tasks.unmark"),
    ]  # fmt: skip

    wanted = Wanted()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if action == "step_back":
            return self.head.searching
        if action == "unfilter":
            return self.wanted.narrowed
        if action == "unmark":
            return bool(self.marked)
        return super().check_action(action, parameters)

    # What is shown

    def want(self, wanted: Wanted) -> None:
        """Show another list."""
        if wanted != self.wanted:
            self.marked.narrowed()
            self.wanted = wanted
            self.rows.highlight(fold(wanted.words).split())
            self.windows.open()
            self.show_head()

    def action_view(self, view: str) -> None:
        """Show a view of the list."""
        self.want(replace(self.wanted, view=view, day=None))

    def action_step_view(self, step: int) -> None:
        """Show the next view, or the one before."""
        views = list(VIEWS)
        self.action_view(views[(views.index(self.wanted.view) + step) % len(views)])

    def action_filter(self) -> None:
        """Ask for a person, a kind or a priority."""
        ask(self.kobi, self.wanted, self.info, self.want)

    def action_unfilter(self) -> None:
        """Take the filter away."""
        self.want(self.wanted.plain_view())

    def action_reload(self) -> None:
        """Read everything again."""
        self.kobi.shop_watch.read_shop()
        self.windows.reload()
        self.read_counts()
        self.days.read()

    def read_counts(self) -> None:
        """Count what is late and open."""

    # Search

    def action_search(self) -> None:
        """Open the search field."""
        self.head.open_search(self.wanted.words)
        self.show_head()

    def on_head_row_searched(self, event: HeadRow.Searched) -> None:
        """Narrow the list with every letter."""
        self.want(replace(self.wanted, words=event.text.strip()))

    def on_search_input_left(self) -> None:
        """Keep the search and go to what it found."""
        if not self.wanted.words:
            self.head.close_search()
        self.action_to_list()
        self.show_head()

    def on_search_input_cleared(self) -> None:
        """End the search."""
        self.action_step_back()
        self.action_to_list()

    def action_step_back(self) -> None:
        """Take the search away."""
        self.head.close_search()
        self.want(replace(self.wanted, words=""))
        self.show_head()

    def action_to_list(self) -> None:
        """Put the bar on the list."""
        self.remove_class("-on-days")
        self.rows.focus()

    def action_to_days(self) -> None:
        """Put the bar on the calendar."""
        self.add_class("-on-days")
        self.days.focus()

    def action_month(self) -> None:
        """Show the month as a page."""
        from screens.tasks.month import MonthScreen

        self.app.push_screen(MonthScreen(self.days.day))

    # Marks

    def action_mark_all(self) -> None:
        """Mark everything found; once more takes these marks away."""
        self.marked.mark_all()

    def action_unmark(self) -> None:
        """Take all marks away."""
        self.marked.clear()

    def on_rows_marked(self, _event: Rows.Marked) -> None:
        """Show how many are marked, and what can be done with them."""
        self.marks_changed()

    def marks_changed(self) -> None:
        """Write head row and footer again."""
        self.show_head()
        self.refresh_bindings()

    def action_bulk(self) -> None:
        """Change all marked tasks."""
        if self.marked:
            self.bulk.change(self.marked.chosen)
            return
        told = _("Mark tasks first: {key}, or {all} for all found.")
        keys = {
            "key": key_of(self.app, "list.mark", Rows),
            "all": key_of(self.app, "tasks.mark_all"),
        }
        self.kobi.tell(told.format(**keys), "warn")
