"""What belongs to contacts that go is given to those they are merged into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kobicrm.domain.uids import pack, unpack
from kobicrm.storage import records
from kobicrm.storage.duplicates.pairs import ordered
from kobicrm.storage.models import CompanyLink, Different, Interaction
from kobicrm.storage.models.base import CHUNK, fetch
from kobicrm.storage.work import Work


def move_records(unit: Work, ids: Mapping[int, str], kept: Mapping[str, int]) -> int:
    """Give the records of contacts to others; return how many there were.

    ``ids`` maps the id of one that goes to the uid of the one that stays, ``kept`` uids to ids.
    What the one that stays has already, with the same unique values, goes.
    """
    count = 0
    for one, uid in ids.items():
        for kind, uids in records.of_contacts([one]).items():
            known = records.values_of(kind, uids)
            for record in uids:
                count += 1
                values = {**known[record], "contact": uid}
                if records.taken(kind, values, kept[uid]):
                    records.remove(unit, kind, [record])
                else:
                    records.change(unit, kind, record, values)
    return count


def move_different(unit: Work, now: Mapping[str, str]) -> None:
    """What was said to be different from one that goes is different from the one that stays.

    ``now`` maps the uid of one that goes to that of the one that stays.
    """
    gone = [pack(uid) for uid in now]
    for start in range(0, len(gone), CHUNK):
        piece = gone[start : start + CHUNK]
        found = records.read("different", Different.first.in_(piece) | Different.second.in_(piece))
        for record, values in found.items():
            first, second = (now.get(uid, uid) for uid in (values["first"], values["second"]))
            lower, higher = map(unpack, ordered(first, second))
            moved = {"first": lower, "second": higher}
            if first == second or (moved != values and records.taken("different", moved)):
                records.remove(unit, "different", [record])
            else:
                records.change(unit, "different", record, moved)


def people_of(companies: Sequence[int]) -> list[int]:
    """Return the ids of the contacts linked to these companies, in order, the trashed ones too."""
    found: set[int] = set()
    for start in range(0, len(companies), CHUNK):
        piece = list(companies[start : start + CHUNK])
        query = CompanyLink.select(CompanyLink.contact_id).where(CompanyLink.company_id.in_(piece))
        found.update(row[0] for row in fetch(query))
    return sorted(found)


def interactions_of(one: int) -> int:
    """Return how many interactions a contact has."""
    return int(Interaction.select().where(Interaction.contact_id == one).count())
