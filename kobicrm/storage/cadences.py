"""Rules of how often to be in touch, and who was not spoken with for longer than they allow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kobicrm.domain.query import Filter
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import pack, unpack
from kobicrm.storage import traces
from kobicrm.storage.contacts.found import Found
from kobicrm.storage.database import Store
from kobicrm.storage.models import Cadence, Contact
from kobicrm.storage.models.base import fetch_one

_DAY = 86_400_000_000
names = traces.names_of
# How many contacts are looked at, oldest first, before all of a tag or of a view are.
_OLDEST, _OLDEST_OF_VIEW = 20_000, 5_000
_LAST = "coalesce((SELECT max(i.at) FROM interaction AS i WHERE i.contact_id = c.id), c.created_at)"
# For whom a step is planned nobody needs to be reminded.
_UNPLANNED = (
    " AND NOT EXISTS (SELECT 1 FROM task AS p"
    " WHERE p.contact_id = c.id AND p.state = 'open' AND p.place > ?)"
)
_OWN = (
    f"SELECT c.id, {_LAST} AS last, k.days FROM cadence AS k"
    " JOIN contact AS c ON c.id = k.contact_id"
    f" WHERE k.contact_id IS NOT NULL AND c.deleted_at IS NULL"
    f" AND last < ? - k.days * {_DAY}{_UNPLANNED}"
    " ORDER BY last LIMIT ?"
)
_BEYOND = (
    " AND NOT EXISTS (SELECT 1 FROM cadence AS o WHERE o.contact_id = c.id)"
    f" AND last < ? - k.days * {_DAY}{_UNPLANNED} GROUP BY c.id ORDER BY last LIMIT ?"
)
_TAGS = (
    f"SELECT c.id, {_LAST} AS last, min(k.days) FROM cadence AS k"
    " JOIN contact_tag AS t ON t.fold = k.fold JOIN contact AS c ON c.id = t.contact_id"
    f" WHERE k.fold <> '' AND c.deleted_at IS NULL{_BEYOND}"
)
_TAGS_OF_OLDEST = (
    f"SELECT c.id, {_LAST} AS last, min(k.days) FROM (SELECT id, created_at FROM contact"
    " WHERE deleted_at IS NULL ORDER BY created_at, id LIMIT ?) AS c"
    " CROSS JOIN contact_tag AS t ON t.contact_id = c.id CROSS JOIN cadence AS k"
    f" ON k.fold = t.fold AND k.fold <> ''{_BEYOND.replace(' AND', ' WHERE', 1)}"
)
_OF_VIEW = (
    f"SELECT c.id, {_LAST} AS last, ? FROM json_each(?) AS j CROSS JOIN contact AS c"
    " ON c.id = j.value WHERE NOT EXISTS (SELECT 1 FROM cadence AS o WHERE o.contact_id = c.id)"
    f" AND last < ?{_UNPLANNED} ORDER BY last LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Silent:
    """A contact, the days since the last interaction (or since it was added), and the rule's."""

    contact_id: int
    days: int
    allowed: int


def known(contact: str = "", tag: str = "", view: str = "") -> str:
    """Return the uid of the rule of a contact or view (by uid) or a tag, '' for none."""
    if contact:
        query = Cadence.select(Cadence.uid).join(Contact, on=(Contact.id == Cadence.contact_id))
        query = query.where(Contact.uid == pack(contact))
    elif view:
        query = Cadence.select(Cadence.uid).where(Cadence.view == pack(view))
    else:
        query = Cadence.select(Cadence.uid).where(Cadence.fold == fold(tag))
    row = fetch_one(query)
    return unpack(row[0]) if row else ""


def silent(
    store: Store, now: int, here: str, limit: int, views: Iterable[tuple[int, Filter]] = ()
) -> list[Silent]:
    """Return those who have waited beyond what their rule allows, the longest first.

    At most ``limit``; ``now`` in microseconds, ``here`` the same moment of the wall clock as tasks
    have it. For whom a task is planned later than that is left out. ``views`` are the rules of
    saved views: days and filter. A contact's own rule goes before those of its tags and views.
    Where a tag has more silent people than that among the 20,000 contacts that were added first,
    or a view among the first 5,000 of its own, only those are weighed: all of them would be read
    for a list that shows a few.
    """
    found: dict[int, Silent] = {}
    connection = store.connection()
    own = connection.execute(_OWN, (now, here, limit)).fetchall()
    # Where a rule speaks of half the shop, the oldest contacts are enough to fill the list.
    tags = connection.execute(_TAGS_OF_OLDEST, (_OLDEST, now, here, limit)).fetchall()
    if len(tags) < limit:
        tags = connection.execute(_TAGS, (now, here, limit)).fetchall()
    of_views = [_of_view(store, where, days, (now, here, limit)) for days, where in views]
    for rows in (own, tags, *of_views):
        for one, last, days in rows:
            known = found.get(one)
            if known is None or days < known.allowed:
                found[one] = Silent(one, (now - last) // _DAY, days)
    return sorted(found.values(), key=lambda one: (one.allowed - one.days, one.contact_id))[:limit]


def _of_view(store: Store, where: Filter, days: int, about: tuple[int, str, int]) -> list[Any]:
    now, here, limit = about

    def weighed(ids: Sequence[int]) -> list[Any]:
        values = (days, json.dumps(list(ids)), now - days * _DAY, here, limit)
        return store.connection().execute(_OF_VIEW, values).fetchall()

    found = Found(store, where, "created")
    oldest = found.first(_OLDEST_OF_VIEW)
    rows = weighed(oldest.ids)
    return rows if len(rows) >= limit or oldest.complete else weighed(found.all())
