"""Reading the list of tasks for its widget: lines with headings, the first ones at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.services import tasks
from kobicrm.services.tasks import TaskFilter, TaskGroup, TaskList, TaskRowInfo
from screens.tasks.layout import Layout
from screens.tasks.rows import TaskRows
from screens.tasks.texts import row_of
from screens.widgets.pages import PAGE_ROWS, Row
from screens.windows import Part, Windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from kobicrm.services.session import Session
    from screens.app import KobiApp

# From this height on there is a blank line between two groups.
_AIRY = 30


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that is no task."""

    group: TaskGroup


Shown = Heading | TaskRowInfo


class ShownTasks:
    """The lines of the list as :class:`screens.windows.View` has them."""

    def __init__(self, session: Session, where: TaskFilter, *, spaced: bool) -> None:
        """Describe the list; nothing is read yet."""
        self.tasks = TaskList(session, where)
        self.lines = Layout()
        self.total = 0
        self._spaced = spaced

    def first(self, limit: int) -> list[Shown]:
        """Return the first lines at once (in a reader)."""
        rows = self.tasks.first(limit)
        self._lay()
        return self._shown(0, limit, rows)

    def start(self) -> None:
        """Find out what is in it (in a reader)."""
        self.tasks.start()
        self._lay()

    def window(self, offset: int, limit: int) -> Sequence[Shown]:
        """Return a few lines (in a reader)."""
        places = [self.lines.at(line) for line in range(offset, offset + limit)]
        numbers = [place.task for place in places if place and place.kind == "task"]
        rows = self.tasks.window(numbers[0], len(numbers)) if numbers else []
        return self._shown(offset, limit, rows)

    def index_of(self, one: int) -> int | None:
        """Return the line of a task."""
        place = self.tasks.index_of(one)
        return None if place is None else self.lines.line_of(place)

    def _lay(self) -> None:
        self.lines = Layout(self.tasks.groups, spaced=self._spaced)
        self.total = self.lines.total

    def _shown(self, offset: int, limit: int, rows: Sequence[TaskRowInfo]) -> list[Shown]:
        left = iter(rows)
        found: list[Shown] = []
        for line in range(offset, offset + limit):
            place = self.lines.at(line)
            if place is None:
                break
            if place.kind != "task":
                found.append(Heading(place.group))
            elif (row := next(left, None)) is not None:
                found.append(row)
        return found


@dataclass(slots=True)
class _First:
    view: ShownTasks
    rows: list[Row]


class TaskWindows(Windows[Shown]):
    """Fills the list; what stands on which line comes with its rows."""

    rows: TaskRows

    def __init__(
        self,
        app: KobiApp,
        rows: TaskRows,
        *,
        where: Callable[[], TaskFilter],
        changed: Callable[[], None],
    ) -> None:
        """Fill ``rows`` with what passes ``where()``; ``changed`` is called afterwards."""
        self._where = where
        self.groups: tuple[TaskGroup, ...] = ()
        # Whether all of the list was counted.
        self.whole = False
        self.spaced = app.size.height >= _AIRY
        super().__init__(
            app, rows, "tasks.list", view_of=self._new_view, row_of=self._row, changed=changed
        )

    def _new_view(self) -> ShownTasks:
        self.spaced = self.app.size.height >= _AIRY
        return ShownTasks(self.app.session, self._where(), spaced=self.spaced)

    def _row(self, one: Shown) -> Row:
        if isinstance(one, Heading):
            return Row(0, {})
        return row_of(one, tasks.wall_clock(self.app.session))

    @property
    def tasks(self) -> int:
        """How many tasks were found."""
        return sum(group.count for group in self.groups)

    @property
    def where(self) -> TaskFilter:
        """What the list asks for."""
        return self._where()

    def open(self) -> None:
        """Show another list from its beginning: what is in sight first, then its length."""
        self._view = view = self._new_view()
        self.app.jobs.read(self.key, partial(self._read_first, view), self._first_read)

    def _read_first(self, view: ShownTasks) -> _First:
        return _First(view, [self._row(one) for one in view.first(PAGE_ROWS)])

    def _first_read(self, first: _First) -> None:
        if first.view is self._view:
            self.rows.lines = first.view.lines
            self.groups, self.whole = first.view.tasks.groups, False
            self.rows.show(first.rows, first.view.total)
            self.total = first.view.total or None
            self._changed()
            self.reload()

    def _reloaded(self, one: int | None, at: int, part: Part[Shown], *, moved: bool) -> None:
        view = part.view
        if view is self._view and isinstance(view, ShownTasks):
            self.rows.lines = view.lines
            self.groups, self.whole = view.tasks.groups, True
        super()._reloaded(one, at, part, moved=moved)
