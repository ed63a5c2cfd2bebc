"""Encrypted and compressed backups."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from kobicrm.errors import BadFile, StoreError, ValidationError, VerificationFailed
from kobicrm.services import backups
from kobicrm.services.backups import files, packing
from tests.faults.shop import Clock, left_overs, make_shop


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db")


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "usb"


@pytest.mark.parametrize("compress", [False, True])
def test_an_encrypted_backup_opens_only_with_its_key(
    db: Path, usb: Path, tmp_path: Path, compress: bool
) -> None:
    key = tmp_path / "anahtar.txt"
    public = backups.new_key(key)
    other = tmp_path / "baska.txt"
    backups.new_key(other)
    report = backups.create(db, to=usb, compress=compress, recipients=[public], clock=Clock())
    assert b"SQLite format 3" not in report.path.read_bytes()
    assert backups.verify(report.path, work=tmp_path).checked == "hash"
    full = backups.verify(report.path, identity=key, work=tmp_path)
    assert (full.checked, full.rows) == ("full", report.rows)
    with pytest.raises(VerificationFailed, match="backup_wrong_key"):
        backups.verify(report.path, identity=other, work=tmp_path)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_encryption_leaves_nothing_readable_where_the_backup_goes(
    db: Path, usb: Path, tmp_path: Path
) -> None:
    public = backups.new_key(tmp_path / "anahtar.txt")
    seen: list[bytes] = []

    def looking(_percent: int) -> None:
        seen.extend(one.read_bytes()[:15] for one in usb.iterdir())

    backups.create(db, to=usb, compress=True, recipients=[public], clock=Clock(), progress=looking)
    assert seen
    assert b"SQLite format 3" not in seen
    assert left_overs(usb, db.parent) == []


def test_a_recipient_may_be_the_key_file_itself(db: Path, usb: Path, tmp_path: Path) -> None:
    key = tmp_path / "anahtar.txt"
    backups.new_key(key)
    report = backups.create(db, to=usb, recipients=[str(key)], clock=Clock())
    assert backups.verify(report.path, identity=key, work=tmp_path).checked == "full"


@pytest.mark.parametrize("text", ["age1yanlis", "/yok/boyle/dosya", ""])
def test_what_is_no_key_is_refused_before_anything_is_copied(
    db: Path, usb: Path, text: str
) -> None:
    with pytest.raises(ValidationError, match="crypt_bad_key"):
        backups.create(db, to=usb, recipients=[text], clock=Clock())
    assert not usb.exists()


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    key = tmp_path / "anahtar.txt"
    public = backups.new_key(key)
    with pytest.raises(BadFile, match="file_exists"):
        backups.new_key(key)
    assert public in key.read_text()


def test_without_the_encryption_library_it_says_so(
    db: Path, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(StoreError, match="crypt_missing"):
        backups.create(db, to=usb, recipients=["age1xyz"], clock=Clock())


def test_compressing_twice_gives_the_same_bytes(db: Path, tmp_path: Path) -> None:
    results = []
    for name in ("bir.gz", "iki.gz"):
        target = tmp_path / name
        files.create_private(target)
        results.append(packing.pack(db, target, compress=True, recipients=()))
    assert results[0] == results[1]
