"""Short texts for codes that are no errors: warnings, what changesets did, conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.domain.clean import clean_line
from kobicrm.i18n import N_, _
from kobicrm.i18n.notices import notice_text

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Warn

# What a changeset did.
ACTIONS: dict[str, str] = {
    "capture": N_("Captured"),
    "contact.add": N_("Contact added"),
    "contact.edit": N_("Contact changed"),
    "contact.note": N_("Note added"),
    "contact.tag": N_("Tags changed"),
    "contact.set": N_("Contacts changed"),
    "contact.assign": N_("Responsible person changed"),
    "contact.delete": N_("Moved to the trash"),
    "contact.restore": N_("Brought back from the trash"),
    "contact.merge": N_("Merged"),
    "contact.different": N_("Said to be different people"),
    "quality.fix": N_("Data mended"),
    "quality.ignore": N_("Left as it is"),
    "profile.save": N_("Import profile saved"),
    "profile.remove": N_("Import profile removed"),
    "interaction.log": N_("Entry written"),
    "interaction.edit": N_("Entry changed"),
    "interaction.delete": N_("Entry taken away"),
    "cadence.set": N_("How often to be in touch"),
    "remind": N_("Reminders given"),
    "view.save": N_("View saved"),
    "view.rename": N_("View renamed"),
    "view.remove": N_("View removed"),
    "task.add": N_("Task added"),
    "task.edit": N_("Task changed"),
    "task.set": N_("Tasks changed"),
    "task.snooze": N_("Task put off"),
    "task.skip": N_("Day of a series left out"),
    "task.done": N_("Task done"),
    "task.drop": N_("Task dropped"),
    "task.reopen": N_("Task opened again"),
    "task.delete": N_("Task deleted"),
    "field.add": N_("Field added"),
    "field.edit": N_("Field changed"),
    "staff.add": N_("Person added to the staff"),
    "staff.rename": N_("Person of the staff renamed"),
    "shop.edit": N_("Shop settings changed"),
    "import": N_("Import"),
    "demo": N_("Demo shop"),
    "undo": N_("Taken back"),
    "redo": N_("Put back"),
}
# Where an act came from.
DOORS: dict[str, str] = {
    "screen": N_("on the screen"),
    "command": N_("by a command"),
    "demo": N_("made as an example"),
}
# Why a record could not be taken back.
CONFLICTS: dict[str, str] = {
    "edited": N_("changed since"),
    "gone": N_("not there any more"),
    "linked": N_("others refer to it"),
}
# Why a backup was made, and what is wrong with one in a list.
BACKUP_REASONS: dict[str, str] = {
    "made": N_("asked for"),
    "before_restore": N_("kept before a restore"),
    "before_migration": N_("kept before an upgrade"),
}


def warning_text(warning: Warn) -> str:
    """Return a warning as ``value: what about it``."""
    text = notice_text(warning.code)
    return f"{clean_line(warning.value)}: {text}" if warning.value else text


def action_text(action: str) -> str:
    """Return what a changeset did in a few words; the code itself when it is a newer one."""
    return _(ACTIONS.get(action, action))


def door_text(door: str) -> str:
    """Return where an act came from; the code itself when it is a newer one."""
    return _(DOORS.get(door, door))


def conflict_text(reason: str) -> str:
    """Return why a record could not be taken back."""
    return _(CONFLICTS.get(reason, reason))
