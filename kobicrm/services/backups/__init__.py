"""Backups: made while others work, proved before they count, restored without losing anything."""

from __future__ import annotations

from datetime import UTC, datetime

from kobicrm.services.backups.create import create
from kobicrm.services.backups.folder import last_backup, listing, target_folder
from kobicrm.services.backups.packing import new_key
from kobicrm.services.backups.restore import restore
from kobicrm.services.backups.rotation import prune
from kobicrm.services.backups.values import (
    BackupEntry,
    BackupReport,
    LastBackup,
    RestoreReport,
    VerifyReport,
)
from kobicrm.services.backups.verify import newest, verify
from kobicrm.storage.database import Store


def before_migration(store: Store, _version: int) -> None:
    """Keep a verified copy of the database before it is brought to a newer form."""
    create(store.path, clock=lambda: datetime.now(UTC), wait=store.wait, reason="before_migration")


__all__ = [
    "BackupEntry",
    "BackupReport",
    "LastBackup",
    "RestoreReport",
    "VerifyReport",
    "before_migration",
    "create",
    "last_backup",
    "listing",
    "new_key",
    "newest",
    "prune",
    "restore",
    "target_folder",
    "verify",
]
