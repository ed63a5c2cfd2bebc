"""Acts on many tasks at once: each asks with its number, writes one changeset, and tells."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from kobicrm.domain.kinds.labels import PRIORITY_LABELS, TASK_KIND_LABELS
from kobicrm.errors import KobiError
from kobicrm.i18n import N_, _
from kobicrm.services import staff, tasks
from kobicrm.services.tasks import Chosen, ChosenInfo, TaskBulk
from screens.contacts.many_dialog import About
from screens.tasks.bulk_dialogs import ActDialog, SureDialog, TasksDialog, ValueDialog, WhenDialog
from screens.tasks.texts import tasks_text

if TYPE_CHECKING:
    from screens.app import KobiApp

T = TypeVar("T")
ABOUT = "tasks.bulk"
_SURE: dict[str, tuple[str, str, str]] = {
    "end": (
        N_("Are {tasks} done?"),
        N_("done"),
        N_("Calls, visits and messages are written down; series go on."),
    ),
    "drop": (
        N_("Drop {tasks}?"),
        N_("drop"),
        N_("They count as not done; series go on."),
    ),
    "delete": (N_("Delete {tasks}?"), N_("delete"), N_("They leave all lists.")),
}
_CHOICES = {"priority": PRIORITY_LABELS, "kind": TASK_KIND_LABELS}
_FIELDS = {"priority": N_("Priority"), "kind": N_("Kind"), "assignee": N_("Assignee")}
_TOLD = {
    "end": N_("Done: {title}"),
    "drop": N_("Dropped: {title}"),
    "delete": N_("Deleted: {title}"),
    "put_off": N_("Put off: {title}"),
    "shift": N_("Moved: {title}"),
    "set": N_("Changed: {title}"),
}


class TaskBulkActs:
    """What is done to the marked tasks; ``ended`` takes the marks away."""

    def __init__(self, app: KobiApp, ended: Callable[[], None]) -> None:
        """Act in ``app``."""
        self.app, self.session = app, app.session
        self._ended = ended

    def change(self, chosen: Chosen) -> None:
        """Ask which act is meant, and go on to it."""

        def answered(act: str, _refs: tuple[str, ...]) -> None:
            if act in _FIELDS:
                self.set(chosen, act)
            else:
                acts = {"put_off": self.put_off, "end": self.end, "drop": self.drop}
                acts.get(act, self.delete)(chosen)

        self._ask(ActDialog(), chosen, answered)

    def end(self, chosen: Chosen) -> None:
        """Ask, and end them as done."""
        self._ask_sure("end", chosen, lambda refs: tasks.done_many(self.session, refs))

    def drop(self, chosen: Chosen) -> None:
        """Ask, and end them without doing them."""
        self._ask_sure("drop", chosen, lambda refs: tasks.drop(self.session, refs))

    def delete(self, chosen: Chosen) -> None:
        """Ask, and take them away."""
        self._ask_sure("delete", chosen, lambda refs: tasks.delete(self.session, refs))

    def _ask_sure(
        self, act: str, chosen: Chosen, call: Callable[[tuple[str, ...]], TaskBulk]
    ) -> None:
        def answered(_yes: bool, refs: tuple[str, ...]) -> None:
            self._write(partial(call, refs), act)

        self._ask(SureDialog(*_SURE[act]), chosen, answered)

    def put_off(self, chosen: Chosen) -> None:
        """Ask when they are to be done instead."""

        def answered(until: str, refs: tuple[str, ...]) -> None:
            self._write(partial(tasks.put_off, self.session, refs, until), "put_off")

        self._ask(WhenDialog(tasks.wall_clock(self.session)), chosen, answered)

    def set(self, chosen: Chosen, field: str) -> None:
        """Ask what a field of theirs becomes."""

        def answered(value: str, refs: tuple[str, ...]) -> None:
            self._write(partial(tasks.edit_many, self.session, refs, {field: value}), "set")

        self._ask(ValueDialog(_FIELDS[field], _CHOICES.get(field)), chosen, answered)

    def shift(self, chosen: Chosen, days: int) -> None:
        """Move them by days at once; the marks stay."""

        def done(bulk: TaskBulk) -> None:
            self._told("shift", bulk)

        def call() -> TaskBulk:
            refs = tasks.describe(self.session, chosen).refs
            return tasks.put_off(self.session, refs, days)

        self.app.jobs.write(call, done, self._failed)

    # Asking and writing

    def _ask(
        self,
        dialog: TasksDialog[T],
        chosen: Chosen,
        answered: Callable[[T, tuple[str, ...]], None],
    ) -> None:
        refs: tuple[str, ...] = ()

        def know(found: tuple[ChosenInfo, tuple[str, ...]]) -> None:
            nonlocal refs
            info, names = found
            refs = info.refs
            dialog.know(About(len(refs), info.titles, names))

        def closed(answer: T | None) -> None:
            self.app.jobs.forget(ABOUT)
            if answer is not None:
                answered(answer, refs)

        self.app.push_screen(dialog, closed)
        self.app.jobs.read(ABOUT, partial(self._look, chosen), know)

    def _look(self, chosen: Chosen) -> tuple[ChosenInfo, tuple[str, ...]]:
        names = tuple(one.name for one in staff.list_staff(self.session))
        return tasks.describe(self.session, chosen), names

    def _write(self, call: Callable[[], TaskBulk], act: str) -> None:
        def done(bulk: TaskBulk) -> None:
            self._ended()
            self._told(act, bulk)

        self.app.jobs.write(call, done, self._failed)

    def _told(self, act: str, bulk: TaskBulk) -> None:
        if bulk.changeset is None:
            self.app.tell(_("Nothing to change: it was so before."), "warn")
        else:
            told = _(_TOLD[act]).format(title=tasks_text(bulk.tasks))
            self.app.tell(told, back=self.app.undo_hint())
        self.app.wrote(bulk.changeset)

    def _failed(self, error: KobiError) -> None:
        self.app.show_error(error)
        self.app.wrote(None)
