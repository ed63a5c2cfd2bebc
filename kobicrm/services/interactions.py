"""What happened with a contact: calls, messages, visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kobicrm.domain.codec import iso
from kobicrm.domain.instants import instant
from kobicrm.domain.uids import unpack
from kobicrm.services.session import Session
from kobicrm.storage import interactions as stored


@dataclass(frozen=True, slots=True)
class Interaction:
    """One of them; ``direction`` is in, out or '' when nobody knows."""

    uid: str
    channel: str
    direction: str
    at: datetime
    author: str
    text: str

    def to_json(self) -> dict[str, object]:
        """Return the published document."""
        return {
            "uid": self.uid,
            "channel": self.channel,
            "direction": self.direction or None,
            "at": iso(self.at),
            "author": self.author or None,
            "text": self.text,
        }


def newest(session: Session, contact: int, limit: int | None = None) -> list[Interaction]:
    """Return the interactions of the contact with this id, newest first."""
    with session.store.reading():
        rows = stored.newest(contact, -1 if limit is None else limit)
    return [
        Interaction(unpack(uid), channel, direction, instant(at), author, text)
        for uid, channel, direction, at, author, text in rows
    ]


def count(session: Session, contact: int) -> int:
    """Return how many interactions the contact with this id has."""
    with session.store.reading():
        return stored.count(contact)
