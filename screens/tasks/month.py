"""The month page of the tasks area: `v` on the list, Enter opens a day by the hour."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from kobicrm.domain import dates
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.moments import clock_words
from kobicrm.services import tasks
from screens.area import AreaScreen
from screens.dialogs.pick import Choice, PickDialog
from screens.styles.glyphs import current
from screens.tasks.month_grid import MonthGrid
from screens.tasks.texts import late_text, open_text
from screens.text import content, plain

if TYPE_CHECKING:
    from textual.widget import Widget

    from kobicrm.services.tasks import Counts, TaskRowInfo
    from screens.app import DataChange
    from screens.tasks.acts import TaskActs
    from screens.tasks.walking import DayWalker

COUNTS = "tasks.counts.page"


class CalendarPage(AreaScreen):
    """A page over the list: a breadcrumb at the left, the counts at the right."""

    AREA = "tasks"
    counts: Counts | None = None

    @cached_property
    def acts(self) -> TaskActs:
        """The acts on one task; loaded when the first is asked for."""
        from screens.tasks.acts import TaskActs

        return TaskActs(self.kobi, self.shown)

    def shown(self, one: int) -> None:
        """Put the bar on a task that was just written, where there is a bar for tasks."""

    def on_mount(self) -> None:
        """Begin reading."""
        self.read()
        self.follow_data(self._data_changed)

    def _data_changed(self, _change: DataChange) -> None:
        self.read()

    def read(self) -> None:
        """Count what is late and open."""
        call = partial(tasks.counts, self.kobi.session)
        # Each page has a reading of its own: those below it read at the same time.
        self.kobi.jobs.read(f"{COUNTS}.{self.NAME}", call, self._counted)

    def _counted(self, counts: Counts) -> None:
        self.counts = counts
        self.show_head()

    def crumbs(self) -> list[str]:
        """Return where this page is, below the list."""
        raise NotImplementedError

    def facts(self) -> tuple[Content, Content | None]:
        """Return the way here, and the counts."""
        *way, here = [_("Tasks"), *self.crumbs()]
        lead = "".join(f"{one} {current().path} " for one in way)
        left = Content.assemble((lead, "$muted"), content(here, "bold $foreground"))
        if self.counts is None:
            return left, None
        late = self.counts.late
        parts = [content(late_text(late), "$error")] if late else []
        return left, Content("   ").join([*parts, content(open_text(self.counts.open), "$muted")])

    def begin(self) -> None:
        """Go back to the list: the key of the area was pressed."""
        self.dismiss(None)

    def pick(self, rows: list[TaskRowInfo], act: Callable[[TaskRowInfo], None]) -> None:
        """Do ``act`` to the only task there is, or to the one that is chosen of several."""
        if len(rows) == 1:
            act(rows[0])
            return

        def answered(picked: str | None) -> None:
            found = [row for row in rows if row.task.uid == picked]
            if found:
                act(found[0])

        choices = [
            Choice(row.task.uid, plain(row.task.title), clock_words(row.task.clock)) for row in rows
        ]
        self.app.push_screen(PickDialog(_("Which task?"), choices), answered)


class MonthScreen(CalendarPage):
    """The month; its tasks are moved from day to day."""

    NAME = N_("Month")
    PARTS: ClassVar[tuple[type[Widget], ...]] = (MonthGrid,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New"), tooltip=N_("new task"), id="month.new"),
        Binding("shift+left,H", "shift(-1)", N_("Move"), tooltip=N_("one day earlier"),
                id="month.earlier"),
        Binding("shift+right,L", "shift(1)", N_("Move"), tooltip=N_("one day later"),
                id="month.later"),
        Binding("v", "leave", N_("List"), id="month.list"),
        Binding("r", "reload", N_("Reload"), tooltip=N_("read again"), show=False,
                id="month.reload"),
    ]  # fmt: skip

    def __init__(self, day: date) -> None:
        """Begin on a day."""
        super().__init__()
        self._day = day

    def body(self) -> Iterable[Widget]:
        """Yield the weeks."""
        yield MonthGrid(self.kobi, self._day, id="month")

    @property
    def grid(self) -> MonthGrid:
        """The weeks."""
        return self.query_one(MonthGrid)

    def on_mount(self) -> None:
        """Put the bar on the day."""
        self.grid.focus()

    def read(self) -> None:
        """Read everything again."""
        super().read()
        self.grid.read()

    def crumbs(self) -> list[str]:
        """Return `Kasım 2026`."""
        return [dates.month_title(self.grid.day, language())]

    def hints(self) -> list[str]:
        """Return the keys that matter."""
        return ["month.open", "month.new", "month.earlier+month.later",
                "days.pageup+days.pagedown", "month.list", "app.help"]  # fmt: skip

    def refresh_bindings(self) -> None:
        """Write the head row, too: another day may be of another month."""
        super().refresh_bindings()
        if self.is_mounted and self.query(MonthGrid):
            self.show_head()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action == "shift":
            return self.is_mounted and bool(self.grid.rows)
        return super().check_action(action, parameters)

    def action_new(self) -> None:
        """Add a task on the day."""
        self.acts.add(self.grid.day)

    def action_shift(self, days: int) -> None:
        """Move a task of the day; the bar goes with it."""

        def shift(row: TaskRowInfo) -> None:
            self.acts.shift(row, days)
            self.grid.action_move(days)

        self.pick(self.grid.rows, shift)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(None)

    def action_reload(self) -> None:
        """Read everything again."""
        self.read()

    def on_day_walker_back(self) -> None:
        """Go back to the list."""
        self.dismiss(None)

    def on_day_walker_chosen(self, event: DayWalker.Chosen) -> None:
        """Show the day by the hour."""
        from screens.tasks.day import DayScreen

        self.app.push_screen(DayScreen(event.day))
