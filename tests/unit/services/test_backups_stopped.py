"""A backup that is stopped leaves nothing behind, wherever it was."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from kobicrm.errors import Interrupted
from kobicrm.services import backups
from tests.faults.shop import Clock, assert_set_valid, left_overs, make_shop

WAYS = [
    {},
    {"compress": True},
    {"recipients": True},
    {"compress": True, "recipients": True},
]


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db")


def way_of(tmp_path: Path, given: dict[str, bool]) -> dict[str, object]:
    if "recipients" not in given:
        return dict(given)
    return given | {"recipients": [backups.new_key(tmp_path / "anahtar.txt")]}


@pytest.mark.parametrize("given", WAYS)
def test_how_far_it_is_grows_from_nothing_to_all(db: Path, tmp_path: Path, given) -> None:
    told: list[int] = []
    backups.create(
        db, to=tmp_path / "usb", clock=Clock(), progress=told.append, **way_of(tmp_path, given)
    )
    assert told[0] == 0
    assert told[-1] == 100
    assert told == sorted(told)


@pytest.mark.parametrize("given", WAYS)
def test_stopped_at_any_moment_only_the_earlier_backup_is_there(
    db: Path, tmp_path: Path, given
) -> None:
    usb, way = tmp_path / "usb", way_of(tmp_path, given)
    backups.create(db, to=usb, clock=Clock(), **way)
    before = sorted((one.name, one.read_bytes()) for one in usb.iterdir())
    told: list[int] = []
    backups.create(db, to=tmp_path / "başka", clock=Clock(), progress=told.append, **way)
    for moment in range(len(told)):
        calls = 0

        def stop(_percent: int, moment: int = moment) -> None:
            nonlocal calls
            calls += 1
            if calls > moment:
                raise Interrupted("interrupted")

        with pytest.raises(Interrupted):
            backups.create(db, to=usb, clock=Clock(), progress=stop, **way)
        assert sorted((one.name, one.read_bytes()) for one in usb.iterdir()) == before
        assert left_overs(usb, db.parent) == []
    backups.create(db, to=usb, clock=Clock(), **way)
    if "recipients" not in given:
        assert_set_valid(usb, tmp_path)


def test_one_that_waits_for_another_is_stopped(db: Path, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    asked = 0

    def stop(_percent: int) -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise Interrupted("interrupted")

    handle = os.open(usb, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(Interrupted):
            backups.create(db, to=usb, clock=Clock(), progress=stop)
    finally:
        os.close(handle)
    assert list(usb.iterdir()) == []
