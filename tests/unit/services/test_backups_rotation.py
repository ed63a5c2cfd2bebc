"""Which backups go and which stay."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kobicrm.config import Keep
from kobicrm.services import backups
from kobicrm.services.backups.rotation import surplus
from kobicrm.services.backups.values import BackupEntry
from tests.faults.shop import START, Clock, make_shop


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db", 2)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "usb"


def numbers(folder: Path) -> list[int]:
    return [entry.sequence for entry in backups.listing(folder)]


def series(*times: datetime) -> list[BackupEntry]:
    """Return entries, newest first, for times given oldest first."""
    made = [BackupEntry(Path(str(n)), n, at, 1, None) for n, at in enumerate(times, 1)]
    return made[::-1]


def kept(entries: list[BackupEntry], keep: Keep) -> list[int]:
    gone = surplus(entries, keep)
    return [entry.sequence for entry in entries if entry not in gone]


def test_a_year_of_nights_leaves_days_weeks_and_months() -> None:
    nights = series(*(START + timedelta(days=day) for day in range(365)))
    found = kept(nights, Keep(daily=7, weekly=4, monthly=12))
    assert found[:7] == [365, 364, 363, 362, 361, 360, 359]
    assert 7 + 2 + 10 <= len(found) <= 7 + 4 + 12
    months = {entry.at.month for entry in nights if entry.sequence in found}
    assert months == set(range(1, 13))


def test_of_one_day_the_newest_stays() -> None:
    day = series(*(START + timedelta(hours=hour) for hour in range(5)))
    assert kept(day, Keep(daily=7)) == [5]


def test_days_without_a_backup_take_no_place() -> None:
    rare = series(*(START + timedelta(days=100 * n) for n in range(5)))
    assert kept(rare, Keep(daily=3)) == [5, 4, 3]


@given(
    hours=st.lists(st.integers(-100_000, 100_000), min_size=1, max_size=40),
    keep=st.builds(Keep, st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)),
)
def test_whatever_the_clock_did_the_newest_by_number_stays(hours: list[int], keep: Keep) -> None:
    entries = series(*(START + timedelta(hours=hour) for hour in hours))
    found = kept(entries, keep)
    assert entries[0].sequence in found
    assert len(found) <= 1 + keep.daily + keep.weekly + keep.monthly


def test_keep_prunes_after_the_new_backup_is_safe(db: Path, usb: Path) -> None:
    clock = Clock(step=timedelta(days=1))
    for _night in range(5):
        report = backups.create(db, to=usb, keep=Keep(daily=3), clock=clock)
    assert numbers(usb) == [5, 4, 3]
    assert [path.name[:14] for path in report.pruned] == ["kobicrm-000002"]
    assert len(list(usb.iterdir())) == 6


def test_the_newest_verified_one_stays_when_later_ones_are_damaged(db: Path, usb: Path) -> None:
    clock = Clock(step=timedelta(days=1))
    made = [backups.create(db, to=usb, clock=clock).path for _night in range(4)]
    for path in made[2:]:
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
    backups.prune(db, Keep(daily=1), folder=usb)
    assert numbers(usb) == [4, 3, 2]


def test_when_none_passes_none_is_removed(db: Path, usb: Path) -> None:
    clock = Clock(step=timedelta(days=1))
    for path in [backups.create(db, to=usb, clock=clock).path for _night in range(3)]:
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
    assert backups.prune(db, Keep(daily=1), folder=usb) == ()
    assert numbers(usb) == [3, 2, 1]


def test_files_that_are_not_ours_stay(db: Path, usb: Path, tmp_path: Path) -> None:
    other = make_shop(tmp_path / "öteki" / "kobicrm.db", 1)
    clock = Clock(step=timedelta(days=1))
    for _night in range(3):
        backups.create(other, to=usb, clock=clock)
        backups.create(db, to=usb, clock=clock)
    strays = [usb / "tatil.jpg", usb / "kobicrm.db", usb / "kobicrm-000001-20200101T000000Z.db"]
    for stray in strays:
        stray.write_bytes(b"benim")
    shutil.copy(backups.listing(usb)[0].path, usb / "kobicrm-000099-20200101T000000Z.db")
    backups.prune(db, Keep(daily=1), folder=usb)
    assert all(stray.exists() for stray in strays)
    assert (usb / "kobicrm-000099-20200101T000000Z.db").exists()
    mine = [entry for entry in backups.listing(usb) if entry.manifest]
    assert [entry.sequence for entry in mine] == [6, 5, 3, 1]


def test_copies_kept_before_a_restore_take_no_nights_place(db: Path, usb: Path) -> None:
    clock = Clock(step=timedelta(hours=1))
    night = backups.create(db, to=usb, clock=clock)
    kept_copy = backups.restore(db, night.path, backup_dir=usb, clock=clock).kept_backup
    assert kept_copy is not None
    backups.prune(db, Keep(daily=1), folder=usb)
    assert night.path.exists()
    assert kept_copy.exists()


def test_a_day_kept_with_a_weekly_rule_alone(db: Path, usb: Path) -> None:
    clock = Clock(step=timedelta(days=7))
    for _week in range(4):
        backups.create(db, to=usb, keep=Keep(weekly=2), clock=clock)
    assert numbers(usb) == [4, 3]


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(days=3653), timedelta(hours=1)])
def test_a_clock_set_back_never_costs_the_newest(db: Path, usb: Path, back: timedelta) -> None:
    clock = Clock(START + timedelta(days=4000), step=timedelta(days=1))
    for _night in range(4):
        backups.create(db, to=usb, keep=Keep(daily=2), clock=clock)
    clock.at -= back + timedelta(days=1)
    newest = backups.create(db, to=usb, keep=Keep(daily=2), clock=clock)
    assert newest.path.exists()
    assert backups.newest(db, usb) == newest.path
    last = backups.last_backup(db)
    assert last is not None
    assert last.path == newest.path
    assert numbers(usb)[0] == 5
    assert len(numbers(usb)) == 2
