"""The history on the card: a line an entry, a second one when others had a hand in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from kobicrm.domain import dates
from kobicrm.i18n import language
from kobicrm.services.contacts import HistoryEntry
from screens.contacts import history
from screens.contacts.card_lines import Entry, LineList
from screens.text import content, fit, pad, plain, two_ends

DATE, KIND = 7, 10


def add_entries(out: LineList, entries: Sequence[HistoryEntry], today: date, me: str) -> None:
    """Add ``entries``, newest first; what ``me`` (folded) did on the screen carries no name."""
    if not entries:
        return
    # Dates of other years are longer: room for the longest one of the oldest entry's year.
    oldest = entries[-1].at.astimezone().date().replace(day=28)
    wide = max(DATE - 1, cell_len(dates.short_date(oldest, today, language())))
    start = wide + KIND + 2
    for entry in entries:
        key = (entry.changeset, entry.op)
        act, copy = Entry(entry), partial(history.text_of, entry)
        by = plain(history.by_of(entry, me))
        # Beside an act that needs no words there is room for the name.
        beside = "" if entry.op == "update" else by
        draw = partial(_drawn, entry, today, wide, out.width, beside)
        out.line(draw, copy=copy, act=act, key=key)
        if by and not beside:
            below = content(" " * start + fit(by, max(out.width - start, 10)), "$muted")
            out.line(below, copy=copy, act=act, key=(*key, "by"))


def _drawn(entry: HistoryEntry, today: date, wide: int, width: int, by: str) -> Content:
    day = dates.short_date(entry.at.astimezone().date(), today, language())
    lead = f"{pad(day, wide)} {pad(plain(history.kind_of(entry)), KIND)} "
    text = content(plain(history.text_of(entry)), "$muted" if entry.undone else "$foreground")
    return two_ends(Content.assemble((lead, "$muted"), text), content(by, "$muted"), width)
