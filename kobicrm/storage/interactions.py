"""The interactions of one contact, newest first, from the index they lie in."""

from __future__ import annotations

from typing import Any

from kobicrm.domain.uids import pack
from kobicrm.storage.models import Interaction
from kobicrm.storage.models.base import Prepared, fetch, place

_COLUMNS = ("uid", "channel", "direction", "outcome", "at", "minutes", "author", "text", "task")
_NEWEST = Prepared(
    lambda: (
        Interaction.select(*(getattr(Interaction, name) for name in _COLUMNS))
        .where(Interaction.contact_id == place("contact"))
        .order_by(Interaction.at.desc(), Interaction.id.desc())
        .limit(place("limit"))
    )
)


def newest(contact: int, limit: int) -> list[tuple[Any, ...]]:
    """Return the columns of the newest ones; -1 is all."""
    return _NEWEST.rows(contact=contact, limit=limit)


def named(uid: str) -> list[tuple[Any, ...]]:
    """Return the columns of one, nothing when there is none."""
    columns = (getattr(Interaction, name) for name in _COLUMNS)
    return fetch(Interaction.select(*columns).where(Interaction.uid == pack(uid)))


def count(contact: int) -> int:
    """Return how many there are."""
    return int(Interaction.select().where(Interaction.contact_id == contact).count())
