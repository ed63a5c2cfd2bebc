"""Use cases of contacts: one public function is one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.lazy import exports

if TYPE_CHECKING:
    from kobicrm.services.contacts.editing import (
        Bulk,
        Saved,
        add,
        delete,
        edit,
        note,
        restore,
        tag,
    )
    from kobicrm.services.contacts.finding import (
        HistoryEntry,
        count,
        employees,
        get,
        history,
        listing,
        resolve,
        search,
    )
    from kobicrm.services.contacts.windows import ListView

__all__ = [
    "Bulk",
    "HistoryEntry",
    "ListView",
    "Saved",
    "add",
    "count",
    "delete",
    "edit",
    "employees",
    "get",
    "history",
    "listing",
    "note",
    "resolve",
    "restore",
    "search",
    "tag",
]

_MODULES = {
    "editing": ("Bulk", "Saved", "add", "delete", "edit", "note", "restore", "tag"),
    "finding": (
        "HistoryEntry",
        "count",
        "employees",
        "get",
        "history",
        "listing",
        "resolve",
        "search",
    ),
    "windows": ("ListView",),
}
__getattr__ = exports(__name__, {name: part for part, names in _MODULES.items() for name in names})
