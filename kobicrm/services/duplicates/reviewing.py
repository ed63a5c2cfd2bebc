"""Two contacts of a pair, ready to be looked at side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kobicrm.domain.contacts import Contact
from kobicrm.services.duplicates.auto import fullness
from kobicrm.services.duplicates.finding import LEAST, Pair, pair_of
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored
from kobicrm.storage.duplicates import pairs as storage
from kobicrm.storage.duplicates.commons import Sampled
from kobicrm.storage.duplicates.moving import interactions_of


@dataclass(frozen=True, slots=True)
class Review:
    """The one that had better stay, the other one, and how many interactions each has."""

    keep: Contact
    gone: Contact
    interactions: tuple[int, int]


def review(session: Session, one: str, other: str) -> Review | None:
    """Return two contacts, named by uid, as they are now; None when one is not there any more."""
    with session.store.reading():
        found = stored.load_by_uids([one, other])
        if len(found) < 2 or any(contact.deleted_at for contact in found.values()):
            return None
        talks = {uid: interactions_of(contact.id) for uid, contact in found.items()}
    keep, gone = sorted(
        found.values(), key=lambda contact: (-talks[contact.uid], *fullness(contact))
    )
    return Review(keep, gone, (talks[keep.uid], talks[gone.uid]))


@dataclass(frozen=True, slots=True)
class Looked:
    """A pair as a search would find it now, with both contacts."""

    pair: Pair
    review: Review


class Reviewer:
    """Looks at pairs that were found before; any thread may ask."""

    def __init__(self, session: Session) -> None:
        """Take a sample of how common names and places are in this shop."""
        self._session = session
        with session.store.reading():
            self._commons = Sampled(session.store)

    def look(self, one: int, other: int, *, least: int = LEAST) -> Looked | None:
        """Return two contacts, by id, as they are now.

        None when they are no pair any more: one is gone or in the trash, they were said to be
        different, or nothing speaks for it now.
        """
        store = self._session.store
        with store.reading():
            found = storage.judged(store, self._commons, one, other, least)
            both = found and review(self._session, found.a.uid, found.b.uid)
            return Looked(pair_of(store, found), both) if found and both else None


def standing(session: Session, pairs: Sequence[tuple[int, int]]) -> list[bool]:
    """Return of pairs of ids whether both are there and nobody said that they are two."""
    with session.store.reading():
        return storage.standing(session.store, pairs)
