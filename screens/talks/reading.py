"""A day and a time as somebody types them, read back at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kobicrm.domain.due_words import Due, read_due
from kobicrm.domain.past_words import lies_ahead, read_past
from kobicrm.domain.step_words import Step, read_step
from kobicrm.domain.task_drafting import minutes_of
from kobicrm.errors import ValidationError
from kobicrm.i18n import N_, _
from kobicrm.i18n.moments import clock_words, due_words
from screens.talks.names import TWO_WAYS
from screens.text import plain

# What F5, F6 and F7 write; read back in the same language.
QUICK: tuple[str, ...] = (N_("tomorrow"), N_("in 3 days"), N_("in a week"))


@dataclass(frozen=True, slots=True)
class Read:
    """What a text says: the day and time, or what is wrong with it, in the language in force."""

    due: Due | None = None
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """An entry as it stands in the dialog; the last four are texts as typed."""

    channel: str = "call"
    direction: str = "out"
    outcome: str = ""
    text: str = ""
    step: str = ""
    when: str = ""
    at: str = ""
    minutes: str = ""

    def given(self, before: Typed | None = None) -> dict[str, object]:
        """Return what the service takes; a moment that nobody changed since ``before`` stays."""
        found: dict[str, object] = {
            "channel": self.channel,
            "direction": self.direction if self.channel in TWO_WAYS else "",
            "outcome": self.outcome,
            "text": self.text,
            "minutes": self.minutes,
        }
        if self.at.strip() and (before is None or self.at != before.at):
            found["at"] = self.at
        return found

    def next_step(self, now: datetime) -> Mapping[str, object] | None:
        """Return the task to do next, None for none. Raises ValidationError("due_either")."""
        read = read_step(self.step, now)
        due = read_due(self.when, now) or read.due
        if not read.title and due is None:
            return None
        if not read.title:
            return {"title": _("Call"), "kind": "call", "due": due, "repeat": read.repeat}
        # With a day of its own beside it the line is a title word for word.
        title = self.step if self.when.strip() else read.title
        given: dict[str, object] = {"title": title, "kind": read.kind, "repeat": read.repeat}
        return given if due is None else {**given, "due": due}


def ahead(text: str, now: datetime) -> Read:
    """Read when something is to be done."""
    return _read(text, now, read_due)


def behind(text: str, now: datetime) -> Read:
    """Read when something was."""
    read = _read(text, now, read_past)
    if read.due is not None and lies_ahead(read.due, now):
        return replace(read, wrong=_("still to come"))
    return read


def _read(text: str, now: datetime, words: Callable[[str, datetime], Due | None]) -> Read:
    if not text.strip():
        return Read()
    due = words(text, now)
    if due is None:
        return Read(wrong=_("“{value}” is no date").format(value=plain(text.strip())))
    if due.either:
        first, second = map(clock_words, due.either)
        return Read(due, _("{first} or {second}?").format(first=first, second=second))
    return Read(due)


def of_step(text: str, now: datetime) -> Read:
    """Read the day that stands in the line of the next step itself."""
    try:
        step: Step = read_step(text, now)
    except ValidationError as error:
        values = error.values
        return Read(wrong=_("{first} or {second}?").format(**values))
    return Read(step.due)


def words_of(due: Due, now: datetime) -> str:
    """Return what is read back."""
    return due_words(due, now.date())


def minutes_wrong(text: str) -> str:
    """Return what is wrong with how long it took, '' when nothing is."""
    try:
        minutes_of(text)
    except ValidationError:
        return _("“{value}” is no time span").format(value=plain(text.strip()))
    return ""
