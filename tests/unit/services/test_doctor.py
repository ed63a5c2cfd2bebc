"""What the doctor finds, and what he mends."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kobicrm.errors import StoreError
from kobicrm.services import backups, contacts, doctor
from kobicrm.services.doctor import DoctorReport, surroundings
from kobicrm.services.session import open_session
from kobicrm.storage import checks
from tests.faults.shop import START, Clock, dump, fingerprint, make_shop, settle

NOW = START + timedelta(hours=1)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db")


def codes(report: DoctorReport, level: str) -> set[str]:
    return {finding.code for finding in report.findings if finding.level == level}


def execute(db: Path, *statements: str) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_healthy_shop_has_no_error_and_no_question_unasked(db: Path) -> None:
    backups.create(db, clock=Clock())
    report = doctor.examine(db, now=NOW)
    assert report.ok
    assert codes(report, "error") == set()
    assert codes(report, "ok") >= {
        "doctor_integrity_ok",
        "doctor_references_ok",
        "doctor_search_ok",
        "doctor_derived_ok",
        "doctor_schema_ok",
        "doctor_journal_ok",
        "doctor_clock_ok",
        "doctor_mode_ok",
        "doctor_backup_ok",
        "doctor_space_ok",
    }


def test_looking_changes_nothing(db: Path) -> None:
    with open_session(db) as session:
        before, version = dump(db), session.data_version()
        doctor.examine(db, now=NOW)
        assert (dump(db), session.data_version()) == (before, version)


def test_its_document_can_be_written_as_json(db: Path) -> None:
    found = doctor.examine(db, now=NOW).to_json()
    assert found["ok"] is True
    assert all(set(one) == {"level", "code", "values"} for one in found["findings"])


def test_a_search_index_that_disagrees_is_an_error_and_is_rebuilt(db: Path) -> None:
    execute(db, "DROP TRIGGER contact_fts_update", "UPDATE contact SET search='x||' WHERE id=2")
    found = doctor.examine(db, now=NOW)
    assert codes(found, "error") == {"doctor_search_bad", "doctor_derived_bad"}
    assert not found.ok
    mended = doctor.examine(db, repair=True, now=NOW)
    assert mended.ok
    assert codes(mended, "ok") >= {"doctor_search_rebuilt", "doctor_derived_rebuilt"}


def test_derived_columns_are_compared_with_the_data_and_mended(db: Path) -> None:
    whole = dump(db)
    execute(
        db,
        "UPDATE contact SET name_fold = 'yanlis' WHERE id = 2",
        "UPDATE contact SET name_key = 'yanlis', search = 'kayip||' WHERE id = 3",
        "UPDATE contact SET company_key = 'yanlis' WHERE kind = 'company'",
        "UPDATE contact SET gaps = 127, place_order = '', company_order = '' WHERE id IN (2, 3)",
    )
    report = doctor.examine(db, now=NOW)
    (finding,) = [one for one in report.findings if one.level == "error"]
    assert (finding.code, finding.values["count"]) == ("doctor_derived_bad", 3)
    assert doctor.examine(db, repair=True, now=NOW).ok
    assert dump(db) == whole
    with open_session(db) as session:
        assert len(list(contacts.search(session, "sule cag"))) > 0


def test_an_index_that_lost_an_entry_is_rebuilt(db: Path) -> None:
    execute(
        db,
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX phone_by_number ON phone (e164) "
        "WHERE e164 = ''0''' WHERE name = 'phone_by_number'",
        "PRAGMA writable_schema = 0",
    )
    execute(db, "REINDEX phone_by_number")
    execute(
        db,
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX phone_by_number ON phone (e164) "
        "WHERE e164 <> ''''' WHERE name = 'phone_by_number'",
        "PRAGMA writable_schema = 0",
    )
    assert codes(doctor.examine(db, now=NOW), "error") == {"doctor_integrity_bad"}
    mended = doctor.examine(db, repair=True, now=NOW)
    assert mended.ok
    assert "doctor_indexes_rebuilt" in codes(mended, "ok")


def test_broken_pages_are_an_error_that_repair_does_not_hide(db: Path) -> None:
    settle(db)
    with db.open("r+b") as stream:
        stream.seek(4096 * 2)
        stream.write(b"\xa5" * 4096 * 30)
    before = fingerprint(db)
    for repair in (False, True):
        report = doctor.examine(db, repair=repair, now=NOW)
        assert codes(report, "error") == {"doctor_integrity_bad"}
    assert fingerprint(db) == before


def test_a_file_without_sqlites_mark_is_an_error(db: Path) -> None:
    settle(db)
    with db.open("r+b") as stream:
        stream.write(bytes(100))
    assert codes(doctor.examine(db, now=NOW), "error") == {"doctor_not_a_database"}


def test_a_reference_that_leads_nowhere_is_an_error(db: Path) -> None:
    execute(db, "INSERT INTO contact_tag VALUES (99999, 0, 'Sahipsiz', 'sahipsiz')")
    assert codes(doctor.examine(db, now=NOW), "error") == {"doctor_references_bad"}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO change VALUES (NULL, 1, 'contact', zeroblob(16), 'update', '{')",
        "INSERT INTO change VALUES (NULL, 1, 'contact', zeroblob(16), 'create', NULL)",
        "UPDATE changeset SET undone_by = 1 WHERE id = 2",
    ],
)
def test_a_journal_that_makes_no_sense_is_an_error(db: Path, statement: str) -> None:
    execute(db, statement)
    assert "doctor_journal_bad" in codes(doctor.examine(db, now=NOW), "error")


def test_a_journal_with_undo_and_trash_is_fine(db: Path) -> None:
    with open_session(db, who="Ömer", clock=Clock()) as session:
        contacts.edit(session, "id:2", {"name": "İnci Ünlü"})
        contacts.delete(session, ["id:3"])
        contacts.restore(session, ["id:3"])
    assert doctor.examine(db, now=NOW).ok


def test_a_missing_foreign_or_newer_database_is_refused(db: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="store_missing"):
        doctor.examine(tmp_path / "yok.db", now=NOW)
    execute(db, "PRAGMA user_version = 9000")
    settle(db)
    with pytest.raises(StoreError, match="store_newer"):
        doctor.examine(db, now=NOW)
    execute(db, "PRAGMA application_id = 42")
    settle(db)
    with pytest.raises(StoreError, match="store_foreign"):
        doctor.examine(db, now=NOW)


def test_open_file_modes_are_a_warning_and_are_tightened(db: Path) -> None:
    settle(db)
    db.chmod(0o644)
    db.parent.chmod(0o755)
    report = doctor.examine(db, now=NOW)
    assert report.ok
    assert "doctor_mode_open" in codes(report, "warning")
    assert "doctor_mode_repaired" in codes(doctor.examine(db, repair=True, now=NOW), "ok")
    assert stat.S_IMODE(db.stat().st_mode) == 0o600
    assert stat.S_IMODE(db.parent.stat().st_mode) == 0o700


def test_a_folder_with_other_things_in_it_is_not_closed(db: Path) -> None:
    (db.parent / "fotoğraf.jpg").write_bytes(b"")
    db.parent.chmod(0o755)
    assert "doctor_folder_shared" in codes(doctor.examine(db, repair=True, now=NOW), "warning")
    assert stat.S_IMODE(db.parent.stat().st_mode) == 0o755


def test_no_backup_and_an_old_one_are_warnings(db: Path) -> None:
    assert "doctor_backup_none" in codes(doctor.examine(db, now=NOW), "warning")
    backups.create(db, clock=Clock())
    assert "doctor_backup_ok" in codes(doctor.examine(db, now=NOW + timedelta(days=1)), "ok")
    late = doctor.examine(db, now=NOW + timedelta(days=2))
    assert "doctor_backup_old" in codes(late, "warning")
    assert late.ok


def test_a_backup_in_a_folder_of_its_own_counts(db: Path, tmp_path: Path) -> None:
    backups.create(db, to=tmp_path / "usb", clock=Clock())
    (db.parent / "kobicrm.db-backups").unlink()
    assert "doctor_backup_none" in codes(doctor.examine(db, now=NOW), "warning")
    found = doctor.examine(db, backup_folders=[tmp_path / "usb"], now=NOW)
    assert "doctor_backup_ok" in codes(found, "ok")


def test_a_newest_backup_that_rotted_is_an_error(db: Path) -> None:
    made = backups.create(db, clock=Clock())
    data = bytearray(made.path.read_bytes())
    data[5000] ^= 4
    made.path.write_bytes(data)
    assert codes(doctor.examine(db, now=NOW), "error") == {"doctor_backup_damaged"}


def test_a_clock_behind_the_last_write_is_a_warning(db: Path) -> None:
    report = doctor.examine(db, now=START - timedelta(days=1))
    assert "doctor_clock_back" in codes(report, "warning")
    assert report.ok


def test_an_old_sqlite_is_a_warning_only(db: Path) -> None:
    report = doctor.examine(db, now=NOW)
    safe = sqlite3.sqlite_version_info >= (3, 51, 3)
    assert ("doctor_sqlite_ok" in codes(report, "ok")) is safe
    assert ("doctor_sqlite_old" in codes(report, "warning")) is not safe


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_network_drive_is_a_warning(db: Path, tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    shop = str(db.parent).replace(" ", "\\040")
    mounts.write_text(f"rootfs / ext4 rw 0 0\nsunucu:/dükkân {shop} {kind} rw 0 0\n")
    (finding,) = surroundings.place(db, mounts)
    assert (finding.level, finding.code) == ("warning", "doctor_place_network")
    (finding,) = surroundings.place(tmp_path / "başka.db", mounts)
    assert finding.code == "doctor_place_ok"


@pytest.mark.parametrize(
    "name", ["Dropbox", "OneDrive - Çağ İnşaat", "Google Drive", "Yandex.Disk"]
)
def test_a_synced_folder_is_a_warning(tmp_path: Path, name: str) -> None:
    (finding,) = surroundings.place(tmp_path / name / "dükkân" / "kobicrm.db")
    assert (finding.level, finding.code) == ("warning", "doctor_place_synced")


def test_the_running_applications_own_store_can_be_used(db: Path) -> None:
    with open_session(db) as session:
        assert doctor.examine(db, now=NOW, store=session.store).ok
        assert contacts.count(session) == 13


def test_an_empty_new_file_is_no_error(tmp_path: Path) -> None:
    empty = tmp_path / "yeni.db"
    empty.touch(mode=0o600)
    report = doctor.examine(empty, now=NOW)
    assert report.ok
    assert "doctor_empty" in codes(report, "ok")
    assert checks.uid_of(empty) == ""
