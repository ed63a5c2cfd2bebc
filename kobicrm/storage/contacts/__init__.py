"""Contacts in the database: reading them whole, writing them whole, finding and listing them."""

from kobicrm.storage.contacts.reading import load, load_by_uids, named, uids_of
from kobicrm.storage.contacts.writing import insert, purge, set_trashed, update
from kobicrm.storage.kinds.contact import DERIVED, derived


def derived_columns(contact: object) -> dict[str, object]:
    """Return the stored columns that are recomputed from the contact, by name."""
    return dict(zip(DERIVED, derived(contact), strict=True))  # type: ignore[arg-type]


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
