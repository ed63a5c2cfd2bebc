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
    employees,
    get,
    history,
    listing,
    resolve,
    search,
)
from kobicrm.services.contacts.similar import CompanyHint, Similar, company_hint, similar
from kobicrm.services.contacts.windows import ListView

__all__ = [
    "Bulk",
    "CompanyHint",
    "HistoryEntry",
    "ListView",
    "Saved",
    "Similar",
    "add",
    "company_hint",
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
    "similar",
    "tag",
]
