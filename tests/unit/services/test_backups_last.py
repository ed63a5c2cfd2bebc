"""Which backup is the newest of a shop, and the book that remembers it."""

from __future__ import annotations

import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from kobicrm.errors import BadFile
from kobicrm.services import backups
from tests.faults.shop import START, Clock, make_shop


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db")


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "usb"


def test_the_newest_verified_backup_is_known_without_writing_to_the_database(
    db: Path, usb: Path
) -> None:
    assert backups.last_backup(db) is None
    made = backups.create(db, to=usb, clock=Clock())
    last = backups.last_backup(db)
    assert last is not None
    assert (last.path, last.at, last.reachable) == (made.path, START, True)
    assert last.age_days(START + timedelta(days=9, hours=3)) == 9
    assert last.age_days(START - timedelta(days=400)) == 0
    assert not last.is_old(START + timedelta(days=2))
    assert last.is_old(START + timedelta(days=2, minutes=1))


def test_a_backup_on_an_unplugged_disk_is_still_known(db: Path, usb: Path) -> None:
    backups.create(db, to=usb, clock=Clock())
    shutil.rmtree(usb)
    last = backups.last_backup(db)
    assert last is not None
    assert not last.reachable


def test_a_backup_that_was_removed_or_cut_short_does_not_count(db: Path, usb: Path) -> None:
    first = backups.create(db, to=usb, clock=Clock())
    second = backups.create(db, to=usb, clock=Clock())
    third = backups.create(db, to=usb, clock=Clock())
    third.path.unlink()
    second.path.write_bytes(second.path.read_bytes()[:-1])
    last = backups.last_backup(db)
    assert last is not None
    assert last.path == first.path


def test_backups_of_another_shop_are_not_ours(db: Path, usb: Path, tmp_path: Path) -> None:
    other = make_shop(tmp_path / "öteki" / "kobicrm.db", 2)
    backups.create(other, to=usb, clock=Clock())
    assert backups.last_backup(db, [usb]) is None


def test_a_torn_line_in_the_book_hides_no_other(db: Path, usb: Path) -> None:
    backups.create(db, to=usb, clock=Clock())
    book = db.parent / "kobicrm.db-backups"
    book.write_bytes(book.read_bytes() + b'\n{"folder": "/yar')
    made = backups.create(db, to=usb, clock=Clock())
    shutil.rmtree(usb)
    last = backups.last_backup(db)
    assert last is not None
    assert last.path == made.path


def test_the_book_does_not_grow_for_ever(db: Path, usb: Path) -> None:
    backups.create(db, to=usb, clock=Clock())
    book = db.parent / "kobicrm.db-backups"
    book.write_bytes(book.read_bytes() * 500)
    backups.create(db, to=usb, clock=Clock())
    assert len(book.read_bytes().splitlines()) <= 200
    assert backups.create(db, to=usb, clock=Clock()).sequence == 3
    assert stat.S_IMODE(book.stat().st_mode) == 0o600


def test_the_newest_of_this_shop_is_what_verify_takes_without_a_name(
    db: Path, usb: Path, tmp_path: Path
) -> None:
    backups.create(db, to=usb, clock=Clock())
    made = backups.create(db, to=usb, clock=Clock())
    backups.create(make_shop(tmp_path / "x" / "kobicrm.db", 1), to=usb, clock=Clock())
    assert backups.newest(db, usb) == made.path
    with pytest.raises(BadFile, match="backup_none"):
        backups.newest(db)
