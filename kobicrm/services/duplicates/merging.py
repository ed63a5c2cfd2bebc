"""Merging two contacts, and remembering that two are not one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kobicrm.domain import identity
from kobicrm.domain.contacts import Contact
from kobicrm.domain.duplicates.comparing import Choice
from kobicrm.domain.uids import unpack
from kobicrm.errors import Conflict
from kobicrm.services.contacts.finding import resolve
from kobicrm.services.duplicates.grouping import Group, combined, merge_groups
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored, records
from kobicrm.storage.duplicates.pairs import ordered


@dataclass(frozen=True, slots=True)
class Merged:
    """The contact that stays as it is now (or would be), who went, and what was moved.

    ``changeset`` is None when nothing was written; ``moved`` counts interactions and decisions.
    """

    contact: Contact
    gone: Contact
    changeset: int | None
    moved: int


def merge(
    session: Session,
    keep: str,
    gone: str,
    choices: Mapping[str, Choice] | None = None,
    *,
    versions: tuple[int, int] | None = None,
) -> Merged:
    """Make one contact of two: ``keep`` stays and gets everything that ``gone`` has.

    ``choices`` name fields (:func:`kobicrm.domain.duplicates.comparing.lines`) and which side is
    taken; the suggestion otherwise. Values that are not taken go into a note. One changeset,
    which an undo takes back whole. Raises NotFound, Ambiguous, Conflict for two that
    can't be one, or when one has another version than in ``versions``.
    """
    with session.write("contact.merge") as unit:
        a, b = _both(session, keep, gone)
        if versions and versions != (a.ver, b.ver):
            changed = a if a.ver != versions[0] else b
            raise Conflict("contact_changed", name=changed.name)
        moved = merge_groups(unit, [Group(a.id, (b.id,), choices or {})])
        unit.recorder.detail["names"] = [a.name, b.name]
        return Merged(stored.load([a.id])[0], b, unit.recorder.changeset, moved)


def preview(
    session: Session, keep: str, gone: str, choices: Mapping[str, Choice] | None = None
) -> Merged:
    """Return what :func:`merge` would leave; nothing is written. Errors as there."""
    with session.store.reading():
        a, b = _both(session, keep, gone)
        count = sum(len(uids) for uids in records.of_contacts([b.id]).values())
        return Merged(combined(a, [b], choices or {}, session.clock()), b, None, count)


def _both(session: Session, keep: str, gone: str) -> tuple[Contact, Contact]:
    a, b = stored.load([one[0] for one in _two(session, keep, gone)])
    if a.kind != b.kind:
        raise Conflict("merge_kinds", name=a.name, other=b.name)
    numbers = [identity.parse_tax_number(one.tax_number) for one in (a, b)]
    if all(map(identity.is_identifying, numbers)) and numbers[0].value != numbers[1].value:
        raise Conflict("merge_tax_numbers", name=a.name, other=b.name)
    return a, b


def mark_different(session: Session, one: str, other: str) -> int | None:
    """Remember that two contacts are not one; return the changeset, None when it was known.

    Raises NotFound, Ambiguous, Conflict when both references name the same contact.
    """
    with session.write("contact.different") as unit:
        a, b = _two(session, one, other)
        first, second = map(unpack, ordered(a[1], b[1]))
        values = {"first": first, "second": second}
        if not records.taken("different", values):
            records.add(unit, "different", values)
            unit.recorder.detail["names"] = [a[2], b[2]]
        return unit.recorder.changeset


def _two(
    session: Session, one: str, other: str
) -> tuple[tuple[int, str, str], tuple[int, str, str]]:
    ids = resolve(session, one), resolve(session, other)
    if ids[0] == ids[1]:
        [(_id, _uid, name)] = stored.named(ids[:1])
        raise Conflict("merge_same", name=name)
    a, b = stored.named(ids)
    return a, b
