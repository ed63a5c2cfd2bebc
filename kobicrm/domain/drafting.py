"""Turning what people type, paste and import into the values of a contact.

The one place where text becomes phones, e-mails, dates and choices, for every door.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from kobicrm.domain import dates, emails, identity, names, phones, places, values
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.contacts import (
    Address,
    Code,
    CompanyLink,
    Contact,
    Email,
    Phone,
    Social,
    Warn,
    Website,
    altered,
)
from kobicrm.domain.kinds.base import Field
from kobicrm.domain.money import Money
from kobicrm.domain.turkish import fold
from kobicrm.i18n import LANGUAGES, in_language

T = TypeVar("T")

LABELS = {
    "mobile": ("mobile", "cep", "gsm", "cell", "mobil"),
    "work": ("work", "is", "business", "office", "ofis"),
    "home": ("home", "ev"),
    "fax": ("fax", "faks"),
    "other": ("other", "diger"),
}
_LABEL_OF = {alias: key for key, aliases in LABELS.items() for alias in aliases}
_NETWORKS = ("instagram", "facebook", "linkedin", "tiktok", "youtube", "telegram", "x", "twitter")
_SOCIAL_URL = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?([a-z]+)\.(?:com|me|net)/@?([^/?#\s]+)/?(?:[?#].*)?"
)
_TAG_SPLIT = re.compile(r"\s*(?:[,;|\n]|:::)\s*")
_NOT_WORD = re.compile(r"[\W_]+")


def as_label(text: str) -> str:
    """Return the label key for a known label in either language, else the text as given."""
    plain = clean_line(text).lstrip("* ").strip()
    return _LABEL_OF.get(fold(plain), plain)


def make_phones(text: str, with_label: str = "") -> tuple[Phone, ...]:
    """Return every phone in ``text``; an odd one is kept, marked invalid."""
    return tuple(
        Phone(clean_line(n.raw), n.e164, n.ext, as_label(with_label), n.valid)
        for n in phones.parse_phones(clean_text(text))
    )


def make_emails(text: str, with_label: str = "") -> tuple[Email, ...]:
    """Return every e-mail address in ``text``; an odd one is kept, marked invalid."""
    return tuple(
        Email(clean_line(e.raw, 320), e.address[:320], e.key, as_label(with_label), e.valid)
        for e in emails.parse_emails(clean_text(text))
    )


def make_social(text: str, network: str = "", with_label: str = "") -> Social | None:
    """Return a social account from ``@name``, ``network:name`` or its web address."""
    raw = clean_line(text)
    if not raw:
        return None
    handle, found = raw, fold(network)
    web = _SOCIAL_URL.fullmatch(raw)
    head, colon, rest = raw.partition(":")
    if web and web[1] in _NETWORKS:
        found, handle = found or web[1], web[2]
    elif colon and fold(head) in _NETWORKS:
        found, handle = found or fold(head), rest.strip()
    return Social(raw, found, handle.lstrip("@"), as_label(with_label))


def make_website(text: str, with_label: str = "") -> Website | None:
    """Return a web address with its scheme."""
    raw = clean_line(text, 2000)
    if not raw:
        return None
    url = raw if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", raw) else f"https://{raw}"
    return Website(raw, url[:2000], as_label(with_label))


def make_address(
    street: str = "",
    district: str = "",
    province: str = "",
    postcode: str = "",
    country: str = "",
    label: str = "",
) -> Address:
    """Return an address; province and district in their official spelling where known."""
    province, district = clean_line(province), clean_line(district)
    known = places.find_province(province) if province else ""
    if district:
        district = places.find_district(district, known or province) or district
    return Address(
        clean_text(street, 1000).strip(),
        district,
        known or province,
        clean_line(postcode),
        clean_line(country),
        as_label(label),
    )


def make_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Return tags in order, each once (folded), split at commas and semicolons."""
    found: dict[str, str] = {}
    for text in texts:
        for piece in _TAG_SPLIT.split(clean_text(text)):
            tag = clean_line(piece, 100).lstrip("# ").strip()
            if tag:
                found.setdefault(fold(tag), tag)
    return tuple(found.values())


def make_code(text: str, source: str) -> Code | None:
    """Return the code another program uses, None when there is none."""
    code = clean_line(text)
    return Code(source, code) if code else None


def primary_first(numbers: Sequence[Phone]) -> tuple[Phone, ...]:
    """Return phones with the first valid mobile in front (ARCHITECTURE: it is the primary)."""
    for place, phone in enumerate(numbers):
        if phone.valid and phone.e164.startswith("+905"):
            return (phone, *numbers[:place], *numbers[place + 1 :])
    return tuple(numbers)


def merge_unique(kept: Sequence[T], new: Iterable[T]) -> tuple[T, ...]:
    """Return ``kept`` and those of ``new`` whose normal form is not there yet."""
    seen = {identity_of(item) for item in kept}
    found = list(kept)
    for item in new:
        key = identity_of(item)
        if key not in seen:
            seen.add(key)
            found.append(item)
    return tuple(found)


def identity_of(item: object) -> object:
    """Return what makes two values of a list the same, whatever their spelling."""
    match item:
        case Phone():
            return (item.e164, item.ext) if item.e164 else ("raw", fold(item.raw))
        case Email():
            return item.key or fold(item.raw)
        case Social():
            return (item.network, fold(item.handle))
        case Website():
            return fold(item.url).removeprefix("https://").removeprefix("http://").rstrip("/")
        case Address():
            parts = (item.street, item.district, item.province, item.postcode)
            return tuple(_NOT_WORD.sub(" ", fold(part)).strip() for part in parts)
        case str():
            return fold(item)
        case CompanyLink():
            return item.uid
    return item


def with_name(contact: Contact, given: str) -> Contact:
    """Return ``contact`` with a full name, split for people; the name itself stays as given."""
    name = clean_line(given)
    first, last = names.split_person(name) if contact.kind == "person" else ("", "")
    return altered(contact, name=name, first_name=first, last_name=last)


def choice(field: Field, text: str) -> str | None:
    """Return the key of a choice named by key, label in any language or word; None if unknown."""
    wanted = fold(text)
    for key, label_ in field.choices:
        if wanted in {fold(key), *(fold(in_language(lang, label_)) for lang in LANGUAGES)}:
            return key
    return next((key for key, words in field.words.items() if wanted in words), None)


def custom_value(type_: str, text: str, lang: str) -> object | None:
    """Return a custom field's value as contacts hold it: dates as ISO text."""
    value = values.parse_custom(type_, text, lang)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return Decimal(int(value)) if value == value.to_integral_value() else value
    return value


def custom_fits(type_: str, value: object) -> bool:
    """Return whether a value that contacts hold is one of a custom field of this type."""
    kinds = {"number": Decimal, "money": Money, "yes_no": bool}
    if type_ == "date":
        return isinstance(value, str) and dates.parse_date(value) is not None
    return bool(type_) and isinstance(value, kinds.get(type_, str))


def birthday(text: str) -> str | None:
    """Return a birthday in its one written form, None when unreadable."""
    return dates.parse_birthday(clean_line(text))


def warnings(contact: Contact) -> tuple[Warn, ...]:
    """Return what a person should look at in a contact; worked out from the record alone."""
    found: list[Warn] = []
    for phone in contact.phones:
        if not phone.valid:
            problem = phones.parse_phone(phone.raw).problem or "phone_invalid"
            found.append(Warn(problem, "phones", phone.raw))
    for email in contact.emails:
        problem = emails.parse_email(email.raw).problem
        if problem:
            found.append(Warn(problem, "emails", email.raw))
    if contact.tax_number:
        number = identity.parse_tax_number(contact.tax_number)
        if number.problem:
            found.append(Warn(number.problem, "tax_number", contact.tax_number))
    if contact.iban:
        problem = identity.parse_iban(contact.iban).problem
        if problem:
            found.append(Warn(problem, "iban", contact.iban))
    return tuple(found)
