"""The texts of a task's form: those a task begins with, and what of them is to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kobicrm.domain import dates
from kobicrm.domain.tasks import NO_REMINDER, Item, Task
from kobicrm.domain.turkish import fold
from kobicrm.i18n import language
from kobicrm.i18n.moments import clock_words
from kobicrm.i18n.repeats import repeat_text
from kobicrm.services.tasks import TaskRowInfo
from screens.tasks.people import Person

EMPTY: dict[str, str] = {
    "title": "",
    "kind": "todo",
    "due": "",
    "repeat": "",
    "remind": "",
    "priority": "normal",
    "contact": "",
    "assignee": "",
    "minutes": "",
    "checklist": "",
    "note": "",
}
_DONE = "x "


@dataclass(frozen=True, slots=True)
class Texts:
    """What stands in the form; ``person`` is the contact when it is known for certain."""

    values: Mapping[str, str]
    person: Person | None = None


def texts_of(info: TaskRowInfo) -> Texts:
    """Return the texts of a stored task."""
    task = info.task
    values = {
        **EMPTY,
        "title": task.title,
        "kind": task.kind,
        "due": _due(task),
        "repeat": repeat_text(task.repeat),
        "remind": "" if task.remind == NO_REMINDER else str(task.remind),
        "priority": task.priority,
        "contact": info.contact_name,
        "assignee": task.assignee,
        "minutes": str(task.minutes) if task.minutes else "",
        "checklist": "\n".join(f"{_DONE if one.done else ''}{one.text}" for one in task.checklist),
        "note": task.note,
    }
    person = Person(task.contact, info.contact_name) if task.contact else None
    return Texts(values, person)


def _due(task: Task) -> str:
    if task.due is None:
        return ""
    return f"{dates.format_date(task.due, language())} {clock_words(task.clock)}".strip()


def given_of(texts: Texts, before: Texts) -> dict[str, object]:
    """Return what the service is to write: the texts that are others than ``before``."""
    given: dict[str, object] = {}
    for key, text in texts.values.items():
        if text != before.values[key]:
            given[key] = text
    if "checklist" in given:
        given["checklist"] = _items(texts.values["checklist"])
    person = texts.person
    if "contact" in given or (person and person != before.person):
        given["contact"] = f"uid:{person.uid}" if person else texts.values["contact"].strip()
    return given


def _items(text: str) -> list[Item]:
    lines = [line.strip() for line in text.splitlines()]
    return [
        Item(line.removeprefix(_DONE).strip(), line.startswith(_DONE)) for line in lines if line
    ]


def merged(mine: Texts, before: Texts, theirs: Texts) -> Texts:
    """Return ``theirs`` with what was typed over it: nobody's work is lost."""
    values = {
        key: text if text != before.values[key] else theirs.values[key]
        for key, text in mine.values.items()
    }
    own = mine.values["contact"] != before.values["contact"]
    return Texts(values, mine.person if own else theirs.person)


def whole_contact(text: str, people: Sequence[Person]) -> Person | None:
    """Return the one contact with exactly this name, None when there is none or are several."""
    wanted = fold(text.strip())
    found = [one for one in people if fold(one.name) == wanted]
    return found[0] if len(found) == 1 else None
