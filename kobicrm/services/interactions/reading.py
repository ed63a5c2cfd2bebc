"""What happened with a contact: calls, messages, visits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from kobicrm.domain.codec import iso
from kobicrm.domain.instants import instant
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.uids import unpack
from kobicrm.errors import NotFound
from kobicrm.services.session import Session
from kobicrm.storage import interactions as stored

# The first rows come at once; what looks contacts up does it once for each piece.
_PIECE, _LARGEST = 500, 16_000


@dataclass(frozen=True, slots=True)
class Interaction:
    """One of them; ``direction`` and ``outcome`` are '' when nobody knows, ``minutes`` 0.

    ``task`` is the uid of the task it was the result of, '' for none.
    """

    uid: str
    channel: str
    direction: str
    outcome: str
    at: datetime
    minutes: int
    author: str
    text: str
    task: str

    def to_json(self) -> dict[str, object]:
        """Return the published document."""
        return {
            "uid": self.uid,
            "channel": self.channel,
            "direction": self.direction or None,
            "outcome": self.outcome or None,
            "at": iso(self.at),
            "minutes": self.minutes or None,
            "author": self.author or None,
            "text": self.text,
            "task": self.task or None,
        }


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """An interaction in the list of everybody's, with number, uid and name of its contact."""

    interaction: Interaction
    contact_id: int
    contact: str
    contact_name: str

    def to_json(self) -> dict[str, object]:
        """Return the published document."""
        contact = {"id": self.contact_id, "uid": self.contact, "name": self.contact_name}
        return {**self.interaction.to_json(), "contact": contact}


def listing(
    session: Session, where: Filter = EVERYTHING, limit: int | None = None
) -> Iterator[InteractionRow]:
    """Yield the interactions that pass, newest first, without those of contacts in the trash."""
    with session.store.reading():
        yield from islice(_each(where), limit)


def _each(where: Filter) -> Iterator[InteractionRow]:
    after: stored.Cursor | None = None
    piece = _PIECE
    while rows := stored.window(piece, where=where, after=after):
        for (_at, contact, _one), uid, name, cells in rows:
            yield InteractionRow(_made(cells), contact, unpack(uid), name)
        after, piece = rows[-1][0], min(2 * piece, _LARGEST)


def newest(session: Session, contact: int, limit: int | None = None) -> list[Interaction]:
    """Return the interactions of the contact with this id, newest first."""
    with session.store.reading():
        rows = stored.newest(contact, -1 if limit is None else limit)
    return list(map(_made, rows))


def get(session: Session, uid: str) -> Interaction:
    """Return an interaction. Raises NotFound("interaction_missing")."""
    with session.store.reading():
        rows = stored.named(uid)
    if not rows:
        raise NotFound("interaction_missing")
    return _made(rows[0])


def _made(row: tuple[Any, ...]) -> Interaction:
    uid, channel, direction, outcome, at, minutes, author, text, task = row
    whole = unpack(task) if task else ""
    return Interaction(
        unpack(uid), channel, direction, outcome, instant(at), minutes, author, text, whole
    )


def count(session: Session, contact: int) -> int:
    """Return how many interactions the contact with this id has."""
    with session.store.reading():
        return stored.count(contact)
