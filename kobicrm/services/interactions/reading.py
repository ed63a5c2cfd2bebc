"""What happened with a contact: calls, messages, visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kobicrm.domain.codec import iso
from kobicrm.domain.instants import instant
from kobicrm.domain.uids import unpack
from kobicrm.errors import NotFound
from kobicrm.services.session import Session
from kobicrm.storage import interactions as stored


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
