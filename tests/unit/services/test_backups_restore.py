"""Putting a backup back, and refusing what should not be put back."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import KobiError, StoreBusy, StoreError, VerificationFailed
from kobicrm.services import backups, contacts
from kobicrm.services.backups import sidecar
from kobicrm.services.session import open_session
from tests.faults.shop import (
    Clock,
    add_one,
    assert_whole,
    dump,
    fingerprint,
    left_overs,
    make_shop,
    names,
    settle,
    wal,
)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db")


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "usb"


def test_restore_brings_every_row_back_and_keeps_the_present_data(db: Path, usb: Path) -> None:
    before = dump(db)
    made = backups.create(db, to=usb, clock=Clock())
    add_one(db, "Sonradan Gelen")
    present = dump(db)
    report = backups.restore(db, made.path, backup_dir=usb, clock=Clock())
    assert dump(db) == before
    assert report.rows == made.rows
    assert report.kept_backup is not None
    assert dump(report.kept_backup) == present
    assert set(report.to_json()) == {
        "restored_from",
        "kept_backup",
        "moved_aside",
        "rows",
        "verified",
    }
    assert left_overs(usb, db.parent) == []


def test_an_open_application_sees_the_restored_data_and_goes_on_writing(
    db: Path, usb: Path
) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    with open_session(db, who="Ömer") as session:
        added = contacts.add(session, {"name": "Sonradan Gelen"}).contact
        version = session.data_version()
        backups.restore(db, made.path, backup_dir=usb, clock=Clock())
        assert session.data_version() != version
        assert contacts.count(session) == made.rows["contact"]
        with pytest.raises(KobiError):
            contacts.get(session, added.uid)
        contacts.add(session, {"name": "Yepyeni Müşteri"})
    assert "Yepyeni Müşteri" in names(db)
    assert_whole(db)


def test_what_was_given_up_can_be_restored_again(db: Path, usb: Path) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    add_one(db, "Sonradan Gelen")
    present = dump(db)
    kept = backups.restore(db, made.path, backup_dir=usb, clock=Clock()).kept_backup
    assert kept is not None
    backups.restore(db, kept, backup_dir=usb, clock=Clock())
    assert dump(db) == present


def test_restore_waits_for_a_writer_and_then_says_who_is_in_the_way(db: Path, usb: Path) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    before = dump(db)
    with (
        open_session(db, who="Ömer") as session,
        session.write("contact.add"),
        pytest.raises(StoreBusy, match="store_busy"),
    ):
        backups.restore(db, made.path, backup_dir=usb, clock=Clock(), wait=0.05)
    assert dump(db) == before


def test_a_lost_database_is_made_anew(db: Path, usb: Path) -> None:
    before = dump(db)
    made = backups.create(db, to=usb, clock=Clock())
    new = usb.parent / "yeni" / "kobicrm.db"
    report = backups.restore(new, made.path, backup_dir=usb, clock=Clock())
    assert dump(new) == before
    assert (report.kept_backup, report.moved_aside) == (None, None)
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert_whole(new)


def test_a_left_over_journal_does_not_meet_the_new_database(db: Path, usb: Path) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    before = dump(db)
    with open_session(db) as session:
        contacts.add(session, {"name": "Yalnız günlükte"})
        journal = wal(db).read_bytes()
    db.unlink()
    wal(db).write_bytes(journal)
    backups.restore(db, made.path, backup_dir=usb, clock=Clock())
    assert dump(db) == before
    (aside,) = db.parent.glob("*.broken-*-wal")
    assert aside.read_bytes() == journal


@pytest.mark.parametrize("size", [0, 1])
def test_an_emptied_or_fresh_database_is_filled(db: Path, usb: Path, size: int) -> None:
    before = dump(db)
    made = backups.create(db, to=usb, clock=Clock())
    target = usb.parent / "boş.db"
    if size:
        sqlite3.connect(target).execute("PRAGMA journal_mode = wal").connection.close()
    else:
        target.touch(mode=0o600)
    report = backups.restore(target, made.path, backup_dir=usb, clock=Clock())
    assert dump(target) == before
    assert report.kept_backup is None


def wreck_header(db: Path) -> None:
    with db.open("r+b") as stream:
        stream.write(bytes(4096))


def wreck_pages(db: Path) -> None:
    with db.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xa5" * 4096 * 30)


def wreck_length(db: Path) -> None:
    with db.open("r+b") as stream:
        stream.truncate(db.stat().st_size // 3)


def wreck_schema(db: Path) -> None:
    with db.open("r+b") as stream:
        stream.seek(100)
        stream.write(bytes(3996))


@pytest.mark.parametrize("wreck", [wreck_header, wreck_pages, wreck_length, wreck_schema])
def test_an_unreadable_database_is_moved_aside_and_named(
    db: Path, usb: Path, wreck: Callable[[Path], None]
) -> None:
    before = dump(db)
    made = backups.create(db, to=usb, clock=Clock())
    settle(db)
    wreck(db)
    broken = fingerprint(db)
    report = backups.restore(db, made.path, backup_dir=usb, clock=Clock())
    assert dump(db) == before
    assert report.moved_aside is not None
    assert fingerprint(report.moved_aside) == broken
    assert_whole(db)


def test_a_backup_without_its_sidecar_is_restored_only_on_demand(db: Path, usb: Path) -> None:
    before = dump(db)
    made = backups.create(db, to=usb, clock=Clock())
    sidecar.sidecar_of(made.path).unlink()
    add_one(db, "Sonradan Gelen")
    with pytest.raises(VerificationFailed, match="backup_no_sidecar") as caught:
        backups.restore(db, made.path, clock=Clock())
    assert caught.value.exit_code == 6
    backups.restore(db, made.path, clock=Clock(), without_checksum=True)
    assert dump(db) == before


def test_compressed_and_encrypted_backups_are_restored(db: Path, usb: Path, tmp_path: Path) -> None:
    before = dump(db)
    key = tmp_path / "anahtar.txt"
    public = backups.new_key(key)
    for compress in (False, True):
        for recipients in ((), (public,)):
            made = backups.create(
                db, to=usb, compress=compress, recipients=recipients, clock=Clock()
            )
            add_one(db, "Sonradan Gelen")
            backups.restore(db, made.path, identity=key, backup_dir=usb, clock=Clock())
            assert dump(db) == before
    assert left_overs(usb, db.parent) == []


def test_an_encrypted_backup_asks_for_its_key(db: Path, usb: Path, tmp_path: Path) -> None:
    public = backups.new_key(tmp_path / "anahtar.txt")
    made = backups.create(db, to=usb, recipients=[public], clock=Clock())
    with pytest.raises(StoreError, match="backup_needs_key"):
        backups.restore(db, made.path, clock=Clock())


def test_the_copy_kept_before_a_restore_can_be_encrypted_too(
    db: Path, usb: Path, tmp_path: Path
) -> None:
    key = tmp_path / "anahtar.txt"
    public = backups.new_key(key)
    made = backups.create(db, to=usb, clock=Clock())
    report = backups.restore(db, made.path, backup_dir=usb, recipients=[public], clock=Clock())
    assert report.kept_backup is not None
    assert report.kept_backup.suffix == ".age"
    assert backups.verify(report.kept_backup, identity=key, work=tmp_path).checked == "full"


def test_verifying_leaves_nothing_beside_the_backup(db: Path, usb: Path, tmp_path: Path) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    before = {path.name: fingerprint(path) for path in usb.iterdir()}
    report = backups.verify(made.path, work=tmp_path)
    assert {path.name: fingerprint(path) for path in usb.iterdir()} == before
    assert report.to_json()["verified"] is True
    assert report.to_json()["checked"] == "full"
    assert left_overs(tmp_path) == []


def test_a_renamed_pair_still_passes(db: Path, usb: Path, tmp_path: Path) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    renamed = usb / "bayram öncesi.db"
    sidecar.sidecar_of(made.path).rename(usb / "bayram öncesi.db.sha256")
    made.path.rename(renamed)
    assert backups.verify(renamed, work=tmp_path).sha256 == made.sha256
