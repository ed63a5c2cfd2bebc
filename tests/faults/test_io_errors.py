"""A disk that fails or fills (R3, R4): old or new state, a plain error, nothing left over."""

from __future__ import annotations

import errno
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import KobiError
from kobicrm.services import backups, contacts
from kobicrm.services.session import open_session
from tests.faults import children
from tests.faults.failing import failing_disk
from tests.faults.shop import (
    Clock,
    add_one,
    assert_set_valid,
    assert_whole,
    dump,
    left_overs,
    make_shop,
    names,
)

ENOUGH = 1000


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db", 4)


def told(work: Callable[[], object]) -> str:
    """Return the code of the plain error ``work`` ended with, '' for none."""
    try:
        work()
    except KobiError as error:
        return error.code
    return ""


def until_it_works(
    work: Callable[[], object], check: Callable[[], None], *, for_ever: bool, code: int
) -> int:
    """Fail the first operation, then the second, ... until the work is done in spite of it."""
    for at in range(1, ENOUGH):
        with failing_disk(at, for_ever=for_ever, code=code) as disk:
            said = told(work)
        assert said in ("", "disk_full", "disk_failed")
        check()
        if disk.count < at:
            return at
    raise AssertionError("never done")


@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("packed", [False, True])
def test_a_backup_is_made_or_not_whatever_fails(
    db: Path, tmp_path: Path, for_ever: bool, code: int, packed: bool
) -> None:
    usb = tmp_path / "usb"
    key = tmp_path / "anahtar.txt"
    recipients = (backups.new_key(key),) if packed else ()
    backups.create(db, to=usb, clock=Clock())
    before = dump(db)

    def work() -> None:
        backups.create(db, to=usb, compress=packed, recipients=recipients, clock=Clock())

    def check() -> None:
        assert left_overs(usb, db.parent) == []
        assert len(list(usb.iterdir())) == 2 * len(backups.listing(usb))

    assert until_it_works(work, check, for_ever=for_ever, code=code) > 5
    assert_set_valid(usb, tmp_path)
    assert dump(db) == before


@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize("lost", [False, True])
def test_a_restore_is_done_or_not_whatever_fails(
    db: Path, tmp_path: Path, for_ever: bool, lost: bool
) -> None:
    usb, kept = tmp_path / "usb", tmp_path / "kept"
    made = backups.create(db, to=usb, compress=True, clock=Clock())
    add_one(db, "Sonradan Gelen")
    target = tmp_path / "yeni" / "kobicrm.db" if lost else db
    model = tmp_path / "örnek" / "kobicrm.db"
    backups.restore(model, made.path, clock=Clock())
    states = [None if lost else dump(db), dump(model)]

    def work() -> None:
        backups.restore(target, made.path, backup_dir=kept, clock=Clock())

    def check() -> None:
        assert left_overs(usb, kept, target.parent) == []
        assert (dump(target) if target.exists() else None) in states

    assert until_it_works(work, check, for_ever=for_ever, code=errno.EIO) > 5
    assert dump(target) == states[1]
    assert_whole(target)
    assert_set_valid(kept, tmp_path)


def limited(size: int, work: Callable[..., object], *arguments: object) -> None:
    """Do ``work`` where no file may grow beyond ``size``; exit 3 when the disk was called full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        work(*arguments)
    except KobiError as error:
        raise SystemExit(3 if error.code == "disk_full" else 4) from error


def back_up(db: Path, usb: Path, compress: bool) -> None:
    backups.create(db, to=usb, compress=compress, clock=Clock())


def put_back(db: Path, file: Path, kept: Path) -> None:
    backups.restore(db, file, backup_dir=kept, clock=Clock())


def add_many(db: Path) -> None:
    with open_session(db) as session:
        for number in range(400):
            contacts.add(session, {"name": f"Çınar {number}", "note": "uzun not " * 200})


def sizes(db: Path, count: int) -> list[int]:
    """Return sizes between the smallest journal index and the database."""
    full = db.stat().st_size
    return [40_000 + (full - 45_000) * step // count for step in range(count)]


@children.rounds(5, 50)
def test_a_full_disk_leaves_the_earlier_backups_whole(
    db: Path, tmp_path: Path, rounds: int
) -> None:
    usb = tmp_path / "usb"
    backups.create(db, to=usb, clock=Clock())
    before = dump(db)
    for number, size in enumerate(sizes(db, rounds)):
        assert children.finish(limited, size, back_up, db, usb, bool(number % 2)) == 3
        assert left_overs(usb, db.parent) == []
        assert len(backups.listing(usb)) == 1
    assert_set_valid(usb, tmp_path)
    assert dump(db) == before
    back_up(db, usb, compress=False)
    assert len(backups.listing(usb)) == 2


@children.rounds(5, 50)
def test_a_full_disk_stops_a_restore_without_harm(db: Path, tmp_path: Path, rounds: int) -> None:
    usb, kept = tmp_path / "usb", tmp_path / "kept"
    made = backups.create(db, to=usb, compress=True, clock=Clock())
    add_one(db, "Sonradan Gelen")
    before = dump(db)
    for size in sizes(db, rounds):
        assert children.finish(limited, size, put_back, db, made.path, kept) == 3
        assert_whole(db)
        assert dump(db) == before
        assert left_overs(usb, kept, db.parent) == []
    put_back(db, made.path, kept)
    assert "Sonradan Gelen" not in names(db)


@children.rounds(5, 50)
def test_a_full_disk_takes_no_half_record(db: Path, rounds: int) -> None:
    for size in sizes(db, rounds):
        assert children.finish(limited, size * 3, add_many, db) == 3
        assert_whole(db)
        add_one(db, f"Yer açıldı {size}")
