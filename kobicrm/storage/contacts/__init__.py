"""Contacts in the database: reading them whole, writing them whole, finding and listing them."""

from kobicrm.storage.contacts.reading import heads, load, load_by_uids, named, uids_of
from kobicrm.storage.contacts.updating import refresh_employees, update_many
from kobicrm.storage.contacts.writing import insert, purge, set_trashed
from kobicrm.storage.kinds.contact import DERIVED, derived


def derived_columns(contact: object) -> dict[str, object]:
    """Return the stored columns that are recomputed from the contact, by name."""
    return dict(zip(DERIVED, derived(contact), strict=True))  # type: ignore[arg-type]


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
