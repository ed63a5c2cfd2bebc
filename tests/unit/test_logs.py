"""The crash log tells where, never what about."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest

from kobicrm import logs, paths

SECRETS = ("Işıl Güneş", "0532 123 45 67", "gizli-parola")


def crash() -> BaseException:
    name, phone, password = SECRETS
    try:
        try:
            raise ValueError(f"{name} {phone}")
        except ValueError as error:
            raise OSError(28, password, f"/tmp/{name}") from error
    except OSError as error:
        return error


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "durum"))
    return paths.log_dir()


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_the_log_is_private_and_free_of_data(folder: Path, umask: int) -> None:
    import os

    before = os.umask(umask)
    try:
        path = logs.record_crash(crash())
    finally:
        os.umask(before)
    assert path is not None
    text = path.read_text("utf-8")
    assert "builtins.ValueError" in text
    assert "builtins.OSError errno=28" in text
    assert text.count("test_logs.py") == 2
    assert not [secret for secret in SECRETS if secret in text]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_log_stays_small(folder: Path) -> None:
    error = crash()
    for _round in range(40):
        path = logs.record_crash(error)
        assert path is not None
        with path.open("a") as stream:
            stream.write("x" * 100_000)
    files = sorted(folder.iterdir())
    assert len(files) == logs.KEPT + 1
    assert sum(file.stat().st_size for file in files) < 4_000_000


def test_a_folder_that_can_not_be_written_is_no_second_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dosya").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "dosya"))
    assert logs.record_crash(crash()) is None


def test_the_database_library_does_not_log_values() -> None:
    logging.getLogger("peewee").setLevel(logging.DEBUG)
    logs.quiet_libraries()
    assert not logging.getLogger("peewee").isEnabledFor(logging.DEBUG)
