"""Logging, correcting, ending and putting off from the screen: asked, written, told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from kobicrm.domain import dates
from kobicrm.domain.kinds.labels import OUTCOME_LABELS
from kobicrm.errors import KobiError, NotFound
from kobicrm.i18n import _, language
from kobicrm.i18n.moments import day_words
from kobicrm.services import contacts, interactions, tasks
from kobicrm.services.tasks.ending import CHANNEL_OF
from screens.dialogs.prompt import NoteDialog
from screens.styles.glyphs import current
from screens.talks.entry import entry_dialog
from screens.talks.later import LaterDialog
from screens.talks.names import CHANNELS
from screens.talks.outcome import OutcomeDialog
from screens.talks.reading import Typed

if TYPE_CHECKING:
    from datetime import datetime

    from kobicrm.domain.tasks import Task
    from kobicrm.domain.timeline import Entry
    from kobicrm.services.contacts import Saved
    from kobicrm.services.tasks import Ended, TaskBulk, TaskRowInfo, TaskSaved
    from screens.app import KobiApp


@dataclass(frozen=True, slots=True)
class Who:
    """The contact it is about."""

    uid: str
    name: str
    id: int


AGAIN = "talks.again"


def begun(channel: str, step: str, start: str) -> Typed:
    """Return what an outcome dialog begins with; who was not reached is tried again by ``step``."""
    outcome = {"note": "reached", "when": "no_answer"}.get(start, "")
    return Typed(channel=channel, outcome=outcome, step=step if start == "when" else "")


class TalkActs:
    """What is done with a timeline and with tasks; each act ends in a toast with its way back."""

    def __init__(self, app: KobiApp) -> None:
        """Act in ``app``."""
        self.app = app
        self.session = app.session

    @property
    def now(self) -> datetime:
        """The wall clock, as the services see it."""
        return tasks.wall_clock(self.session)

    # Logging

    def log(self, who: Who, typed: Typed | None = None, start: str = "outcome") -> None:
        """Ask what happened with a contact, and keep it with the next step.

        The dialog begins with ``typed`` and its field ``start``.
        """

        def answered(answer: Typed | None) -> None:
            if answer is None:
                return
            call = partial(
                interactions.log,
                self.session,
                f"uid:{who.uid}",
                answer.given(),
                step=answer.next_step(self.now),
            )

            def done(logged: interactions.Logged) -> None:
                self._saved(answer, logged.step, logged.changeset, who.id)

            again = partial(self.log, who, answer, start)
            self.app.jobs.write(call, done, partial(self._failed, again))

        title = _("Outcome · {name}").format(name=who.name)
        self.app.push_screen(OutcomeDialog(title, self.now, typed, start=start), answered)

    def answer(self, who: Who, start: str = "note") -> None:
        """Ask how a call went that no task was about; ``start`` as :meth:`end` takes it."""
        self.log(who, begun("call", _("Call"), start), start)

    def plan(self, who: Who) -> None:
        """Ask when a contact is to be called, and make a task of it."""

        def answered(until: str | None) -> None:
            if until is None:
                return

            def done(saved: TaskSaved) -> None:
                due = saved.task.due
                told = _("Call planned: {day} · {name}").format(
                    name=who.name, day=day_words(due, self.now.date()) if due else ""
                )
                self._tell(told, saved.changeset, who.id)

            given = {"title": _("Call"), "kind": "call", "due": until, "contact": f"uid:{who.uid}"}
            self.app.jobs.write(partial(tasks.add, self.session, given), done, self._gone)

        self.app.push_screen(LaterDialog(who.name, self.now), answered)

    def _saved(
        self, typed: Typed, step: Task | None, changeset: int | None, one: int | None
    ) -> None:
        labels = OUTCOME_LABELS if typed.outcome else CHANNELS
        what = _(labels[typed.outcome or typed.channel])
        if step is not None:
            day = step.due and dates.short_date(step.due, self.now.date(), language())
            what = " ".join((what, current().becomes, day or step.title))
        self._tell(_("Saved: {what}").format(what=what), changeset, one)

    def _tell(self, told: str, changeset: int | None, one: int | None) -> None:
        self.app.tell(told, back=self.app.undo_hint() if changeset else "")
        self.app.wrote(changeset, one)

    def _failed(self, again: Callable[[], None], error: KobiError) -> None:
        self.app.show_error(error)
        if isinstance(error, NotFound):
            self.app.wrote(None)
        else:
            # What was typed is still there.
            again()

    # Tasks

    def end(self, row: TaskRowInfo, start: str = "note", typed: Typed | None = None) -> None:
        """End a task; of a call, a visit or a message it is asked how it went.

        ``start`` is what the dialog begins with: the note, the outcome, or when it is tried again.
        """
        task = row.task
        if task.kind not in CHANNEL_OF or not task.contact:
            call = partial(tasks.done, self.session, task.uid, seen=task)
            told = _("Done: {title}").format(title=task.title)
            self._write(call, told, row.contact_id)
            return

        def answered(answer: Typed | None) -> None:
            if answer is not None:
                self._end(row, start, answer)

        title = _("Outcome · {name}").format(name=f"{row.contact_name}: {task.title}")
        begin = typed or begun(CHANNEL_OF[task.kind], task.title, start)
        self.app.push_screen(OutcomeDialog(title, self.now, begin, start=start), answered)

    def _end(self, row: TaskRowInfo, start: str, answer: Typed) -> None:
        call = partial(
            tasks.done,
            self.session,
            row.task.uid,
            result=answer.given(),
            step=answer.next_step(self.now),
            seen=row.task,
        )

        def done(ended: Ended) -> None:
            self._saved(answer, ended.next_step, ended.changeset, row.contact_id)

        def failed(error: KobiError) -> None:
            self._failed(partial(self._not_ended, row, start, answer, error.code), error)

        self.app.jobs.write(call, done, failed)

    def _not_ended(self, row: TaskRowInfo, start: str, answer: Typed, code: str) -> None:
        """Ask again with what was typed: a task ended elsewhere leaves what was said to be kept."""
        self.app.wrote(None)
        if code == "task_ended" and row.contact_id is not None:
            self.log(Who(row.task.contact, row.contact_name, row.contact_id), answer, start)
        elif code == "task_changed":
            call = partial(tasks.find, self.session, row.task.uid)
            self.app.jobs.read(AGAIN, call, lambda now: self.end(now, start, answer), self._gone)
        elif code != "task_ended":
            self.end(row, start, answer)

    def put_off(self, row: TaskRowInfo) -> None:
        """Ask when a task is to be done instead."""

        def answered(until: str | None) -> None:
            if until is None:
                return

            def done(bulk: TaskBulk) -> None:
                told = _("Put off: {title}").format(title=row.task.title)
                self._tell(told, bulk.changeset, row.contact_id)

            call = partial(tasks.put_off, self.session, [row.task.uid], until)
            self.app.jobs.write(call, done, self._gone)

        self.app.push_screen(LaterDialog(row.task.title, self.now), answered)

    # Entries

    def open_entry(self, entry: Entry, who: Who, *, editable: bool) -> None:
        """Show an entry in full."""

        def answered(act: str | None) -> None:
            if act == "edit":
                self._edit(entry, who)
            elif act == "delete":
                self._delete(entry, who)

        self.app.push_screen(entry_dialog(entry, who.name, editable=editable), answered)

    def _edit(self, entry: Entry, who: Who, changed: Typed | str | None = None) -> None:
        if entry.source == "note":
            self._edit_note(entry, who, changed if isinstance(changed, str) else entry.text)
            return
        before = Typed(
            channel=entry.channel,
            direction=entry.direction or "out",
            outcome=entry.outcome,
            text=entry.text,
            at=dates.format_moment(entry.at, language()),
            minutes=str(entry.minutes) if entry.minutes else "",
        )

        def answered(answer: Typed | None) -> None:
            if answer is None:
                return
            given = answer.given(before)
            if not entry.direction and answer.direction == before.direction:
                # Nobody knows who began, and nobody said so now.
                given["direction"] = ""
            call = partial(interactions.edit, self.session, entry.uid, given)
            told = _("Changed: {what}").format(what=_(CHANNELS[answer.channel]))
            self._write(call, told, who.id, partial(self._edit, entry, who, answer))

        title = _("Edit entry · {name}").format(name=who.name)
        typed = changed if isinstance(changed, Typed) else before
        self.app.push_screen(
            OutcomeDialog(title, self.now, typed, start="note", steps=False), answered
        )

    def _edit_note(self, entry: Entry, who: Who, text: str) -> None:
        def answered(answer: str | None) -> None:
            if answer is not None:
                call = partial(
                    contacts.edit_note, self.session, f"uid:{who.uid}", entry.uid, answer
                )
                told = _("Changed: {what}").format(what=_("Note"))
                self._write(call, told, who.id, partial(self._edit, entry, who, answer))

        title = _("Note · {name}").format(name=who.name)
        self.app.push_screen(NoteDialog(title, value=text), answered)

    def _delete(self, entry: Entry, who: Who) -> None:
        calls: dict[str, Callable[[], Any]] = {
            "interaction": partial(interactions.remove, self.session, entry.uid),
            "note": partial(contacts.edit_note, self.session, f"uid:{who.uid}", entry.uid, ""),
            "task": partial(tasks.delete, self.session, [entry.uid]),
        }
        what = {"note": _("Note"), "task": _("Task")}.get(entry.source)
        told = _("Deleted: {name}").format(name=what or _(CHANNELS[entry.channel]))
        self._write(calls[entry.source], told, who.id)

    def _write(
        self,
        call: Callable[[], int | Saved | TaskBulk | Ended | None],
        told: str,
        one: int | None,
        again: Callable[[], None] | None = None,
    ) -> None:
        def done(result: int | Saved | TaskBulk | Ended | None) -> None:
            changeset = result if result is None or isinstance(result, int) else result.changeset
            self._tell(told, changeset, one)

        failed = partial(self._failed, again) if again else self._gone
        self.app.jobs.write(call, done, failed)

    def _gone(self, error: KobiError) -> None:
        self.app.show_error(error)
        self.app.wrote(None)
