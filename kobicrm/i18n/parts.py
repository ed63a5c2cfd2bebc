"""What the parts of an archive are called."""

from __future__ import annotations

from kobicrm.i18n import N_, _

PARTS = {
    "shop": N_("Settings of the shop"),
    "staff": N_("Staff"),
    "custom_field": N_("Custom fields"),
    "contact": N_("Contacts"),
    "trash": N_("Contacts in the trash"),
    "interaction": N_("Interactions"),
    "task": N_("Tasks"),
    "saved_view": N_("Saved views"),
    "cadence": N_("How often to be in touch"),
    "import_profile": N_("Import profiles"),
    "different": N_("Pairs said to be two"),
    "quality_ignored": N_("Findings left as they are"),
    "reminder": N_("Reminders that were given"),
    "quality_score": N_("Quality, day by day"),
    "changeset": N_("Acts of the history"),
    "change": N_("Changes of the history"),
}


def part_text(name: str) -> str:
    """Return what a part is called in the language in force."""
    return _(PARTS.get(name, name))
