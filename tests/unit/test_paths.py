"""Where files lie, and that folders made for them are private."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kobicrm import paths


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_new_folder_and_its_new_parents_are_private(tmp_path: Path, umask: int) -> None:
    import os

    before = os.umask(umask)
    try:
        made = paths.private_dir(tmp_path / "kobicrm" / "yedekler")
    finally:
        os.umask(before)
    assert mode(made) == mode(made.parent) == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "usb"
    shared.mkdir()
    shared.chmod(0o755)
    paths.private_dir(shared)
    assert mode(shared) == 0o755


def test_the_environment_names_database_and_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOBICRM_DB", str(tmp_path / "dükkân.db"))
    monkeypatch.setenv("KOBICRM_CONFIG", str(tmp_path / "ayarlar.toml"))
    assert paths.database_file() == tmp_path / "dükkân.db"
    assert paths.config_file() == tmp_path / "ayarlar.toml"


def test_the_demo_is_never_the_shop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOBICRM_DB", raising=False)
    assert paths.demo_file() != paths.database_file()
    assert paths.demo_file().parent == paths.database_file().parent
