"""The timeline of a contact: calls, messages, visits, notes and ended tasks, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.domain.interactions import INTERACTION_CHANNELS
from kobicrm.domain.timeline import Cursor, Entry, Source
from kobicrm.storage import timeline as stored
from kobicrm.storage.timeline import Wanted

if TYPE_CHECKING:
    from kobicrm.services.session import Session

__all__ = ["KINDS", "Cursor", "Entry", "Source", "window"]

_CALLS = ("call",)
_VISITS = ("visit", "site_visit", "fair")
_WRITTEN = ("note", "survey", "other")
_MESSAGES = tuple(one for one in INTERACTION_CHANNELS if one not in (*_CALLS, *_VISITS, *_WRITTEN))
_WANTED = {
    "": Wanted(),
    "calls": Wanted(_CALLS, notes=False, tasks=False),
    "messages": Wanted(_MESSAGES, notes=False, tasks=False),
    "visits": Wanted(_VISITS, notes=False, tasks=False),
    "notes": Wanted(_WRITTEN, tasks=False),
    "tasks": Wanted((), notes=False, repeated=True),
}
# What the timeline can be narrowed to; '' is everything.
KINDS = tuple(_WANTED)


def window(
    session: Session, contact: int, limit: int, *, kind: str = "", after: Cursor | None = None
) -> list[Entry]:
    """Return the entries of the contact with this id that follow ``after``, at most ``limit``.

    ``kind`` is one of :data:`KINDS`. An ended task whose result was kept as an interaction is
    told by that alone; among the tasks it stands too. Costs the same however much lies behind.
    """
    with session.store.reading():
        return stored.window(contact, limit, wanted=_WANTED[kind], after=after)
