"""File modes (S11) and folders we may not write to."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kobicrm.errors import KobiError
from kobicrm.services import backups
from kobicrm.services.session import open_session
from kobicrm.storage import checks
from tests.faults import children
from tests.faults.shop import Clock, add_one, dump, make_shop, wal

NOBODY = 65534


def make_everything(root: Path, umask: int) -> None:
    """Make every file and folder that the data side of the program makes."""
    os.environ["XDG_DATA_HOME"] = str(root / "xdg")
    os.umask(umask)
    db = make_shop(root / "veri" / "kobicrm.db", 3)
    public = backups.new_key(root / "anahtar.txt")
    made = backups.create(db, clock=Clock())
    backups.create(db, to=root / "usb", compress=True, recipients=[public], clock=Clock())
    add_one(db, "Sonradan Gelen")
    backups.restore(db, made.path, backup_dir=root / "usb", clock=Clock())
    backups.restore(root / "yeni" / "kobicrm.db", made.path, clock=Clock())
    with open_session(db):
        shutil.copystat(wal(db), root / "umask-wal")


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_every_file_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    root = tmp_path / "kök"
    root.mkdir()
    (root / "umask-wal").touch(mode=0o600)
    assert children.finish(make_everything, root, umask) == 0
    found = {
        str(path.relative_to(root)): stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*")
    }
    wrong = {
        name: oct(mode)
        for name, mode in found.items()
        if mode != (0o700 if (root / name).is_dir() else 0o600)
    }
    assert wrong == {}
    assert len(found) > 15


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that another user can reach too."""
    place = Path(tempfile.mkdtemp(prefix="kobicrm-test-"))
    place.chmod(0o755)
    yield place
    for path in [place, *place.rglob("*")]:
        if path.is_dir():
            path.chmod(0o700)
    shutil.rmtree(place)


def as_nobody(code: str, db: Path, usb: Path) -> None:
    """Make a backup as a user whom modes apply to; exit 3 when it fails as expected."""
    if os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        backups.create(db, to=usb, clock=Clock())
    except KobiError as error:
        raise SystemExit(3 if error.code == code else 4) from error


def give_away(place: Path) -> None:
    if os.getuid() == 0:
        for path in place.rglob("*"):
            os.chown(path, NOBODY, NOBODY)


def test_a_folder_we_may_not_write_to_is_called_that(open_place: Path) -> None:
    db = make_shop(open_place / "veri" / "kobicrm.db", 2)
    usb = open_place / "usb"
    usb.mkdir()
    before = dump(db)
    give_away(open_place)
    usb.chmod(0o555)
    assert children.finish(as_nobody, "folder_not_writable", db, usb) == 3
    assert list(usb.iterdir()) == []
    assert dump(db) == before


def test_a_database_of_another_user_can_not_be_copied(open_place: Path) -> None:
    db = make_shop(open_place / "veri" / "kobicrm.db", 2)
    usb = open_place / "usb"
    usb.mkdir()
    give_away(open_place)
    db.chmod(0o000)
    assert children.finish(as_nobody, "store_unreadable", db, usb) == 3
    assert list(usb.iterdir()) == []
    db.chmod(0o600)
    assert len(checks.uid_of(db)) == 32
