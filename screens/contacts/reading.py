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
    from kobicrm.domain.timeline import Entry
    from kobicrm.services.contacts import HistoryEntry, ListView
    from kobicrm.services.session import Session
    from kobicrm.services.tasks import TaskRowInfo

# How much of its history a card begins with and reads at a time, and how many employees it names.
HISTORY_SHOWN = 100
PEOPLE_SHOWN = 50
# How many entries of its timeline a card begins with, and how many more are read at a time.
ENTRIES_SHOWN = 40
ENTRIES_MORE = 100
TASKS_SHOWN = 30


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

    Of employees, history and open tasks the first ones; the totals say how many there are. Of
    the timeline, narrowed to ``kind``, the newest entries: ``older`` when there are more.
    """

    contact: Contact
    people: list[ListRow]
    people_total: int
    history: list[HistoryEntry]
    history_total: int
    types: dict[str, str]
    now: datetime
    tasks: list[TaskRowInfo] = field(default_factory=list)
    tasks_total: int = 0
    entries: list[Entry] = field(default_factory=list)
    older: bool = False
    kind: str = ""


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
    entries: int = ENTRIES_SHOWN,
    kind: str = "",
    trashed: bool = False,
) -> CardData:
    """Return all the card shows, with ``trashed`` of one in the trash; NotFound when gone.

    ``history`` is how many of its changes, ``entries`` how many of its timeline of ``kind``.
    """
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
        changes = contacts.history(session, ref, history)
        length = len(changes)
        if length == history:
            length = contacts.history_length(session, ref)
        types = {one.name: one.type for one in list_fields(session)} if contact.custom else {}
        data = CardData(contact, rows, total, changes, length, types, now, kind=kind)
        _read_work(session, data, entries)
    return data


def _read_work(session: Session, data: CardData, entries: int) -> None:
    """Read the open tasks and the newest of the timeline."""
    from kobicrm.services import tasks

    where = tasks.TaskFilter(contact=data.contact.id)
    data.tasks = tasks.window(session, where, TASKS_SHOWN)
    data.tasks_total = len(data.tasks)
    if data.tasks_total == TASKS_SHOWN:
        data.tasks_total = tasks.count(session, where)
    data.entries, data.older = read_entries(session, data, entries)


def read_history(session: Session, uid: str, skip: int) -> list[HistoryEntry]:
    """Return the next entries of a history, after the ``skip`` newest."""
    return contacts.history(session, f"uid:{uid}", HISTORY_SHOWN, skip=skip)


def read_entries(
    session: Session, data: CardData, count: int = ENTRIES_MORE, kind: str | None = None
) -> tuple[list[Entry], bool]:
    """Return the next entries of the timeline, or the first of another ``kind``; is there more."""
    from kobicrm.services import timeline

    after = data.entries[-1].cursor if data.entries and kind is None else None
    shown = data.kind if kind is None else kind
    # One more than is shown tells whether there are older ones.
    found = timeline.window(session, data.contact.id, count + 1, kind=shown, after=after)
    return found[:count], len(found) > count


def read_all_tasks(session: Session, data: CardData) -> list[TaskRowInfo]:
    """Return all open tasks of the contact."""
    from kobicrm.services import tasks

    return tasks.window(session, tasks.TaskFilter(contact=data.contact.id), -1)
