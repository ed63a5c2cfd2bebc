"""The small calendar beside the list, and below it what is on the day its bar is on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style

from kobicrm.domain import dates
from kobicrm.domain.holidays import holiday
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.moments import clock_words
from kobicrm.services import tasks
from kobicrm.services.tasks import Agenda, DaysInfo
from screens.styles.glyphs import current
from screens.tasks.texts import number_of, tasks_text, whom
from screens.tasks.walking import WEEK, DayWalker
from screens.text import content, fit, plain
from screens.widgets.keys import key_of

if TYPE_CHECKING:
    from screens.app import KobiApp

DAYS, AGENDA = "tasks.days", "tasks.agenda"
_MOST = 40
_TIME = 7


class DayPane(DayWalker):
    """The month, and below it the tasks of the day; Enter asks for these alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Only this day"), id="days.choose"),
    ]
    DEFAULT_CSS = "DayPane { height: 1fr; padding: 0 1 0 0; }"

    def __init__(self, app: KobiApp, *, id: str | None = None) -> None:
        """Begin with today; nothing is read yet."""
        super().__init__(app, id=id)
        self._days = DaysInfo({}, frozenset())
        self._agenda: Agenda | None = None
        self._read_for: tuple[int, int] | None = None

    # Reading

    def show(self, day: date) -> None:
        """Put the bar on a day."""
        if day == self.day and self._agenda is not None:
            return
        self.day = day
        self.read(again=False)

    def read(self, *, again: bool = True) -> None:
        """Read the day; its month too when it is another one, or ``again``."""
        session, jobs = self._kobi.session, self._kobi.jobs
        month = (self.day.year, self.day.month)
        if again or month != self._read_for:
            self._read_for = month
            first, last = tasks.grid(self.day)
            jobs.read(DAYS, partial(tasks.days, session, first, last), self._days_read)
        call = partial(tasks.agenda, session, self.day, _MOST)
        jobs.read(AGENDA, call, self._agenda_read)
        self.refresh()

    def _days_read(self, days: DaysInfo) -> None:
        self._days = days
        self.refresh()

    def _agenda_read(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self.refresh()

    # Drawing

    def render(self) -> Content:
        """Draw month and agenda, as many lines as there is room for."""
        lines = [*self._month(), Content(""), *self._day()]
        return Content("\n").join(lines[: self.size.height])

    def _month(self) -> Iterator[Content]:
        width = self.size.width
        cell = 5 if width >= 36 else 4
        lead = " " * max((width - WEEK * cell) // 2, 0)
        title = dates.month_title(self.day, language())
        yield Content.assemble(" " * max((width - len(title)) // 2, 0), (title, "bold $foreground"))
        heads = "".join(f"{name:>{cell - 1}} " for name in dates.weekday_heads(language()))
        yield content(f"{lead}{heads}", "$muted")
        first, last = tasks.grid(self.day)
        airy = self.size.height >= 30
        for start in range(0, (last - first).days + 1, WEEK):
            if start and airy:
                yield Content("")
            week = [first + timedelta(days=start + one) for one in range(WEEK)]
            yield Content.assemble(lead, *(self._cell(day, cell) for day in week if day <= last))

    def _cell(self, day: date, width: int) -> Content:
        here = day == self.day
        outside = day.month != self.day.month
        sign, tone = " ", ""
        if day in self._days.late:
            sign, tone = current().alert, "$error"
        elif day in self._days.counts:
            sign, tone = current().joint, "$primary"
        if outside:
            style = tone = "$faint"
        elif holiday(day):
            style = "$warning"
        else:
            style = "$muted" if day.weekday() >= WEEK - 2 else "$foreground"
        if here or day == self.today:
            style = f"bold {style}"
        number = f"{day.day:>2}"
        gap = " " * (width - 4)
        bar = current().bar if here and not self.app.native_ansi_color else " "
        ground = self.ground if here else ""
        drawn = Content.assemble(
            gap,
            (bar, "$primary" if self.has_focus else "$muted"),
            (number, f"{style} {ground}"),
            (sign, f"{tone} {ground}"),
        )
        return drawn.stylize(Style.from_meta({"day": day.isoformat()}))

    def _day(self) -> Iterator[Content]:
        title = dates.long_date(self.day, language())
        yield content(f" {fit(title, self.size.width - 1)}", "bold $foreground")
        agenda = self._agenda
        if agenda is None or agenda.day != self.day:
            yield content(" ·····", "$muted")
            return
        room = self.size.width - 1
        if off := holiday(self.day):
            yield Content.assemble(" ", (fit(_(off.name), room), "$warning"))
        if not agenda.total and not agenda.birthdays:
            new = key_of(self.app, "tasks.new")
            yield Content.assemble(" ", (_("This day is free."), "$muted"))
            yield Content.assemble(
                " ", (new, "bold $primary"), " ", (_("add a task"), "$foreground")
            )
            return
        parts = [tasks_text(agenda.total)] if agenda.total else []
        if count := len(agenda.birthdays):
            text = ngettext("{n} birthday", "{n} birthdays", count)
            parts.append(text.format(n=number_of(count)))
        yield content(f" {fit(f' {current().joint} '.join(parts), room)}", "$muted")
        if self.size.height >= 16:
            yield Content("")
        yield from self._entries(agenda, room)

    def _entries(self, agenda: Agenda, room: int) -> Iterator[Content]:
        for row in agenda.rows:
            clock = f"{clock_words(row.task.clock):<{_TIME}}"
            yield Content.assemble(
                (f" {clock}", "$muted"), (fit(whom(row), room - _TIME), "$foreground")
            )
        for name in agenda.birthdays:
            text = _("{name}: birthday").format(name=plain(name))
            yield content(f" {' ' * _TIME}{fit(text, room - _TIME)}", "$muted")
        if more := agenda.total - len(agenda.rows):
            text = ngettext("{n} task more", "{n} tasks more", more).format(n=number_of(more))
            yield content(f" {' ' * _TIME}{text}", "$muted")
