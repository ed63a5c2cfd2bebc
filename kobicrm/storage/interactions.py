"""The interactions of one contact, newest first, from the index they lie in."""

from __future__ import annotations

from typing import Any

from kobicrm.storage.models import Interaction
from kobicrm.storage.models.base import Prepared, place

_COLUMNS = ("uid", "channel", "direction", "at", "author", "text")
_NEWEST = Prepared(
    lambda: (
        Interaction.select(*(getattr(Interaction, name) for name in _COLUMNS))
        .where(Interaction.contact_id == place("contact"))
        .order_by(Interaction.at.desc(), Interaction.id.desc())
        .limit(place("limit"))
    )
)


def newest(contact: int, limit: int) -> list[tuple[Any, ...]]:
    """Return uid, channel, direction, time, author and text of the newest; -1 is all."""
    return _NEWEST.rows(contact=contact, limit=limit)


def count(contact: int) -> int:
    """Return how many there are."""
    return int(Interaction.select().where(Interaction.contact_id == contact).count())
