"""What a change did to a record's fields, in a few words for histories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kobicrm.domain.clean import clean_line
from kobicrm.domain.codec import CUSTOM
from kobicrm.domain.dates import format_birthday
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.money import format_money, from_json
from kobicrm.i18n import _, language
from kobicrm.i18n.messages import field_label

_LISTS = ("phones", "emails", "tags", "notes")


def changes_text(fields: Mapping[str, Any], *, becomes: str = "→") -> str:
    """Return the changes of one record, parted by commas.

    ``fields`` maps a field to its old and new value as the journal keeps them; ``becomes`` is
    the sign between them.
    """
    parts = (_change(key, pair[0], pair[1], becomes) for key, pair in fields.items())
    return ", ".join(filter(None, parts))


def _change(key: str, old: Any, new: Any, becomes: str) -> str:
    label = key.removeprefix(CUSTOM) if key.startswith(CUSTOM) else field_label(key)
    if key in _LISTS:
        gained, lost = _beyond(old, new), _beyond(new, old)
        if key == "notes" and gained and not lost:
            return clean_line(gained[0])
        named = "" if key == "tags" else f"{label} "
        return named + " ".join([*(f"+{one}" for one in gained), *(f"-{one}" for one in lost)])
    before, after = _value(key, old), _value(key, new)
    if before or after:
        return f"{label}: {before or '-'} {becomes} {after or '-'}"
    return label


def _value(key: str, value: Any) -> str:
    """Return a single value in words, '' for none and for what takes more than words."""
    if value is None or isinstance(value, list):
        return ""
    if isinstance(value, dict):
        return format_money(from_json(value), language())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key == "birthday":
        return format_birthday(str(value), language()) if value else ""
    choices = {} if key.startswith(CUSTOM) else dict(CONTACT.field(key).choices)
    return clean_line(_(choices.get(value, "")) or str(value))


def _beyond(old: list[Any], new: list[Any]) -> list[str]:
    """Return the text of what ``new`` has and ``old`` has not."""
    return [
        clean_line(one if isinstance(one, str) else str(one[0])) for one in new if one not in old
    ]
