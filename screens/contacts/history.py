"""What happened to a contact, one line each."""

from __future__ import annotations

from typing import Any

from kobicrm.domain.dates import format_birthday
from kobicrm.domain.kinds.contact import CHANNEL_LABELS, KIND_LABELS, LIFECYCLE_LABELS
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.messages import field_label
from kobicrm.services.contacts import HistoryEntry

# At most ten cells: the column of kinds.
_KINDS: dict[str, str] = {
    "contact.add": N_("Added"),
    "contact.edit": N_("Edited"),
    "contact.note": N_("Note"),
    "contact.tag": N_("Tag"),
    "contact.delete": N_("Deleted"),
    "contact.restore": N_("Restored"),
    "import": N_("Imported"),
    "demo": N_("Example"),
    "undo": N_("Undoing"),
    "redo": N_("Redoing"),
}
_CUSTOM = "custom:"
_CHOICES = {
    "kind": KIND_LABELS,
    "lifecycle": LIFECYCLE_LABELS,
    "preferred_channel": CHANNEL_LABELS,
}


def kind_of(entry: HistoryEntry) -> str:
    """Return what kind of act it was, in the language in force."""
    return _(_KINDS.get(entry.action, entry.action))


def text_of(entry: HistoryEntry) -> str:
    """Return what the act changed, '' when its kind says it all."""
    parts = [_change(key, value) for key, value in entry.fields.items()]
    text = ", ".join(part for part in parts if part) if entry.op == "update" else ""
    if entry.undone:
        text = f"{text} ({_('undone')})" if text else f"({_('undone')})"
    return text


def _change(key: str, value: Any) -> str:
    """Return one field's change; ``value`` is its old and new form in the journal."""
    label = key.removeprefix(_CUSTOM) if key.startswith(_CUSTOM) else field_label(key)
    old, new = value
    if key in ("phones", "emails", "tags", "notes"):
        gained, lost = _difference(old, new), _difference(new, old)
        if key == "notes" and gained and not lost:
            return " ".join(gained[0].split())
        named = "" if key == "tags" else f"{label} "
        return named + " ".join([*(f"+{one}" for one in gained), *(f"-{one}" for one in lost)])
    if key == "birthday":
        old, new = (format_birthday(one or "", language()) for one in (old, new))
    elif key in _CHOICES:
        old, new = (_(_CHOICES[key].get(one, one or "")) for one in (old, new))
    if isinstance(old, str | None) and isinstance(new, str | None) and (old or new):
        # The new value first: what is cut off at the end is the old one.
        text = f"{label}: {new or '-'}"
        return _("{change}, was {old}").format(change=text, old=old) if old else text
    return label


def _difference(old: list[Any], new: list[Any]) -> list[str]:
    """Return the text of what ``new`` has beyond ``old``."""
    return [one if isinstance(one, str) else str(one[0]) for one in new if one not in old]
