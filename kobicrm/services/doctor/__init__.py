"""The doctor: is the database whole, and would its loss be survived?

He looks only; with ``repair`` he rebuilds what is derived and tightens file modes, and tells
what he did.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from kobicrm.errors import StoreError
from kobicrm.services.doctor import data, surroundings
from kobicrm.services.doctor.values import DoctorReport, Finding
from kobicrm.storage.database import Store, is_ours, read_header
from kobicrm.storage.opening import newest_schema


def examine(
    db_path: Path,
    *,
    backup_folders: Iterable[Path] = (),
    repair: bool = False,
    now: datetime,
    wait: float = 60.0,
    store: Store | None = None,
) -> DoctorReport:
    """Return what is well and what is not with the database at ``db_path``.

    ``backup_folders`` are looked through beside the default one. ``store`` is the open store
    of a running application; without it one is opened for the contacts' derived columns. An
    older database is not upgraded. Raises StoreError when the database is missing,
    another program's or a newer KobiCRM's, StoreBusy when a check can't get its lock.
    """
    db_path = db_path.expanduser().resolve()
    if not db_path.exists():
        raise StoreError("store_missing", file=str(db_path))
    findings = _header(db_path)
    if not findings:
        findings += data.examine(db_path, repair=repair, now=now, wait=wait, store=store)
    findings += surroundings.permissions(db_path, repair=repair)
    findings += surroundings.sqlite_version()
    findings += surroundings.backup(db_path, backup_folders, now)
    findings += surroundings.space(db_path)
    findings += surroundings.place(db_path)
    return DoctorReport(tuple(findings))


def _header(db_path: Path) -> list[Finding]:
    """Refuse what is not ours; a file without SQLite's mark is a wreck to report."""
    try:
        _size, application, schema = read_header(db_path)
    except StoreError as error:
        if error.code != "store_not_a_database":
            raise
        return [Finding("error", "doctor_not_a_database", {"file": str(db_path)})]
    if application and not is_ours(application):
        raise StoreError("store_foreign", file=str(db_path))
    if application and schema > newest_schema():
        raise StoreError("store_newer", file=str(db_path), found=schema, known=newest_schema())
    return []


__all__ = ["DoctorReport", "Finding", "examine"]
