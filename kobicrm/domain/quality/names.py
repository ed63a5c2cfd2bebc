"""Names in capitals or small letters, and names with numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kobicrm.domain import names, phones
from kobicrm.domain.contacts import Contact
from kobicrm.domain.quality.finding import Finding
from kobicrm.domain.quality.title_case import title_case
from kobicrm.domain.turkish import fold

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d[\d ().-]{5,}\d(?!\w)")
_EDGE = " -–/,;:.()"
_PHONE_WORDS = frozenset({"tel", "telefon", "cep", "gsm", "no", "phone", "mobile"})


def in_one_case(contact: Contact, _today: date) -> Iterator[Finding]:
    """Yield a finding for a person in capitals, and for a name all in small letters.

    A company may be called as it likes: only one with a legal form or trade in its name is
    known to be written carelessly, and capitals are left to companies altogether (THY, BİM).
    """
    name, person = contact.name, contact.kind == "person"
    if name.isupper():
        if person and _can_be_said(name) and not names.looks_like_company(name):
            yield Finding("name_capitals", "name", name, title_case(name))
    elif name.islower() and (person or names.looks_like_company(name)):
        yield Finding("name_small", "name", name, title_case(name))


def with_numbers(contact: Contact, _today: date) -> Iterator[Finding]:
    """Yield a finding for a phone number in a name, or digits in a person's name."""
    name = contact.name
    if not _DIGIT.search(name):
        return
    if number := phone_in(name):
        rest = _without(name, number)
        yield Finding("name_phone", "name", name, rest or None)
    elif contact.kind == "person" and not names.looks_like_company(name):
        yield Finding("name_digits", "name", name)


def phone_in(name: str) -> str:
    """Return the valid phone number that stands in a name, as written; '' when there is none."""
    found = (match[0].strip() for match in _NUMBER.finditer(name))
    return next((one for one in found if phones.parse_phone(one).valid), "")


def _without(name: str, number: str) -> str:
    """Return the name without the number and the words that announced it, '' if nothing is left."""
    words = " ".join(part.strip(_EDGE) for part in name.split(number, 1)).split()
    kept = [word for word in words if fold(word.strip(_EDGE)) not in _PHONE_WORDS]
    rest = " ".join(kept).strip(_EDGE)
    return rest if any(c.isalpha() for c in rest) and not phone_in(rest) else ""


def _can_be_said(name: str) -> bool:
    """Tell whether there is a vowel in the name: THY is nobody's name."""
    return not {*"aeiou"}.isdisjoint(fold(name))
