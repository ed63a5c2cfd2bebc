"""The month as a page: weeks below each other, in each day its first tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style

from kobicrm.domain import dates
from kobicrm.domain.holidays import holiday
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.moments import clock_words
from kobicrm.services import tasks
from kobicrm.services.tasks import DaysInfo, TaskRowInfo
from screens.styles.glyphs import current
from screens.tasks.texts import number_of, whom
from screens.tasks.walking import WEEK, DayWalker
from screens.text import content, pad
from screens.widgets.keys import key_of

if TYPE_CHECKING:
    from screens.app import KobiApp

READ = "tasks.month"
_WEEKS, _WIDE = 6, 120
# What a cell holds at most, so that a tall window costs no more.
_MOST = 8


class MonthGrid(DayWalker):
    """Six weeks; a day more than fit is told as `+2 daha`. The last line spells out the day."""

    DEFAULT_CSS = "MonthGrid { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Open the day"), id="month.open"),
    ]

    def __init__(self, app: KobiApp, day: date, *, id: str | None = None) -> None:
        """Begin on a day; nothing is read yet."""
        super().__init__(app, id=id)
        self.day = day
        self._days = DaysInfo({}, frozenset())
        self._read_for: tuple[int, int] | None = None

    def show(self, day: date) -> None:
        """Put the bar on a day."""
        self.day = day
        if (day.year, day.month) != self._read_for:
            self.read()
        self.refresh()
        self.screen.refresh_bindings()

    def read(self) -> None:
        """Read the month."""
        self._read_for = (self.day.year, self.day.month)
        first, last = tasks.grid(self.day)
        call = partial(tasks.days, self._kobi.session, first, last, each=_MOST)
        self._kobi.jobs.read(READ, call, self._taken)

    def _taken(self, days: DaysInfo) -> None:
        self._days = days
        self.refresh()
        self.screen.refresh_bindings()

    @property
    def rows(self) -> list[TaskRowInfo]:
        """The first tasks of the day under the bar."""
        return self._days.rows.get(self.day, [])

    # Drawing

    @property
    def _cell(self) -> int:
        return max((self.size.width - 2) // WEEK, 4)

    @property
    def _high(self) -> int:
        return max((self.size.height - 2) // _WEEKS, 2)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the weeks out anew."""
        self.refresh()

    def render(self) -> Content:
        """Draw names of weekdays, weeks, and the day under the bar in words."""
        lines = [self._names()]
        first, last = tasks.grid(self.day)
        for start in range(0, (last - first).days + 1, WEEK):
            week = [first + timedelta(days=start + one) for one in range(WEEK)]
            lines += self._week([day for day in week if day <= last])
        room = self.size.height - 1
        lines = lines[:room]
        lines += [Content("")] * (room - len(lines))
        return Content("\n").join([*lines, self._spelled()])

    def _names(self) -> Content:
        names = dates.weekday_names(language())
        if self._cell < max(map(len, names)) + 2:
            names = dates.weekday_heads(language())
        return content(" " + "".join(f" {pad(name, self._cell - 1)}" for name in names), "$muted")

    def _week(self, week: list[date]) -> Iterator[Content]:
        for row in range(self._high):
            band = "on $surface" if row == 0 and not self.app.native_ansi_color else ""
            line = Content.assemble((" ", band), *(self._part(day, row, band) for day in week))
            rest = self.size.width - line.cell_length
            yield Content.assemble(line, (" " * max(rest, 0), band))

    def _part(self, day: date, row: int, band: str) -> Content:
        """Return row ``row`` of a day: its bar, its number or a task, all in its width."""
        here, room = day == self.day, self._cell - 2
        drawn = self._number(day, room) if row == 0 else self._entry(day, row - 1, room)
        drawn = Content.assemble(drawn, " " * (room - drawn.cell_length))
        sign = current().bar if here and not self.app.native_ansi_color else " "
        bar = (sign, "$primary" if self.has_focus else "$muted")
        drawn = drawn.stylize(self.ground) if here else drawn.stylize(band)
        gap = (" ", band)
        part = Content.assemble(bar, drawn, gap) if here else Content.assemble(gap, drawn, gap)
        return part.stylize(Style.from_meta({"day": day.isoformat()}))

    def _number(self, day: date, room: int) -> Content:
        outside = day.month != self.day.month
        style = "$muted" if day.weekday() >= WEEK - 2 else "$foreground"
        if outside:
            style = "$faint"
        if day in (self.day, self.today):
            style = f"bold {style}"
        off = holiday(day)
        if off is None:
            return content(f"{day.day:>2}", style)
        short = _("half") if off.half else _("off")
        name = _(off.short) if self.size.width >= _WIDE else short
        if cell_len(name) > room - 3:
            # Where no word fits the colour says so; the last line spells it out.
            return content(f"{day.day:>2}", "$warning")
        return Content.assemble((f"{day.day:>2} ", style), (name, "$warning"))

    def _entry(self, day: date, place: int, room: int) -> Content:
        rows, count = self._days.rows.get(day, []), self._days.counts.get(day, 0)
        lines = self._high - 1
        if place == lines - 1 and count > lines:
            more = _("+{n} more").format(n=number_of(count - place))
            if cell_len(more) > room:
                more = more.split()[0]
            return content(more, "$muted")
        if place >= len(rows):
            return Content("")
        row = rows[place]
        late = row.task.is_late(tasks.wall_clock(self._kobi.session))
        sign = f"{current().alert} " if late else ""
        clock = clock_words(row.task.clock) if self.size.width >= _WIDE else ""
        shown = Content.assemble(
            (sign, "$error"), (f"{clock} " if clock else "", "$muted"), content(whom(row))
        )
        return shown.truncate(room)

    def _spelled(self) -> Content:
        title = dates.long_date(self.day, language())
        parts = [content(f" {title}", "bold $foreground")]
        off = holiday(self.day)
        if off is not None:
            parts.append(content(_(off.name), "$warning"))
        count = self._days.counts.get(self.day, 0)
        if not count:
            new = (key_of(self.app, "month.new"), "bold $primary")
            parts.append(content(_("This day is free."), "$muted"))
            parts.append(Content.assemble(new, " ", (_("add a task"), "$foreground")))
            return Content("   ").join(parts).truncate(self.size.width, ellipsis=True)
        room = self.size.width - sum(part.cell_length + 3 for part in parts) - 14
        shown = 0
        for row in self.rows:
            clock = clock_words(row.task.clock)
            part = Content.assemble((f"{clock} " if clock else "", "$muted"), content(whom(row)))
            if part.cell_length + 3 > room:
                break
            room -= part.cell_length + 3
            parts.append(part)
            shown += 1
        if more := count - shown:
            text = ngettext("{n} task more", "{n} tasks more", more).format(n=number_of(more))
            parts.append(content(text, "$muted"))
        return Content("   ").join(parts).truncate(self.size.width, ellipsis=True)
