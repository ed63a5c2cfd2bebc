"""Single values as JSON: instants, custom values, and the journal's form of every field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, cast

from kobicrm.domain.contacts import (
    Address,
    Code,
    CompanyLink,
    Email,
    Note,
    Phone,
    Social,
    Website,
)
from kobicrm.domain.instants import instant, micros
from kobicrm.domain.money import Money, from_json as money_from_json, to_json as money_to_json

_NUMBER = "number"


def custom_to_json(value: object) -> object:
    """Return a custom value for JSON: numbers stay numbers where floats can hold them."""
    if isinstance(value, Money):
        return money_to_json(value)
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        near = float(value)
        # What a JSON reader's floats would change is written as text.
        return near if Decimal(repr(near)) == value else str(value)
    return value


def custom_to_journal(value: object) -> object:
    """Return a custom value as the journal keeps it; :func:`custom_from_json` gives it back."""
    data = custom_to_json(value)
    # A number written as text must not come back as a text.
    return {_NUMBER: data} if isinstance(value, Decimal) and isinstance(data, str) else data


def custom_from_json(value: object) -> object:
    """Return the custom value behind its JSON or journal form."""
    if isinstance(value, dict):
        if _NUMBER in value:
            return Decimal(value[_NUMBER])
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
    "custom": lambda v: [v[0], custom_to_journal(v[1])],
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
    "custom": lambda v: (v[0], custom_from_json(v[1])),
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
