"""The next step as a line of text, and the views of the list by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.querying.trees import asks_about
from kobicrm.domain.step_words import read_step
from kobicrm.i18n import _
from kobicrm.services.session import Session
from kobicrm.services.tasks.reading import wall_clock
from kobicrm.storage.tasks import TaskFilter

VIEWS = ("open", "late", "today", "week", "done")
Step = Mapping[str, object] | str | None


def step_of(session: Session, step: Step) -> Mapping[str, object] | None:
    """Return a step as :func:`kobicrm.services.tasks.add` takes it; a text is read as a line.

    None for none. A line that says only when is a call. Raises ValidationError("due_either").
    """
    if not isinstance(step, str):
        return step or None
    if not step.strip():
        return None
    read = read_step(step, wall_clock(session))
    if not read.title:
        return {"title": _("Call"), "kind": "call", "due": read.due, "repeat": read.repeat}
    given: dict[str, object] = {"title": read.title, "kind": read.kind, "repeat": read.repeat}
    return given if read.due is None else {**given, "due": read.due}


def view(session: Session, name: str, where: Filter = EVERYTHING) -> TaskFilter:
    """Return the filter of a view of the list: one of :data:`VIEWS`, '' for all open tasks.

    Under '' a query ``where`` that asks about the state or the end of tasks is asked of all.
    """
    now = wall_clock(session)
    if name == "late":
        return TaskFilter(where=where, before=now)
    if name == "today":
        return TaskFilter(where=where, last=now.date())
    if name == "week":
        return TaskFilter(where=where, last=end_of_week(now.date()))
    of_all = not name and asks_about(where, ("state", "ended_at"))
    return TaskFilter("done" if name == "done" else "all" if of_all else "open", where=where)


def end_of_week(day: date) -> date:
    """Return the Sunday of a day's week."""
    try:
        return day + timedelta(days=6 - day.weekday())
    except OverflowError:
        return date.max
