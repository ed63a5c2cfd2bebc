"""Letters that were read with a wrong encoding, in any text of a contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kobicrm.domain.contacts import Contact
from kobicrm.domain.mojibake import looks_mojibake
from kobicrm.domain.quality.finding import Finding

PLAIN = ("name", "title", "tax_office", "source", "preferred_time")


def garbled(contact: Contact, _today: date) -> Iterator[Finding]:
    """Yield a finding for every text whose letters are garbled, with what it said."""
    for field, place, text in _texts(contact):
        if not text.isascii() and (right := looks_mojibake(text)):
            yield Finding("mojibake", field, text, right, place=place)


def _texts(contact: Contact) -> Iterator[tuple[str, int, str]]:
    for field in PLAIN:
        yield field, 0, getattr(contact, field)
    for place, link in enumerate(contact.companies):
        yield "companies.role", place, link.role
    for place, address in enumerate(contact.addresses):
        yield "addresses.street", place, address.street
        yield "addresses.district", place, address.district
        yield "addresses.province", place, address.province
    for place, tag in enumerate(contact.tags):
        yield "tags", place, tag
    for place, (name, value) in enumerate(contact.custom):
        if isinstance(value, str):
            yield f"custom.{name}", place, value
    for place, note in enumerate(contact.notes):
        yield "notes", place, note.text
