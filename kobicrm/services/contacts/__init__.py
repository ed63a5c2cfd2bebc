"""Use cases of contacts: one public function is one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.lazy import exports

if TYPE_CHECKING:
    from kobicrm.services.contacts.bulk import (
        SETTABLE,
        Bulk,
        bulk_assign,
        bulk_delete,
        bulk_restore,
        bulk_set,
        bulk_tag,
    )
    from kobicrm.services.contacts.counting import facets
    from kobicrm.services.contacts.editing import (
        Saved,
        add,
        delete,
        edit,
        edit_note,
        note,
        restore,
        tag,
    )
    from kobicrm.services.contacts.finding import (
        HistoryEntry,
        count,
        employee_count,
        employees,
        get,
        history,
        history_length,
        listing,
        resolve,
        rows_of,
        search,
    )
    from kobicrm.services.contacts.likeness import CompanyHint, Similar, company_hint, similar
    from kobicrm.services.contacts.selecting import Selection, SelectionInfo, describe, listed
    from kobicrm.services.contacts.trash import TrashRow, TrashView, trash_view
    from kobicrm.services.contacts.windows import ListView

__all__ = [
    "SETTABLE",
    "Bulk",
    "CompanyHint",
    "HistoryEntry",
    "ListView",
    "Saved",
    "Selection",
    "SelectionInfo",
    "Similar",
    "TrashRow",
    "TrashView",
    "add",
    "bulk_assign",
    "bulk_delete",
    "bulk_restore",
    "bulk_set",
    "bulk_tag",
    "company_hint",
    "count",
    "delete",
    "describe",
    "edit",
    "edit_note",
    "employee_count",
    "employees",
    "facets",
    "get",
    "history",
    "history_length",
    "listed",
    "listing",
    "note",
    "resolve",
    "restore",
    "rows_of",
    "search",
    "similar",
    "tag",
    "trash_view",
]

_MODULES = {
    "bulk": (
        "Bulk",
        "SETTABLE",
        "bulk_assign",
        "bulk_delete",
        "bulk_restore",
        "bulk_set",
        "bulk_tag",
    ),
    "counting": ("facets",),
    "editing": (
        "Saved",
        "add",
        "delete",
        "edit",
        "edit_note",
        "note",
        "restore",
        "tag",
    ),
    "finding": (
        "HistoryEntry",
        "count",
        "employee_count",
        "employees",
        "get",
        "history",
        "history_length",
        "listing",
        "resolve",
        "rows_of",
        "search",
    ),
    "likeness": (
        "CompanyHint",
        "Similar",
        "company_hint",
        "similar",
    ),
    "selecting": (
        "Selection",
        "SelectionInfo",
        "describe",
        "listed",
    ),
    "trash": (
        "TrashRow",
        "TrashView",
        "trash_view",
    ),
    "windows": ("ListView",),
}
__getattr__ = exports(__name__, {name: part for part, names in _MODULES.items() for name in names})
