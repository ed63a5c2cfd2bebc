"""Phones, e-mails and numbers: what the record's own warnings say, and what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from kobicrm.domain import drafting, emails, identity, phones
from kobicrm.domain.contacts import Contact, Email, Phone
from kobicrm.domain.quality.finding import Finding

# Letters typed or read in the place of the digits they look like.
_LOOK_ALIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})


def doubtful(contact: Contact, _today: date) -> Iterator[Finding]:
    """Yield a finding for every warning of the record, with the likely value if there is one."""
    for warn in drafting.warnings(contact):
        meant = _MEANT[warn.field](warn.value) or None
        yield Finding(
            warn.code, warn.field, warn.value, meant, place=_place(contact, warn.field, warn.value)
        )


def twice(contact: Contact, _today: date) -> Iterator[Finding]:
    """Yield a finding for every phone or e-mail that stands in the contact twice."""
    yield from _twice("phone_twice", "phones", contact.phones)
    yield from _twice("email_twice", "emails", contact.emails)


def padded(contact: Contact, _today: date) -> Iterator[Finding]:
    """Yield a finding for a tax number whose leading zero a spreadsheet dropped."""
    if not contact.tax_number:
        return
    number = identity.parse_tax_number(contact.tax_number)
    if number.padded and not number.problem:
        yield Finding("tax_number_padded", "tax_number", contact.tax_number, number.value)


def _place(contact: Contact, field: str, raw: str) -> int:
    items: Sequence[Phone | Email] = getattr(contact, field) if field in _LISTS else ()
    return next((place for place, item in enumerate(items) if item.raw == raw), 0)


def _twice(code: str, field: str, items: Sequence[Phone | Email]) -> Iterator[Finding]:
    if len(items) < 2:
        return
    seen = set()
    for place, item in enumerate(items):
        same = drafting.identity_of(item)
        if same in seen:
            yield Finding(code, field, item.raw, "", place=place)
        seen.add(same)


def _meant_phone(raw: str) -> str:
    found = phones.parse_phone(raw.translate(_LOOK_ALIKE))
    return phones.display(found.e164, found.ext) if found.valid else ""


def _meant_email(raw: str) -> str:
    return emails.parse_email(raw).suggestion


def _meant_iban(raw: str) -> str:
    digits = raw.translate(_LOOK_ALIKE)
    # Typed without its country, or with letters for digits.
    found = (identity.parse_iban(text) for text in (digits, f"TR{digits}"))
    return next((iban.value for iban in found if iban.valid), "")


def _unknown(_raw: str) -> str:
    """Return nothing: a wrong check digit tells that something is wrong, not what."""
    return ""


_LISTS = ("phones", "emails")
_MEANT: dict[str, Callable[[str], str]] = {
    "phones": _meant_phone,
    "emails": _meant_email,
    "iban": _meant_iban,
    "tax_number": _unknown,
}
