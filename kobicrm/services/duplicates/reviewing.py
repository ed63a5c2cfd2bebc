"""Two contacts of a pair, ready to be looked at side by side."""

from __future__ import annotations

from dataclasses import dataclass

from kobicrm.domain.contacts import Contact
from kobicrm.services.duplicates.auto import fullness
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored
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
