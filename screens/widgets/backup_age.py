"""The age of the last backup in words, and how worrying it is."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from kobicrm.i18n import _, language, ngettext
from screens.styles.glyphs import current

WARN_DAYS, DANGER_DAYS = 2, 7


class BackupAge(NamedTuple):
    """A sign, its level and a sentence for the header."""

    sign: str
    level: Literal["success", "warning", "error", "muted"]
    text: str


def backup_age(last: datetime | None, now: datetime) -> BackupAge:
    """Return how old the ``last`` backup is at ``now``; both in the local time zone."""
    signs = current()
    if last is None:
        return BackupAge(signs.no, "muted", _("Backup: none yet"))
    days = (now.date() - last.date()).days
    clock = f"{last:%H.%M}" if language() == "tr" else f"{last:%H:%M}"
    if days <= 0:
        text = _("Backup: today {time}").format(time=clock)
    elif days == 1:
        text = _("Backup: yesterday {time}").format(time=clock)
    else:
        text = ngettext("Backup: {n} day ago", "Backup: {n} days ago", days).format(n=days)
    if days >= DANGER_DAYS:
        return BackupAge(signs.alert, "error", text)
    if days >= WARN_DAYS:
        return BackupAge(signs.alert, "warning", text)
    return BackupAge(signs.yes, "success", text)
