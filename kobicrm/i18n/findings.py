"""What the doctor's findings say; values as in :mod:`kobicrm.services.doctor`."""

from __future__ import annotations

from collections.abc import Mapping

from kobicrm.domain.clean import clean_line
from kobicrm.i18n import N_, _

FINDINGS: dict[str, str] = {
    "doctor_not_a_database": N_("{file} is no database any more; restore the last backup."),
    "doctor_empty": N_("The database is new and empty."),
    "doctor_integrity_ok": N_("The database file is whole."),
    "doctor_integrity_bad": N_("The database file is damaged; restore the last backup."),
    "doctor_indexes_rebuilt": N_("The indexes were rebuilt; the database file is whole."),
    "doctor_references_ok": N_("All references between records are right."),
    "doctor_references_bad": N_("Records refer to others that are not there; restore a backup."),
    "doctor_search_ok": N_("The search index agrees with the records."),
    "doctor_search_bad": N_("The search index differs from the records; --repair rebuilds it."),
    "doctor_search_rebuilt": N_("The search index was rebuilt."),
    "doctor_derived_ok": N_("Search texts and sort keys agree with the records."),
    "doctor_derived_bad": N_(
        "Search texts or sort keys of {count} records are wrong; --repair rebuilds them."
    ),
    "doctor_derived_rebuilt": N_("Search texts and sort keys of {count} records were rebuilt."),
    "doctor_journal_ok": N_("The history of changes is whole."),
    "doctor_journal_bad": N_("The history of changes is damaged; restore a backup."),
    "doctor_clock_ok": N_("The clock is right."),
    "doctor_clock_back": N_("The clock is set before the last change ({last}); check it."),
    "doctor_schema_ok": N_("The database has the form of this KobiCRM ({found})."),
    "doctor_schema_old": N_(
        "The database has an older form ({found} of {known}); opening it brings it up."
    ),
    "doctor_mode_ok": N_("Only you can read the files."),
    "doctor_mode_open": N_("Others on this computer can read {file}; --repair closes it."),
    "doctor_folder_shared": N_(
        "Others on this computer can see the names in {file}; a folder of its own is safer."
    ),
    "doctor_mode_repaired": N_("{file} can now be read by you only."),
    "doctor_sqlite_ok": N_("SQLite {version}"),
    "doctor_sqlite_old": N_(
        "SQLite {version} has a rare fault when two programs write at once; {wanted} is without."
    ),
    "doctor_backup_ok": N_("Last backup, age in days: {days}, {file}"),
    "doctor_backup_away": N_(
        "Last backup, age in days: {days}, on a disk that is not plugged in, {file}"
    ),
    "doctor_backup_old": N_(
        "The last backup is old, age in days: {days}; make one: kobicrm backup create"
    ),
    "doctor_backup_none": N_("There is no backup yet; make one: kobicrm backup create"),
    "doctor_backup_damaged": N_("The last backup is damaged: {file}; make a new one."),
    "doctor_space_ok": N_("There is room on the disk: {free_mb} MB."),
    "doctor_space_low": N_("Only {free_mb} MB are free; a restore may need {needed_mb} MB."),
    "doctor_place_ok": N_("The database lies on a disk of this computer."),
    "doctor_place_network": N_(
        "The database lies on a network disk ({kind}), where it can be damaged; move it."
    ),
    "doctor_place_synced": N_(
        "The folder {folder} is copied by another program; the database can be damaged there."
    ),
}
LEVELS: dict[str, str] = {"ok": N_("fine"), "warning": N_("look"), "error": N_("ERROR")}


def finding_text(code: str, values: Mapping[str, object]) -> str:
    """Return a finding as a sentence in the language in force; the code when it is unknown."""
    shown = {name: clean_line(str(value), 500) for name, value in values.items()}
    return _(FINDINGS[code]).format(**shown) if code in FINDINGS else code


def level_text(level: str) -> str:
    """Return how serious a finding is, in one word."""
    return _(LEVELS.get(level, level))
