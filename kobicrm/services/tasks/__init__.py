"""Use cases of tasks: one public function is one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.lazy import exports

if TYPE_CHECKING:
    from kobicrm.services.tasks.ending import (
        Ended,
        done,
        done_many,
        drop,
        reopen,
        skip,
    )
    from kobicrm.services.tasks.lists import (
        Chosen,
        ChosenInfo,
        TaskGroup,
        TaskList,
        describe,
        facets,
    )
    from kobicrm.services.tasks.month import Agenda, DaysInfo, agenda, days, grid
    from kobicrm.services.tasks.reading import (
        Counts,
        Cursor,
        TaskFilter,
        TaskRowInfo,
        count,
        counts,
        find,
        listing,
        of,
        per_day,
        wall_clock,
        window,
    )
    from kobicrm.services.tasks.steps import VIEWS, end_of_week, step_of, view
    from kobicrm.services.tasks.writing import (
        TaskBulk,
        TaskSaved,
        add,
        delete,
        edit,
        edit_many,
        put_off,
        tick,
    )

__all__ = [
    "VIEWS",
    "Agenda",
    "Chosen",
    "ChosenInfo",
    "Counts",
    "Cursor",
    "DaysInfo",
    "Ended",
    "TaskBulk",
    "TaskFilter",
    "TaskGroup",
    "TaskList",
    "TaskRowInfo",
    "TaskSaved",
    "add",
    "agenda",
    "count",
    "counts",
    "days",
    "delete",
    "describe",
    "done",
    "done_many",
    "drop",
    "edit",
    "edit_many",
    "end_of_week",
    "facets",
    "find",
    "grid",
    "listing",
    "of",
    "per_day",
    "put_off",
    "reopen",
    "skip",
    "step_of",
    "tick",
    "view",
    "wall_clock",
    "window",
]

_MODULES = {
    "ending": ("Ended", "done", "done_many", "drop", "reopen", "skip"),
    "month": ("Agenda", "DaysInfo", "agenda", "days", "grid"),
    "lists": ("Chosen", "ChosenInfo", "TaskGroup", "TaskList", "describe", "facets"),
    "reading": (
        "Counts",
        "Cursor",
        "TaskFilter",
        "TaskRowInfo",
        "count",
        "counts",
        "find",
        "listing",
        "of",
        "per_day",
        "wall_clock",
        "window",
    ),
    "steps": ("VIEWS", "end_of_week", "step_of", "view"),
    "writing": (
        "TaskBulk",
        "TaskSaved",
        "add",
        "delete",
        "edit",
        "edit_many",
        "put_off",
        "tick",
    ),
}
__getattr__ = exports(__name__, {name: part for part, names in _MODULES.items() for name in names})
