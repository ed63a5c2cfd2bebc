"""What was written since one looked, so that only that needs looking at again."""

from __future__ import annotations

from dataclasses import dataclass

from kobicrm.services.session import Session
from kobicrm.storage import quality

# Past so many contacts everything is looked through anew.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Touched:
    """The contacts written since, by id; ``newest`` is the last changeset now.

    ``everything`` when they are too many to name, or the database is an older one again.
    """

    newest: int
    ids: tuple[int, ...] = ()
    everything: bool = False


def newest_changeset(session: Session) -> int:
    """Return the number of the last changeset, 0 when there is none."""
    with session.store.reading():
        return quality.newest_changeset(session.store)


def touched(session: Session, since: int) -> Touched:
    """Return which contacts changesets after number ``since`` wrote or decided about."""
    with session.store.reading():
        newest = quality.newest_changeset(session.store)
        if newest < since:
            return Touched(newest, everything=True)
        ids = quality.touched(session.store, since, MOST + 1)
        return Touched(newest, tuple(ids[:MOST]), len(ids) > MOST)
