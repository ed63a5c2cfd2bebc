"""What the preview of a line says: its parts, what will happen to each, what is asked."""

from __future__ import annotations

import string
from datetime import date
from typing import Protocol

from kobicrm.domain.clean import clean_line
from kobicrm.domain.dates import long_date
from kobicrm.domain.tasks import Task, clock_text
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.repeats import repeat_text

PARTS: dict[str, str] = {
    "contact": N_("Contact"),
    "name": N_("Name"),
    "phones": N_("Phone"),
    "emails": N_("E-mail"),
    "company": N_("Company"),
    "task": N_("Task"),
    "due": N_("When"),
    "tags": N_("Tag"),
    "note": N_("Note"),
    "amount": N_("Amount"),
    "unread": N_("Not read"),
}
# What will happen; "{name}" is whom or what is known already.
WILL: dict[str, str] = {
    "new": N_("new"),
    "known": N_("known: {name}"),
    "same": N_("already there"),
    "linked": N_("linked"),
    "added": N_("is added"),
    "as_typed": N_("can't be read, kept as typed"),
    "in_title": N_("stays in the task's title"),
    "in_note": N_("stays in the note"),
    "unread": N_("is left out"),
    "later": N_("once that is chosen"),
    "asks": N_("which one?"),
}
QUESTIONS: dict[str, str] = {
    "contact": N_("Who is {name}?"),
    "name": N_("Which words are the name?"),
    "company": N_("Where does the company's name end?"),
    "due": N_("When is it?"),
}


class Answer(Protocol):
    """One answer to a question."""

    @property
    def label(self) -> str:
        """The answer as text, '' for none of them."""


class Part(Protocol):
    """One row of a preview."""

    @property
    def part(self) -> str:
        """Which part it is."""

    @property
    def value(self) -> str:
        """What it says."""

    @property
    def will(self) -> str:
        """What will happen."""

    @property
    def about(self) -> str:
        """What is known already."""

    @property
    def task(self) -> Task | None:
        """The task it makes."""


def _plain(part: str) -> str:
    """Return a part without its number: the second company is one too."""
    return part.rstrip(string.digits)


def part_text(row: Part) -> str:
    """Return what a part is called."""
    return _(PARTS[_plain(row.part)])


def value_text(row: Part) -> str:
    """Return what a part says on one line; a task with its day and how it repeats."""
    if row.task is None:
        return clean_line(row.value)
    task = row.task
    when = moment_text(task.due, clock_text(task.clock)) if task.due is not None else ""
    if row.about:
        when = f"{when} ({row.about})"
    parts = (row.value, when, repeat_text(task.repeat))
    return " · ".join(clean_line(one) for one in parts if one)


def will_text(row: Part) -> str:
    """Return what will happen to a part."""
    if row.part == "phones" and row.will == "same":
        return _("same number")
    return _(WILL[row.will]).format(name=clean_line(row.about))


def question_text(row: Part) -> str:
    """Return what is asked about a part."""
    if row.part == "contact" and not row.value:
        return _("Who is it?")
    return _(QUESTIONS[_plain(row.part)]).format(name=clean_line(row.value))


def candidate_text(row: Part, answer: Answer) -> str:
    """Return one answer to the question about a part."""
    if not answer.label:
        return _("a new contact") if row.part == "contact" else _("none of them: it is a task")
    if row.part != "due":
        return clean_line(answer.label)
    day, _space, clock = answer.label.partition(" ")
    return moment_text(date.fromisoformat(day), clock)


def moment_text(day: date, clock: str) -> str:
    """Return a day with its weekday, and the time of day if there is one."""
    said = clock.replace(":", ".") if language() == "tr" else clock
    return f"{long_date(day, language())} {said}".strip()
