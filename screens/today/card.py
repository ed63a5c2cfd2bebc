"""The card beside the queue: whom to reach and how, why now, and what was said last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from kobicrm.domain import dates
from kobicrm.i18n import _, language
from kobicrm.i18n.today import reason_text
from screens.contacts.card_lines import CardLine, Go, LineList, Talk, Todo
from screens.contacts.card_sections import CardSections
from screens.contacts.card_tasks import ActingCard
from screens.contacts.card_timeline import KIND, add_tasks
from screens.contacts.reading import CardData, read_card
from screens.styles.glyphs import current
from screens.talks.entry import task_facts
from screens.talks.names import kind_of, outcome_of
from screens.text import content, fit, pad, plain, wrapped

if TYPE_CHECKING:
    from datetime import datetime

    from kobicrm.domain.timeline import Entry
    from kobicrm.errors import KobiError
    from kobicrm.services.today import Card, Reason

READ = "today.card"
# How many of the newest entries are told, and with how many lines each.
ENTRIES, ENTRY_LINES = 3, 3


class TodayCard(ActingCard):
    """Shows an item of the queue: its contact, or the task that is nobody's."""

    item: Card | None = None

    def show_item(self, item: Card | None, failed: Callable[[KobiError], None]) -> None:
        """Show an item; its contact is read first, unless it is none."""
        same = item is not None and self.item is not None and item.contact == self.item.contact
        self.item = item
        if item is None or item.contact is None:
            self.kobi.jobs.forget(READ)
            self.show(None)
            return
        if same and self.data is not None:
            self.relabel()
        session, now = self.kobi.session, self.kobi.clock()
        call = partial(read_card, session, item.contact.uid, now, history=1, entries=ENTRIES)
        self.kobi.jobs.read(READ, call, self.show, failed)

    @property
    def editable(self) -> bool:
        """Whether something can be done with what is shown."""
        return self.item is not None

    def build(self) -> Sequence[CardLine]:
        """Return the lines of the item."""
        if self.item is None:
            return ()
        if self.item.contact is None:
            return task_lines(self.item, self._width, self.talks.now)
        # Until the contact of the item is read, the one before it is not told as if it were.
        if self.data is None or self.data.contact.uid != self.item.contact.uid:
            return ()
        return TodaySections(self.data, self._width, self.item).build()


class TodaySections(CardSections):
    """The lines of a contact, no more than a call needs."""

    def __init__(self, data: CardData, width: int, item: Card) -> None:
        """Lay ``data`` out for ``width`` cells."""
        super().__init__(data, width)
        self.item = item

    def build(self) -> list[CardLine]:
        """Return all lines."""
        self._head()
        self.blank("reach")
        self._channels()
        self._why()
        self._next()
        self._last()
        return self.lines

    def blank(self, key: str) -> None:
        """Part two groups."""
        self.line(Content(""), key=("blank", key))

    def heading(self, text: str) -> None:
        """Begin a group."""
        self.blank(text)
        self.line(content(text, "bold $muted"), key=text)

    def _why(self) -> None:
        self.heading(_("Why here"))
        rows = {row.task.uid: row for row in self.item.tasks}
        for reason in self.item.reasons:
            row = rows.get(reason.task.uid) if reason.task else None
            act = Todo(row) if row else None
            add_reason(self, reason, act)

    def _next(self) -> None:
        """What else is open with the contact, beside the reasons."""
        here = {row.task.uid for row in self.item.tasks}
        others = [row for row in self.data.tasks if row.task.uid not in here]
        if others:
            self.heading(_("Other tasks"))
            add_tasks(self, others, self.wall)

    def _last(self) -> None:
        self.heading(_("Last interactions"))
        if not self.data.entries:
            self.line(content(_("None yet"), "$muted"), key="nothing")
        today = self.wall.date()
        shown = [dates.short_date(one.at.astimezone().date(), today, language())
                 for one in self.data.entries]  # fmt: skip
        wide = max(map(len, shown), default=0)
        for entry, day in zip(self.data.entries, shown, strict=True):
            self._entry(entry, f"{pad(day, wide)} {pad(kind_of(entry), KIND)} ")

    def _entry(self, entry: Entry, lead: str) -> None:
        room = max(self.width - len(lead), 10)
        first = plain(entry.text.strip())
        said = f" {current().joint} ".join(filter(None, (outcome_of(entry), first)))
        # Of a long one no more is wrapped than can be seen.
        pieces = wrapped(said[: room * (ENTRY_LINES + 1)], room) or [""]
        if len(pieces) > ENTRY_LINES:
            last = fit(" ".join(pieces[ENTRY_LINES - 1 :]), room)
            pieces = [*pieces[: ENTRY_LINES - 1], last]
        for place, piece in enumerate(pieces):
            start = lead if place == 0 else " " * len(lead)
            line = Content.assemble((start, "$muted"), content(piece, "$foreground"))
            self.line(line, copy=entry.text, act=Talk(entry), key=(entry.uid, place))


def add_reason(out: LineList, reason: Reason, act: Todo | Go | None) -> None:
    """Add why somebody is here, with a sign when it is late."""
    late = reason.code == "late"
    sign = current().alert if late else current().joint
    pieces = wrapped(reason_text(reason), max(out.width - 2, 10))
    for place, piece in enumerate(pieces):
        mark = (f"{sign} " if place == 0 else "  ", "$error" if late else "$muted")
        out.line(
            Content.assemble(mark, content(plain(piece), "$foreground")),
            copy=reason.task.title if reason.task else "",
            act=act,
            key=(reason.code, reason.task.uid if reason.task else "", place),
        )


def task_lines(item: Card, width: int, now: datetime) -> Sequence[CardLine]:
    """Return the lines of a task that is nobody's."""
    out, row = LineList(width), item.tasks[0]
    act = Todo(row)
    for piece in wrapped(row.task.title, width):
        out.line(content(piece, "bold $foreground"), copy=row.task.title, act=act, key=("t", piece))
    out.line(content(fit(plain(task_facts(row, now)), width), "$muted"), act=act, key="facts")
    signs = current()
    items = [f"{signs.mark if one.done else signs.task} {one.text}" for one in row.task.checklist]
    for number, text in enumerate([*items, *row.task.note.split("\n")]):
        for place, piece in enumerate(wrapped(text, width)):
            if number == place == 0:
                out.line(Content(""), key="blank")
            out.line(content(plain(piece)), copy=text, act=act, key=(number, place))
    return out.lines
