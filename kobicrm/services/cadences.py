"""How often to be in touch: with a contact, or with everybody of a tag or a saved view."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from kobicrm.domain.clean import clean_line
from kobicrm.domain.query import Filter
from kobicrm.errors import NotFound, QueryError, ValidationError
from kobicrm.services import querying
from kobicrm.services.contacts.finding import resolve
from kobicrm.services.session import Session
from kobicrm.services.views import view_named, views
from kobicrm.storage import cadences as stored, contacts as people, records
from kobicrm.storage.models import Cadence

MOST_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """One rule: a contact (with its name), a tag or a view, and how many days may go by.

    ``view`` is the name of a saved view, '' when it is gone.
    """

    uid: str
    contact: str
    contact_name: str
    tag: str
    view: str
    days: int

    def to_json(self) -> dict[str, object]:
        """Return the published document."""
        contact = {"uid": self.contact, "name": self.contact_name} if self.contact else None
        return {
            "contact": contact,
            "tag": self.tag or None,
            "view": self.view or None,
            "days": self.days,
        }


def cadences(session: Session) -> list[CadenceRow]:
    """Return all rules, oldest first."""
    with session.store.reading():
        found = records.read("cadence")
        names = stored.names([one["contact"] for one in found.values() if one["contact"]])
        saved = {one.uid: one.name for one in views(session)}
    return [
        CadenceRow(
            uid,
            one["contact"],
            names.get(one["contact"], ""),
            one["tag"],
            saved.get(one["view"], ""),
            one["days"],
        )
        for uid, one in found.items()
    ]


def rules_of_views(session: Session) -> list[tuple[int, Filter]]:
    """Return days and filter of each rule of a saved view, as its query is meant today.

    A view that is gone, or that asks for a field that is, has no rule.
    """
    with session.store.reading():
        found = records.read("cadence", Cadence.view.is_null(False), order=(Cadence.view,))
        saved = {one.uid: one.query for one in views(session)} if found else {}
        rules = []
        for one in found.values():
            with suppress(QueryError):
                if one["view"] in saved:
                    rules.append((one["days"], querying.where(session, saved[one["view"]])))
    return rules


def set_cadence(
    session: Session, days: int, *, contact: str = "", tag: str = "", view: str = ""
) -> int | None:
    """Let at most ``days`` go by with a contact or everybody of a tag or view; 0 takes it away.

    A contact's own rule goes before those of its tags and views, of which the shortest holds.
    Returns the changeset, None for no change. Raises ValidationError, NotFound, Ambiguous.
    """
    word = clean_line(tag)
    if sum(map(bool, (contact.strip(), word, view.strip()))) != 1:
        raise ValidationError("cadence_of_one", field="tag")
    if not 0 <= days <= MOST_DAYS:
        raise ValidationError("number_between", field="days", lowest=0, highest=MOST_DAYS)
    with session.write("cadence.set") as unit:
        whose = people.load([resolve(session, contact)])[0] if contact.strip() else None
        saved = view_named(session, view) if view.strip() else None
        unit.recorder.detail["name"] = whose.name if whose else saved.name if saved else word
        about = {
            "contact": whose.uid if whose else "",
            "tag": word,
            "view": saved.uid if saved else "",
        }
        values = {**about, "days": days}
        known = stored.known(**about)
        if not days:
            if not known:
                raise NotFound("cadence_missing")
            records.remove(unit, "cadence", [known])
        elif known:
            records.change(unit, "cadence", known, values)
        else:
            records.add(unit, "cadence", values)
    return unit.recorder.changeset
