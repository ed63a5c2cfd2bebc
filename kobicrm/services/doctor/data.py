"""The doctor's look into the database file."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kobicrm.errors import StoreError
from kobicrm.services.doctor.values import Finding
from kobicrm.storage import checks, mending
from kobicrm.storage.database import Store
from kobicrm.storage.engine import sqlite3
from kobicrm.storage.failures import DatabaseFailure, translate
from kobicrm.storage.opening import newest_schema

# Two computers that share a database by copying it may differ by so much.
CLOCK_SLACK = timedelta(minutes=5)


def examine(
    db_path: Path, *, repair: bool, now: datetime, wait: float, store: Store | None
) -> list[Finding]:
    """Return the findings about pages, references, indexes, journal, schema and clock."""
    findings = _guarded_integrity(db_path, repair=repair, wait=wait)
    if any(finding.level == "error" for finding in findings):
        # On broken pages the other answers would be noise.
        return findings
    try:
        with closing(checks.connect(db_path, timeout=wait)) as connection:
            schema = checks.pragma(connection, "user_version")
            if not schema:
                if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                    raise StoreError("store_foreign", file=str(db_path))
                return [*findings, Finding("ok", "doctor_empty")]
            findings += _references(connection)
            search = checks.search_index(connection)
            findings += _journal(connection, now)
    except DatabaseFailure as error:
        raise translate(error, db_path) or error from error
    findings += _search(db_path, search, repair=repair, wait=wait)
    if schema < newest_schema():
        values = {"found": schema, "known": newest_schema()}
        return [*findings, Finding("warning", "doctor_schema_old", values)]
    findings.append(Finding("ok", "doctor_schema_ok", {"found": schema}))
    return findings + _derived(db_path, repair=repair, wait=wait, store=store)


def _guarded_integrity(db_path: Path, *, repair: bool, wait: float) -> list[Finding]:
    try:
        with closing(checks.connect(db_path, timeout=wait)) as connection:
            broken = bool(checks.integrity(connection))
    except DatabaseFailure as error:
        known = translate(error, db_path)
        if known is not None and known.code != "store_damaged":
            raise known from error
        return [Finding("error", "doctor_integrity_bad", {"file": str(db_path)})]
    if not broken:
        return [Finding("ok", "doctor_integrity_ok")]
    if repair and mending.rebuild_indexes(db_path, wait=wait):
        return [Finding("ok", "doctor_indexes_rebuilt")]
    return [Finding("error", "doctor_integrity_bad", {"file": str(db_path)})]


def _references(connection: sqlite3.Connection) -> list[Finding]:
    if checks.foreign_keys(connection):
        return [Finding("error", "doctor_references_bad")]
    return [Finding("ok", "doctor_references_ok")]


def _search(db_path: Path, problems: list[str], *, repair: bool, wait: float) -> list[Finding]:
    if not problems:
        return [Finding("ok", "doctor_search_ok")]
    if repair:
        mending.rebuild_search(db_path, wait=wait)
        return [Finding("ok", "doctor_search_rebuilt")]
    return [Finding("error", "doctor_search_bad")]


def _journal(connection: sqlite3.Connection, now: datetime) -> list[Finding]:
    bad = checks.journal(connection)
    findings = [
        Finding("error", "doctor_journal_bad") if bad else Finding("ok", "doctor_journal_ok")
    ]
    last = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=checks.last_write(connection))
    if now + CLOCK_SLACK < last:
        findings.append(Finding("warning", "doctor_clock_back", {"last": last.isoformat()}))
    else:
        findings.append(Finding("ok", "doctor_clock_ok"))
    return findings


def _derived(db_path: Path, *, repair: bool, wait: float, store: Store | None) -> list[Finding]:
    opened = store or Store(db_path, wait=wait)
    try:
        count = mending.mend_contacts(opened) if repair else mending.stale_contacts(opened)
    except StoreError as error:
        return [Finding("error", "doctor_integrity_bad", {"file": str(db_path), "why": error.code})]
    finally:
        if store is None:
            opened.close()
    if not count:
        return [Finding("ok", "doctor_derived_ok")]
    if repair:
        return [Finding("ok", "doctor_derived_rebuilt", {"count": count})]
    return [Finding("error", "doctor_derived_bad", {"count": count})]
