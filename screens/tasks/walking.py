"""What calendars have in common: a bar on a day, and the keys that move it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from kobicrm.i18n import N_
from kobicrm.services import tasks
from screens.tasks.moving import moved

if TYPE_CHECKING:
    from screens.app import KobiApp

WEEK = 7


class DayWalker(Widget, can_focus=True):
    """Arrows move the day, PgUp and PgDn the month; Enter chooses it."""

    ALLOW_SELECT = False
    HELP_NAME: ClassVar[str] = N_("In the calendar")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", N_("day before"), show=False, id="days.left"),
        Binding("right,l", "move(1)", N_("next day"), show=False, id="days.right"),
        Binding("up,k", "move(-7)", N_("week before"), show=False, id="days.up"),
        Binding("down,j", "move(7)", N_("next week"), show=False, id="days.down"),
        Binding("pageup", "month(-1)", N_("month before"), show=False, id="days.pageup"),
        Binding("pagedown", "month(1)", N_("Month"), tooltip=N_("next month"), show=False,
                id="days.pagedown"),
        Binding("home,g", "today", N_("today"), show=False, id="days.today"),
        Binding("escape,tab,shift+tab", "back", N_("List"), show=False, id="days.back"),
    ]  # fmt: skip

    @dataclass
    class Chosen(Message):
        """The list is to show this day alone."""

        day: date

    class Back(Message):
        """The list is to have the focus again."""

    def __init__(self, app: KobiApp, *, id: str | None = None) -> None:
        """Begin with today."""
        super().__init__(id=id)
        self._kobi = app
        self.day = self.today

    @property
    def today(self) -> date:
        """Today, on the shop's wall clock."""
        return tasks.wall_clock(self._kobi.session).date()

    def show(self, day: date) -> None:
        """Put the bar on a day."""
        raise NotImplementedError

    @property
    def ground(self) -> str:
        """The style of the day under the bar."""
        if self.app.native_ansi_color:
            return "reverse"
        return "on $cursor" if self.has_focus else "on $cursor-idle"

    def action_move(self, step: int) -> None:
        """Move the bar by days."""
        self.show(moved(self.day, days=step))

    def action_month(self, step: int) -> None:
        """Move the bar by months."""
        self.show(moved(self.day, months=step))

    def action_today(self) -> None:
        """Put the bar on today."""
        self.show(self.today)

    def action_choose(self) -> None:
        """Ask for the tasks of the day."""
        self.post_message(self.Chosen(self.day))

    def action_back(self) -> None:
        """Hand the focus back."""
        self.post_message(self.Back())

    def on_click(self, event: events.Click) -> None:
        """Put the bar on the day under the mouse; twice chooses it."""
        if day := event.style.meta.get("day"):
            event.stop()
            self.show(date.fromisoformat(day))
            if event.chain == 2:
                self.action_choose()

    def watch_has_focus(self, _focused: bool) -> None:
        """Draw the bar as it is with or without the focus."""
        self.refresh()
