"""What errors about the database and its backups say (see :mod:`kobicrm.i18n.messages`)."""

from __future__ import annotations

from kobicrm.i18n import N_

STORE_ERRORS: dict[str, tuple[str, str]] = {
    "store_missing": (
        N_("There is no database {file}."),
        N_("Check the path given with --db or KOBICRM_DB."),
    ),
    "store_busy": (
        N_("Another program is writing to {file}; nothing was changed."),
        N_("Try again in a moment, or wait longer with --wait."),
    ),
    "store_read_only": (
        N_("{file} may only be read here; nothing was changed."),
        N_("Check the permissions of the file and of its folder."),
    ),
    "store_damaged": (
        N_("The database {file} is damaged."),
        N_("Restore the last backup: kobicrm backup list, then kobicrm restore FILE"),
    ),
    "store_cannot_open": (
        N_("The database {file} can't be opened."),
        N_("Check that its folder is there and that you may write to it."),
    ),
    "store_cannot_create": (
        N_("The database {file} can't be created."),
        N_("Check that you may write to its folder."),
    ),
    "store_io": (
        N_("The disk reported an error while {file} was in use; nothing was changed."),
        N_("Make a backup on another disk and have this one checked."),
    ),
    "store_foreign": (
        N_("{file} belongs to another program and was left alone."),
        N_("Choose another path with --db."),
    ),
    "store_newer": (
        N_("{file} was written by a newer KobiCRM and was left alone."),
        N_("Update KobiCRM to open it."),
    ),
    "store_upgraded": (
        N_("The database was brought up to a newer KobiCRM meanwhile; nothing was changed."),
        N_("Close KobiCRM and start it again."),
    ),
    "store_not_a_file": (
        N_("{file} is not an ordinary file."),
        N_("Choose another path with --db."),
    ),
    "store_not_a_database": (
        N_("{file} is not a KobiCRM database."),
        N_("Choose another path with --db."),
    ),
    "store_unreadable": (
        N_("You may not read {file}."),
        N_("Check the permissions of the file."),
    ),
    "demo_not_empty": (
        N_("{file} holds other data; the demo shop was not put there."),
        N_("Leave out --db, or name a new file."),
    ),
    # backups
    "backup_busy": (
        N_("Another backup is being made in {folder}."),
        N_("Try again when it is done."),
    ),
    "backup_none": (
        N_("There is no backup in {folder}."),
        N_("Make one: kobicrm backup create"),
    ),
    "backup_folder_missing": (
        N_("There is no folder {folder}."),
        N_("Is the disk plugged in?"),
    ),
    "backup_folder_not_a_folder": (
        N_("{folder} is not a folder."),
        N_("Name a folder with --to."),
    ),
    "backup_folder_unreadable": (
        N_("The folder {folder} can't be read."),
        N_("Check its permissions."),
    ),
    "backup_copy_damaged": (
        N_("The copy of {file} did not pass its checks; no backup was made."),
        N_("Ask the doctor: kobicrm doctor"),
    ),
    "backup_not_written": (
        N_("The disk gave back something else than was written to {folder}; no backup was made."),
        N_("Make the backup on another disk."),
    ),
    "restore_check_failed": (
        N_("After the restore {file} did not pass its checks."),
        N_("Ask the doctor: kobicrm doctor"),
    ),
    "backup_hash_differs": (
        N_("{file} is not what was backed up: its checksum differs."),
        N_("Use another backup: kobicrm backup list"),
    ),
    "backup_content_differs": (
        N_("What {file} holds is not what was backed up."),
        N_("Use another backup: kobicrm backup list"),
    ),
    "backup_counts_differ": (
        N_("{file} does not hold as many records as were backed up."),
        N_("Use another backup: kobicrm backup list"),
    ),
    "backup_unreadable": (
        N_("{file} can't be read as a backup."),
        N_("Use another backup: kobicrm backup list"),
    ),
    "backup_integrity": (
        N_("{file} is damaged inside."),
        N_("Use another backup: kobicrm backup list"),
    ),
    "backup_foreign_keys": (
        N_("In {file}, records refer to others that are not there."),
        N_("Use another backup: kobicrm backup list"),
    ),
    "backup_search_index": (
        N_("In {file}, the search index does not agree with the records."),
        N_("Use another backup: kobicrm backup list"),
    ),
    "backup_foreign": (N_("{file} is not a KobiCRM backup."), ""),
    "backup_newer": (
        N_("{file} was made by a newer KobiCRM."),
        N_("Update KobiCRM to use it."),
    ),
    "backup_no_sidecar": (
        N_("The checksum file of {file} is missing, so it can't be verified."),
        N_("Accept it as it is with --without-checksum."),
    ),
    "backup_sidecar_damaged": (
        N_("The checksum file of {file} can't be read."),
        N_("Use another backup: kobicrm backup list"),
    ),
    "backup_needs_key": (
        N_("{file} is encrypted."),
        N_("Name the key file with --identity."),
    ),
    "backup_wrong_key": (N_("This key does not open {file}."), N_("Try another key file.")),
    "crypt_bad_key": (
        N_("“{key}” is not an age key."),
        N_("A public key begins with age1; make one with kobicrm backup key FILE."),
    ),
    "crypt_missing": (
        N_("Encrypting needs a part of KobiCRM that is not installed."),
        N_("Install it: pip install 'kobicrm[crypt]'"),
    ),
}
