"""Reading what of contacts is compared: many at a time, and of each no more than that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kobicrm.domain import identity
from kobicrm.domain.duplicates.evidence import Profile
from kobicrm.domain.duplicates.naming import person_words
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import unpack
from kobicrm.storage.database import Store
from kobicrm.storage.models.base import ids_value

_AMONG = "(SELECT value FROM json_each(?))"
_CONTACTS = (
    "SELECT id, uid, kind, name, name_fold, company_key, tax_number, birthday FROM contact"
    f" WHERE id IN {_AMONG} AND deleted_at IS NULL"
)
_PHONES = (
    f"SELECT contact_id, e164 FROM phone WHERE contact_id IN {_AMONG} AND valid = 1 AND e164 <> ''"
)
_EMAILS = f"SELECT contact_id, key FROM email WHERE contact_id IN {_AMONG} AND key <> ''"
_ADDRESSES = (
    "SELECT contact_id, province_fold, district_fold, street FROM address"
    f" WHERE contact_id IN {_AMONG}"
)
_LINKS = f"SELECT contact_id, company_id FROM company_link WHERE contact_id IN {_AMONG}"
_NAMES = f"SELECT id, kind, name_fold, company_key FROM contact WHERE id IN {_AMONG}"
_Sets = dict[int, set[Any]]


def words_of(store: Store, ids: Iterable[int]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Return the kind and the words of the name of these contacts, by id."""
    rows = store.connection().execute(_NAMES, (ids_value(ids),))
    return {one: (kind, _words(kind, name, key)) for one, kind, name, key in rows}


def _words(kind: str, name: str, key: str) -> tuple[str, ...]:
    return person_words(name) if kind == "person" else tuple(key.split())


def profiles(store: Store, ids: Iterable[int]) -> dict[int, Profile]:
    """Return what is compared of the live contacts among ``ids``, by id."""
    execute, wanted = store.connection().execute, ids_value(ids)
    mobiles, landlines, emails, places, streets, employers = (
        defaultdict[int, set[Any]](set) for _ in range(6)
    )
    for one, number in execute(_PHONES, (wanted,)):
        (mobiles if number.startswith("+905") else landlines)[one].add(number)
    for one, key in execute(_EMAILS, (wanted,)):
        emails[one].add(key)
    for one, province, district, street in execute(_ADDRESSES, (wanted,)):
        if province or district:
            places[one].add((province, district))
        if street:
            streets[one].add(fold(street))
    for one, company in execute(_LINKS, (wanted,)):
        employers[one].add(company)
    found: dict[int, Profile] = {}
    for one, uid, kind, name, folded, key, tax, birthday in execute(_CONTACTS, (wanted,)):
        found[one] = Profile(
            id=one,
            kind=kind,
            words=_words(kind, folded, key),
            uid=unpack(uid),
            name=name,
            mobiles=_of(mobiles, one),
            landlines=_of(landlines, one),
            emails=_of(emails, one),
            tax=_identifying(tax),
            birthday=birthday,
            places=_of(places, one),
            streets=_of(streets, one),
            employers=_of(employers, one),
        )
    return found


def _of(sets: _Sets, one: int) -> frozenset[Any]:
    return frozenset(sets[one]) if one in sets else frozenset()


def _identifying(tax_number: str) -> str:
    if not tax_number:
        return ""
    number = identity.parse_tax_number(tax_number)
    return number.value if identity.is_identifying(number) else ""


def district_of(store: Store, one: int, folded: str) -> str:
    """Return how a contact's district is written."""
    sql = "SELECT district FROM address WHERE contact_id = ? AND district_fold = ? LIMIT 1"
    row = store.connection().execute(sql, (one, folded)).fetchone()
    return row[0] if row else folded


def street_of(store: Store, one: int, folded: str) -> str:
    """Return how a contact's street is written."""
    rows = store.connection().execute("SELECT street FROM address WHERE contact_id = ?", (one,))
    return next((street for (street,) in rows if fold(street) == folded), folded)
