"""Writing contacts: add, edit, note, tag, delete, restore."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kobicrm.domain import drafting
from kobicrm.domain.clean import clean_text
from kobicrm.domain.contacts import Contact, Note, Warn, altered
from kobicrm.domain.uids import new_uid
from kobicrm.errors import Conflict, NotFound, ValidationError
from kobicrm.services.contacts.applying import apply
from kobicrm.services.contacts.bulk import Bulk, move_ids, tag_ids
from kobicrm.services.contacts.finding import resolve
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored
from kobicrm.storage.work import Work


@dataclass(frozen=True, slots=True)
class Saved:
    """A stored contact; ``changeset`` is None when nothing had to be written."""

    contact: Contact
    changeset: int | None
    warnings: tuple[Warn, ...]


def add(session: Session, given: Mapping[str, object]) -> Saved:
    """Store a new contact from text as typed; a company named is linked, made when new.

    Raises ValidationError naming the field when a value can't be taken, or no name is given.
    """
    if (
        str(given.get("company") or "").strip()
        and not {"name", "first_name", "last_name"} & given.keys()
    ):
        # Somebody who names only a company means the company.
        given = {**given, "kind": "company", "name": given["company"], "company": ""}
    with session.write("contact.add") as unit:
        contact = apply(unit, session, Contact(), given)
        if not contact.name:
            raise ValidationError("name_missing", field="name")
        if not contact.origin and "phones" in given:
            contact = altered(contact, phones=drafting.primary_first(contact.phones))
        contact = unit.insert(contact)
        unit.recorder.detail["name"] = contact.name
        return _saved(contact, unit)


def edit(
    session: Session, ref: str, given: Mapping[str, object], *, ver: int | None = None
) -> Saved:
    """Change the fields named in ``given``; the others stay.

    A key replaces its field ('' or [] empties it); ``phones+`` and ``phones-`` (also emails,
    tags, ...) add to a list or take from it. ``ver`` is the version that was read: Conflict
    when another process changed the record since. Other errors as :func:`add`.
    """
    with session.write("contact.edit") as unit:
        before = stored.load([resolve(session, ref)])[0]
        if ver is not None and ver != before.ver:
            raise Conflict("contact_changed", name=before.name)
        after = apply(unit, session, before, given)
        if not after.name:
            raise ValidationError("name_missing", field="name")
        contact = unit.update(before, after)
        unit.recorder.detail["name"] = contact.name
        return _saved(contact, unit)


def note(session: Session, ref: str, text: str) -> Saved:
    """Add a dated note; ValidationError when it is empty."""
    words = clean_text(text).strip()
    if not words:
        raise ValidationError("note_empty", field="notes")
    with session.write("contact.note") as unit:
        before = stored.load([resolve(session, ref)])[0]
        added = Note(words, session.clock(), new_uid())
        contact = unit.update(before, altered(before, notes=(*before.notes, added)))
        unit.recorder.detail["name"] = contact.name
        return _saved(contact, unit)


def edit_note(session: Session, ref: str, note: str, text: str) -> Saved:
    """Change the text of the note with this uid; an empty one takes it away.

    Raises NotFound("note_missing") when it is not there any more.
    """
    words = clean_text(text).strip()
    with session.write("contact.note") as unit:
        before = stored.load([resolve(session, ref)])[0]
        if all(one.uid != note for one in before.notes):
            raise NotFound("note_missing")
        changed = (replace(one, text=words) if one.uid == note else one for one in before.notes)
        kept = tuple(one for one in changed if one.text)
        contact = unit.update(before, altered(before, notes=kept))
        unit.recorder.detail["name"] = contact.name
        return _saved(contact, unit)


def tag(
    session: Session, refs: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()
) -> Bulk:
    """Add and remove tags on several contacts, in one changeset."""
    with session.write("contact.tag") as unit:
        return tag_ids(unit, _resolved(session, refs), add, remove)


def delete(session: Session, refs: Sequence[str]) -> Bulk:
    """Move contacts to the trash; undo and :func:`restore` bring them back."""
    with session.write("contact.delete") as unit:
        return move_ids(unit, _resolved(session, refs), trash=True)


def restore(session: Session, refs: Sequence[str]) -> Bulk:
    """Take contacts out of the trash."""
    with session.write("contact.restore") as unit:
        return move_ids(unit, _resolved(session, refs, trashed=True), trash=False)


def _resolved(session: Session, refs: Sequence[str], *, trashed: bool = False) -> array[int]:
    if not refs:
        raise NotFound("contact_not_found", ref="")
    return array("q", dict.fromkeys(resolve(session, ref, trashed=trashed) for ref in refs))


def _saved(contact: Contact, unit: Work) -> Saved:
    # Read again: links and notes carry names and uids that storage filled in.
    fresh = stored.load([contact.id])[0]
    return Saved(fresh, unit.recorder.changeset, drafting.warnings(fresh))
