"""Finding contacts by what names them: id, uid, e-mail, phone, tax number, code."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import partial
from typing import Any

from kobicrm.domain import emails, identity, phones
from kobicrm.domain.clean import clean_line
from kobicrm.domain.turkish import fold, lower_invariant
from kobicrm.domain.uids import is_uid, pack
from kobicrm.storage.filters import given
from kobicrm.storage.models import CompanyLink, Contact, Email, ExternalCode, Phone
from kobicrm.storage.models.base import Prepared, fetch, place

# A reference may say what it is, for shops whose codes look like ids.
PREFIXES = {
    "id": "id",
    "uid": "uid",
    "code": "code",
    "kod": "code",
    "tax": "tax",
    "vergi": "tax",
    "phone": "phone",
    "telefon": "phone",
    "email": "email",
    "eposta": "email",
}


def _by_id(ref: str) -> Any:
    if not (ref.isascii() and ref.isdigit()) or len(ref) > 15:
        return None
    return Contact.select(Contact.id).where(Contact.id == int(ref))


def _by_uid(ref: str) -> Any:
    uid = lower_invariant(ref)
    return Contact.select(Contact.id).where(Contact.uid == pack(uid)) if is_uid(uid) else None


def _of_uid(*, trashed: bool) -> Any:
    return Contact.select(Contact.id).where(
        (Contact.uid == place("uid")) & Contact.deleted_at.is_null(not trashed)
    )


# A card is asked for by its uid with every step of the bar.
_LIVE_UID = Prepared(partial(_of_uid, trashed=False))
_TRASHED_UID = Prepared(partial(_of_uid, trashed=True))


def _by_email(ref: str) -> Any:
    if "@" not in ref:
        return None
    key = emails.parse_email(ref).key
    return Email.select(Email.contact_id).where(Email.key == key)


def _by_phone(ref: str) -> Any:
    if sum(letter.isdigit() for letter in ref) < 7:
        return None
    number = phones.parse_phone(ref)
    if not number.e164:
        return None
    return Phone.select(Phone.contact_id).where((Phone.e164 == number.e164) & given(Phone.e164))


def _by_tax_number(ref: str) -> Any:
    number = identity.parse_tax_number(ref).value
    if not number.isascii() or len(number) < 8 or not number.isdigit():
        return None
    return Contact.select(Contact.id).where(
        Contact.tax_number.in_([ref, number]) & given(Contact.tax_number)
    )


def _by_code(ref: str) -> Any:
    return ExternalCode.select(ExternalCode.contact_id).where(ExternalCode.code == ref)


_WAYS: dict[str, Callable[[str], Any]] = {
    "id": _by_id,
    "uid": _by_uid,
    "email": _by_email,
    "phone": _by_phone,
    "tax": _by_tax_number,
    "code": _by_code,
}


def candidates(ref: str, *, trashed: bool = False) -> list[int]:
    """Return the ids of the contacts that ``ref`` may name, live ones or those in the trash."""
    ref = clean_line(ref)
    head, colon, rest = ref.partition(":")
    way = PREFIXES.get(fold(head).replace("-", "")) if colon else None
    ways = [_WAYS[way]] if way else list(_WAYS.values())
    ref = rest.strip() if way else ref
    if way == "uid":
        uid = lower_invariant(ref)
        known = _TRASHED_UID if trashed else _LIVE_UID
        return [row[0] for row in known.rows(uid=pack(uid))] if is_uid(uid) else []
    found: dict[int, str] = {}
    for find in ways:
        named = find(ref)
        if named is not None:
            query = Contact.select(Contact.id, Contact.name_key).where(
                Contact.id.in_(named) & Contact.deleted_at.is_null(not trashed)
            )
            found.update(fetch(query.limit(50)))
    return sorted(found, key=lambda one: (found[one], one))


def companies_by_key(key: str) -> list[int]:
    """Return the live companies whose name without legal forms is ``key``, oldest first."""
    if not key:
        return []
    # Only companies have such a key.
    query = Contact.select(Contact.id).where(
        (Contact.company_key == key) & given(Contact.company_key) & Contact.deleted_at.is_null()
    )
    return [row[0] for row in fetch(query.order_by(Contact.id))]


def linked_from_outside(
    companies: Sequence[int], outside: Callable[[int], bool], leaving: Set[tuple[int, int]]
) -> set[int]:
    """Return which of ``companies`` are linked from contacts for which ``outside`` holds.

    ``leaving`` are links (company, person) that don't count.
    """
    found: set[int] = set()
    for start in range(0, len(companies), 500):
        query = CompanyLink.select(CompanyLink.company_id, CompanyLink.contact_id).where(
            CompanyLink.company_id.in_(list(companies[start : start + 500]))
        )
        found.update(
            company
            for company, person in fetch(query)
            if outside(person) and (company, person) not in leaving
        )
    return found
