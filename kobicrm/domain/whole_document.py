"""A contact as a document from which it comes back exactly, in every part.

It is the document of an export, which every import reads, with one key more: what an export
leaves out because it belongs to the database (who wrote it, where it lies, its notes' uids).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from kobicrm.domain.codec import SCALARS, iso, kind_of, to_json
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
from kobicrm.domain.dates import parse_iso
from kobicrm.domain.uids import pack, unpack
from kobicrm.domain.values import custom_from_json

KEPT = "kobicrm"
CUSTOM_TYPES = "custom_types"
# Lists whose values stand in a document whole, each under the names of its parts.
_PLAIN: dict[str, tuple[type[Any], str]] = {
    "phones": (Phone, "raw e164 ext label valid"),
    "socials": (Social, "raw network handle label"),
    "websites": (Website, "raw url label"),
    "addresses": (Address, "street district province postcode country label"),
    "codes": (Code, "source code"),
}


def to_whole(
    contact: Contact, types: Mapping[str, object], gone: Collection[int]
) -> dict[str, object]:
    """Return the whole contact; ``types`` are those of custom fields as documents name them.

    Links to the companies whose ids are ``gone`` (in the trash) stand with what an import
    leaves alone: it would bring those companies back.
    """
    document = to_json(contact, with_ids=False)
    del document["warnings"]
    if contact.custom:
        document[CUSTOM_TYPES] = {name: types[name] for name, _value in contact.custom}
    kept: dict[str, object] = {
        "ver": contact.ver,
        "created_by": contact.created_by,
        "updated_by": contact.updated_by,
        "deleted_at": iso(contact.deleted_at) if contact.deleted_at else None,
        "notes": [note.uid for note in contact.notes],
        "emails": [email.key for email in contact.emails],
        # Written out: 1.50 and 1.5 are one number, but two spellings.
        "numbers": {n: str(value) for n, value in contact.custom if isinstance(value, Decimal)},
    }
    if any(link.id in gone for link in contact.companies):
        kept["companies"] = document["companies"]
        links = cast("list[object]", document["companies"])
        stay = [
            one for link, one in zip(contact.companies, links, strict=True) if link.id not in gone
        ]
        document |= {"companies": stay, "company": stay[0] if stay else None}
    document[KEPT] = kept
    return document


def from_whole(document: Mapping[str, Any]) -> Contact:
    """Return the contact of a document of :func:`to_whole`, without an id.

    Raises ValueError, TypeError, KeyError or AttributeError for any other document.
    """
    kept = document[KEPT]
    scalars: dict[str, Any] = {key: _text(document[key]) for key in SCALARS if key != "kind"}
    lists: dict[str, Any] = {
        key: tuple(_made(value, one, names) for one in document[key])
        for key, (value, names) in _PLAIN.items()
    }
    return Contact(
        kind=kind_of(document["kind"]),
        uid=unpack(pack(document["uid"])),
        companies=_links(kept.get("companies", document["companies"])),
        emails=tuple(_emails(document["emails"], kept["emails"])),
        tags=tuple(map(_text, document["tags"])),
        custom=tuple(_custom(document, kept["numbers"])),
        notes=tuple(_notes(document["notes"], kept["notes"])),
        ver=_number(kept["ver"]),
        created_at=parse_iso(document["created_at"]),
        updated_at=parse_iso(document["updated_at"]),
        created_by=_text(kept["created_by"]),
        updated_by=_text(kept["updated_by"]),
        deleted_at=parse_iso(kept["deleted_at"]) if kept["deleted_at"] else None,
        **scalars,
        **lists,
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    raise TypeError(type(value).__name__)


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise TypeError(type(value).__name__)


def _made(value: type[Any], item: Mapping[str, Any], keys: str) -> Any:
    return value(*(item[k] is True if k == "valid" else _text(item[k]) for k in keys.split()))


def _emails(items: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> Iterable[Email]:
    for one, key in zip(items, keys, strict=True):
        raw, address, label = (_text(one[name]) for name in ("raw", "address", "label"))
        yield Email(raw, address, _text(key), label, one["valid"] is True)


def _notes(items: Sequence[Mapping[str, Any]], uids: Sequence[str]) -> Iterable[Note]:
    for one, uid in zip(items, uids, strict=True):
        yield Note(_text(one["text"]), parse_iso(one["at"]), unpack(pack(uid)))


def _links(items: Sequence[Mapping[str, Any]]) -> tuple[CompanyLink, ...]:
    return tuple(
        CompanyLink(unpack(pack(one["uid"])), _text(one["role"]), _text(one["name"]))
        for one in items
    )


def _custom(
    document: Mapping[str, Any], numbers: Mapping[str, str]
) -> Iterable[tuple[str, object]]:
    for name, value in document["custom"].items():
        told = document[CUSTOM_TYPES][name]
        type_ = told if isinstance(told, str) else told["type"]
        if type_ == "number":
            yield name, custom_from_json(type_, numbers[name])
        elif type_ == "date":
            # Kept as text, checked as a date.
            yield name, str(custom_from_json(type_, value))
        else:
            yield name, custom_from_json(type_, value)
