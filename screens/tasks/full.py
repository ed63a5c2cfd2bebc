"""A task in full: its facts, its note, a checklist to tick, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.domain import dates
from kobicrm.domain.due_words import Due
from kobicrm.domain.kinds.labels import PRIORITY_LABELS, TASK_KIND_LABELS, TASK_STATE_LABELS
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.moments import due_words, remind_text
from kobicrm.i18n.repeats import repeat_text
from kobicrm.services import tasks
from kobicrm.services.tasks import TaskRowInfo, TaskSaved
from screens.dialogs.base import Dialog
from screens.styles.glyphs import current
from screens.talks.entry import minutes_words
from screens.text import content, pad, plain, wrapped
from screens.widgets.menu import Menu, MenuLine

if TYPE_CHECKING:
    from datetime import datetime

    from kobicrm.errors import KobiError
    from screens.app import KobiApp

_LABEL, _INSIDE = 14, 56


class FullDialog(Dialog[str]):
    """Closes with the act that is wanted; a line of the checklist is ticked at once."""

    WIDTH = 76
    KEYS: ClassVar[tuple[str, ...]] = (
        *("full.done", "full.later", "full.edit", "full.contact", "full.reopen", "dialog.close"),
    )
    DEFAULT_CSS = """
    FullDialog Static { height: auto; margin: 1 0 0 0; }
    FullDialog Menu { margin: 1 0 0 0; }
    FullDialog #end { margin: 0; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", N_("close"), id="dialog.close"),
        Binding("enter", "tick", N_("tick"), show=False, id="full.tick"),
        Binding("space", "tick", N_("tick"), show=False, id="full.tick_too"),
        Binding("x", "answer('end')", N_("done"), id="full.done"),
        Binding("m", "answer('not_reached')", N_("nobody was reached"), show=False, id="full.m"),
        Binding("o", "answer('other_outcome')", N_("how the task went"), show=False, id="full.o"),
        Binding("z", "answer('put_off')", N_("put it off"), id="full.later"),
        Binding("e", "answer('edit')", N_("edit"), id="full.edit"),
        Binding("d", "answer('delete')", N_("delete"), show=False, id="full.delete"),
        Binding("f9", "answer('contact')", N_("contact"), id="full.contact"),
        Binding("R", "answer('reopen')", N_("open again"), id="full.reopen"),
    ]

    def __init__(self, app: KobiApp, row: TaskRowInfo, now: datetime) -> None:
        """Show ``row``; ``now`` is a moment of the wall clock."""
        super().__init__()
        self._kobi, self.row, self._now = app, row, now

    def heading(self) -> str:
        """Return the title of the task."""
        return self.row.task.title

    def body(self) -> Iterable[Widget]:
        """Yield facts, checklist and note."""
        yield Static(id="facts")
        if self.row.task.checklist:
            yield Menu(self._items(), id="items")
        if self.row.task.note:
            lines = [content(one) for one in wrapped(self.row.task.note, 70)]
            text = Content("\n").join(lines)
            yield Static(text)
        yield Static(id="end")

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        self.query_one("#facts", Static).update(Content("\n").join(self._facts()))
        for menu in self.query(Menu):
            menu.set(self._items())

    def _facts(self) -> Iterable[Content]:
        task = self.row.task
        due = due_words(Due(task.due, task.clock), self._now.date()) if task.due else ""
        late = task.is_late(self._now)
        ended = dates.format_moment(task.ended_at, language()) if task.ended_at else ""
        said = "" if task.is_open else _(TASK_STATE_LABELS[task.state])
        state = f" {current().joint} ".join(filter(None, (said, ended)))
        facts = (
            (_("Contact"), self.row.contact_name),
            (_("Kind"), _(TASK_KIND_LABELS[task.kind])),
            (_("When"), f"{current().alert} {due}" if late else due),
            (_("Repeats"), repeat_text(task.repeat)),
            (_("Reminder"), remind_text(task.remind)),
            (_("Priority"), _(PRIORITY_LABELS[task.priority]) if task.priority != "normal" else ""),
            (_("Duration"), minutes_words(task.minutes)),
            (_("Assignee"), task.assignee),
            (_("State"), state),
        )
        for label, value in facts:
            if value:
                style = "$error" if late and label == _("When") else "$foreground"
                shown = content(plain(value), style)
                yield Content.assemble((pad(label, _LABEL), "$muted"), shown.truncate(_INSIDE))

    def _items(self) -> list[MenuLine]:
        signs = current()
        return [
            MenuLine(one.text, sign=signs.mark if one.done else signs.task, quiet=one.done)
            for one in self.row.task.checklist
        ]

    # Ticking

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Tick the line of a digit, Enter or the mouse."""
        event.stop()
        self._tick(event.place)

    def action_tick(self) -> None:
        """Tick the line under the bar; without a checklist, close."""
        menus = self.query(Menu)
        if menus:
            self._tick(menus.first().place)
        else:
            self.dismiss(None)

    def _tick(self, place: int) -> None:
        done = not self.row.task.checklist[place].done
        call = partial(tasks.tick, self._kobi.session, self.row.task.uid, place + 1, done=done)
        self._kobi.jobs.write(call, self._ticked, self._failed)

    def _ticked(self, saved: TaskSaved) -> None:
        row = self.row
        self.row = TaskRowInfo(row.id, saved.task, row.contact_id, saved.contact_name, row.cursor)
        if self.is_attached:
            self.relabel()

    def _failed(self, error: KobiError) -> None:
        self._kobi.show_error(error)
        if self.is_attached:
            self.dismiss(None)

    # Acts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with this task."""
        if action == "answer":
            act, task = parameters[0], self.row.task
            if act == "contact":
                return self.row.contact_id is not None
            if act == "reopen":
                return not task.is_open
            return task.is_open or act == "delete"
        return super().check_action(action, parameters)

    def action_answer(self, act: str) -> None:
        """Close, wanting ``act``."""
        self.dismiss(act)
