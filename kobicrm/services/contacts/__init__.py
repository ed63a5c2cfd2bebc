"""Use cases of contacts: one public function is one transaction."""

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
    search,
)
from kobicrm.services.contacts.selecting import Selection, SelectionInfo, describe, listed
from kobicrm.services.contacts.trash import TrashRow, TrashView, trash_view
from kobicrm.services.contacts.windows import ListView

__all__ = [
    "SETTABLE",
    "Bulk",
    "HistoryEntry",
    "ListView",
    "Saved",
    "Selection",
    "SelectionInfo",
    "TrashRow",
    "TrashView",
    "add",
    "bulk_assign",
    "bulk_delete",
    "bulk_restore",
    "bulk_set",
    "bulk_tag",
    "count",
    "delete",
    "describe",
    "edit",
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
    "search",
    "tag",
    "trash_view",
]
