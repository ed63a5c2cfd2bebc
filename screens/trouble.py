"""What the head row says while the database can't be used as it should."""

from __future__ import annotations

from kobicrm.errors import KobiError
from kobicrm.i18n import N_, _, error_text

# A write that waits for another program; a code of its own, no error was raised.
WAITING = "waiting"
# A write that waits for an import of this application.
BEHIND = "behind"

# Short enough for 78 cells, where the full sentence with its path is not.
_SENTENCES: dict[str, str] = {
    WAITING: N_("Database busy: another program is writing. Your record waits in the queue."),
    BEHIND: N_("A long import is running; your record is saved right after it."),
    "store_busy": N_("Database busy: another program holds it. Trying again."),
    "store_read_only": N_("The database may only be read here; nothing can be saved."),
    "disk_full": N_("The disk is full: nothing can be saved. Make room and save again."),
    "store_upgraded": N_("A newer KobiCRM upgraded the database. Close and start again."),
    "store_damaged": N_("The database is damaged. Close and restore the last backup."),
    "store_io": N_("The disk reports an error. Make a backup on another disk."),
    "store_cannot_open": N_("The database can't be reached. Is its disk plugged in?"),
}


def is_trouble(error: KobiError) -> bool:
    """Return whether ``error`` is about the database as a whole, not about one record."""
    return error.code in _SENTENCES


def trouble_text(code: str) -> str:
    """Return the sentence for the head row, in the language in force."""
    sentence = _SENTENCES.get(code)
    return _(sentence) if sentence else error_text(KobiError(code))
