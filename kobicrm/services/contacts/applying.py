"""Putting text as typed into a contact: the fields a form or command names, and no others."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from kobicrm.domain import drafting, identity, names
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.codec import sorted_custom
from kobicrm.domain.contacts import (
    Address,
    Code,
    CompanyLink,
    Contact,
    Email,
    Note,
    Phone,
    Social,
    Website,
    altered,
)
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import new_uid
from kobicrm.errors import UsageError, ValidationError
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored
from kobicrm.storage.contacts import lookup
from kobicrm.storage.shop import canonical_tags, custom_fields
from kobicrm.storage.work import Work

T = TypeVar("T")

_ADDRESS = ("street", "district", "province", "postcode", "country")
_PLAIN = ("title", "tax_office", "language", "source", "preferred_time", "owner")
_MADE = (Phone, Email, Social, Website, Code)
_CHOICES = ("kind", "lifecycle", "preferred_channel")


def apply(unit: Work, session: Session, base: Contact, given: Mapping[str, object]) -> Contact:
    """Return ``base`` with every field of ``given`` read from its text.

    A list may hold values (``Phone``, ``Address`` ...) beside texts: they are taken as they are.
    Companies named are looked up by their name without legal forms, and made inside ``unit``
    when there is none. Raises ValidationError naming the field, UsageError for an unknown one.
    """
    contact = base
    for key in sorted(given, key=_turn):
        value = given[key]
        contact = _apply_one(unit, session, contact, key, value)
    if {"first_name", "last_name"} & given.keys() and "name" not in given:
        name = names.join_person(contact.first_name, contact.last_name)
        contact = altered(contact, name=clean_line(name))
    elif contact.kind != base.kind and "name" not in given:
        contact = drafting.with_name(contact, contact.name)
    address = {key: _text(given[key]) for key in _ADDRESS if key in given}
    if address:
        contact = _with_address(contact, address)
    return contact


def changer(unit: Work, key: str, text: str) -> Callable[[Contact], Contact]:
    """Return what gives one field of any contact the value of ``text``, read once.

    Raises ValidationError naming the field, as :func:`apply` does.
    """
    if key in _ADDRESS:
        return lambda contact: _with_address(contact, {key: text})
    if key == "company":
        return partial(_in_company, _with_companies(unit, Contact(), [text]).companies)
    if key == "tags":
        value: object = _with_list(Contact(), key, [text]).tags
    elif key in _CHOICES:
        value = _choice(key, text)
    else:
        value = clean_line(text)
    return lambda contact: altered(contact, **{key: value})


def _in_company(links: tuple[CompanyLink, ...], contact: Contact) -> Contact:
    """Return a contact in another company; a role stays with its company."""
    if any(link.uid == contact.uid for link in links):
        return contact
    roles = {link.uid: link.role for link in contact.companies}
    own = (dataclasses.replace(link, role=roles.get(link.uid, "")) for link in links)
    return altered(contact, companies=tuple(own))


def _turn(key: str) -> int:
    """The kind decides how a name is split, and a role belongs to a company."""
    return ("kind", "name", "company").index(key) if key in ("kind", "name", "company") else 3


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _texts(value: object) -> list[Any]:
    """Return the texts of a list; values of the domain stay what they are."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Sequence):
        return [item if isinstance(item, _MADE) else _text(item) for item in value]
    return [] if value is None else [_text(value)]


def _apply_one(unit: Work, session: Session, contact: Contact, key: str, value: object) -> Contact:
    if key in _ADDRESS or key == "company_role":
        return contact if key in _ADDRESS else _with_role(contact, clean_line(_text(value)))
    if key == "name":
        return drafting.with_name(contact, _text(value))
    if key in ("first_name", "last_name"):
        return altered(contact, **{key: clean_line(_text(value))})
    if key in _PLAIN:
        return altered(contact, **{key: clean_line(_text(value))})
    if key in _CHOICES:
        return altered(contact, **{key: _choice(key, _text(value))})
    if key in ("birthday", "tax_number", "iban"):
        return altered(contact, **{key: _checked(key, _text(value))})
    if key == "company":
        return _with_companies(unit, contact, _texts(value))
    if key == "companies":
        return _with_links(unit, contact, _values(value, CompanyLink))
    if key == "addresses":
        kept = [one for one in _values(value, Address) if not one.is_empty()]
        return altered(contact, addresses=tuple(kept))
    if key == "custom":
        return _with_custom(session, contact, value)
    if key == "note":
        text = clean_text(_text(value)).strip()
        note = (Note(text, unit.at, new_uid()),) if text else ()
        return altered(contact, notes=contact.notes + note)
    return _with_list(contact, key, _texts(value))


def _values(value: object, type_: type[T]) -> list[T]:
    """Return the values of a list that can't be said in texts."""
    items = value if isinstance(value, Sequence) else [value]
    found = [item for item in items if isinstance(item, type_)]
    if len(found) != len(items):
        raise UsageError("field_unknown", field=type_.__name__, known=type_.__name__)
    return found


def _choice(key: str, text: str) -> str:
    field = CONTACT.field(key)
    if not text.strip():
        return "person" if key == "kind" else ""
    found = drafting.choice(field, text)
    if found is None:
        known = ", ".join(choice for choice, _label in field.choices)
        raise ValidationError("choice_unknown", field=key, value=text, known=known)
    return found


def _checked(key: str, text: str) -> str:
    line = clean_line(text)
    if not line:
        return ""
    if key == "birthday":
        found = drafting.birthday(line)
        if found is None:
            raise ValidationError("date_invalid", field=key, value=line)
        return found
    if key == "iban":
        return identity.parse_iban(line).value or line
    return identity.parse_tax_number(line).value or line


_MAKERS: dict[str, Callable[[str], tuple[Any, ...]]] = {
    "phones": lambda text: drafting.make_phones(*_labelled(text)),
    "emails": lambda text: drafting.make_emails(*_labelled(text)),
    "socials": lambda text: tuple(filter(None, [drafting.make_social(text)])),
    "websites": lambda text: tuple(filter(None, [drafting.make_website(text)])),
    "tags": lambda text: drafting.make_tags([text]),
    "codes": lambda text: tuple(filter(None, [_code(text)])),
}


def _labelled(text: str) -> tuple[str, str]:
    """Return (value, label): ``iş: 0216 ...`` gives a phone its label."""
    head, colon, rest = text.partition(":")
    if colon and rest.strip() and head.strip() and not any(c.isdigit() or c == "@" for c in head):
        return (text, "") if fold(head) == "mailto" else (rest.strip(), head.strip())
    return text, ""


def _code(text: str) -> Any:
    """Return a code given as ``SOURCE:CODE``, or one of no particular source."""
    source, colon, code = text.partition(":")
    if colon:
        return drafting.make_code(code, clean_line(source))
    return drafting.make_code(text, "")


def _with_list(contact: Contact, key: str, items: list[Any]) -> Contact:
    sign = key[-1] if key.endswith(("+", "-")) else ""
    field = key.rstrip("+-")
    maker = _MAKERS.get(field)
    if maker is None:
        raise UsageError("field_unknown", field=key, known=", ".join(f.key for f in CONTACT.fields))
    present = getattr(contact, field)
    made: list[Any] = []
    for item in items:
        made += maker(item) if isinstance(item, str) else (item,)
    if field == "tags":
        made = canonical_tags(made)
    if sign == "+":
        new = drafting.merge_unique(present, made)
    elif sign == "-":
        gone = {drafting.identity_of(item) for item in made}
        new = tuple(item for item in present if drafting.identity_of(item) not in gone)
    else:
        new = _each_once(made, present)
    return altered(contact, **{field: new})


def _each_once(made: list[Any], present: Sequence[Any]) -> tuple[Any, ...]:
    """Return what is new once; what is stored stays, even if it is there twice."""
    seen = {drafting.identity_of(one) for one in made if one in present}
    found: list[Any] = []
    for one in made:
        identity = drafting.identity_of(one)
        if one in present or identity not in seen:
            found.append(one)
            seen.add(identity)
    return tuple(found)


def _with_address(contact: Contact, parts: Mapping[str, str]) -> Contact:
    """Change the named parts of the primary address."""
    first = contact.addresses[0] if contact.addresses else Address()
    merged = {key: parts.get(key, getattr(first, key)) for key in _ADDRESS}
    made = dataclasses.replace(drafting.make_address(**merged), label=first.label)
    rest = contact.addresses[1:]
    return altered(contact, addresses=rest if made.is_empty() else (made, *rest))


def _with_role(contact: Contact, role: str) -> Contact:
    if not contact.companies:
        return contact
    first, *rest = contact.companies
    return altered(contact, companies=(dataclasses.replace(first, role=role), *rest))


def _with_companies(unit: Work, contact: Contact, texts: list[str]) -> Contact:
    roles = {link.uid: link.role for link in contact.companies}
    found = _with_links(unit, contact, [CompanyLink("", "", text) for text in texts])
    links = (dataclasses.replace(link, role=roles.get(link.uid, "")) for link in found.companies)
    return altered(contact, companies=tuple(links))


def _with_links(unit: Work, contact: Contact, links: Sequence[CompanyLink]) -> Contact:
    """Put ``links`` in place of the present ones; one without uid is looked up by its name."""
    found: dict[str, CompanyLink] = {}
    for link in links:
        made = link
        if not link.uid:
            name = clean_line(link.name)
            if not name:
                continue
            company = find_or_make_company(unit, name)
            if company.uid == contact.uid:
                raise ValidationError("company_of_itself", field="company", value=name)
            made = CompanyLink(company.uid, clean_line(link.role), company.name, company.id)
        found.setdefault(made.uid, made)
    return altered(contact, companies=tuple(found.values()))


def find_or_make_company(unit: Work, name: str) -> Contact:
    """Return the company of this name (legal forms aside), made in ``unit`` when there is none."""
    found = stored.load(lookup.companies_by_key(names.company_key(name))[:20])
    exact = [company for company in found if fold(company.name) == fold(name)]
    if exact or found:
        return (exact or found)[0]
    return unit.insert(Contact(kind="company", name=name))


def _with_custom(session: Session, contact: Contact, value: object) -> Contact:
    if not isinstance(value, Mapping):
        raise UsageError("field_unknown", field="custom", known="custom")
    fields = {fold(field.name): field for field in custom_fields()}
    custom = dict(contact.custom)
    for name, text in value.items():
        field = fields.get(fold(str(name)))
        if field is None:
            known = ", ".join(sorted(field.name for field in fields.values()))
            raise ValidationError("custom_field_unknown", field=str(name), known=known or "-")
        if not _text(text).strip():
            custom.pop(field.name, None)
            continue
        made = drafting.custom_value(field.type, _text(text), session.lang)
        if made is None or (field.type == "choice" and made not in field.choices):
            raise ValidationError("custom_value_invalid", field=field.name, value=_text(text))
        custom[field.name] = made
    return altered(contact, custom=sorted_custom(custom))
