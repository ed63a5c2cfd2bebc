"""Live contacts by what identifies them, and companies by the beginning of their name."""

from __future__ import annotations

from typing import Any

from kobicrm.domain.matching import Clues
from kobicrm.storage.filters import given, live
from kobicrm.storage.models import Contact, Email, Phone
from kobicrm.storage.models.base import fetch

# More people than this under one number or address are a switchboard, not a duplicate.
MOST = 20


def by_clues(found: Clues) -> list[int]:
    """Return the ids of live contacts that share an e-mail, mobile, tax number or company name.

    One indexed query for each of them, oldest first.
    """
    ids: set[int] = set()
    for query in _queries(found):
        ids.update(row[0] for row in fetch(query.limit(MOST)))
    if not ids:
        return []
    alive = Contact.select(Contact.id).where(Contact.id.in_(sorted(ids)) & live())
    return sorted(row[0] for row in fetch(alive))


def _queries(found: Clues) -> list[Any]:
    queries: list[Any] = []
    if keys := found.emails | found.doubtful:
        queries.append(Email.select(Email.contact_id).where(Email.key.in_(sorted(keys))))
    if found.mobiles:
        numbers = Phone.e164.in_(sorted(found.mobiles)) & given(Phone.e164)
        queries.append(Phone.select(Phone.contact_id).where(numbers))
    for column, value in ((Contact.tax_number, found.tax), (Contact.company_key, found.company)):
        if value:
            queries.append(Contact.select(Contact.id).where((column == value) & given(column)))
    return queries


def companies_from(key: str, limit: int) -> list[str]:
    """Return the names of live companies whose name without legal forms begins with ``key``."""
    if not key:
        return []
    column = Contact.company_key
    query = (
        Contact.select(Contact.name)
        .where((column >= key) & (column < key + "\U0010ffff") & given(column))
        # Only companies have such a key; asked for the kind too, SQLite walks all of them.
        .where(live())
        .order_by(column, Contact.id)
        .limit(limit)
    )
    return [row[0] for row in fetch(query)]
