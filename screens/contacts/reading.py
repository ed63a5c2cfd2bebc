"""What the contacts screen reads in its threads: windows of the list, and one card."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from kobicrm.services import contacts
from screens.contacts.columns import row_of
from screens.widgets.pages import PAGE_ROWS, Row

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Contact
    from kobicrm.domain.list_row import ListRow
    from kobicrm.services.contacts import HistoryEntry, ListView
    from kobicrm.services.interactions import Interaction
    from kobicrm.services.session import Session

# How much of its history a card begins with and reads at a time, and how many employees it names.
HISTORY_SHOWN = 100
PEOPLE_SHOWN = 50
# How many interactions a card begins with, and how many more are shown at a time.
TALKS_SHOWN = 10
TALKS_MORE = 100


@dataclass(slots=True)
class First:
    """The first rows of a list, read before its length is known."""

    view: ListView
    rows: list[Row]


@dataclass(slots=True)
class Length:
    """How long the list is, and how many contacts there are without the search."""

    view: ListView
    total: int
    everything: int


@dataclass(slots=True)
class Again:
    """The list read again: the place of one contact in it, and the pages around that."""

    view: ListView
    total: int
    everything: int
    index: int | None
    pages: dict[int, list[Row]] = field(default_factory=dict)


@dataclass(slots=True)
class CardData:
    """Everything the card shows of a contact.

    Of employees, history and interactions the first ones; the totals say how many there are.
    """

    contact: Contact
    people: list[ListRow]
    people_total: int
    history: list[HistoryEntry]
    history_total: int
    talks: list[Interaction]
    talks_total: int
    types: dict[str, str]
    now: datetime


def read_page(view: ListView, page: int, today: date) -> list[Row]:
    """Return one page of rows."""
    rows = view.window(page * PAGE_ROWS, PAGE_ROWS)
    return [row_of(row, today) for row in rows]


def read_first(view: ListView, today: date, hits: int = PAGE_ROWS) -> First:
    """Return the first page; of a search its first ``hits``. Costs the same on any database."""
    if view.narrowed:
        view.start(min(hits, PAGE_ROWS))
    return First(view, read_page(view, 0, today))


def read_length(view: ListView, everything: int | None = None) -> Length:
    """Count the list; of a search or filter all hits are found.

    ``everything`` is how long the whole list is, if that is known.
    """
    if not view.narrowed:
        if not view.measured:
            view.start()
        return Length(view, view.total, view.total)
    view.finish()
    return Length(
        view, view.total, contacts.count(view.session) if everything is None else everything
    )


def read_again(
    view: ListView,
    one: int | None,
    at: int,
    above: int,
    height: int,
    today: date,
    everything: int | None = None,
) -> Again:
    """Read a list again around the contact ``one`` (else around row ``at``).

    ``above`` rows stand over it in a window ``height`` rows high; ``everything`` as in
    :func:`read_length`.
    """
    if view.narrowed:
        view.start(PAGE_ROWS)
    length = read_length(view, everything)
    index = view.index_of(one) if one is not None else None
    middle = min(at if index is None else index, max(length.total - 1, 0))
    first, last = max(0, middle - above), min(middle - above + height, length.total - 1)
    found = Again(view, length.total, length.everything, index)
    if last >= first:
        for page in range(first // PAGE_ROWS, last // PAGE_ROWS + 1):
            found.pages[page] = read_page(view, page, today)
    return found


def read_card(
    session: Session,
    uid: str,
    now: datetime,
    *,
    history: int = HISTORY_SHOWN,
    talks: int = TALKS_SHOWN,
    trashed: bool = False,
) -> CardData:
    """Return all the card shows, with ``trashed`` of one in the trash; NotFound when gone.

    ``history`` is how many of its entries, ``talks`` how many interactions.
    """
    from kobicrm.services import interactions
    from kobicrm.services.fields import list_fields

    ref = f"uid:{uid}"
    with session.store.reading():
        contact = contacts.get(session, ref, trashed=trashed)
        rows: list[ListRow] = []
        if contact.kind == "company":
            rows = contacts.employees(session, contact.id, PEOPLE_SHOWN)
        total = len(rows)
        if total == PEOPLE_SHOWN:
            total = contacts.employee_count(session, contact.id)
        entries = contacts.history(session, ref, history)
        length = len(entries)
        if length == history:
            length = contacts.history_length(session, ref)
        newest = interactions.newest(session, contact.id, talks)
        said = len(newest)
        if said == talks:
            said = interactions.count(session, contact.id)
        types = {one.name: one.type for one in list_fields(session)} if contact.custom else {}
    return CardData(contact, rows, total, entries, length, newest, said, types, now)


def read_history(session: Session, uid: str, skip: int) -> list[HistoryEntry]:
    """Return the next entries of a history, after the ``skip`` newest."""
    return contacts.history(session, f"uid:{uid}", HISTORY_SHOWN, skip=skip)


def read_talks(session: Session, data: CardData) -> list[Interaction]:
    """Return the interactions the card shows, and some more."""
    from kobicrm.services import interactions

    return interactions.newest(session, data.contact.id, len(data.talks) + TALKS_MORE)
