"""How the fields of a contact lie in tables.

``SCALARS`` are columns of ``contact``; ``PARTS`` are child tables, one row a value, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from kobicrm.domain import names, order, phones, turkish
from kobicrm.domain.contacts import (
    Address,
    Code,
    CompanyLink,
    Contact,
    Email,
    Phone,
    Social,
    Website,
)
from kobicrm.domain.money import Money
from kobicrm.storage import models
from kobicrm.storage.kinds.gaps import gaps_of

Row = tuple[Any, ...]

# What an integer column holds; a number beyond it still sorts last.
_LARGEST = 2**63 - 1

# Columns whose name and value are those of the field; ``owner`` is stored as a staff id.
SCALARS = (
    "kind",
    "name",
    "first_name",
    "last_name",
    "title",
    "birthday",
    "tax_office",
    "tax_number",
    "iban",
    "language",
    "lifecycle",
    "source",
    "preferred_channel",
    "preferred_time",
    "origin",
)
DERIVED = (
    "name_fold",
    "name_key",
    "company_key",
    "search",
    "company_order",
    "place_order",
    "gaps",
)


_ADDRESS = ("street", "district", "province", "postcode", "country", "label")
_ADDRESS_OF = attrgetter(*_ADDRESS)
_NOWHERE = Address()


@dataclass(frozen=True, slots=True)
class PartTable:
    """A child table: its columns after (contact_id, position), and both directions."""

    model: type[Any]
    columns: tuple[str, ...]
    to_row: Callable[[Any], Row]
    from_row: Callable[[Sequence[Any]], object]


PARTS: dict[str, PartTable] = {
    "phones": PartTable(
        models.Phone,
        ("given", "e164", "ext", "label", "valid"),
        lambda v: (v.raw, v.e164, v.ext, v.label, int(v.valid)),
        lambda r: Phone(r[0], r[1], r[2], r[3], bool(r[4])),
    ),
    "emails": PartTable(
        models.Email,
        ("given", "address", "key", "label", "valid"),
        lambda v: (v.raw, v.address, v.key, v.label, int(v.valid)),
        lambda r: Email(r[0], r[1], r[2], r[3], bool(r[4])),
    ),
    "socials": PartTable(
        models.Social,
        ("given", "network", "handle", "label"),
        lambda v: (v.raw, v.network, v.handle, v.label),
        lambda r: Social(*r),
    ),
    "websites": PartTable(
        models.Website,
        ("given", "url", "label"),
        lambda v: (v.raw, v.url, v.label),
        lambda r: Website(*r),
    ),
    "addresses": PartTable(
        models.Address,
        (*_ADDRESS, "province_fold", "district_fold"),
        lambda v: (*_ADDRESS_OF(v), turkish.fold(v.province), turkish.fold(v.district)),
        lambda r: Address(*r[: len(_ADDRESS)]),
    ),
    "tags": PartTable(
        models.ContactTag,
        ("name", "fold"),
        lambda v: (v, turkish.fold(v)),
        lambda r: r[0],
    ),
    "codes": PartTable(
        models.ExternalCode,
        ("source", "code"),
        lambda v: (v.source, v.code),
        lambda r: Code(*r),
    ),
}
# These need the ids of other records: companies, custom fields; notes are records of their own.
SPECIAL = ("companies", "custom", "notes", "owner")


def company_link(row: Sequence[Any], uid: str) -> CompanyLink:
    """Return a link read as (company id, role, company name) and the company's uid."""
    return CompanyLink(uid, row[1], row[2], row[0])


def custom_to_row(value: object) -> tuple[str, int | None]:
    """Return (exact text, sortable amount) of a custom value."""
    if isinstance(value, Money):
        return value.currency, value.amount
    if isinstance(value, bool):
        return "", int(value)
    if isinstance(value, Decimal):
        amount = int((value * 1000).to_integral_value())
        return str(value), max(-_LARGEST, min(amount, _LARGEST))
    return str(value), None


def custom_from_row(type_: str, text: str, amount: int | None) -> object:
    """Return the custom value stored as ``text`` and ``amount`` in a field of ``type_``."""
    if type_ == "money":
        return Money(amount or 0, text)
    if type_ == "yes_no":
        return bool(amount)
    if type_ == "number":
        return Decimal(text)
    return text


def search_text(contact: Contact) -> str:
    """Return everything about a contact that the search box looks through, folded.

    Ends in two fillers, so that the last two letters too stand at the start of a trigram.
    """
    found: list[str] = [contact.name]
    if contact.first_name and contact.first_name not in contact.name:
        found += (contact.first_name, contact.last_name)
    found += [link.name for link in contact.companies]
    found += [phones.search_digits(phone.e164, phone.raw) for phone in contact.phones]
    found += [email.address or email.raw for email in contact.emails]
    found += [social.handle or social.raw for social in contact.socials]
    found += [site.url or site.raw for site in contact.websites]
    for address in contact.addresses:
        found += (address.street, address.district, address.province)
    found += (contact.tax_office, contact.tax_number)
    found += contact.tags
    found += [code.code for code in contact.codes]
    found += [value for _name, value in contact.custom if isinstance(value, str)]
    return turkish.fold("|".join(filter(None, found))) + "||"


def note_search(text: str) -> str:
    """Return what queries look through in a note, folded; fillers as in :func:`search_text`."""
    return turkish.fold(text) + "||"


def derived(contact: Contact) -> Row:
    """Return the values of :data:`DERIVED`, recomputed from the contact alone."""
    company = contact.companies[0].name if contact.companies else ""
    place = contact.addresses[0] if contact.addresses else _NOWHERE
    return (
        turkish.fold(contact.name),
        turkish.sort_key(contact.name),
        names.company_key(contact.name) if contact.kind == "company" else "",
        search_text(contact),
        order.company_order(contact.kind, contact.name, company),
        order.place_order(place.province, place.district),
        gaps_of(contact),
    )
