"""Contacts as JSON: the published documents, and what changed for the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from kobicrm.domain.contacts import (
    Address,
    CompanyLink,
    Contact,
    ContactKind,
    Email,
    Phone,
    Social,
    Warn,
    Website,
    altered,
)
from kobicrm.domain.instants import EPOCH, instant, iso, micros
from kobicrm.domain.packing import (
    custom_from_json,
    custom_to_journal,
    custom_to_json,
    pack,
    unpack,
)
from kobicrm.domain.turkish import fold

__all__ = [
    "CUSTOM",
    "EPOCH",
    "FIELDS",
    "LISTS",
    "MOMENTS",
    "SCALARS",
    "current",
    "difference",
    "instant",
    "iso",
    "kind_of",
    "micros",
    "pack",
    "pack_all",
    "sorted_custom",
    "to_json",
    "unpack",
    "unpack_all",
    "with_values",
]

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
    "owner",
    "source",
    "preferred_channel",
    "preferred_time",
    "origin",
)
LISTS = (
    "companies",
    "phones",
    "emails",
    "socials",
    "websites",
    "addresses",
    "tags",
    "codes",
    "custom",
    "notes",
)
# Prefix of a custom field's name in the journal.
CUSTOM = "custom:"
# Times that a merge may change; the journal keeps them as microseconds.
MOMENTS = ("created_at",)
# Every field whose change is journalled, in the order histories show them.
FIELDS = SCALARS + LISTS


def pack_all(contact: Contact) -> dict[str, object]:
    """Return the non-empty fields of ``contact`` as the journal keeps them, and its origin."""
    packed = {key: pack(key, getattr(contact, key)) for key in FIELDS if getattr(contact, key)}
    for key in ("created_at", "updated_at"):
        at = getattr(contact, key)
        if at is not None:
            packed[key] = micros(at)
    if contact.created_by:
        packed["created_by"] = contact.created_by
    return packed


def unpack_all(uid: str, data: dict[str, Any]) -> Contact:
    """Return the contact whose fields :func:`pack_all` wrote."""
    values: dict[str, Any] = {key: unpack(key, data[key]) for key in FIELDS if key in data}
    for key in ("created_at", "updated_at"):
        if key in data:
            values[key] = instant(data[key])
    values["created_by"] = data.get("created_by", "")
    values["id"] = data.get("id", 0)
    return Contact(uid=uid, **values)


def difference(before: Contact, after: Contact) -> dict[str, list[object]]:
    """Return ``{field: [old, new]}`` in journal form for every field that differs.

    Custom fields are told apart (``custom:NAME``), so that two of them never conflict.
    """
    found: dict[str, list[object]] = {}
    for key in FIELDS:
        old, new = getattr(before, key), getattr(after, key)
        if old == new:
            continue
        if key == "custom":
            was, now = dict(old), dict(new)
            for name in sorted(was.keys() | now.keys()):
                if was.get(name) != now.get(name):
                    found[CUSTOM + name] = [
                        custom_to_journal(was.get(name)),
                        custom_to_journal(now.get(name)),
                    ]
        else:
            found[key] = [pack(key, old), pack(key, new)]
    for key in MOMENTS:
        old, new = getattr(before, key), getattr(after, key)
        if old and new and old != new:
            found[key] = [micros(old), micros(new)]
    return found


def current(contact: Contact, field: str) -> object:
    """Return the journal form of the value ``field`` has now."""
    if field.startswith(CUSTOM):
        return custom_to_journal(dict(contact.custom).get(field.removeprefix(CUSTOM)))
    if field in MOMENTS:
        at = getattr(contact, field)
        return None if at is None else micros(at)
    return pack(field, getattr(contact, field))


def with_values(contact: Contact, values: dict[str, object]) -> Contact:
    """Return ``contact`` with the fields of ``values`` (journal form) put in."""
    plain: dict[str, Any] = {}
    custom = dict(contact.custom)
    for field, data in values.items():
        if field.startswith(CUSTOM):
            name = field.removeprefix(CUSTOM)
            if data is None:
                custom.pop(name, None)
            else:
                custom[name] = custom_from_json(data)
        elif field in MOMENTS:
            plain[field] = instant(cast("int", data))
        else:
            plain[field] = unpack(field, data)
    return altered(contact, custom=sorted_custom(custom), **plain)


def sorted_custom(custom: dict[str, object]) -> tuple[tuple[str, object], ...]:
    """Return custom values in the one order they are kept in: by folded name."""
    return tuple(sorted(custom.items(), key=lambda item: fold(item[0])))


def _primary(items: Iterable[Any], form: Callable[[Any], dict[str, object]]) -> list[object]:
    return [{**form(item), "primary": place == 0} for place, item in enumerate(items)]


def _phone(phone: Phone) -> dict[str, object]:
    return {
        "raw": phone.raw,
        "e164": phone.e164 or None,
        "ext": phone.ext or None,
        "label": phone.label or None,
        "valid": phone.valid,
    }


def _email(email: Email) -> dict[str, object]:
    return {
        "raw": email.raw,
        "address": email.address or None,
        "label": email.label or None,
        "valid": email.valid,
    }


def _social(social: Social) -> dict[str, object]:
    return {
        "raw": social.raw,
        "network": social.network or None,
        "handle": social.handle or None,
        "label": social.label or None,
    }


def _website(site: Website) -> dict[str, object]:
    return {"raw": site.raw, "url": site.url or None, "label": site.label or None}


def _address(address: Address) -> dict[str, object]:
    return {
        "street": address.street or None,
        "district": address.district or None,
        "province": address.province or None,
        "postcode": address.postcode or None,
        "country": address.country or None,
        "label": address.label or None,
    }


def _link(link: CompanyLink, *, with_ids: bool) -> dict[str, object]:
    head: dict[str, object] = {"id": link.id, "uid": link.uid} if with_ids else {"uid": link.uid}
    return {**head, "name": link.name, "role": link.role or None}


def to_json(
    contact: Contact, *, with_ids: bool = True, warnings: Iterable[Warn] = ()
) -> dict[str, object]:
    """Return the published JSON document of a contact; exports leave out every ``id``."""
    links = [_link(link, with_ids=with_ids) for link in contact.companies]
    document: dict[str, object] = {"id": contact.id} if with_ids else {}
    document |= {
        "uid": contact.uid,
        "kind": contact.kind,
        "name": contact.name,
        "first_name": contact.first_name or None,
        "last_name": contact.last_name or None,
        "title": contact.title or None,
        "company": links[0] if links else None,
        "companies": links,
        "phones": _primary(contact.phones, _phone),
        "emails": _primary(contact.emails, _email),
        "socials": _primary(contact.socials, _social),
        "websites": _primary(contact.websites, _website),
        "addresses": _primary(contact.addresses, _address),
        "birthday": contact.birthday or None,
        "tax_office": contact.tax_office or None,
        "tax_number": contact.tax_number or None,
        "iban": contact.iban or None,
        "language": contact.language or None,
        "tags": list(contact.tags),
        "lifecycle": contact.lifecycle or None,
        "owner": contact.owner or None,
        "source": contact.source or None,
        "preferred_channel": contact.preferred_channel or None,
        "preferred_time": contact.preferred_time or None,
        "codes": [{"source": c.source, "code": c.code} for c in contact.codes],
        "origin": contact.origin or None,
        "custom": {name: custom_to_json(value) for name, value in contact.custom},
        "notes": [{"text": note.text, "at": iso(note.at)} for note in contact.notes],
        "warnings": [{"code": w.code, "field": w.field, "value": w.value} for w in warnings],
        "created_at": iso(contact.created_at) if contact.created_at else None,
        "updated_at": iso(contact.updated_at) if contact.updated_at else None,
    }
    return document


def kind_of(text: str) -> ContactKind:
    """Return ``text`` as a contact kind; ValueError when it is none."""
    if text not in ("person", "company"):
        raise ValueError(text)
    return cast("ContactKind", text)
