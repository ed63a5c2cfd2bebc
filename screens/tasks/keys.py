"""The keys that act on the task under the bar, or on those that are marked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kobicrm.i18n import N_, _
from screens.area import AreaScreen
from screens.tasks.day_pane import DayPane
from screens.tasks.rows import TaskRows
from screens.text import plain
from screens.widgets.head_row import HeadRow

if TYPE_CHECKING:
    from kobicrm.services.tasks import TaskRowInfo
    from screens.tasks.acts import TaskActs
    from screens.tasks.bulk import TaskBulkActs
    from screens.tasks.loading import TaskWindows
    from screens.tasks.marked import TaskMarks

_ON_OPEN = ("end", "not_reached", "other_outcome", "put_off", "shift", "edit")
_ON_TASK = ("delete", "copy", "open_full")
_ON_MARKS = ("end", "put_off", "shift", "delete")


class TaskKeys(AreaScreen):
    """End, put off, move, add, edit, delete; the screen itself says what is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "end", N_("Done"), tooltip=N_("the task is done"), id="tasks.done"),
        Binding("m", "not_reached", N_("No answer"), tooltip=N_("nobody was reached"), show=False,
                id="tasks.not_reached"),
        Binding("o", "other_outcome", N_("Outcome"), tooltip=N_("how the task went"), show=False,
                id="tasks.outcome"),
        Binding("n", "new", N_("New"), tooltip=N_("new task"), id="tasks.new"),
        Binding("z", "put_off", N_("Put off"), tooltip=N_("put the task off"), id="tasks.later"),
        Binding("shift+left,H", "shift(-1)", N_("Move the day"), tooltip=N_("one day earlier"),
                show=False, id="tasks.earlier"),
        Binding("shift+right,L", "shift(1)", N_("Move the day"), tooltip=N_("one day later"),
                id="tasks.day_later"),
        Binding("e", "edit", N_("Edit"), show=False, id="tasks.edit"),
        Binding("d", "delete", N_("Delete"), show=False, id="tasks.delete"),
        Binding("c", "log", N_("Log entry"), tooltip=N_("a call, a visit, a message…"), show=False,
                id="tasks.log"),
        Binding("S", "skip", N_("Leave out"), tooltip=N_("leave this day of the series out"),
                show=False, id="tasks.skip"),
        Binding("R", "reopen", N_("Open again"), show=False, id="tasks.reopen"),
        Binding("f9", "contact", N_("Contact"), tooltip=N_("go to the contact"), show=False,
                id="tasks.contact"),
        Binding("y", "copy", N_("Copy"), tooltip=N_("copy the task"), show=False, id="tasks.copy"),
    ]  # fmt: skip

    windows: TaskWindows
    marked: TaskMarks
    # The task the bar is to stand on when the list is read again.
    show_next: int | None = None

    @cached_property
    def acts(self) -> TaskActs:
        """The acts on one task; loaded when the first is asked for."""
        from screens.tasks.acts import TaskActs

        return TaskActs(self.kobi, self._show_next)

    @cached_property
    def bulk(self) -> TaskBulkActs:
        """The acts on many tasks; loaded when the first is asked for."""
        from screens.tasks.bulk import TaskBulkActs

        return TaskBulkActs(self.kobi, self.marked.clear)

    def _show_next(self, one: int) -> None:
        self.show_next = one

    @property
    def head(self) -> HeadRow:
        """The head row."""
        return self.query_one(HeadRow)

    @property
    def rows(self) -> TaskRows:
        """The list."""
        return self.query_one("#list", TaskRows)

    @property
    def days(self) -> DayPane:
        """The calendar."""
        return self.query_one("#days", DayPane)

    @property
    def info(self) -> TaskRowInfo | None:
        """The task under the bar."""
        row = self.rows.task_row
        return row.info if row else None

    @property
    def picked(self) -> bool:
        """Whether an act is meant for the marked tasks."""
        return bool(self.marked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if action in _ON_MARKS and self.picked:
            return True
        info = self.info
        if action in _ON_TASK:
            return info is not None
        if action in _ON_OPEN:
            return info is not None and info.task.is_open
        if action == "skip":
            return info is not None and info.task.is_open and bool(info.task.repeat)
        if action == "reopen":
            return info is not None and not info.task.is_open
        if action in ("log", "contact"):
            return info is not None and info.contact_id is not None
        return super().check_action(action, parameters)

    def action_end(self) -> None:
        """End the task; of a call, a visit or a message it is asked how it went."""
        if self.picked:
            self.bulk.end(self.marked.chosen)
        elif self.info:
            self.acts.end(self.info)

    def action_not_reached(self) -> None:
        """End the task without having reached anybody; the next try is the next step."""
        if self.info:
            self.acts.end(self.info, "when")

    def action_other_outcome(self) -> None:
        """End the task with another outcome."""
        if self.info:
            self.acts.end(self.info, "outcome")

    def action_put_off(self) -> None:
        """Ask when it is to be done instead."""
        if self.picked:
            self.bulk.put_off(self.marked.chosen)
        elif self.info:
            self.acts.put_off(self.info)

    def action_shift(self, days: int) -> None:
        """Move the task by a day, or all that are marked."""
        if self.picked:
            self.bulk.shift(self.marked.chosen, days)
        elif self.info:
            self.acts.shift(self.info, days)

    def action_new(self) -> None:
        """Add a task; from the calendar one of its day."""
        day = self.days.day if self.days.has_focus else None
        self.acts.add(day)

    def action_edit(self) -> None:
        """Edit the task under the bar."""
        if self.info:
            self.acts.edit(self.info)

    def action_delete(self) -> None:
        """Take the task away, or all that are marked after a question."""
        if self.picked:
            self.bulk.delete(self.marked.chosen)
        elif self.info:
            self.acts.delete(self.info)

    def action_log(self) -> None:
        """Write down what happened with the contact of the task."""
        if (info := self.info) and info.contact_id is not None:
            from screens.talks.acts import Who

            self.acts.log(Who(info.task.contact, info.contact_name, info.contact_id))

    def action_skip(self) -> None:
        """Leave this day of the series out."""
        if self.info:
            self.acts.skip(self.info)

    def action_reopen(self) -> None:
        """Open the task again."""
        if self.info:
            self.acts.reopen(self.info)

    def action_contact(self) -> None:
        """Go to the contact of the task."""
        if self.info:
            self.acts.go_to_contact(self.info)

    def action_copy(self) -> None:
        """Copy title and contact of the task."""
        if info := self.info:
            text = plain(", ".join(filter(None, (info.task.title, info.contact_name))))
            self.app.copy_to_clipboard(text)
            self.kobi.tell(_("Copied: {text}").format(text=text))
