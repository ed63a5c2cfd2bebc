"""How many contacts have which value: what filters offer and completion suggests."""

from __future__ import annotations

from kobicrm.services.session import Session
from kobicrm.storage.contacts import facets as stored


def facets(session: Session, field: str) -> list[tuple[str, int]]:
    """Return (value, contacts with it), most frequent first.

    Fields: tags, province, district, lifecycle, owner, source; UsageError for another. A
    lifecycle is its key.
    """
    with session.store.reading():
        return stored.facets(session.store, field)
