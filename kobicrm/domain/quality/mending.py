"""Putting another text in the place of what a finding is about."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from kobicrm.domain import drafting, identity, names
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.contacts import Contact, Phone, altered
from kobicrm.domain.quality.finding import Finding
from kobicrm.domain.quality.names import phone_in
from kobicrm.errors import ValidationError

CUSTOM = "custom."
# Fields that may hold several lines.
LONG = ("notes", "addresses.street", CUSTOM)


def mended(contact: Contact, finding: Finding, text: str) -> Contact:
    """Return ``contact`` with ``text`` in the place of what ``finding`` is about; '' takes it out.

    The finding must be one of this very contact. A phone number taken out of a name is kept
    among the phones. Raises ValidationError for a name that would be empty, or a birthday that
    is no date.
    """
    name, _dot, part = finding.field.partition(".")
    if name == "name":
        return _renamed(_with_phone_of_name(contact, finding, text), text)
    if name in ("phones", "emails"):
        return _in_list(contact, name, finding, text)
    if name == "addresses":
        return _in_address(contact, part, finding.place, text)
    if name == "companies":
        role = dataclasses.replace(contact.companies[finding.place], role=clean_line(text))
        return _replaced(contact, name, finding.place, [role])
    if name == "tags":
        tags = _replaced(contact, name, finding.place, [text]).tags
        return altered(contact, tags=drafting.make_tags(tags))
    if name == "custom":
        return _replaced(contact, name, finding.place, [(part, clean_text(text))] if text else [])
    if name == "notes":
        note = dataclasses.replace(contact.notes[finding.place], text=clean_text(text))
        return _replaced(contact, name, finding.place, [note] if note.text else [])
    return altered(contact, **{name: _scalar(name, clean_line(text))})


def is_long(finding: Finding) -> bool:
    """Return whether what the finding is about may have several lines."""
    return finding.field.startswith(LONG)


def _scalar(name: str, line: str) -> str:
    if name == "birthday" and line:
        found = drafting.birthday(line)
        if found is None:
            raise ValidationError("date_invalid", field=name, value=line)
        return found
    read: dict[str, Callable[[str], Any]] = {
        "tax_number": identity.parse_tax_number,
        "iban": identity.parse_iban,
    }
    return read[name](line).value or line if name in read else line


def _renamed(contact: Contact, text: str) -> Contact:
    """Return the contact under another name, its border between first and last name kept."""
    name = clean_line(text)
    if not name:
        raise ValidationError("name_missing", field="name")
    first, last = contact.first_name.split(), contact.last_name.split()
    joined = names.join_person(contact.first_name, contact.last_name)
    if joined and joined != " ".join(contact.name.split()):
        # First and last name say something else than the name shown: they are not touched.
        return altered(contact, name=name)
    words = name.split()
    if contact.kind == "person" and joined and len(words) == len(first) + len(last):
        border = len(first)
        return altered(
            contact,
            name=name,
            first_name=" ".join(words[:border]),
            last_name=" ".join(words[border:]),
        )
    return drafting.with_name(contact, name)


def _with_phone_of_name(contact: Contact, finding: Finding, text: str) -> Contact:
    number = phone_in(finding.value)
    if finding.code != "name_phone" or number in text:
        return contact
    found = drafting.make_phones(number)
    return altered(contact, phones=drafting.merge_unique(contact.phones, found))


def _in_list(contact: Contact, name: str, finding: Finding, text: str) -> Contact:
    """Put what ``text`` says in the place of a phone or e-mail; what is there already goes."""
    items = getattr(contact, name)
    old = items[finding.place]
    make = drafting.make_phones if name == "phones" else drafting.make_emails
    others = {drafting.identity_of(item) for item in items if item is not old}
    made = [item for item in make(text, old.label) if drafting.identity_of(item) not in others]
    after = _replaced(contact, name, finding.place, made)
    return _label_kept(after, name, old) if old.label and not made else after


def _label_kept(contact: Contact, name: str, gone: Phone | Any) -> Contact:
    """Give the label of one that went to its twin, when that has none."""
    same = drafting.identity_of(gone)
    items = tuple(
        dataclasses.replace(item, label=gone.label)
        if not item.label and drafting.identity_of(item) == same
        else item
        for item in getattr(contact, name)
    )
    return altered(contact, **{name: items})


def _in_address(contact: Contact, part: str, place: int, text: str) -> Contact:
    address = dataclasses.replace(contact.addresses[place], **{part: text})
    made = drafting.make_address(
        address.street, address.district, address.province, address.postcode, address.country
    )
    kept = dataclasses.replace(made, label=address.label)
    return _replaced(contact, "addresses", place, [] if kept.is_empty() else [kept])


def _replaced(contact: Contact, name: str, place: int, new: Sequence[object]) -> Contact:
    items = getattr(contact, name)
    return altered(contact, **{name: (*items[:place], *new, *items[place + 1 :])})
