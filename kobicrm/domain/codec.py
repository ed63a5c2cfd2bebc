"""Contacts as JSON: the published documents, and the compact values the journal keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from kobicrm.domain.contacts import (
    Address,
    Code,
    CompanyLink,
    Contact,
    ContactKind,
    Email,
    Note,
    Phone,
    Social,
    Warn,
    Website,
    altered,
)
from kobicrm.domain.money import Money, from_json as money_from_json, to_json as money_to_json
from kobicrm.domain.turkish import fold

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)

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
# Every field whose change is journalled, in the order histories show them.
FIELDS = SCALARS + LISTS


def micros(at: datetime) -> int:
    """Return an aware instant as microseconds since 1970 UTC."""
    return (at - EPOCH) // _MICRO


def instant(value: int) -> datetime:
    """Return the aware UTC instant of ``value`` microseconds since 1970."""
    return EPOCH + timedelta(microseconds=value)


def iso(at: datetime) -> str:
    """Return an aware instant as ISO 8601 in UTC, with ``Z``."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _custom_to_json(value: object) -> object:
    if isinstance(value, Money):
        return money_to_json(value)
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        near = float(value)
        # What a JSON reader's floats would change is written as text.
        return near if Decimal(repr(near)) == value else str(value)
    return value


def _custom_from_json(value: object) -> object:
    if isinstance(value, dict):
        return money_from_json(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return value


_PACK: dict[str, Callable[[Any], object]] = {
    "companies": lambda v: [v.uid, v.role],
    "phones": lambda v: [v.raw, v.e164, v.ext, v.label, v.valid],
    "emails": lambda v: [v.raw, v.address, v.key, v.label, v.valid],
    "socials": lambda v: [v.raw, v.network, v.handle, v.label],
    "websites": lambda v: [v.raw, v.url, v.label],
    "addresses": lambda v: [v.street, v.district, v.province, v.postcode, v.country, v.label],
    "tags": lambda v: v,
    "codes": lambda v: [v.source, v.code],
    "custom": lambda v: [v[0], _custom_to_json(v[1])],
    "notes": lambda v: [v.text, micros(v.at), v.uid],
}
_UNPACK: dict[str, Callable[[Any], object]] = {
    "companies": lambda v: CompanyLink(*v),
    "phones": lambda v: Phone(*v),
    "emails": lambda v: Email(*v),
    "socials": lambda v: Social(*v),
    "websites": lambda v: Website(*v),
    "addresses": lambda v: Address(*v),
    "tags": lambda v: v,
    "codes": lambda v: Code(*v),
    "custom": lambda v: (v[0], _custom_from_json(v[1])),
    "notes": lambda v: Note(v[0], instant(v[1]), v[2]),
}


def pack(field: str, value: object) -> object:
    """Return the journal's JSON form of a field's value; :func:`unpack` gives it back equal."""
    packer = _PACK.get(field)
    return value if packer is None else [packer(item) for item in cast("Iterable[Any]", value)]


def unpack(field: str, data: object) -> object:
    """Return the value that :func:`pack` wrote."""
    unpacker = _UNPACK.get(field)
    return data if unpacker is None else tuple(unpacker(i) for i in cast("Iterable[Any]", data))


def pack_all(contact: Contact) -> dict[str, object]:
    """Return the non-empty fields of ``contact`` as the journal keeps them, with its times."""
    packed = {key: pack(key, getattr(contact, key)) for key in FIELDS if getattr(contact, key)}
    for key in ("created_at", "updated_at"):
        at = getattr(contact, key)
        if at is not None:
            packed[key] = micros(at)
    return packed


def unpack_all(uid: str, data: dict[str, Any]) -> Contact:
    """Return the contact whose fields :func:`pack_all` wrote."""
    values: dict[str, Any] = {key: unpack(key, data[key]) for key in FIELDS if key in data}
    for key in ("created_at", "updated_at"):
        if key in data:
            values[key] = instant(data[key])
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
                        _custom_to_json(was.get(name)),
                        _custom_to_json(now.get(name)),
                    ]
        else:
            found[key] = [pack(key, old), pack(key, new)]
    return found


def current(contact: Contact, field: str) -> object:
    """Return the journal form of the value ``field`` has now."""
    if field.startswith(CUSTOM):
        return _custom_to_json(dict(contact.custom).get(field.removeprefix(CUSTOM)))
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
                custom[name] = _custom_from_json(data)
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
        "custom": {name: _custom_to_json(value) for name, value in contact.custom},
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
