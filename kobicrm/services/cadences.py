"""How often to be in touch: with a contact, or with everybody who has a tag."""

from __future__ import annotations

from dataclasses import dataclass

from kobicrm.domain.clean import clean_line
from kobicrm.errors import NotFound, ValidationError
from kobicrm.services.contacts.finding import resolve
from kobicrm.services.session import Session
from kobicrm.storage import cadences as stored, contacts as people, records

MOST_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """One rule: a contact (with its name) or a tag, and how many days may go by."""

    uid: str
    contact: str
    contact_name: str
    tag: str
    days: int

    def to_json(self) -> dict[str, object]:
        """Return the published document."""
        contact = {"uid": self.contact, "name": self.contact_name} if self.contact else None
        return {"contact": contact, "tag": self.tag or None, "days": self.days}


def cadences(session: Session) -> list[CadenceRow]:
    """Return all rules, oldest first."""
    with session.store.reading():
        found = records.read("cadence")
        names = stored.names([one["contact"] for one in found.values() if one["contact"]])
    return [
        CadenceRow(uid, one["contact"], names.get(one["contact"], ""), one["tag"], one["days"])
        for uid, one in found.items()
    ]


def set_cadence(session: Session, days: int, *, contact: str = "", tag: str = "") -> int | None:
    """Let at most ``days`` go by with a contact, or with everybody of a tag; 0 takes it away.

    A contact's own rule goes before those of its tags, of which the shortest holds. Returns the
    changeset, None for no change. Raises ValidationError, NotFound, Ambiguous.
    """
    word = clean_line(tag)
    if bool(contact.strip()) == bool(word):
        raise ValidationError("cadence_of_one", field="tag")
    if not 0 <= days <= MOST_DAYS:
        raise ValidationError("number_between", field="days", lowest=0, highest=MOST_DAYS)
    with session.write("cadence.set") as unit:
        whose = people.load([resolve(session, contact)])[0] if contact.strip() else None
        unit.recorder.detail["name"] = whose.name if whose else word
        uid = whose.uid if whose else ""
        values = {"contact": uid, "tag": word, "view": "", "days": days}
        known = stored.known(uid, word)
        if not days:
            if not known:
                raise NotFound("cadence_missing")
            records.remove(unit, "cadence", [known])
        elif known:
            records.change(unit, "cadence", known, values)
        else:
            records.add(unit, "cadence", values)
    return unit.recorder.changeset
