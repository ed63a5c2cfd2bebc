"""Which line of the list is a task and which a heading: groups with counts, laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kobicrm.services.tasks import TaskGroup

Kind = Literal["task", "heading", "space"]


@dataclass(frozen=True, slots=True)
class Place:
    """What stands on a line: a task by its number in the list, or what parts two groups."""

    kind: Kind
    group: TaskGroup
    task: int = -1


class Layout:
    """The lines of a list in groups. The first heading stands above them, in the header line.

    ``spaced`` puts a blank line above each other heading.
    """

    def __init__(self, groups: Sequence[TaskGroup] = (), *, spaced: bool = False) -> None:
        """Lay out ``groups``."""
        self.groups = tuple(groups)
        self._lead = 2 if spaced else 1
        # Of each group the line of its first task, and the number of that task.
        self._starts: list[tuple[int, int]] = []
        line = task = 0
        for place, group in enumerate(self.groups):
            line += self._lead if place else 0
            self._starts.append((line, task))
            line += group.count
            task += group.count
        self.total, self.tasks = line, task

    def at(self, line: int) -> Place | None:
        """Return what stands on ``line``, None beyond the last."""
        if not 0 <= line < self.total:
            return None
        for (start, task), group in zip(reversed(self._starts), reversed(self.groups), strict=True):
            if line >= start:
                return Place("task", group, task + line - start)
            if line >= start - self._lead and start:
                return Place("heading" if line == start - 1 else "space", group)
        return None

    def line_of(self, task: int) -> int:
        """Return the line of a task."""
        for start, first in reversed(self._starts):
            if task >= first:
                return start + task - first
        return 0

    def nearest(self, line: int, step: int = 1) -> int:
        """Return the line of a task at ``line``, or the next one in the direction of ``step``."""
        line = max(0, min(line, self.total - 1))
        while (place := self.at(line)) is not None and place.kind != "task":
            line += 1 if step >= 0 else -1
        return max(line, 0)
