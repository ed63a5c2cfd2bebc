"""Contacts in the database: reading them whole, writing them whole, finding and listing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.lazy import exports

if TYPE_CHECKING:
    from kobicrm.storage.contacts.reading import heads, load, load_by_uids, named, uids_of
    from kobicrm.storage.contacts.updating import derived_columns, refresh_employees, update_many
    from kobicrm.storage.contacts.writing import insert, purge, set_trashed

__all__ = [
    "derived_columns",
    "heads",
    "insert",
    "load",
    "load_by_uids",
    "named",
    "purge",
    "refresh_employees",
    "set_trashed",
    "uids_of",
    "update_many",
]

_MODULES = {
    "reading": (
        "heads",
        "load",
        "load_by_uids",
        "named",
        "uids_of",
    ),
    "updating": (
        "derived_columns",
        "refresh_employees",
        "update_many",
    ),
    "writing": (
        "insert",
        "purge",
        "set_trashed",
    ),
}
__getattr__ = exports(__name__, {name: part for part, names in _MODULES.items() for name in names})
