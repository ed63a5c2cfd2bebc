"""Contacts in the database: reading them whole, writing them whole, finding and listing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.lazy import exports

if TYPE_CHECKING:
    from kobicrm.storage.contacts.reading import load, load_by_uids, named, uids_of
    from kobicrm.storage.contacts.writing import derived_columns, insert, purge, set_trashed, update

__all__ = [
    "derived_columns",
    "insert",
    "load",
    "load_by_uids",
    "named",
    "purge",
    "set_trashed",
    "uids_of",
    "update",
]

_MODULES = {
    "reading": (
        "load",
        "load_by_uids",
        "named",
        "uids_of",
    ),
    "writing": (
        "derived_columns",
        "insert",
        "purge",
        "set_trashed",
        "update",
    ),
}
__getattr__ = exports(__name__, {name: part for part, names in _MODULES.items() for name in names})
