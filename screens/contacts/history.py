"""What happened to a contact, one line each."""

from __future__ import annotations

from kobicrm.i18n import N_, _
from kobicrm.i18n.changes import changes_text
from kobicrm.services.contacts import HistoryEntry
from screens.styles.glyphs import current

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


def kind_of(entry: HistoryEntry) -> str:
    """Return what kind of act it was, in the language in force."""
    return _(_KINDS.get(entry.action, entry.action))


def text_of(entry: HistoryEntry) -> str:
    """Return what the act changed, '' when its kind says it all."""
    text = changes_text(entry.fields, becomes=current().becomes) if entry.op == "update" else ""
    if entry.undone:
        undone = _("undone")
        text = f"{text} ({undone})" if text else f"({undone})"
    return text
