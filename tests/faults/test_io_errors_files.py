"""A disk that fails while files are taken in, given out and settings stored (R3)."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from kobicrm import config
from kobicrm.errors import KobiError
from kobicrm.services import contacts
from kobicrm.services.exports import export_contacts
from kobicrm.services.imports import ImportOptions, run_import
from kobicrm.services.session import open_session
from tests.faults.failing import failing_disk
from tests.faults.shop import assert_whole, make_shop

ENOUGH = 200
CODES = ("disk_full", "disk_failed", "file_not_writable")
LIST = "Ad Soyad;Cep\nŞule Çağlayan;0532 700 45 67\n;0533 111 22 33\nİbrahim Iğdır;\n"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return make_shop(tmp_path / "dükkân" / "kobicrm.db", 4)


@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_an_import_happens_with_its_rejects_or_not_at_all(
    db: Path, tmp_path: Path, for_ever: bool, code: int
) -> None:
    table, rejects = tmp_path / "liste.csv", tmp_path / "red.csv"
    table.write_text(LIST, "utf-8")
    with open_session(db) as session:
        before = contacts.count(session)
        for at in range(1, ENOUGH):
            with failing_disk(at, for_ever=for_ever, code=code):
                try:
                    report = run_import(session, table, ImportOptions(rejects=rejects))
                except KobiError as error:
                    assert error.code in CODES  # noqa: PT017 - more is asserted
                    assert contacts.count(session) == before
                    assert not rejects.exists()
                    assert [one.name for one in tmp_path.iterdir() if "tmp" in one.name] == []
                    continue
            assert (report.created, report.refused) == (2, 1)
            break
        assert contacts.count(session) == before + 2
        assert "0533 111 22 33" in rejects.read_text("utf-8-sig")
    assert_whole(db)


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_an_export_is_the_old_file_or_the_new_one(db: Path, tmp_path: Path, format_: str) -> None:
    out = tmp_path / "çıktı" / f"kişiler.{format_}"
    out.parent.mkdir()
    out.write_text("eski")
    with open_session(db) as session:
        for at in range(1, ENOUGH):
            with failing_disk(at, for_ever=True):
                try:
                    export_contacts(session, out, format=format_, force=True)
                except KobiError:
                    assert out.read_text() == "eski"
                    assert [one.name for one in out.parent.iterdir()] == [out.name]
                    continue
            break
    assert out.stat().st_size > 100


def test_settings_are_the_old_ones_or_the_new_ones(tmp_path: Path) -> None:
    path = tmp_path / "ayar" / "config.toml"
    config.set_value(path, "staff", "Ayşe")
    for at in range(1, ENOUGH):
        with failing_disk(at, for_ever=True):
            try:
                config.set_value(path, "staff", "Veli")
            except (KobiError, OSError):
                assert config.load(path).staff in ("Ayşe", "Veli")
                assert [one.name for one in path.parent.iterdir()] == [path.name]
                continue
        break
    assert config.load(path).staff == "Veli"
