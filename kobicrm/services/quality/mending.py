"""Mending what was found: some findings by name, or all that were asked for, in one changeset."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kobicrm.domain import quality as rules
from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.quality import CUSTOM, Finding
from kobicrm.errors import Conflict, NotFound, ValidationError
from kobicrm.services.contacts.selecting import NAMED, pieces
from kobicrm.services.quality.scanning import (
    Progress,
    Wanted,
    findings_of,
    stored_key,
    today_of,
    walk,
)
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored, quality, records
from kobicrm.storage.quality import Key
from kobicrm.storage.shop import FieldInfo, canonical_tags, custom_fields
from kobicrm.storage.work import Work

# Changes a plan names.
SAMPLE = 1_000
# No contact has more findings than this to be mended at once.
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What to put in the place of a finding of the contact ``uid``: what was suggested, or else."""

    uid: str
    finding: Finding
    text: str


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended; ``changeset`` is None when nothing had to be written.

    ``count`` findings of ``contacts`` contacts; ``refused`` suggestions could not be taken.
    """

    changeset: int | None
    count: int
    contacts: int
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One suggestion of a plan."""

    id: int
    uid: str
    name: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Plan:
    """The suggestions asked for: whom they concern, how many there are, the first thousand."""

    wanted: Wanted
    ids: array[int]
    count: int
    sample: tuple[Change, ...]


def fix(session: Session, wishes: Sequence[Wish]) -> Mended:
    """Mend findings: all of them, in one changeset, or none.

    Raises Conflict when a finding is not there any more (its value was changed meanwhile),
    NotFound when the contact is gone, ValidationError when a text can't be taken.
    """
    with session.write("quality.fix") as unit:
        before = _contacts(wishes)
        after = dict(before)
        today, own = today_of(session), _own_fields()
        for wish in wishes:
            contact = after[wish.uid]
            finding = _still_there(contact, wish.finding, today)
            after[wish.uid] = _mended(contact, finding, wish.text, own)
        changed = unit.update_many([(before[uid], after[uid]) for uid in before])
        _tell(unit, [one.name for one in changed], len(wishes))
        return Mended(unit.recorder.changeset, len(wishes) if changed else 0, len(changed))


def ignore(session: Session, uid: str, finding: Finding) -> int | None:
    """Leave a value as it is: this finding is not made of it again. Undo takes that back.

    Returns the changeset, None when it was decided already. Errors as :func:`fix`.
    """
    with session.write("quality.ignore") as unit:
        [contact] = _contacts([Wish(uid, finding, "")]).values()
        _still_there(contact, finding, today_of(session))
        code, field, value = stored_key(finding)
        values = {"contact": uid, "code": code, "field": field, "value": value}
        if not records.taken("quality_ignored", values, contact.id):
            records.add(unit, "quality_ignored", values)
        unit.recorder.detail["name"] = contact.name
        return unit.recorder.changeset


def plan_fixes(session: Session, wanted: Wanted, progress: Progress | None = None) -> Plan:
    """Return every suggestion among the findings ``wanted``; nothing is written."""
    ids, count = array("q"), 0
    sample: list[Change] = []
    for found in walk(session, wanted, progress):
        open_ = [one for one in found.findings if one.suggestion is not None]
        if open_:
            contact = found.contact
            ids.append(contact.id)
            count += len(open_)
            if len(sample) < SAMPLE:
                sample += [Change(contact.id, contact.uid, contact.name, one) for one in open_]
    return Plan(wanted, ids, count, tuple(sample[:SAMPLE]))


def fix_planned(session: Session, plan: Plan, progress: Progress | None = None) -> Mended:
    """Apply the suggestions of a plan as they are now, all in one changeset.

    What was changed meanwhile is looked at again: no stale suggestion is written. ``progress``
    is told how many contacts were looked at; it may raise Interrupted, and nothing is changed.
    """
    with session.write("quality.fix") as unit:
        today, own = today_of(session), _own_fields()
        count = contacts = refused = seen = 0
        names: list[str] = []
        for piece in pieces(plan.ids):
            left = quality.ignored(piece)
            pairs = []
            for contact in stored.load(piece):
                after, done, not_done = _all_mended(
                    contact, plan.wanted, today, left.get(contact.id), own
                )
                pairs.append((contact, after))
                count, refused = count + done, refused + not_done
            changed = unit.update_many(pairs)
            contacts += len(changed)
            names += [one.name for one in changed[: NAMED - len(names)]]
            seen += len(piece)
            if progress:
                progress(seen)
        _tell(unit, names, contacts)
        return Mended(unit.recorder.changeset, count, contacts, refused)


def _tell(unit: Work, names: Sequence[str], count: int) -> None:
    if len(names) == 1 and count == 1:
        unit.recorder.detail["name"] = names[0]
    else:
        unit.recorder.detail.update(names=list(names[:NAMED]), count=count)


def _contacts(wishes: Sequence[Wish]) -> dict[str, Contact]:
    found = stored.load_by_uids(dict.fromkeys(wish.uid for wish in wishes))
    for wish in wishes:
        if wish.uid not in found or found[wish.uid].deleted_at is not None:
            raise NotFound("contact_missing", ref=wish.uid)
    return found


def _still_there(contact: Contact, finding: Finding, today: date) -> Finding:
    """Return the finding as it is now (its value may have moved); Conflict when it is gone."""
    for one in findings_of(contact, today):
        if one.key == finding.key:
            return one
    raise Conflict("finding_gone", name=contact.name)


def _own_fields() -> dict[str, FieldInfo]:
    return {one.name: one for one in custom_fields()}


def _mended(contact: Contact, finding: Finding, text: str, own: Mapping[str, FieldInfo]) -> Contact:
    if finding.field.startswith(CUSTOM) and text:
        field = own.get(finding.field.removeprefix(CUSTOM))
        if field is None or (field.type == "choice" and text not in field.choices):
            name = finding.field.removeprefix(CUSTOM)
            raise ValidationError("custom_value_invalid", field=name, value=text)
    after = rules.mended(contact, finding, text)
    if after.tags != contact.tags:
        after = altered(after, tags=tuple(canonical_tags(after.tags)))
    return after


def _all_mended(
    contact: Contact,
    wanted: Wanted,
    today: date,
    left: set[Key] | None,
    own: Mapping[str, FieldInfo],
) -> tuple[Contact, int, int]:
    """Return the contact with all suggestions wanted, how many were applied, how many refused.

    One after the other: letters put right may be what the next suggestion begins with. Only
    kinds of findings that were there at first are mended.
    """
    codes = {one.code for one in findings_of(contact, today, left) if wanted.takes(one)}
    refused: set[Key] = set()
    done = 0
    while done < _STEPS:
        one = next(
            (
                one
                for one in findings_of(contact, today, left)
                if one.suggestion is not None
                and one.code in codes
                and wanted.takes(one)
                and one.key not in refused
            ),
            None,
        )
        if one is None or one.suggestion is None:
            break
        try:
            contact = _mended(contact, one, one.suggestion, own)
            done += 1
        except ValidationError:
            refused.add(one.key)
    return contact, done, len(refused)
