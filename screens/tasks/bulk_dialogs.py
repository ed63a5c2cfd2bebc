"""What is asked before many tasks are changed: which act, when, who, and whether."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Generic

from textual.screen import ScreenResultType
from textual.widget import Widget

from kobicrm.i18n import N_, _
from screens.contacts.many_dialog import ManyDialog
from screens.talks.quick import say
from screens.talks.reading import ahead
from screens.tasks.texts import tasks_text
from screens.widgets.fields import FormField
from screens.widgets.menu import Menu, MenuLine

ACTS: dict[str, str] = {
    "end": N_("Done"),
    "put_off": N_("Put off"),
    "assignee": N_("Assignee"),
    "priority": N_("Priority"),
    "kind": N_("Kind"),
    "drop": N_("Drop"),
    "delete": N_("Delete"),
}


class TasksDialog(ManyDialog[ScreenResultType], Generic[ScreenResultType]):
    """A question about many tasks."""

    def counted(self, count: int) -> str:
        """Return `12 görev`."""
        return tasks_text(count)

    def nothing_left(self) -> str:
        """Say that nothing is left to be done."""
        return _("None of these tasks is open any more.")


class ActDialog(TasksDialog[str]):
    """Which act is meant; nothing happens before the next question."""

    def title_for(self, people: str) -> str:
        """Return `Toplu değiştir · 12 görev`."""
        return _("Bulk change · {people}").format(people=people)

    def fields(self) -> Iterable[Widget]:
        """Yield the acts."""
        yield Menu(_lines(ACTS), id="fields")

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        self.query_one(Menu).set(_lines(ACTS))

    def way_back(self) -> str:
        """Say that nothing happens yet."""
        return _("Nothing is changed before the next question.")

    def does(self) -> str:
        """Return what Enter does."""
        return _("choose")

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Take the act of a digit or the mouse."""
        event.stop()
        self._yes()

    def answer(self) -> str | None:
        """Return the act under the bar."""
        return list(ACTS)[self.query_one(Menu).place]


def _lines(names: Mapping[str, str]) -> list[MenuLine]:
    return [MenuLine(_(name)) for name in names.values()]


class SureDialog(TasksDialog[bool]):
    """Whether an act is done to all of them; ``title``, ``verb`` and ``told`` are message ids."""

    def __init__(self, title: str, verb: str, told: str) -> None:
        """Ask ``title``; ``told`` is what it leads to."""
        super().__init__()
        self._title, self._verb, self._told = title, verb, told

    def title_for(self, people: str) -> str:
        """Return the question."""
        return _(self._title).format(tasks=people)

    def consequence(self) -> str:
        """Say what it leads to."""
        return _(self._told)

    def does(self) -> str:
        """Return what Enter does."""
        return _(self._verb)

    def answer(self) -> bool | None:
        """Return yes."""
        return True


class WhenDialog(TasksDialog[str]):
    """When they are to be done instead, in words."""

    WARNS = False
    DEFAULT_CSS = """
    WhenDialog FormField LineInput { width: 14; }
    WhenDialog FormField Answer { display: block; }
    WhenDialog FormField Label { width: 11; }
    """

    def __init__(self, now: datetime) -> None:
        """Ask; ``now`` is a moment of the wall clock."""
        super().__init__()
        self._now = now

    def title_for(self, people: str) -> str:
        """Return `Ertele · 12 görev`."""
        return _("Put off · {title}").format(title=people)

    def fields(self) -> Iterable[Widget]:
        """Yield the field."""
        yield FormField(N_("When"), id="when", max_length=60)

    def consequence(self) -> str:
        """Say what stays."""
        return _("The time of day stays unless you write one.")

    def does(self) -> str:
        """Return what Enter does."""
        return _("put it off")

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Read the day back with every letter."""
        event.stop()
        say(event.field, ahead(event.value, self._now), self._now)

    def answer(self) -> str | None:
        """Return the words, None for what is no day."""
        text = self.query_one("#when", FormField).value
        read = ahead(text, self._now)
        return text if read.due is not None and not read.wrong else None


class ValueDialog(TasksDialog[str]):
    """What a field of theirs becomes: one of its ``choices``, or a name that is written."""

    def __init__(self, label: str, choices: Mapping[str, str] | None = None) -> None:
        """Ask for the field ``label``, a message id."""
        super().__init__()
        self._label, self._choices = label, choices

    def title_for(self, people: str) -> str:
        """Return `Öncelik · 12 görev`."""
        return _("{field} · {people}").format(field=_(self._label), people=people)

    def fields(self) -> Iterable[Widget]:
        """Yield the choices, or the field to write into."""
        if self._choices is not None:
            yield Menu(_lines(self._choices), id="fields")
        else:
            yield FormField(self._label, id="value")

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        for menu in self.query(Menu):
            menu.set(_lines(self._choices or {}))

    def consequence(self) -> str:
        """Say that what is there goes."""
        return _("It takes the place of what is written there now.")

    def does(self) -> str:
        """Return what Enter does."""
        return _("change")

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Take the choice of a digit or the mouse."""
        event.stop()
        self._yes()

    def answer(self) -> str | None:
        """Return the value."""
        if self._choices is not None:
            return list(self._choices)[self.query_one(Menu).place]
        return self.query_one("#value", FormField).value.strip() or None
