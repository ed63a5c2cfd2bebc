"""What the entries of a timeline are called, short enough for a column of the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.domain.kinds.labels import OUTCOME_LABELS, TASK_STATE_LABELS
from kobicrm.i18n import N_, _

if TYPE_CHECKING:
    from kobicrm.domain.timeline import Entry

# In the order they are offered: what a shop does most stands first. At most ten cells.
CHANNELS: dict[str, str] = {
    "call": N_("Phone"),
    "whatsapp": N_("WhatsApp"),
    "visit": N_("In shop"),
    "site_visit": N_("Visit"),
    "message": N_("SMS"),
    "email": N_("E-mail"),
    "social": N_("Social"),
    "marketplace": N_("Market"),
    "web": N_("Web form"),
    "fair": N_("Fair"),
    "survey": N_("Survey"),
    "post": N_("Post"),
    "note": N_("Note"),
    "other": N_("Other"),
}
# Somebody began it: the other side or the shop.
TWO_WAYS = ("call", "whatsapp", "message", "email", "social", "site_visit", "post", "marketplace")
# What a timeline is narrowed to.
KINDS: dict[str, str] = {
    "": N_("Everything"),
    "calls": N_("Calls"),
    "messages": N_("Messages"),
    "visits": N_("Visits"),
    "notes": N_("Notes"),
    "tasks": N_("Tasks"),
}


def kind_of(entry: Entry) -> str:
    """Return what an entry is, at most ten cells, in the language in force."""
    if entry.source == "task":
        return _("Task")
    if entry.source == "note":
        return _("Note")
    return _(CHANNELS.get(entry.channel, entry.channel))


def outcome_of(entry: Entry) -> str:
    """Return how it went, '' when nobody said."""
    labels = TASK_STATE_LABELS if entry.source == "task" else OUTCOME_LABELS
    return _(labels.get(entry.outcome, entry.outcome)) if entry.outcome else ""
