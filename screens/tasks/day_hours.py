"""The bar of a day by the hour: on a task without a time, or on a half hour and its tasks."""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from kobicrm.domain.holidays import holiday
from kobicrm.i18n import N_
from kobicrm.services import tasks
from kobicrm.services.tasks import Agenda, TaskRowInfo
from screens.tasks.plan import SLOT, SLOTS, Block, blocks_of

if TYPE_CHECKING:
    from screens.app import KobiApp

READ = "tasks.day"
# More than anybody does in a day; what is beyond is told.
_MOST = 200
_OPENS = 8 * 60 // SLOT


class DayHours(Widget, can_focus=True):
    """The bar stands on a task without a time, or on a half hour; of its tasks on one."""

    ALLOW_SELECT = False
    HELP_NAME: ClassVar[str] = N_("In the day")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("half an hour earlier"), show=False, id="day.up"),
        Binding("down,j", "move(1)", N_("half an hour later"), show=False, id="day.down"),
        Binding("left,h", "side(-1)", N_("task beside it"), show=False, id="day.left"),
        Binding("right,l", "side(1)", N_("task beside it"), show=False, id="day.right"),
        Binding("g,home", "end(-1)", N_("first row"), show=False, id="day.first"),
        Binding("G,end", "end(1)", N_("last row"), show=False, id="day.last"),
    ]

    def __init__(self, app: KobiApp, day: date, *, id: str | None = None) -> None:
        """Begin with a day; nothing is read yet."""
        super().__init__(id=id)
        self._kobi = app
        self.day = day
        self._agenda: Agenda | None = None
        self._untimed: list[TaskRowInfo] = []
        self._blocks: list[Block] = []
        self._at = 0
        self._side = 0
        # The first line in sight of the tasks without a time, and of the half hours.
        self._free_top = 0
        self._top = _OPENS
        # The task the bar goes along with.
        self._follow: int | None = None

    # Reading

    def show(self, day: date) -> None:
        """Show another day."""
        self.day, self._agenda = day, None
        self.read()

    def read(self, follow: int | None = None) -> None:
        """Read the day; the bar goes to the task with the number ``follow``, or with its own."""
        self._follow = follow or (self.row.id if self.row else None)
        call = partial(tasks.agenda, self._kobi.session, self.day, _MOST)
        self._kobi.jobs.read(READ, call, self._taken)
        self.refresh()

    def _taken(self, agenda: Agenda) -> None:
        first = self._agenda is None
        slot = self.slot
        self._agenda = agenda
        self._untimed = [row for row in agenda.rows if row.task.clock is None]
        self._blocks = blocks_of(agenda.rows)
        if first:
            self._begin()
        elif slot is not None:
            self._at = len(self._untimed) + slot
        self._find(self._follow)
        self._reveal()

    def _begin(self) -> None:
        """Put the bar on the first task; the hours in sight begin at eight, or before with one."""
        slots = [block.first for block in self._blocks]
        free = len(self._untimed)
        self._at = 0 if free else free + min(slots, default=_OPENS)
        self._free_top, self._top = 0, min([*slots, _OPENS])

    def _find(self, wanted: int | None) -> None:
        for place, row in enumerate(self._untimed):
            if row.id == wanted:
                self._at, self._side = place, 0
        for block in self._blocks:
            if block.row.id == wanted:
                self._at = len(self._untimed) + block.first
                self._side = [one.row.id for one in self._here()].index(block.row.id)
        self._at = max(0, min(self._at, len(self._untimed) + SLOTS - 1))

    # Where the bar is

    @property
    def slot(self) -> int | None:
        """The half hour under the bar, counted from midnight; None above the hours."""
        place = self._at - len(self._untimed)
        return place if place >= 0 else None

    @property
    def clock(self) -> time | None:
        """The time of day under the bar."""
        slot = self.slot
        return None if slot is None else time(slot * SLOT // 60, slot * SLOT % 60)

    def _here(self) -> list[Block]:
        slot = self.slot
        found = [one for one in self._blocks if slot is not None and one.first <= slot <= one.last]
        return sorted(found, key=lambda one: one.column)

    @property
    def block(self) -> Block | None:
        """The task of the half hour under the bar, None when it is free."""
        here = self._here()
        return here[min(self._side, len(here) - 1)] if here else None

    @property
    def row(self) -> TaskRowInfo | None:
        """The task under the bar."""
        if self.slot is None:
            return self._untimed[self._at] if self._at < len(self._untimed) else None
        return self.block.row if self.block else None

    # Keys and mouse

    def _go(self, at: int, side: int = 0) -> None:
        self._at = max(0, min(at, len(self._untimed) + SLOTS - 1))
        self._side = side
        self._reveal()

    def action_move(self, step: int) -> None:
        """Move the bar by half hours."""
        self._go(self._at + step)

    def action_side(self, step: int) -> None:
        """Put the bar on the task beside this one."""
        if here := self._here():
            self._go(self._at, (min(self._side, len(here) - 1) + step) % len(here))

    def action_end(self, way: int) -> None:
        """Put the bar on the first or last line."""
        self._go(0 if way < 0 else len(self._untimed) + SLOTS - 1)

    def on_click(self, event: events.Click) -> None:
        """Put the bar under the mouse."""
        at = event.style.meta.get("at")
        if at is not None:
            event.stop()
            self._go(at, event.style.meta.get("side", 0))

    def _lines(self) -> int:
        return max(self.size.height - 1 - self._above(), 1)

    def _above(self) -> int:
        agenda = self._agenda
        return int(bool(holiday(self.day))) + (min(len(agenda.birthdays), 2) if agenda else 0)

    @property
    def _pinned(self) -> int:
        """How many lines above the hours are kept for tasks without a time."""
        return min(len(self._untimed), max(self._lines() // 3, 1))

    def _reveal(self) -> None:
        slot, pinned = self.slot, self._pinned
        if slot is None:
            self._free_top = max(min(self._free_top, self._at), self._at - pinned + 1)
        else:
            hours = max(self._lines() - pinned, 1)
            self._top = max(min(self._top, slot), slot - hours + 1)
            self._top = max(0, min(self._top, SLOTS - hours))
        self.refresh()
        self.screen.refresh_bindings()

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the bar in sight."""
        self._reveal()

    def watch_has_focus(self, _focused: bool) -> None:
        """Draw the bar as it is with or without the focus."""
        self.refresh()
