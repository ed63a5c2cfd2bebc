"""What was decided about findings of the data's quality, the scores of days, and what to look at.

Findings themselves are never stored: they are worked out from the contacts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kobicrm.domain.uids import pack
from kobicrm.storage.database import Store
from kobicrm.storage.filters import live
from kobicrm.storage.models import Contact, QualityIgnored, QualityScore
from kobicrm.storage.models.base import Prepared, fetch, ids_value, place, place_of_ids

Key = tuple[str, str, str]

_NEXT = Prepared(
    lambda: (
        Contact.select(Contact.id)
        .where(live() & (Contact.id > place("after")))
        .order_by(Contact.id)
        .limit(place("limit"))
    )
)
_IGNORED = Prepared(
    lambda: QualityIgnored.select(
        QualityIgnored.contact_id, QualityIgnored.code, QualityIgnored.field, QualityIgnored.value
    ).where(QualityIgnored.contact_id.in_(place_of_ids("ids")))
)


@dataclass(frozen=True, slots=True)
class DayScore:
    """How the data stood on a day (ISO): contacts, those with a finding, findings."""

    day: str
    contacts: int
    flagged: int
    findings: int


def next_ids(after: int, limit: int) -> list[int]:
    """Return the ids of the next live contacts after id ``after``, at most ``limit``."""
    return [row[0] for row in _NEXT.rows(after=after, limit=limit)]


def ignored(ids: Sequence[int]) -> dict[int, set[Key]]:
    """Return the findings (code, field, value) that are left as they are, by contact."""
    found: dict[int, set[Key]] = {}
    for one, *key in _IGNORED.rows(ids=ids_value(ids)):
        found.setdefault(one, set()).add((key[0], key[1], key[2]))
    return found


def scores(limit: int) -> list[DayScore]:
    """Return the scores of the last days that have one, oldest first."""
    columns = (QualityScore.day, QualityScore.contacts, QualityScore.flagged, QualityScore.findings)
    query = QualityScore.select(*columns).order_by(QualityScore.day.desc()).limit(limit)
    return [DayScore(*row) for row in reversed(fetch(query))]


def keep_score(score: DayScore) -> None:
    """Store the score of a day in the place of an earlier one, inside a transaction."""
    row = QualityScore.insert(
        day=score.day, contacts=score.contacts, flagged=score.flagged, findings=score.findings
    )
    row.on_conflict_replace().execute()


# Contacts whose findings a changeset may have changed: written, removed, or decided about.
_TOUCHED = (
    "SELECT c.id FROM change AS h JOIN contact AS c ON c.uid = h.record_uid"
    " WHERE h.changeset_id > ? AND h.kind = 'contact'",
    "SELECT json_extract(fields, '$.id') FROM change"
    " WHERE changeset_id > ? AND kind = 'contact' AND op = 'remove'",
    "SELECT q.contact_id FROM change AS h JOIN quality_ignored AS q ON q.uid = h.record_uid"
    " WHERE h.changeset_id > ? AND h.kind = 'quality_ignored'",
)
_DECIDED_NO_MORE = (
    "SELECT json_extract(fields, '$.contact') FROM change"
    " WHERE changeset_id > ? AND kind = 'quality_ignored' AND op = 'remove'"
)


def touched(store: Store, number: int, most: int) -> list[int]:
    """Return the contacts that changesets after ``number`` touched, at most ``most`` ids."""
    return list(islice(dict.fromkeys(_touched(store, number)), most))


def _touched(store: Store, number: int) -> Iterator[int]:
    connection = store.connection()
    for sql in _TOUCHED:
        for (one,) in connection.execute(sql, (number,)):
            if one is not None:
                yield int(one)
    for (uid,) in connection.execute(_DECIDED_NO_MORE, (number,)):
        for (one,) in fetch(Contact.select(Contact.id).where(Contact.uid == pack(uid))):
            yield int(one)


def newest_changeset(store: Store) -> int:
    """Return the number of the newest changeset, 0 when there is none."""
    row = store.connection().execute("SELECT max(id) FROM changeset").fetchone()
    return int(row[0] or 0)
