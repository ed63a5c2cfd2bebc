"""What the page reads in its threads: the next pairs, and what others wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kobicrm.services import duplicates
from kobicrm.services.duplicates import Looked, Reviewer
from kobicrm.services.fields import list_fields
from kobicrm.services.session import Session
from screens.duplicates.rounds import Ids

Wanted = Sequence[tuple[int, Ids]]


@dataclass(frozen=True, slots=True)
class Read:
    """Pairs by their places: as they are now, or none any more.

    ``unlike`` are those whose contacts are both there. ``again`` are the places of answered
    pairs that are to be answered again. ``types`` are those of the shop's own fields.
    """

    reviewer: Reviewer
    types: Mapping[str, str]
    looked: Mapping[int, Looked | None]
    unlike: frozenset[int]
    again: tuple[int, ...] = ()


def look(session: Session, reviewer: Reviewer | None, wanted: Wanted, closed: Wanted = ()) -> Read:
    """Look at pairs, and whether pairs that are ``closed`` are to be answered again."""
    with session.store.reading():
        known = reviewer or Reviewer(session)
        types = {one.name: one.type for one in list_fields(session)}
        looked = {place: known.look(*ids) for place, ids in wanted}
        none = [(place, ids) for place, ids in wanted if looked[place] is None]
        unlike = frozenset(_standing(session, none))
        return Read(known, types, looked, unlike, tuple(_standing(session, closed)))


def _standing(session: Session, pairs: Wanted) -> list[int]:
    if not pairs:
        return []
    found = duplicates.standing(session, [ids for _place, ids in pairs])
    return [place for (place, _ids), stands in zip(pairs, found, strict=True) if stands]
