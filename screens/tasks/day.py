"""The day page of the tasks area: what overlaps is seen, and moved by keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kobicrm.domain import dates
from kobicrm.i18n import N_, language
from screens.tasks.day_grid import DayGrid
from screens.tasks.month import CalendarPage
from screens.tasks.moving import moved

if TYPE_CHECKING:
    from textual.widget import Widget

    from kobicrm.services.tasks import TaskRowInfo

STEP = 15
_ON_TASK = ("end", "not_reached", "other_outcome", "put_off", "edit", "delete", "shift", "open")
_DAY = 24 * 60


class DayScreen(CalendarPage):
    """A day by the hour; tasks are moved by a quarter of an hour, or to another day."""

    NAME = N_("Day")
    PARTS: ClassVar[tuple[type[Widget], ...]] = (DayGrid,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open"), id="day.open"),
        Binding("n", "new", N_("New"), tooltip=N_("new task at this hour"), id="day.new"),
        Binding("x", "end", N_("Done"), tooltip=N_("the task is done"), id="day.done"),
        Binding("m", "not_reached", N_("No answer"), tooltip=N_("nobody was reached"), show=False,
                id="day.not_reached"),
        Binding("o", "other_outcome", N_("Outcome"), tooltip=N_("how the task went"), show=False,
                id="day.outcome"),
        Binding("z", "put_off", N_("Put off"), tooltip=N_("put the task off"), show=False,
                id="day.put_off"),
        Binding("e", "edit", N_("Edit"), show=False, id="day.edit"),
        Binding("d", "delete", N_("Delete"), show=False, id="day.delete"),
        Binding("shift+up,K", "shift_clock(-1)", N_("Move"), tooltip=N_("15 minutes earlier"),
                id="day.earlier"),
        Binding("shift+down,J", "shift_clock(1)", N_("Move"), tooltip=N_("15 minutes later"),
                id="day.later"),
        Binding("shift+left,H", "shift(-1)", N_("Move the day"), tooltip=N_("one day earlier"),
                show=False, id="day.day_before"),
        Binding("shift+right,L", "shift(1)", N_("Move the day"), tooltip=N_("one day later"),
                show=False, id="day.day_after"),
        Binding("pageup", "step(-1)", N_("Day"), tooltip=N_("day before"), id="day.pageup"),
        Binding("pagedown", "step(1)", N_("Day"), tooltip=N_("next day"), id="day.pagedown"),
        Binding("f9", "contact", N_("Contact"), tooltip=N_("go to the contact"), show=False,
                id="day.contact"),
        Binding("r", "reload", N_("Reload"), tooltip=N_("read again"), show=False,
                id="day.reload"),
        Binding("escape,v", "leave", N_("Month"), show=False, id="day.back"),
    ]  # fmt: skip

    def __init__(self, day: date) -> None:
        """Show ``day``."""
        super().__init__()
        self._day = day
        self._shown: int | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the hours."""
        yield DayGrid(self.kobi, self._day, id="day")

    @property
    def grid(self) -> DayGrid:
        """The hours."""
        return self.query_one(DayGrid)

    @property
    def info(self) -> TaskRowInfo | None:
        """The task under the bar."""
        return self.grid.row

    def on_mount(self) -> None:
        """Put the bar on the day."""
        self.grid.focus()

    def shown(self, one: int) -> None:
        """Put the bar on a task that was just written."""
        self._shown = one

    def read(self) -> None:
        """Read everything again."""
        super().read()
        one, self._shown = self._shown, None
        self.grid.read(one)

    def crumbs(self) -> list[str]:
        """Return `Kasım 2026`, `20 Kasım Cuma`."""
        day = self.grid.day
        return [dates.month_title(day, language()), dates.long_date(day, language())]

    def hints(self) -> list[str]:
        """Return the keys that matter."""
        return ["day.open", "day.new", "day.done", "day.earlier+day.later",
                "day.pageup+day.pagedown", "app.help"]  # fmt: skip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        info = self.info
        if action in _ON_TASK:
            return info is not None
        if action == "shift_clock":
            return info is not None and info.task.clock is not None
        if action == "contact":
            return info is not None and info.contact_id is not None
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Show the task in full."""
        if self.info:
            self.acts.open_full(self.info)

    def action_new(self) -> None:
        """Add a task at the hour under the bar."""
        self.acts.add(self.grid.day, self.grid.clock)

    def action_end(self) -> None:
        """End the task."""
        if self.info:
            self.acts.end(self.info)

    def action_not_reached(self) -> None:
        """End the task without having reached anybody."""
        if self.info:
            self.acts.end(self.info, "when")

    def action_other_outcome(self) -> None:
        """End the task with another outcome."""
        if self.info:
            self.acts.end(self.info, "outcome")

    def action_put_off(self) -> None:
        """Ask when it is to be done instead."""
        if self.info:
            self.acts.put_off(self.info)

    def action_edit(self) -> None:
        """Edit the task."""
        if self.info:
            self.acts.edit(self.info)

    def action_delete(self) -> None:
        """Take the task away."""
        if self.info:
            self.acts.delete(self.info)

    def action_contact(self) -> None:
        """Go to the contact of the task."""
        if self.info:
            self.acts.go_to_contact(self.info)

    def action_shift(self, days: int) -> None:
        """Move the task to another day; the page goes along."""
        if self.info:
            self.acts.shift(self.info, days)
            self.action_step(days)

    def action_shift_clock(self, way: int) -> None:
        """Move the task within its day."""
        info = self.info
        if info is None or info.task.clock is None:
            return
        minutes = info.task.clock.hour * 60 + info.task.clock.minute + way * STEP
        if 0 <= minutes < _DAY:
            self.acts.shift_clock(info, time(minutes // 60, minutes % 60))

    def action_step(self, days: int) -> None:
        """Show the next day, or the one before."""
        self.grid.show(moved(self.grid.day, days=days))
        self.show_head()

    def action_reload(self) -> None:
        """Read everything again."""
        self.read()

    def action_leave(self) -> None:
        """Go back to the month."""
        self.dismiss(None)
