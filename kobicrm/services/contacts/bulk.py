"""Changing many contacts: piece by piece inside one transaction, one changeset, one undo.

Memory does not grow with how many there are: of a selection only its ids are held.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kobicrm.domain import drafting
from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.errors import UsageError
from kobicrm.services.contacts.applying import changer
from kobicrm.services.contacts.selecting import NAMED, Selection, pieces, selected
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored
from kobicrm.storage.shop import canonical_tags
from kobicrm.storage.work import Work

Progress = Callable[[int], None]
Change = Callable[[Contact], Contact]
# Parts of an address and the company are set as an edit sets them.
SETTABLE = (*(f.key for f in CONTACT.fields if f.bulk_editable), "province", "district", "company")
# How many of those changed a result names.
_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was done to several contacts; ``changeset`` is None when nothing changed.

    ``count`` is how many were changed; ``uids`` and ``names`` are those of the first thousand.
    """

    changeset: int | None
    uids: tuple[str, ...]
    names: tuple[str, ...]
    count: int


@dataclass(slots=True)
class Tally:
    """What was changed so far."""

    unit: Work
    progress: Progress | None = None
    count: int = 0
    uids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    _seen: int = 0

    def take(self, seen: int, changed: Sequence[tuple[str, str]]) -> None:
        """Count a piece of ``seen`` contacts, of which those (uid, name) were changed."""
        self._seen += seen
        self.count += len(changed)
        if len(self.uids) < _KEPT:
            kept = changed[: _KEPT - len(self.uids)]
            self.uids += [uid for uid, _name in kept]
            self.names += [name for _uid, name in kept]
        if self.progress:
            self.progress(self._seen)

    def result(self, **detail: object) -> Bulk:
        """Return the result; ``detail`` and the first names are what the journal says of it."""
        names = tuple(self.names)
        self.unit.recorder.detail.update(detail, names=list(names[:NAMED]), count=self.count)
        return Bulk(self.unit.recorder.changeset, tuple(self.uids), names, self.count)


def bulk_tag(
    session: Session,
    selection: Selection,
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    progress: Progress | None = None,
) -> Bulk:
    """Add tags to the selected contacts and take tags from them.

    ``progress`` is told how many were looked at; it may raise Interrupted, and then nothing
    is changed.
    """
    with session.write("contact.tag") as unit:
        return tag_ids(unit, selected(session, selection), add, remove, progress)


def tag_ids(
    unit: Work,
    ids: array[int],
    add: Sequence[str],
    remove: Sequence[str],
    progress: Progress | None = None,
) -> Bulk:
    """Add and remove tags inside a transaction."""
    put = canonical_tags(drafting.make_tags(add))
    off = {drafting.identity_of(tag) for tag in drafting.make_tags(remove)}

    def change(contact: Contact) -> Contact:
        tags = drafting.merge_unique(contact.tags, put)
        kept = tuple(tag for tag in tags if drafting.identity_of(tag) not in off)
        return altered(contact, tags=kept)

    tally = change_ids(unit, ids, change, progress)
    return tally.result(add=list(add), remove=list(remove))


def bulk_set(
    session: Session,
    selection: Selection,
    field_key: str,
    text: str,
    *,
    progress: Progress | None = None,
) -> Bulk:
    """Give one field of the selected contacts the same value; '' empties it.

    Fields are those of :data:`SETTABLE`; choices are named by key or label in either language.
    A company is looked up by its name, and made when there is none; it never becomes its own.
    Raises UsageError for another field, ValidationError naming the field for a bad value.
    """
    if field_key not in SETTABLE:
        raise UsageError("field_unknown", field=field_key, known=", ".join(SETTABLE))
    action = "contact.assign" if field_key == "owner" else "contact.set"
    with session.write(action) as unit:
        ids = selected(session, selection)
        # Nobody's company is not worth making.
        change = changer(unit, field_key, text) if ids else _same
        return change_ids(unit, ids, change, progress).result(field=field_key, text=text)


def bulk_assign(
    session: Session, selection: Selection, owner: str, *, progress: Progress | None = None
) -> Bulk:
    """Make somebody responsible for the selected contacts; '' makes it nobody."""
    return bulk_set(session, selection, "owner", owner, progress=progress)


def bulk_delete(
    session: Session, selection: Selection, *, progress: Progress | None = None
) -> Bulk:
    """Move the selected contacts to the trash."""
    with session.write("contact.delete") as unit:
        return move_ids(unit, selected(session, selection), progress, trash=True)


def bulk_restore(
    session: Session, selection: Selection, *, progress: Progress | None = None
) -> Bulk:
    """Take the selected contacts out of the trash."""
    with session.write("contact.restore") as unit:
        ids = selected(session, selection, trashed=True)
        return move_ids(unit, ids, progress, trash=False)


def move_ids(unit: Work, ids: array[int], progress: Progress | None = None, *, trash: bool) -> Bulk:
    """Move contacts into the trash or out of it inside a transaction."""
    tally = Tally(unit, progress)
    for piece in pieces(ids):
        moved = stored.named(piece)
        (unit.trash if trash else unit.restore)([(one, uid) for one, uid, _name in moved])
        tally.take(len(piece), [(uid, name) for _one, uid, name in moved])
    return tally.result()


def change_ids(
    unit: Work, ids: array[int], change: Change, progress: Progress | None = None
) -> Tally:
    """Change contacts inside a transaction; those that stay as they are are not written."""
    tally = Tally(unit, progress)
    for piece in pieces(ids):
        found = stored.load(piece)
        after = unit.update_many([(contact, change(contact)) for contact in found])
        tally.take(len(piece), [(contact.uid, contact.name) for contact in after])
    return tally


def _same(contact: Contact) -> Contact:
    return contact
