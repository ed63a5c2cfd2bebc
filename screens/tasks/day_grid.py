"""A day by the hour: tasks without a time above, then half hours with their tasks as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from textual.content import Content
from textual.style import Style

from kobicrm.domain.holidays import holiday
from kobicrm.i18n import _, ngettext
from kobicrm.i18n.moments import clock_words
from kobicrm.services import tasks
from kobicrm.services.tasks import TaskRowInfo
from screens.styles.glyphs import current
from screens.tasks.day_hours import DayHours
from screens.tasks.plan import SLOT, SLOTS, Block
from screens.tasks.texts import number_of
from screens.text import content, fit, pad, plain
from screens.widgets.keys import key_of

_CLOCK = 7


class DayGrid(DayHours):
    """The last line spells out the task under the bar, and what it overlaps with."""

    DEFAULT_CSS = "DayGrid { height: 1fr; }"

    def render(self) -> Content:
        """Draw what is in sight, and the task under the bar in words."""
        lines = [*self._heads()]
        free, pinned = len(self._untimed), self._pinned
        last = min(self._top + self._lines() - pinned, SLOTS)
        lines += [self._line(self._free_top + one) for one in range(pinned)]
        lines += [self._line(free + slot) for slot in range(self._top, last)]
        lines += [Content("")] * (self.size.height - 1 - len(lines))
        return Content("\n").join([*lines[: self.size.height - 1], self._spelled()])

    def _heads(self) -> Iterator[Content]:
        if off := holiday(self.day):
            yield Content.assemble("  ", (_(off.name), "$warning"))
        for name in self._agenda.birthdays[:2] if self._agenda else ():
            text = _("{name}: birthday").format(name=plain(name))
            yield content(f"  {fit(text, self.size.width - 2)}", "$muted")

    def _line(self, at: int) -> Content:
        here = at == self._at
        sign = current().bar if here and not self.app.native_ansi_color else " "
        bar = (sign, "$primary" if self.has_focus else "$muted")
        room = self.size.width - 1
        if at < len(self._untimed):
            drawn = self._free(self._untimed[at], room)
        else:
            drawn = self._half_hour(at - len(self._untimed), room, here=here)
        drawn = Content.assemble(drawn, " " * max(room - drawn.cell_length, 0)).truncate(room)
        if here:
            drawn = drawn.stylize_before(self._ground)
        return Content.assemble(bar, drawn).stylize(Style.from_meta({"at": at}))

    @property
    def _ground(self) -> str:
        if self.app.native_ansi_color:
            return "reverse"
        return "on $cursor" if self.has_focus else "on $cursor-idle"

    def _free(self, row: TaskRowInfo, room: int) -> Content:
        box = f" {current().task} "
        text = self._named(row)
        return Content.assemble(pad("", _CLOCK - 1), (box, "$muted"), fit(text, room - _CLOCK - 3))

    @staticmethod
    def _named(row: TaskRowInfo) -> str:
        parts = (plain(row.task.title), plain(row.contact_name))
        return f" {current().joint} ".join(filter(None, parts))

    def _half_hour(self, slot: int, room: int, *, here: bool) -> Content:
        clock = clock_words(time(slot * SLOT // 60, slot * SLOT % 60))
        whole = slot * SLOT % 60 == 0
        lead = Content.assemble(
            (f" {clock if whole or here else '':<{_CLOCK - 2}} ", "$muted"),
            (f"{current().pane} ", "$rule"),
        )
        found = sorted(
            (one for one in self._blocks if one.first <= slot <= one.last),
            key=lambda one: one.column,
        )
        if not found:
            return lead
        width = max((room - lead.cell_length) // found[0].columns, 6)
        parts, at = [lead], 0
        for side, block in enumerate(found):
            parts.append(Content(" " * ((block.column - at) * width)))
            part = self._part(block, slot, width - 1, chosen=here and block is self.block)
            parts.append(part.stylize(Style.from_meta({"side": side})))
            parts.append(Content(" "))
            at = block.column + 1
        return Content("").join(parts)

    def _part(self, block: Block, slot: int, width: int, *, chosen: bool) -> Content:
        style = "bold $foreground" if chosen else "$foreground"
        edge = (current().pane, "$primary" if chosen else "$muted")
        text, tone = "", style
        if slot == block.first:
            text = f"{_span(block)} {self._named(block.row)}"
            if block.row.task.is_late(tasks.wall_clock(self._kobi.session)):
                text = f"{current().alert} {text}"
        elif slot == block.first + 1 and block.clashes:
            said = _("overlaps")
            text, tone = f"{current().alert} {said}", "$warning"
        return Content.assemble(edge, (f" {pad(text, width - 2)}", f"{tone} on $panel"))

    def _spelled(self) -> Content:
        width = self.size.width
        if self._agenda is None:
            return content(" ·····", "$muted")
        row = self.row
        if row is None:
            new = (key_of(self.app, "day.new"), "bold $primary")
            clock = clock_words(self.clock)
            free = _("This day is free.") if not self._agenda.total else _("{time} is free.")
            line = content(f" {free.format(time=clock)}", "$muted")
            add = _("add a task at {time}").format(time=clock)
            return Content.assemble(line, "   ", new, " ", (add, "$foreground")).truncate(width)
        parts = [content(f" {self._named(row)}", "bold $foreground")]
        block = self.block if self.slot is not None else None
        if block is not None:
            parts.insert(0, content(f" {_span(block)}", "$muted"))
            if block.clashes:
                names = ", ".join(plain(one.task.title) for one in block.clashes)
                text = _("overlaps: {names}").format(names=names)
                parts.append(content(f"{current().alert} {text}", "$warning"))
        if more := self._agenda.total - len(self._agenda.rows):
            text = ngettext("{n} task more", "{n} tasks more", more).format(n=number_of(more))
            parts.append(content(text, "$muted"))
        return Content("  ").join(parts).truncate(width, ellipsis=True)


def _span(block: Block) -> str:
    """Return `17.00-18.00`, `17.00` for one of no known length."""
    begin = clock_words(block.row.task.clock)
    if not block.row.task.minutes:
        return begin
    end = time(block.end // 60 % 24, block.end % 60)
    return f"{begin}–{clock_words(end)}"
