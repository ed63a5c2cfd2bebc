"""Looking at a line, and making what it says."""

from __future__ import annotations

from dataclasses import replace

from kobicrm.domain import drafting
from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.tasks import Task
from kobicrm.errors import Ambiguous, Conflict, ValidationError
from kobicrm.i18n import N_, _
from kobicrm.services.capture.planning import plan_of
from kobicrm.services.capture.values import Choices, Made, Plan, Preview, Row
from kobicrm.services.contacts.applying import apply
from kobicrm.services.session import Session
from kobicrm.services.tasks.writing import planned
from kobicrm.storage import contacts as stored, records
from kobicrm.storage.work import Work

EXAMPLE = N_("Ayşe Yılmaz 0532 123 45 67 company:Öz tomorrow 15:00 call tag:vip")


def preview(session: Session, text: str, choices: Choices | None = None) -> Preview:
    """Return what ``text`` will make; ``choices`` answers what it asks (part: number from 1).

    The contact can be chosen by `new` and `id:12` too. Never fails on text.
    """
    with session.store.reading():
        return plan_of(session, text, choices).preview


def capture(
    session: Session, text: str, choices: Choices | None = None, *, seen: Preview | None = None
) -> Made:
    """Make exactly what the preview of ``text`` says, as one change.

    Raises Conflict when it would not say any more what was ``seen``, Ambiguous while a part has
    to be chosen, ValidationError for a line that says nothing or nobody's name.
    """
    with session.write("capture") as unit:
        plan = plan_of(session, text, choices)
        _check(plan, seen)
        contact, task = _made(unit, session, plan)
        unit.recorder.detail["name"] = contact.name if contact else task.title if task else ""
    made = Made(plan.preview, contact, task, unit.recorder.changeset)
    if contact is None:
        return made
    with session.store.reading():
        # Read again: links and notes carry names and uids that storage filled in.
        return replace(made, contact=next(iter(stored.load([contact.id])), contact))


def _check(plan: Plan, seen: Preview | None) -> None:
    now = plan.preview
    if seen is not None and seen != now:
        raise Conflict("capture_changed")
    if now.problem:
        raise ValidationError(now.problem, value=now.text, example=_(EXAMPLE))
    if now.asks:
        raise question(now.asks[0])


def question(row: Row) -> Ambiguous:
    """Return the error that asks for one part, with the answers there are."""
    from kobicrm.i18n.capture import candidate_text, question_text

    lines = [f"{n}  {candidate_text(row, one)}" for n, one in enumerate(row.candidates, 1)]
    return Ambiguous(
        "capture_asks",
        question=question_text(row),
        part=row.part,
        candidates="\n".join(lines),
    )


def _made(unit: Work, session: Session, plan: Plan) -> tuple[Contact | None, Task | None]:
    contact = plan.contact
    if contact is not None:
        contact = unit.update(contact, apply(unit, session, contact, plan.given))
    elif plan.given:
        new = apply(unit, session, Contact(), plan.given)
        contact = unit.insert(altered(new, phones=drafting.primary_first(new.phones)))
    if plan.task is None:
        return contact, None
    task = planned(unit, session, plan.task, contact=contact.uid if contact else "")
    records.add(unit, "task", task.values(), uid=task.uid)
    return contact, task
