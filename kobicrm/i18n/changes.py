"""What a change did to a record's fields, in words: in short for histories, in full for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.codec import CUSTOM, MOMENTS
from kobicrm.domain.contacts import ANONYMOUS
from kobicrm.domain.dates import format_birthday, format_moment, parse_iso
from kobicrm.domain.instants import instant
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.labels import DIRECTION_LABELS, INTERACTION_LABELS, LABEL_NAMES
from kobicrm.domain.kinds.task import TASK
from kobicrm.domain.money import Money, format_money, format_number
from kobicrm.domain.packing import custom_from_json
from kobicrm.domain.phones import display
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.messages import field_label

_LISTS = (
    "phones",
    "emails",
    "socials",
    "websites",
    "addresses",
    "tags",
    "codes",
    "notes",
    "choices",
)
_FIELDS = {field.key: field for field in CONTACT.fields}
# What is told of the shop itself and of its own fields.
_SHOP: dict[str, str] = {
    "shop.name": N_("Shop name"),
    "shop.place": N_("Place"),
    "own.name": N_("Name"),
    "choices": N_("Choices"),
}
# What records beside the contacts consist of.
_RECORDS: dict[str, str] = {
    "contact": N_("Contact"),
    "channel": N_("Channel"),
    "direction": N_("Direction"),
    "at": N_("When"),
    "author": N_("Who wrote"),
    "outcome": N_("Outcome"),
    "minutes": N_("Minutes"),
    "task": N_("Task's record number"),
    **{
        field.key: field.label for field in TASK.fields if field.key not in ("uid", "title", "kind")
    },
    "text": N_("Text"),
    "header": N_("Columns"),
    "mapping": N_("Where columns go"),
    "options": N_("How to read"),
    "first": N_("Contact"),
    "second": N_("Contact"),
    "code": N_("Finding"),
    "field": N_("Field"),
    "value": N_("Value"),
}
_WORDS: dict[str, dict[str, str]] = {"channel": INTERACTION_LABELS, "direction": DIRECTION_LABELS}
# What a shop keeps for the program itself.
_INTERNAL = ("demo.seed", "demo.tour", "shop.begun")
# What the journal keeps of a removed record beside its fields.
_HIDDEN = ("id", "created_at", "updated_at", "created_by")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with the values that went and those that came; both are texts for people."""

    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def changes_text(fields: Mapping[str, Any], *, becomes: str = "→") -> str:
    """Return the changes of one record, parted by commas.

    ``fields`` maps a field to its old and new value as the journal keeps them; ``becomes`` is
    the sign between them.
    """
    parts = (_change(key, pair[0], pair[1], becomes) for key, pair in fields.items())
    return ", ".join(filter(None, parts))


def field_changes(
    fields: Mapping[str, Any], op: str, names: Mapping[str, str] | None = None
) -> list[FieldChange]:
    """Return every field of a change with all that went and came; ``op`` is what was done.

    A removed record is told by the values it had. ``names`` are the companies', by uid.
    """
    if op == "remove":
        fields = {key: [None, value] for key, value in fields.items() if key not in _HIDDEN}
        return [
            FieldChange(one.label, one.new, ())
            for one in field_changes(fields, "update", names)
            if one.new
        ]
    return [
        _full(key, pair[0], pair[1], names or {})
        for key, pair in fields.items()
        if key not in _INTERNAL
    ]


def _full(key: str, old: Any, new: Any, names: Mapping[str, str]) -> FieldChange:
    was, now = _texts(key, old, names), _texts(key, new, names)
    lost = tuple(one for one in was if one not in now)
    came = tuple(one for one in now if one not in was)
    # The same values in another order, or told apart by more than is shown: all of them.
    return FieldChange(_label(key), *((lost, came) if lost or came else (was, now)))


def _label(key: str) -> str:
    if key in _SHOP:
        return _(_SHOP[key])
    if key in _RECORDS:
        return _(_RECORDS[key])
    return key.removeprefix(CUSTOM) if key.startswith(CUSTOM) else field_label(key)


def _texts(key: str, value: Any, names: Mapping[str, str]) -> tuple[str, ...]:
    if key in ("contact", "first", "second"):
        return (names.get(value, "?"),) if value else ()
    if isinstance(value, list):
        return tuple(_item(key, one, names) for one in value)
    text = _value(key, value)
    return (text,) if text else ()


def _item(key: str, one: Any, names: Mapping[str, str]) -> str:
    """Return one value of a list as the journal keeps it, in words."""
    if not isinstance(one, list):
        return clean_line(str(one))
    parts = [str(part) for part in one if isinstance(part, str)]
    if key == "notes":
        return clean_text(parts[0]) if parts else ""
    if key == "phones" and len(parts) == 4:
        raw, e164, ext, label = parts
        return _labelled(display(e164, ext, language()) if e164 else raw, label)
    if key == "emails" and len(parts) == 4:
        return _labelled(parts[1] or parts[0], parts[3])
    if key == "websites" and len(parts) == 3:
        return _labelled(parts[0], parts[2])
    if key == "socials" and len(parts) == 4:
        return _labelled(" ".join(filter(None, (parts[1], parts[2] or parts[0]))), parts[3])
    if key == "companies" and len(parts) == 2:
        return _labelled(names.get(parts[0], "?"), parts[1])
    if key == "codes" and parts:
        parts = [part for part in parts if not part.startswith(ANONYMOUS)]
    if key == "custom" and len(one) == 2:
        return f"{clean_line(str(one[0]))}: {_value(CUSTOM, one[1])}"
    return clean_line(", ".join(filter(None, (" ".join(part.split()) for part in parts))))


def _labelled(text: str, label: str) -> str:
    label = _(LABEL_NAMES.get(label, label)) if label else ""
    return clean_line(f"{text} ({label})" if label else text)


def _change(key: str, old: Any, new: Any, becomes: str) -> str:
    label = _label(key)
    if key in _LISTS:
        gained, lost = _beyond(key, old, new), _beyond(key, new, old)
        if key == "notes" and gained and not lost:
            return gained[0]
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
    if key in MOMENTS and isinstance(value, int):
        return format_moment(instant(value), language())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict | int | float):
        made = custom_from_json(value)
        if isinstance(made, Money):
            return format_money(made, language())
        return format_number(made, language()) if isinstance(made, Decimal) else str(made)
    if key == "at":
        return format_moment(parse_iso(str(value)), language()) if value else ""
    if key in _WORDS:
        return _(_WORDS[key].get(str(value), str(value)))
    if key in ("code", "field"):
        from kobicrm.i18n.quality import kind_text, place_text

        return kind_text(str(value)) if key == "code" else place_text(str(value))
    if key == "birthday":
        return format_birthday(str(value), language()) if value else ""
    choices = dict(_FIELDS[key].choices) if key in _FIELDS else {}
    return clean_line(_(choices.get(value, "")) or str(value))


def _beyond(key: str, old: list[Any], new: list[Any]) -> list[str]:
    """Return the text of what ``new`` has and ``old`` has not."""
    if key in ("phones", "emails"):
        return [clean_line(str(one[0])) for one in new if one not in old]
    return [clean_line(_item(key, one, {})) for one in new if one not in old]
