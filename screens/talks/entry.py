"""An entry of a timeline or an open task in full, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kobicrm.domain import dates
from kobicrm.domain.kinds.labels import DIRECTION_LABELS, TASK_KIND_LABELS
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.moments import task_words
from kobicrm.i18n.repeats import repeat_text
from screens.dialogs.whole_text import WholeTextDialog
from screens.styles.glyphs import current
from screens.talks.names import kind_of, outcome_of

if TYPE_CHECKING:
    from datetime import datetime

    from kobicrm.domain.timeline import Entry
    from kobicrm.services.tasks import TaskRowInfo


class EntryDialog(WholeTextDialog):
    """Closes with ``edit`` or ``delete`` when that is wanted, as far as ``acts`` allow it."""

    KEYS: ClassVar[tuple[str, ...]] = ("entry.edit", "entry.delete", "dialog.close")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "answer('edit')", N_("edit"), id="entry.edit"),
        Binding("d", "answer('delete')", N_("delete"), id="entry.delete"),
    ]

    def __init__(self, title: str, facts: str, text: str, acts: tuple[str, ...]) -> None:
        """Show ``text`` under ``title`` and ``facts``."""
        super().__init__(title, facts, text)
        self._acts = acts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with this entry."""
        if action == "answer":
            return parameters[0] in self._acts
        return super().check_action(action, parameters)

    def action_answer(self, act: str) -> None:
        """Close, wanting ``act``."""
        self.dismiss(act)


def _joined(*parts: str) -> str:
    return f" {current().joint} ".join(filter(None, parts))


def minutes_words(minutes: int) -> str:
    """Return `12 dk`, '' for none."""
    return ngettext("{n} min", "{n} min", minutes).format(n=minutes) if minutes else ""


def entry_dialog(entry: Entry, name: str, *, editable: bool = True) -> EntryDialog:
    """Return the dialog that shows all of an entry of the contact ``name``."""
    facts = _joined(
        dates.format_moment(entry.at, language()),
        _(DIRECTION_LABELS[entry.direction]) if entry.direction else "",
        outcome_of(entry),
        minutes_words(entry.minutes),
        entry.author,
    )
    acts = ("delete",) if entry.source == "task" else ("edit", "delete")
    text = "\n\n".join(filter(None, (entry.text, entry.more)))
    return EntryDialog(_joined(kind_of(entry), name), facts, text, acts if editable else ())


def task_facts(row: TaskRowInfo, now: datetime) -> str:
    """Return what kind of task it is, when it is due, how often, how long and whose."""
    task = row.task
    due = task_words(task, now)
    return _joined(
        _(TASK_KIND_LABELS[task.kind]),
        f"{current().alert} {due}" if task.is_late(now) else due,
        repeat_text(task.repeat),
        minutes_words(task.minutes),
        task.assignee,
    )
