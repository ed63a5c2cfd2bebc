"""Backups by command, as a shop and its nightly job call them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from .conftest import Shop


@pytest.fixture
def folder(shop: Shop) -> Path:
    return shop.folder / "yedekler"


def test_a_backup_is_one_file_with_a_report(shop: Shop, folder: Path) -> None:
    shop.add("Ayşe Yılmaz")
    report = shop.json("backup", "create", "--to", str(folder))
    assert list(report)[:6] == ["path", "sha256", "bytes", "rows", "verified", "pruned"]
    assert report["verified"] is True
    assert report["rows"]["contact"] == 1
    made = Path(report["path"])
    assert made.parent == folder
    assert made.stat().st_size == report["bytes"]
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_quiet_success_is_silent(shop: Shop, folder: Path) -> None:
    shop.add("Ayşe Yılmaz")
    for arguments in (
        ["create", "--to", str(folder)],
        ["verify", "--to", str(folder)],
        ["prune", "--to", str(folder), "--yes"],
    ):
        answer = shop.run("backup", *arguments, "--quiet").ok()
        assert answer.out == answer.err == ""


def test_verify_finds_a_changed_backup(shop: Shop, folder: Path) -> None:
    shop.add("Ayşe Yılmaz")
    made = Path(shop.json("backup", "create", "--to", str(folder))["path"])
    assert shop.json("backup", "verify", str(made))["checked"] == "full"
    data = bytearray(made.read_bytes())
    data[len(data) // 2] ^= 1
    made.write_bytes(data)
    for arguments in (["verify", str(made)], ["verify", "--to", str(folder)]):
        assert shop.run("backup", *arguments, "--quiet").code == 6
    assert shop.run("restore", str(made), "--yes").code == 6
    assert shop.names() == ["Ayşe Yılmaz"]


def test_restore_brings_back_and_keeps_what_was_there(shop: Shop, folder: Path) -> None:
    shop.add("Ayşe Yılmaz")
    made = shop.json("backup", "create", "--to", str(folder))["path"]
    shop.add("Ali Kaya")
    assert shop.run("restore", made).code == 2
    report = shop.json("restore", made, "--yes")
    assert shop.names() == ["Ayşe Yılmaz"]
    shop.run("restore", report["kept_backup"], "--yes").ok()
    assert shop.names() == ["Ali Kaya", "Ayşe Yılmaz"]


def test_a_missing_backup_or_database_is_an_error(shop: Shop, folder: Path) -> None:
    assert shop.run("backup", "create", "--to", str(folder)).code != 0
    assert not shop.db.exists()
    shop.add("Ayşe Yılmaz")
    assert shop.run("restore", str(folder / "yok.db"), "--yes").code == 1
    assert shop.run("backup", "verify", str(folder / "yok.db")).code == 1
    assert shop.run("backup", "create", "--to", str(folder / "a" / "b")).code == 1


def test_the_list_and_pruning(shop: Shop, folder: Path) -> None:
    shop.add("Ayşe Yılmaz")
    for _round in range(3):
        shop.run("backup", "create", "--to", str(folder)).ok()
    listed = shop.json("backup", "list", "--to", str(folder))
    assert [entry["sequence"] for entry in listed] == [3, 2, 1]
    report = shop.json("backup", "create", "--to", str(folder), "--keep", "daily=1")
    assert len(report["pruned"]) == 3
    assert [Path(entry["path"]).name for entry in shop.json("backup", "list", "--to", str(folder))]
    assert shop.json("backup", "prune", "--to", str(folder), "--yes")["pruned"] == []


def test_settings_say_where_and_how_many(shop: Shop, folder: Path) -> None:
    shop.add("Ayşe Yılmaz")
    shop.run("config", "set", "backup.dir", str(folder)).ok()
    shop.run("config", "set", "backup.keep", "daily=1").ok()
    shop.run("config", "set", "backup.compress", "yes").ok()
    first = shop.json("backup", "create")
    second = shop.json("backup", "create")
    assert Path(first["path"]).parent == folder
    assert second["pruned"] == [first["path"]]
    assert second["path"].endswith(".gz")
    assert shop.json("backup", "verify")["path"] == second["path"]


def test_an_encrypted_backup_needs_its_key(shop: Shop, folder: Path) -> None:
    shop.add("Ayşe Yılmaz")
    key = shop.folder / "anahtar.txt"
    public = shop.run("backup", "key", str(key)).ok().out.strip()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    made = shop.json("backup", "create", "--to", str(folder), "--recipient", public)["path"]
    assert b"Y\xc4\xb1lmaz" not in Path(made).read_bytes()
    assert shop.json("backup", "verify", made)["checked"] == "hash"
    assert shop.json("backup", "verify", made, "--identity", str(key))["checked"] == "full"
    assert shop.run("restore", made, "--yes").code != 0
    shop.run("restore", made, "--yes", "--identity", str(key)).ok()
    assert shop.run("backup", "create", "--recipient", "age1yok").code == 2


def test_the_default_folder_is_the_platform_s(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz")
    made = Path(shop.json("backup", "create")["path"])
    assert made.parent == Path(shop.env["XDG_DATA_HOME"]) / "kobicrm" / "backups"
    assert shop.json("config", "path")["backups"] == str(made.parent)
