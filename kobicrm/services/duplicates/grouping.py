"""Making one contact of several, inside a transaction: everything follows the one that stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from kobicrm.domain.clean import clean_text
from kobicrm.domain.contacts import CompanyLink, Contact, Note, altered
from kobicrm.domain.duplicates.combining import Combined, combine, with_notes
from kobicrm.domain.duplicates.comparing import Choice
from kobicrm.domain.uids import new_uid
from kobicrm.i18n import _
from kobicrm.i18n.changes import field_changes
from kobicrm.storage import contacts as stored
from kobicrm.storage.duplicates.moving import move_different, move_records, people_of
from kobicrm.storage.work import Work

_PIECE = 200
_LONGEST_NOTE = 100_000


@dataclass(frozen=True, slots=True)
class Group:
    """Who stays and who goes, by id; ``choices`` are taken for the one that goes."""

    keep: int
    gone: tuple[int, ...]
    choices: Mapping[str, Choice] = field(default_factory=dict)


@dataclass(slots=True)
class _Stays:
    id: int
    uid: str
    name: str


def merge_groups(unit: Work, groups: Sequence[Group]) -> int:
    """Merge every group; return how many records beside the contacts were moved.

    No contact may be in two groups. Every record is written once, so that one undo of the
    changeset gives back what was there.
    """
    stays = _who_stays(groups)
    kept: set[int] = {group.keep for group in groups}
    gone = {one for group in groups for one in group.gone}
    for piece in _pieces(groups):
        _combine_piece(unit, piece, stays)
    ids = {one: stays[uid].uid for one, uid in _uids(gone).items()}
    moved = move_records(unit, ids, {who.uid: who.id for who in stays.values()})
    move_different(unit, {uid: who.uid for uid, who in stays.items()})
    people = [one for one in people_of(sorted(gone)) if one not in kept and one not in gone]
    for start in range(0, len(people), _PIECE):
        found = stored.load(people[start : start + _PIECE])
        unit.update_many([(one, relinked(one, stays)) for one in found])
    for group in _pieces(groups):
        unit.remove(stored.load([one for part in group for one in part.gone]))
    stored.purge(sorted(gone))
    return moved


def _pieces(groups: Sequence[Group]) -> Iterator[list[Group]]:
    waiting = iter(groups)
    while piece := list(islice(waiting, _PIECE)):
        yield piece


def _uids(ids: set[int]) -> dict[int, str]:
    return stored.uids_of(sorted(ids))


def _who_stays(groups: Sequence[Group]) -> dict[str, _Stays]:
    """Return who stays in place of each contact that goes, by the uid of the one that goes."""
    found: dict[str, _Stays] = {}
    for piece in _pieces(groups):
        known = {
            one: (uid, name)
            for one, uid, name in stored.named([i for g in piece for i in (g.keep, *g.gone)])
        }
        for group in piece:
            who = _Stays(group.keep, *known[group.keep])
            found.update({known[one][0]: who for one in group.gone})
    return found


def _combine_piece(unit: Work, groups: Sequence[Group], stays: Mapping[str, _Stays]) -> None:
    found = {one.id: one for one in stored.load([i for g in groups for i in (g.keep, *g.gone)])}
    changed = []
    for group in groups:
        before = found[group.keep]
        after = combined(before, [found[one] for one in group.gone], group.choices, unit.at)
        after = relinked(after, stays)
        for one in group.gone:
            stays[found[one].uid].name = after.name
        changed.append((before, after))
    unit.update_many(changed)


def combined(
    keep: Contact, gone: Sequence[Contact], choices: Mapping[str, Choice], at: datetime
) -> Contact:
    """Return the contact that stays, with a note of what was not taken of the others."""
    contact = keep
    for other in gone:
        made = combine(contact, other, choices)
        contact = made.contact
        if words := left_text(made, keep, other):
            note = Note(clean_text(words)[:_LONGEST_NOTE], at, new_uid())
            contact = with_notes(contact, [note])
    return contact


def left_text(made: Combined, keep: Contact, gone: Contact) -> str:
    """Return what was not taken, as a note says it, '' when everything was."""
    if not made.left:
        return ""
    names = {link.uid: link.name for one in (keep, gone) for link in one.companies}
    lines = [
        f"{change.label}: {', '.join(change.old)}"
        for change in field_changes(dict(made.left), "remove", names)
        if change.old
    ]
    head = _("Merged with {name} (no. {number}); not taken over:")
    return "\n".join([head.format(name=gone.name, number=gone.id), *lines])


def relinked(contact: Contact, stays: Mapping[str, Any]) -> Contact:
    """Return a contact linked to the companies that stay, each once, never to itself."""
    if not any(link.uid in stays for link in contact.companies):
        return contact
    found: dict[str, CompanyLink] = {}
    for link in contact.companies:
        who = stays.get(link.uid)
        now = CompanyLink(who.uid, link.role, who.name, who.id) if who else link
        known = found.get(now.uid)
        if now.uid != contact.uid and (known is None or (now.role and not known.role)):
            found[now.uid] = now
    return altered(contact, companies=tuple(found.values()))
