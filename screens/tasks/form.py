"""The form of a task: everything in words, read back beside its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from kobicrm.domain.kinds.labels import PRIORITY_LABELS
from kobicrm.domain.repeat_words import read_repeat
from kobicrm.domain.task_drafting import drafted
from kobicrm.domain.tasks import Task
from kobicrm.errors import KobiError, ValidationError
from kobicrm.i18n import N_, _, error_text
from kobicrm.i18n.moments import remind_text
from kobicrm.i18n.repeats import repeat_text
from screens.dialogs.form import Focusable, FormDialog
from screens.talks.entry import minutes_words
from screens.talks.quick import say
from screens.talks.reading import ahead
from screens.tasks.form_values import Texts, given_of, whole_contact
from screens.tasks.people import Person, find_people
from screens.tasks.texts import KINDS
from screens.text import plain
from screens.widgets.choice import ChoiceField, NoteField
from screens.widgets.fields import FormField
from screens.widgets.palette import TurkishSuggester

if TYPE_CHECKING:
    from kobicrm.services.session import Session
    from screens.jobs import Jobs

PEOPLE = "tasks.form.people"
# Only letters that stay for a moment are looked up.
PAUSE_SECONDS = 0.15
_LINES = {
    "title": N_("Task title"),
    "due": N_("When"),
    "repeat": N_("Repeats"),
    "remind": N_("Reminder"),
    "contact": N_("Contact"),
    "assignee": N_("Assignee"),
    "minutes": N_("Duration"),
}


class TaskForm(FormDialog[Texts]):
    """Returns the texts as typed; Ctrl+S with something unreadable goes there instead."""

    DEFAULT_CSS = """
    TaskForm FormField#title LineInput { width: 1fr; }
    TaskForm FormField#title Answer { width: auto; margin: 0; }
    """

    def __init__(
        self,
        title: str,
        texts: Texts,
        *,
        session: Session,
        jobs: Jobs,
        now: datetime,
        staff: Sequence[str] = (),
        base: Task | None = None,
    ) -> None:
        """Ask under ``title``, beginning with ``texts``; ``base`` is the task that is changed.

        ``now`` is a moment of the wall clock, ``staff`` completes the assignee.
        """
        super().__init__()
        self._title, self._texts, self._now = title, texts, now
        self._session, self._jobs, self._staff = session, jobs, staff
        self._base = base or Task("")
        self._people: list[Person] = []
        self._person = texts.person

    def heading(self) -> str:
        """Return the title."""
        return self._title

    def fields(self) -> Iterable[Widget]:
        """Yield the lines of the form."""
        texts = self._texts.values
        for key in ("title", "due", "contact", "assignee", "remind", "minutes", "repeat"):
            if key == "due":
                yield ChoiceField(N_("Kind"), self._choices(KINDS), texts["kind"],
                                  id="kind")  # fmt: skip
            if key == "remind":
                yield ChoiceField(N_("Priority"), self._choices(PRIORITY_LABELS),
                                  texts["priority"], id="priority")  # fmt: skip
            suggester = TurkishSuggester(self._staff) if key == "assignee" else None
            yield FormField(_LINES[key], texts[key], id=key, suggester=suggester, max_length=500)
        yield NoteField(N_("Steps"), texts["checklist"], id="checklist", lines=3)
        yield NoteField(N_("Note"), texts["note"], id="note", lines=3)

    @staticmethod
    def _choices(labels: Mapping[str, str]) -> list[tuple[str, str]]:
        return list(labels.items())

    def on_mount(self) -> None:
        """Read back what stands there."""
        for key in ("due", "repeat", "remind", "minutes", "contact"):
            self._say(key)
        self._field("title").focus()

    def on_unmount(self) -> None:
        """Stop a look-up nobody waits for any more."""
        self._jobs.forget(PEOPLE)

    def _field(self, key: str) -> FormField:
        return self.query_one(f"#{key}", FormField)

    def values(self) -> Mapping[str, str]:
        """Return the present texts."""
        found = {key: self._field(key).value for key in _LINES}
        for key in ("kind", "priority"):
            found[key] = self.query_one(f"#{key}", ChoiceField).value
        for key in ("checklist", "note"):
            found[key] = self.query_one(f"#{key}", NoteField).value
        return found

    def draft(self) -> Texts:
        """Return what stands in the form."""
        return Texts(dict(self.values()), self._person)

    # What is read back

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Read a text back with every letter."""
        event.stop()
        key = event.field.id or ""
        if key == "contact":
            self._look_up(event.value)
        else:
            self._say(key)

    def on_form_field_accepted(self, event: FormField.Accepted) -> None:
        """Take the person that was offered."""
        event.stop()
        if event.field.id == "contact":
            name = event.value
            self._person = next((one for one in self._people if one.name == name), self._person)
            self._say("contact")

    def on_form_field_left(self, event: FormField.Left) -> None:
        """Take the person that is meant without doubt."""
        event.stop()
        if event.field.id == "contact":
            self._say("contact")

    def _say(self, key: str) -> str:
        """Say what a field's text means; return what is wrong with it."""
        field = self._field(key)
        text = field.value.strip()
        if key == "due":
            read = ahead(text, self._now)
            say(field, read, self._now)
            return read.wrong
        if key == "contact":
            return self._say_contact(field, text)
        try:
            words = self._words(key, text)
        except ValidationError as error:
            wrong = error_text(error)
            field.fail(wrong)
            return wrong
        if words:
            field.ok(words)
        else:
            field.clear()
        return ""

    def _words(self, key: str, text: str) -> str:
        """Return what a text says. Raises ValidationError."""
        if not text:
            return ""
        if key == "repeat":
            return repeat_text(read_repeat(text))
        if key in ("remind", "minutes"):
            task = drafted({"title": "x", key: text}, Task(""), self._now)
            return remind_text(task.remind) if key == "remind" else minutes_words(task.minutes)
        return ""

    # The contact

    def _look_up(self, text: str) -> None:
        if offered := next((one for one in self._people if one.name == text), None):
            self._person = offered
            self._say("contact")
            return
        self._person, self._people = None, []
        self._field("contact").clear()
        if not text.strip():
            self._jobs.forget(PEOPLE)
            return
        call = partial(find_people, self._session, text)
        self._jobs.read(PEOPLE, call, partial(self._found, text), after=PAUSE_SECONDS)

    def _found(self, text: str, people: list[Person]) -> None:
        if self.is_attached and self._field("contact").value == text:
            self._people = people
            if len(people) == 1 or whole_contact(text, people):
                self._person = whole_contact(text, people) or people[0]
            self._say("contact")
            if not people:
                self._field("contact").ask(_("There is no such contact."))

    def _say_contact(self, field: FormField, text: str) -> str:
        if not text:
            field.clear()
        elif self._person is not None:
            shown = " · ".join(filter(None, (self._person.name, self._person.place)))
            field.ok(plain(shown))
        elif self._people:
            field.ask(_("{name}?").format(name=plain(self._people[0].name)), self._people[0].name)
        return ""

    # Saving

    def check(self) -> Focusable | None:
        """Return the first field that can't be read, having said why."""
        if not self._field("title").value.strip():
            self._field("title").fail("")
            self.strip.set(_("A task needs a title."), "")
            return self._field("title")
        for key in ("due", "repeat", "remind", "minutes"):
            if self._say(key):
                return self._field(key)
        contact = self._field("contact")
        if contact.value.strip() and self._person is None:
            if not self._people:
                contact.fail(_("There is no such contact."))
            self.strip.set(_("Which contact is meant?"), "")
            return contact
        return self._check_whole()

    def _check_whole(self) -> Focusable | None:
        given = given_of(self.draft(), self._texts)
        given.pop("contact", None)
        try:
            drafted(given, self._base, self._now)
        except KobiError as error:
            self.strip.set(error_text(error), "")
            key = str(error.values.get("field", "")) or "title"
            return self._field(key if key in _LINES else "title")
        return None
