"""What happened with one contact, newest first: windows over the indexes of three tables.

Each table is read in the order of its index and only as far as a window needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any

from peewee import SQL, fn

from kobicrm.domain.instants import instant
from kobicrm.domain.timeline import Cursor, Entry, Source
from kobicrm.domain.uids import unpack
from kobicrm.storage.models import Interaction, Note, Task

# At one moment an interaction stands above a note, a note above a task.
_RANKS: dict[Source, int] = {"interaction": 2, "note": 1, "task": 0}
_SOURCES: dict[int, Source] = {rank: source for source, rank in _RANKS.items()}
_NOTHING = SQL("''")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: interactions on ``channels`` (None is all, empty none), notes, ended tasks.

    ``repeated`` takes in tasks whose end is told by an interaction, too.
    """

    channels: tuple[str, ...] | None = None
    notes: bool = True
    tasks: bool = True
    repeated: bool = False


EVERYTHING = Wanted()


def window(
    contact: int, limit: int, *, wanted: Wanted = EVERYTHING, after: Cursor | None = None
) -> list[Entry]:
    """Return the entries of the contact that follow ``after``, at most ``limit``, newest first."""
    streams = [_rows(query, rank) for query, rank in queries(contact, wanted, after)]
    rows = merge(*streams, key=lambda row: row[:3], reverse=True)
    return [_made(*row) for row in islice(rows, limit)]


def _made(at: int, rank: int, one: int, uid: bytes, *rest: Any) -> Entry:
    cells: list[Any] = [*rest[:-1], unpack(rest[-1]) if rest[-1] else ""]
    return Entry(_SOURCES[rank], (at, rank, one), instant(at), unpack(uid), *cells)


def queries(contact: int, wanted: Wanted, after: Cursor | None) -> list[tuple[Any, int]]:
    """Return the query of each table that has to be looked into, with the table's rank."""
    found = []
    if wanted.channels is None or wanted.channels:
        found.append((_interactions(contact, wanted.channels), _RANKS["interaction"]))
    if wanted.notes:
        found.append((_notes(contact), _RANKS["note"]))
    if wanted.tasks:
        found.append((_tasks(contact, repeated=wanted.repeated), _RANKS["task"]))
    return [(_beyond(query, rank, after), rank) for query, rank in found]


def _rows(query: Any, rank: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows one by one: what nobody asks for is not read."""
    for at, one, *rest in query.tuples().iterator():
        yield (at, rank, one, *rest)


def _interactions(contact: int, channels: Sequence[str] | None) -> Any:
    row = Interaction
    query = row.select(
        row.at, row.id, row.uid, row.channel, row.direction, row.outcome, row.minutes,
        row.author, row.text, _NOTHING, row.task,
    ).where(row.contact_id == contact)  # fmt: skip
    if channels is not None:
        query = query.where(row.channel.in_(list(channels)))
    return query.order_by(row.at.desc(), row.id.desc())


def _notes(contact: int) -> Any:
    row = Note
    return (
        row.select(
            row.at, row.id, row.uid, _NOTHING, _NOTHING, _NOTHING, SQL("0"),
            _NOTHING, row.text, _NOTHING, SQL("NULL"),
        )
        .where(row.contact_id == contact)
        .order_by(row.at.desc(), row.id.desc())
    )  # fmt: skip


def _tasks(contact: int, *, repeated: bool) -> Any:
    row = Task
    # Ended states by name: "not open" would lead SQLite into an index of everybody's tasks.
    query = row.select(
        row.ended_at, row.id, row.uid, row.kind, _NOTHING, row.state, row.minutes,
        _NOTHING, row.title, row.note, SQL("NULL"),
    ).where((row.contact_id == contact) & row.state.in_(["done", "dropped"]))  # fmt: skip
    if not repeated:
        told = Interaction.select(Interaction.id).where(Interaction.task == row.uid)
        query = query.where(~fn.EXISTS(told))
    return query.order_by(row.ended_at.desc(), row.id.desc())


def _beyond(query: Any, rank: int, after: Cursor | None) -> Any:
    if after is None:
        return query
    row = query.model
    column = row.ended_at if row is Task else row.at
    at, reached, one = after
    if rank < reached:
        return query.where(column <= at)
    if rank > reached:
        return query.where(column < at)
    return query.where((column <= at) & ((column < at) | (row.id < one)))
