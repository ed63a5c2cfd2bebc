"""A whole contact as bytes, for a moment: quicker to write and read than the journal's JSON."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import Any

from kobicrm.domain.codec import SCALARS, instant, micros
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
)
from kobicrm.domain.packing import custom_from_json, custom_to_journal

_PLAIN_NAMES = (*SCALARS, "uid", "ver", "created_by", "tags")
_PLAIN = attrgetter(*_PLAIN_NAMES)
_TIMES = ("created_at", "updated_at")
_VALUES: dict[str, type[Any]] = {
    "companies": CompanyLink,
    "phones": Phone,
    "emails": Email,
    "socials": Social,
    "websites": Website,
    "addresses": Address,
    "codes": Code,
}
# Slots are the fields, in the order the constructor takes them.
_TO: list[tuple[str, Callable[[Any], Any]]] = [
    *((field, attrgetter(*value.__slots__)) for field, value in _VALUES.items()),
    ("custom", lambda item: (item[0], custom_to_journal(item[1]))),
    ("notes", lambda note: (note.text, micros(note.at), note.uid)),
]
_FROM: dict[str, Callable[[Any], Any]] = {
    **{field: partial(lambda made, item: made(*item), value) for field, value in _VALUES.items()},
    "custom": lambda item: (item[0], custom_from_json(item[1])),
    "notes": lambda item: Note(item[0], instant(item[1]), item[2]),
}
_LISTS = attrgetter(*(field for field, _to in _TO))


def pack_whole(contact: Contact) -> bytes:
    """Return a contact with its links' names and ids, but without its own id."""
    lists = [
        (field, [to(item) for item in items])
        for (field, to), items in zip(_TO, _LISTS(contact), strict=True)
        if items
    ]
    times = [at and micros(at) for at in (contact.created_at, contact.updated_at)]
    return marshal.dumps((_PLAIN(contact), lists, times))


def unpack_whole(one: int, data: bytes) -> Contact:
    """Return the contact that :func:`pack_whole` packed, with its id."""
    plain, lists, times = marshal.loads(data)  # noqa: S302 - never leaves this process
    values: dict[str, Any] = dict(zip(_PLAIN_NAMES, plain, strict=True))
    for field, items in lists:
        values[field] = tuple(map(_FROM[field], items))
    for field, at in zip(_TIMES, times, strict=True):
        values[field] = None if at is None else instant(at)
    return Contact(id=one, **values)
