"""The marks of the list of tasks: these tasks, or all that were found but some."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kobicrm.i18n import ngettext
from kobicrm.services.tasks import Chosen
from screens.tasks.texts import number_of
from screens.widgets.chip import chip

if TYPE_CHECKING:
    from textual.content import Content

    from screens.app import KobiApp
    from screens.tasks.loading import TaskWindows
    from screens.tasks.rows import TaskRows


class TaskMarks:
    """Which tasks are marked; `all found` goes when another list is shown."""

    def __init__(
        self, app: KobiApp, rows: TaskRows, windows: TaskWindows, changed: Callable[[], None]
    ) -> None:
        """Read the marks of ``rows``; ``changed`` is called when they are taken away."""
        self.app, self.rows, self.windows = app, rows, windows
        self._changed = changed

    def __bool__(self) -> bool:
        """Return whether anything is marked."""
        return self.rows.marks.everything or bool(self.rows.marks.ids)

    @property
    def count(self) -> int:
        """How many are marked."""
        return max(0, self.rows.marks.count(self.windows.tasks))

    @property
    def chosen(self) -> Chosen:
        """Return them as the services take them."""
        ids = tuple(sorted(self.rows.marks.ids))
        return Chosen(ids, self.windows.where if self.rows.marks.everything else None)

    def mark_all(self) -> None:
        """Mark everything found; once more takes these marks away."""
        if self.rows.marks.everything and not self.rows.marks.ids:
            self.clear()
        elif self.windows.tasks:
            self.rows.mark_all()

    def clear(self) -> None:
        """Take all marks away."""
        self.rows.clear_marks()
        self._changed()

    def narrowed(self) -> None:
        """Let `all found` go: another list is shown."""
        if self.rows.marks.everything:
            self.clear()

    def chip(self) -> Content | None:
        """Return `3 işaretli` on its ground, None without marks."""
        if not self:
            return None
        text = ngettext("{n} marked", "{n} marked", self.count)
        return chip(self.app, text.format(n=number_of(self.count)))
