"""Use cases of contacts: one public function is one transaction."""

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
    employee_count,
    employees,
    get,
    history,
    history_length,
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
    "employee_count",
    "employees",
    "get",
    "history",
    "history_length",
    "listing",
    "note",
    "resolve",
    "restore",
    "search",
    "tag",
]
