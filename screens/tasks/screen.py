"""The tasks area: what is to be done, in groups by when, beside a calendar of the month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style

from kobicrm.i18n import N_, _
from kobicrm.services import tasks
from kobicrm.services.tasks import Counts
from screens.tasks.day_pane import DayPane
from screens.tasks.empty import say_no_tasks
from screens.tasks.list_keys import TaskListKeys
from screens.tasks.loading import TaskWindows
from screens.tasks.marked import TaskMarks
from screens.tasks.rows import TaskRows
from screens.tasks.texts import VIEWS, late_text, open_text, tasks_text
from screens.tasks.wanted import Wanted
from screens.text import content
from screens.widgets.chip import chip
from screens.widgets.empty import EmptyPlace
from screens.widgets.head_row import SearchInput
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from screens.app import DataChange

COUNTS = "tasks.counts"
# Of these the one Esc does now is shown.
_BACK = ("tasks.back", "tasks.unfilter", "tasks.unmark")


class TasksScreen(TaskListKeys):
    """Work through what is to be done."""

    AREA = "tasks"
    NAME = N_("Tasks")
    SEARCH = N_("task, contact")
    CSS_PATH = Path(__file__).with_name("tasks.tcss")
    PARTS: ClassVar[tuple[type[Widget], ...]] = (TaskRows, DayPane)

    counts: Counts | None = None

    def body(self) -> Iterable[Widget]:
        """Yield list and calendar."""
        with Horizontal(id="split"):
            with Vertical(id="side"):
                yield TaskRows(id="list")
                yield EmptyPlace(id="none")
            yield DayPane(self.kobi, id="days")

    def on_mount(self) -> None:
        """Begin reading; nothing waits for it."""
        self.windows = TaskWindows(
            self.kobi,
            self.rows,
            where=lambda: self.wanted.where(self.kobi.session),
            changed=self._list_changed,
        )
        self.marked = TaskMarks(self.kobi, self.rows, self.windows, self.marks_changed)
        self.rows.focus()
        self.windows.open()
        self.read_counts()
        self.days.read()
        self.follow_data(self._data_changed)

    def read_counts(self) -> None:
        """Count what is late and open."""
        self.kobi.jobs.read(COUNTS, partial(tasks.counts, self.kobi.session), self._counted)

    def _counted(self, counts: Counts) -> None:
        self.counts = counts
        self.show_head()
        if self.windows.total == 0:
            self._say_empty()

    # What is shown

    def facts(self) -> tuple[Content, Content | None]:
        """Return marks, views and filter; the counts at the right."""
        parts = [] if self.head.searching else [self._views()]
        if text := self.wanted.text():
            parts.append(chip(self.app, text))
        if marks := self.marked.chip():
            parts.insert(0, marks)
        found = self.windows.tasks
        if self.head.searching and self.windows.whole:
            return Content("   ").join([*parts, content(tasks_text(found))]), None
        return Content("   ").join(parts), self._counts()

    def _views(self) -> Content:
        parts = []
        for view, name in VIEWS.items():
            style = "$muted"
            if view == self.wanted.view and self.wanted.day is None:
                style = "bold underline $foreground"
            part = content(_(name), style)
            parts.append(part.stylize(Style.from_meta({"@click": f"screen.view('{view}')"})))
        return Content("   ").join(parts)

    def _counts(self) -> Content | None:
        if self.counts is None:
            return None
        late = self.counts.late
        parts = [content(late_text(late), "$error")] if late else []
        return Content("   ").join([*parts, content(open_text(self.counts.open), "$muted")])

    def hints(self) -> list[str]:
        """Return the keys that matter for what has the focus."""
        if isinstance(self.focused, SearchInput):
            return ["search.list", "search.clear", "app.help_f1"]
        if isinstance(self.focused, DayPane):
            return ["days.choose", "tasks.new", "days.pageup+days.pagedown", "days.back",
                    "app.help"]  # fmt: skip
        if self.marked:
            return ["tasks.done", "tasks.later", "tasks.bulk", "tasks.delete", *_BACK]
        if self.windows.total == 0:
            return ["tasks.new", *_BACK, "tasks.month", "app.help"]
        names = ["tasks.done", "tasks.reopen", "tasks.new", "tasks.later"]
        return [*names, "tasks.earlier+tasks.day_later", "tasks.month", *_BACK, "app.help"]

    def _list_changed(self) -> None:
        self.show_head()
        empty = self.windows.total == 0
        self.set_class(empty, "-empty")
        if empty:
            self._say_empty()
        self.refresh_bindings()

    def _say_empty(self) -> None:
        place = self.query_one("#none", EmptyPlace)
        nothing = self.counts is not None and not self.counts.open
        say_no_tasks(place, self.wanted, nothing=nothing)

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        if self.windows.total == 0:
            self._say_empty()
        else:
            self.windows.reload()

    def _data_changed(self, _change: DataChange) -> None:
        one, self.show_next = self.show_next, None
        self.windows.reload(one)
        self.read_counts()
        self.days.read()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the list out with or without blank lines."""
        super().on_resize(event)
        spaced = event.size.height >= 30
        if self.is_mounted and self.windows.spaced is not spaced:
            self.windows.reload()

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Let the calendar follow the bar."""
        info = self.info
        if info is not None and info.task.due is not None and not self.days.has_focus:
            self.days.show(info.task.due)
        self.refresh_bindings()
        event.stop()

    def on_rows_page_wanted(self, event: Rows.PageWanted) -> None:
        """Read the rows that came into sight."""
        self.windows.page(event.page, event.generation)

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Show the task in full."""
        event.stop()
        if info := self.info:
            self.acts.open_full(info)

    def on_day_walker_chosen(self, event: DayPane.Chosen) -> None:
        """Narrow the list to a day."""
        self.want(Wanted(view="open", day=event.day, words=self.wanted.words))
        self.action_to_list()

    def on_day_walker_back(self) -> None:
        """Go back to the list."""
        self.action_to_list()

    def begin(self) -> None:
        """Put the bar on the list."""
        self.action_to_list()

    def show_day(self, day: date) -> None:
        """Narrow the list to a day, and put the calendar on it."""
        self.days.show(day)
        self.want(replace(Wanted(), day=day))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, wherever the mouse put it."""
        self.set_class(isinstance(event.widget, DayPane), "-on-days")
