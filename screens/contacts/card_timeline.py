"""Open tasks on the card, and what happened with the contact, newest first: one line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from kobicrm.domain import dates
from kobicrm.i18n import _, language
from kobicrm.i18n.moments import task_words
from screens.contacts.card_lines import LineList, More, Talk, Todo
from screens.styles.glyphs import current
from screens.talks.names import kind_of, outcome_of
from screens.text import content, fit, pad, plain, two_ends, wrapped

if TYPE_CHECKING:
    from kobicrm.domain.timeline import Entry
    from kobicrm.services.tasks import TaskRowInfo

DATE, KIND = 7, 10
# A note may be what one has to know of somebody: more of it is shown.
NOTE_LINES = 3


def add_tasks(out: LineList, rows: Sequence[TaskRowInfo], now: datetime) -> None:
    """Add a line for each open task: what is to be done, and by when."""
    for row in rows:
        draw = partial(_task, row, now, out.width)
        out.line(draw, copy=row.task.title, act=Todo(row), key=row.task.uid)


def _task(row: TaskRowInfo, now: datetime, width: int) -> Content:
    task, late = row.task, row.task.is_late(now)
    due = task_words(task, now)
    right = content(f"{current().alert} {due}" if late else due, "$error" if late else "$muted")
    sign = f"{current().task} "
    room = max(width - cell_len(sign) - right.cell_length - 2, 8)
    left = Content.assemble((sign, "$muted"), content(fit(plain(task.title), room)))
    return two_ends(left, right, width)


def add_entries(out: LineList, entries: Sequence[Entry], now: datetime, *, older: bool) -> None:
    """Add a line for each entry: the day, what it was, and the beginning of what was said."""
    if not entries:
        out.line(content(_("Nothing of this kind"), "$muted"), key="nothing")
        return
    today = now.date()
    # Dates of other years are longer: room for the longest one of the oldest entry's year.
    oldest = entries[-1].at.astimezone().date().replace(day=28)
    wide = max(DATE - 1, cell_len(dates.short_date(oldest, today, language())))
    for entry in entries:
        act, day = Talk(entry), entry.at.astimezone().date()
        lead = f"{pad(dates.short_date(day, today, language()), wide)} "
        lead += f"{pad(kind_of(entry), KIND)} "
        for place, piece in enumerate(_pieces(entry, max(out.width - len(lead), 10))):
            start = lead if place == 0 else " " * cell_len(lead)
            line = Content.assemble((start, "$muted"), content(piece, "$foreground"))
            out.line(line, copy=entry.text, act=act, key=(entry.uid, place))
    if older:
        more = _("older ones")
        line = content(f"{more} {current().down}", "$muted")
        out.line(line, act=More("timeline"), key="more")


def _pieces(entry: Entry, room: int) -> list[str]:
    """Return what stands behind the kind, cut to what is shown of it."""
    if entry.source == "note":
        # Of a long one no more is wrapped than can be seen.
        lines = wrapped(entry.text[: room * (NOTE_LINES + 1)], room)
        last = " ".join(lines[NOTE_LINES - 1 :])
        return [*lines[: NOTE_LINES - 1], *([fit(last, room)] if last else [])]
    first = entry.text.strip().partition("\n")[0]
    # A call that reached nobody says so even when nothing was written.
    said = f" {current().joint} ".join(filter(None, (outcome_of(entry), plain(first))))
    return [fit(said if entry.source != "task" else plain(first), room)]
