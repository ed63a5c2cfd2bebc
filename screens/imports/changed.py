"""What a row changes in a field, as two short texts: the value now, and then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from kobicrm.domain.codec import CUSTOM, unpack
from kobicrm.domain.contacts import Contact
from kobicrm.domain.dates import format_birthday
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.money import format_money, from_json
from kobicrm.domain.phones import display
from kobicrm.i18n import _, language

# Lists are shown as what they gain; these as a whole, they are short.
_WHOLE = ("tags",)


def before_and_after(field: str, old: Any, new: Any, contact: Contact | None) -> tuple[str, str]:
    """Return a field's old and new value (as the journal keeps them) in words.

    ``contact`` is the record as it will be: it knows the names of its companies.
    """
    if field == "companies":
        names = {link.uid: link.name for link in contact.companies} if contact else {}
        known = _items(field, old)
        gained = [one for one in _items(field, new) if one not in known]
        return "", ", ".join(filter(None, (names.get(one.uid, "") for one in gained)))
    if field in _TEXTS:
        text = _TEXTS[field]
        before, after = _items(field, old), _items(field, new)
        if field in _WHOLE:
            return _joined(before, text), _joined(after, text)
        replaced = [one for one in before if one not in after]
        return _joined(replaced, text), _joined([one for one in after if one not in before], text)
    return _single(field, old), _single(field, new)


def _items(field: str, packed: Any) -> list[Any]:
    return list(cast("tuple[Any, ...]", unpack(field, packed or [])))


def _joined(items: Sequence[Any], text: Callable[[Any], str]) -> str:
    return ", ".join(filter(None, map(text, items)))


def _address(one: Any) -> str:
    return " ".join(filter(None, (one.street, one.postcode, one.district, one.province)))


_TEXTS: dict[str, Callable[[Any], str]] = {
    "phones": lambda one: display(one.e164, one.ext, language()) or one.raw,
    "emails": lambda one: str(one.raw),
    "socials": lambda one: str(one.raw),
    "websites": lambda one: str(one.raw),
    "addresses": _address,
    "tags": str,
    "codes": lambda one: str(one.code),
    "notes": lambda one: str(one.text),
}


def _single(field: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return format_money(from_json(value), language())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "birthday":
        return format_birthday(str(value), language()) if value else ""
    choices = {} if field.startswith(CUSTOM) else dict(CONTACT.field(field).choices)
    return _(choices.get(value, "")) or str(value)
