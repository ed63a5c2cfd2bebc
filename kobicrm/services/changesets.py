"""What a changeset did, record by record: for people to look at before it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kobicrm.errors import NotFound
from kobicrm.services.session import Session
from kobicrm.storage import journal, named, records, traces
from kobicrm.storage.journal import ChangeInfo, ChangesetInfo
from kobicrm.storage.record_kinds import KINDS

__all__ = ["ChangesetInfo", "Contents", "RecordChange", "contents", "named_changes"]

SHOWN = 20
# Values of records that name contacts by uid.
_CONTACTS = ("contact", "first", "second")


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What was done to one record; ``fields`` as the journal keeps them, ``name`` '' if unknown."""

    kind: str
    uid: str
    name: str
    op: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contents:
    """A changeset with some of its records; ``total`` is how many it touched.

    ``names`` holds the names of the companies that changes of links speak of, by uid.
    """

    info: ChangesetInfo
    changes: tuple[RecordChange, ...]
    total: int
    names: dict[str, str] = field(default_factory=dict)


def contents(session: Session, number: int, *, first: str = "", limit: int = SHOWN) -> Contents:
    """Return what changeset ``number`` did, at most ``limit`` records of it.

    What it did to the contact with the uid ``first`` comes first, however many others there
    are. Raises NotFound.
    """
    with session.store.reading():
        info = journal.changeset(number)
        if info is None:
            raise NotFound("changeset_missing", number=number)
        found = next(journal.changes_of(number, size=limit), [])
        if first:
            own = journal.changes_to(first, number)
            found = [*own, *(change for change in found if change.uid != first)][:limit]
        names = _names(found)
    changes = tuple(_with_name(change, names) for change in found)
    return Contents(info, changes, max(sum(info.counts.values()), len(changes)), names)


def named_changes(found: Sequence[ChangeInfo]) -> list[RecordChange]:
    """Return changes with the names of the records they touched; inside a read."""
    names = _names(found)
    return [_with_name(change, names) for change in found]


def _names(found: Sequence[ChangeInfo]) -> dict[str, str]:
    names = traces.names_of(_uids(found))
    others = [change.uid for change in found if change.kind in ("staff", "custom_field")]
    names |= named.names_of(others) if others else {}
    beside = [change for change in found if change.kind in KINDS]
    return names | _names_of_records(beside) if beside else names


def _names_of_records(changes: Sequence[ChangeInfo]) -> dict[str, str]:
    """Return what records beside the contacts are called: a name, or the contacts' they are of."""
    known = {
        kind: records.values_of(kind, [change.uid for change in changes if change.kind == kind])
        for kind in dict.fromkeys(change.kind for change in changes)
    }
    values = {one.uid: known[one.kind].get(one.uid) or _removed(one) for one in changes}
    uids = [v[key] for v in values.values() for key in _CONTACTS if isinstance(v.get(key), str)]
    names = traces.names_of(list(dict.fromkeys(uids)))
    return {
        uid: str(
            v.get("name") or " · ".join(names.get(v[key], "?") for key in _CONTACTS if key in v)
        )
        for uid, v in values.items()
    } | names


def _removed(change: ChangeInfo) -> dict[str, Any]:
    return change.fields if change.op == "remove" else {}


def _uids(changes: Iterable[ChangeInfo]) -> list[str]:
    """Return whom the changes touch, and the companies that their links name."""
    uids = [change.uid for change in changes if change.kind == "contact"]
    for change in changes:
        for side in change.fields.get("companies", ()):
            links = side if change.op == "update" else [side]
            uids += [link[0] for link in links or () if isinstance(link, list) and link]
    return list(dict.fromkeys(uids))


def _with_name(change: ChangeInfo, names: dict[str, str]) -> RecordChange:
    name = names.get(change.uid, "")
    if not name and change.op == "remove":
        # It is gone for good; the journal keeps it whole.
        name = str(change.fields.get("name", ""))
    return RecordChange(change.kind, change.uid, name, change.op, change.fields)
