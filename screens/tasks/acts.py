"""What is done to a task from the list: asked, written in a thread, told with its way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain import dates
from kobicrm.domain.due_words import Due
from kobicrm.errors import Conflict, KobiError, NotFound
from kobicrm.i18n import _, language
from kobicrm.i18n.moments import due_words
from kobicrm.services import staff, tasks
from kobicrm.services.tasks import TaskBulk, TaskRowInfo, TaskSaved
from screens.talks.acts import TalkActs
from screens.tasks.form import TaskForm
from screens.tasks.form_values import EMPTY, Texts, given_of, merged, texts_of

if TYPE_CHECKING:
    from datetime import date, time

    from screens.app import KobiApp
    from screens.tasks.people import Person

FORM = "tasks.form"


class TaskActs(TalkActs):
    """The writes to tasks, wherever they are shown."""

    def __init__(self, app: KobiApp, shown: Callable[[int], None] = lambda _one: None) -> None:
        """Act in ``app``; ``shown`` is told the number of a task the bar belongs on."""
        super().__init__(app)
        self._shown = shown

    # The form

    def add(
        self,
        day: date | None = None,
        clock: time | None = None,
        person: Person | None = None,
    ) -> None:
        """Ask for a new task, due on ``day`` and with ``person`` unless others are written."""
        due = ""
        if day is not None:
            due = dates.format_date(day, language())
            due += f" {clock:%H:%M}" if clock else ""
        name = person.name if person else ""
        texts = Texts({**EMPTY, "due": due, "contact": name}, person)
        self._ask(texts, texts, None)

    def edit(self, row: TaskRowInfo) -> None:
        """Ask what is to be changed of a task."""
        self._ask(texts_of(row), texts_of(row), row)

    def _ask(self, texts: Texts, before: Texts, row: TaskRowInfo | None) -> None:
        def ask(names: list[str]) -> None:
            title = _("Edit task") if row else _("New task")
            form = TaskForm(
                title,
                texts,
                session=self.session,
                jobs=self.app.jobs,
                now=self.now,
                staff=names,
                base=row.task if row else None,
            )

            def answered(answer: Texts | None) -> None:
                if answer is not None:
                    self._save(answer, before, row)

            self.app.push_screen(form, answered)

        self.app.jobs.read(FORM, self._staff, ask)

    def _staff(self) -> list[str]:
        return [one.name for one in staff.list_staff(self.session)]

    def _save(self, texts: Texts, before: Texts, row: TaskRowInfo | None) -> None:
        if row is None:
            given = given_of(texts, Texts(EMPTY))
            call = partial(tasks.add, self.session, given)
        else:
            given = given_of(texts, before)
            call = partial(tasks.edit, self.session, row.task.uid, given, seen=row.task)
        if row is not None and not given:
            return

        def done(saved: TaskSaved) -> None:
            self._shown(saved.id)
            what = saved.task.title
            if saved.task.due is not None:
                when = due_words(Due(saved.task.due, saved.task.clock), self.now.date())
                what = f"{what}, {when}"
            self._tell(_("Saved: {what}").format(what=what), saved.changeset, None)

        self.app.jobs.write(call, done, partial(self._not_saved, texts, before, row))

    def _not_saved(
        self, texts: Texts, before: Texts, row: TaskRowInfo | None, error: KobiError
    ) -> None:
        if row is None or not isinstance(error, Conflict):
            self.app.show_error(error)
            if row is not None and isinstance(error, NotFound) and error.code == "task_missing":
                # Nothing is left to be changed; what was typed may become a new one.
                self._ask(texts, Texts(EMPTY), None)
            else:
                self._ask(texts, before, row)
            return

        def found(theirs: TaskRowInfo) -> None:
            self.app.wrote(None)
            text = _("Somebody else changed this task meanwhile. Your texts are in the form.")
            self.app.tell(text, "warn")
            self._ask(merged(texts, before, texts_of(theirs)), texts_of(theirs), theirs)

        call = partial(tasks.find, self.session, row.task.uid)
        self.app.jobs.read(FORM, call, found, self._gone)

    # At once

    def delete(self, row: TaskRowInfo) -> None:
        """Take a task away; undo brings it back."""
        call = partial(tasks.delete, self.session, [row.task.uid])
        self._write(call, _("Deleted: {name}").format(name=row.task.title), None)

    def skip(self, row: TaskRowInfo) -> None:
        """Leave this day of a series out."""
        call = partial(tasks.skip, self.session, row.task.uid)
        self._write(call, _("Left out this time: {title}").format(title=row.task.title), None)

    def reopen(self, row: TaskRowInfo) -> None:
        """Open an ended task again."""
        call = partial(tasks.reopen, self.session, row.task.uid)
        self._write(call, _("Opened again: {title}").format(title=row.task.title), None)

    def shift(self, row: TaskRowInfo, days: int) -> None:
        """Move a task by days."""

        def done(bulk: TaskBulk) -> None:
            day = (row.task.due or self.now.date()) + timedelta(days=days)
            when = due_words(Due(day, row.task.clock), self.now.date())
            told = _("Moved: {title}, {day}").format(title=row.task.title, day=when)
            self._tell(told, bulk.changeset, row.contact_id)

        call = partial(tasks.put_off, self.session, [row.task.uid], days)
        self.app.jobs.write(call, done, self._gone)

    def shift_clock(self, row: TaskRowInfo, clock: time) -> None:
        """Move a task within its day."""
        due = Due(row.task.due or self.now.date(), clock)

        def done(saved: TaskSaved) -> None:
            when = due_words(due, self.now.date())
            told = _("Moved: {title}, {day}").format(title=row.task.title, day=when)
            self._tell(told, saved.changeset, row.contact_id)

        call = partial(tasks.edit, self.session, row.task.uid, {"due": due}, seen=row.task)
        self.app.jobs.write(call, done, self._gone)

    # In full

    def open_full(self, row: TaskRowInfo) -> None:
        """Show a task in full, and do what is wanted when that is closed."""
        from screens.tasks.full import FullDialog

        dialog = FullDialog(self.app, row, self.now)

        def answered(act: str | None) -> None:
            if dialog.row is not row:
                self.app.wrote(None)
            if act is not None:
                # As it is now: lines of its checklist may have been ticked.
                self._do(act, dialog.row)

        self.app.push_screen(dialog, answered)

    def _do(self, act: str, row: TaskRowInfo) -> None:
        acts: dict[str, Callable[[TaskRowInfo], None]] = {
            "end": self.end,
            "not_reached": partial(self.end, start="when"),
            "other_outcome": partial(self.end, start="outcome"),
            "put_off": self.put_off,
            "edit": self.edit,
            "delete": self.delete,
            "reopen": self.reopen,
            "contact": self.go_to_contact,
        }
        acts[act](row)

    def go_to_contact(self, row: TaskRowInfo) -> None:
        """Go to the contact of a task."""
        if row.contact_id is not None:
            self.app.show_contact(row.contact_id)
