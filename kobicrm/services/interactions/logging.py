"""Writing down what happened with a contact: a call, a visit, a message, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kobicrm.domain.clean import clean_line
from kobicrm.domain.instants import iso
from kobicrm.domain.kinds.interaction import INTERACTION
from kobicrm.domain.moments import local
from kobicrm.domain.past_words import past_of
from kobicrm.domain.task_drafting import minutes_of, named_choice, whole_text
from kobicrm.domain.tasks import Task
from kobicrm.errors import Ambiguous, KobiError, NotFound, ValidationError
from kobicrm.services.contacts.finding import resolve
from kobicrm.services.session import Session
from kobicrm.storage import contacts as people, records
from kobicrm.storage.work import Work

if TYPE_CHECKING:
    from kobicrm.services.tasks.steps import Step

Given = dict[str, object]
# Channels on which somebody has to have reached somebody: out unless it is said.
_TWO_WAYS = ("call", "message", "whatsapp", "email", "site_visit")


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written: the interaction's uid, and the task made for the next step, or None."""

    uid: str
    contact_name: str
    step: Task | None
    changeset: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several interactions to keep, as :func:`log` takes them."""

    ref: str
    given: Mapping[str, object]
    step: Step = None


def log(
    session: Session,
    ref: str,
    given: Mapping[str, object],
    *,
    step: Step = None,
) -> Logged:
    """Keep an interaction with the contact that ``ref`` names, and the next step, as one change.

    ``given`` holds fields of the kind as typed: channel, direction, outcome, at (a day and time
    in words, now when left out), minutes, text, author. ``step`` is a task to do next, as
    :func:`kobicrm.services.tasks.add` takes it, or a line of text. Raises ValidationError,
    NotFound, Ambiguous.
    """
    with session.write("interaction.log") as unit:
        logged = _log(unit, session, Entry(ref, given, step))
        unit.recorder.detail["name"] = logged.contact_name
    return replace(logged, changeset=unit.recorder.changeset)


def log_many(
    session: Session, entries: Iterable[Entry]
) -> tuple[list[Logged], list[tuple[int, KobiError]]]:
    """Keep several interactions as one change; what can't be kept is left out.

    Returns what was written, and the place (from 1) of each entry that was not, with its error.
    """
    written: list[Logged] = []
    problems: list[tuple[int, KobiError]] = []
    with session.write("interaction.log") as unit:
        for number, entry in enumerate(entries, 1):
            try:
                written.append(_log(unit, session, entry))
            except (ValidationError, NotFound, Ambiguous) as error:
                problems.append((number, error))
        unit.recorder.detail["count"] = len(written)
    return [replace(one, changeset=unit.recorder.changeset) for one in written], problems


def _log(unit: Work, session: Session, entry: Entry) -> Logged:
    """Store one entry; everything that may be refused is looked at before anything is written."""
    from kobicrm.services.tasks.steps import step_of
    from kobicrm.services.tasks.writing import planned

    contact = people.load([resolve(session, entry.ref)])[0]
    values = _checked(session, entry.given)
    step = step_of(session, entry.step)
    task = planned(unit, session, step, contact=contact.uid) if step else None
    uid = records.add(unit, "interaction", {**values, "contact": contact.uid, "task": ""})
    if task is not None:
        records.add(unit, "task", task.values(), uid=task.uid)
    return Logged(uid, contact.name, task, None)


def stored_interaction(
    unit: Work, session: Session, contact: str, given: Mapping[str, object], *, task: str = ""
) -> str:
    """Store an interaction inside a transaction and return its uid; errors as :func:`log`."""
    values = _checked(session, given)
    return records.add(unit, "interaction", {**values, "contact": contact, "task": task})


def _checked(session: Session, given: Mapping[str, object]) -> dict[str, Any]:
    values = _values(session, given)
    if not values["text"] and not values["outcome"] and values["channel"] == "note":
        raise ValidationError("interaction_empty", field="text")
    return values


def edit(session: Session, uid: str, given: Mapping[str, object]) -> int | None:
    """Change the named values of an interaction; return the changeset, None for no change.

    Raises NotFound("interaction_missing"), ValidationError.
    """
    with session.write("interaction.edit") as unit:
        before = records.values_of("interaction", [uid]).get(uid)
        if before is None:
            raise NotFound("interaction_missing")
        after = _values(session, given, before=before)
        records.change(unit, "interaction", uid, after)
        unit.recorder.detail["name"] = unit.resolver.company_name(before["contact"])
    return unit.recorder.changeset


def remove(session: Session, uid: str) -> int | None:
    """Take an interaction away; undo brings it back. Raises NotFound("interaction_missing")."""
    with session.write("interaction.delete") as unit:
        before = records.values_of("interaction", [uid]).get(uid)
        if before is None:
            raise NotFound("interaction_missing")
        unit.recorder.detail["name"] = unit.resolver.company_name(before["contact"])
        records.remove(unit, "interaction", [uid])
    return unit.recorder.changeset


def _values(
    session: Session, given: Mapping[str, object], before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the values of the kind; those that ``given`` does not name stay as ``before``."""
    made: dict[str, Any] = dict(before or {
        "channel": "note",
        "direction": "",
        "outcome": "",
        "at": iso(session.clock()),
        "minutes": 0,
        "author": session.author.staff,
        "text": "",
    })  # fmt: skip
    for key in ("channel", "direction", "outcome"):
        if key in given:
            made[key] = named_choice(INTERACTION.field(key), given[key])
    if "at" in given:
        made["at"] = _moment(session, given["at"])
    if "minutes" in given:
        made["minutes"] = minutes_of(given["minutes"])
    if "text" in given:
        made["text"] = whole_text(given["text"], "text")
    if "author" in given:
        made["author"] = clean_line(str(given["author"] or ""))
    if before is None and "direction" not in given and made["channel"] in _TWO_WAYS:
        made["direction"] = "out"
    return made


def _moment(session: Session, value: object) -> str:
    """Return when it happened: without a time of day at noon, of today now."""
    from datetime import datetime, time

    from kobicrm.services.tasks.reading import wall_clock

    if isinstance(value, datetime):
        return iso(value)
    now = wall_clock(session)
    due = past_of(value, now) if value else None
    if due is None or (due.day == now.date() and due.clock is None):
        return iso(session.clock())
    at = local(datetime.combine(due.day, due.clock or time(12)))
    if at is None:
        raise ValidationError("due_too_far", field="at", value=str(value))
    return iso(at)
