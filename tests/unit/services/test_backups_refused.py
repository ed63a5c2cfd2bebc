"""What is not put back: damaged, foreign and newer files."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kobicrm.errors import BadFile, StoreError, VerificationFailed
from kobicrm.services import backups
from kobicrm.services.backups import files, sidecar
from kobicrm.storage import checks
from tests.faults.shop import Clock, dump, fingerprint, left_overs, make_shop, settle


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db")


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "usb"


def sign(file: Path, **changes: object) -> None:
    """Give a file a sidecar that fits its bytes, as nobody but a forger would."""
    sha256, size = files.digest(file)
    facts = {"content_sha256": sha256, "content_bytes": size, **changes}
    manifest = replace(sidecar.read(file), name=file.name, sha256=sha256, bytes=size, **facts)  # type: ignore[arg-type]
    sidecar.sidecar_of(file).write_text(sidecar.render(manifest))


def test_another_programs_database_is_refused_untouched(db: Path, usb: Path) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    foreign = usb.parent / "muhasebe.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE fatura (no TEXT)")
    before = fingerprint(foreign)
    with pytest.raises(StoreError, match="store_foreign"):
        backups.restore(foreign, made.path, backup_dir=usb, clock=Clock())
    assert fingerprint(foreign) == before


def test_a_newer_database_is_refused_untouched(db: Path, usb: Path) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    with closing(checks.connect(db)) as connection:
        connection.execute("PRAGMA user_version = 9000")
    settle(db)
    before = fingerprint(db)
    with pytest.raises(StoreError, match="store_newer"):
        backups.restore(db, made.path, backup_dir=usb, clock=Clock())
    with pytest.raises(StoreError, match="store_newer"):
        backups.create(db, to=usb, clock=Clock())
    assert fingerprint(db) == before


def test_a_backup_of_a_newer_program_is_refused(db: Path, usb: Path) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    with closing(sqlite3.connect(made.path)) as connection:
        connection.execute("PRAGMA user_version = 9000")
    sign(made.path, schema=9000)
    before = dump(db)
    with pytest.raises(StoreError, match="backup_newer"):
        backups.restore(db, made.path, backup_dir=usb, clock=Clock())
    assert dump(db) == before


def test_a_database_of_another_program_is_no_backup(db: Path, usb: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "fatura.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE fatura (no TEXT)")
    with pytest.raises(BadFile, match="backup_foreign"):
        backups.restore(db, foreign, clock=Clock(), without_checksum=True)
    with pytest.raises(VerificationFailed, match="backup_no_sidecar"):
        backups.restore(db, foreign, clock=Clock())


@pytest.mark.parametrize("content", [b"", b"merhaba", "çay".encode("utf-16"), bytes(5000)])
def test_what_is_no_backup_is_called_that(db: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "not.txt"
    file.write_bytes(content)
    with pytest.raises(BadFile, match="backup_foreign"):
        backups.restore(db, file, clock=Clock())


def test_a_missing_backup_and_a_folder_are_called_that(db: Path, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="file_missing"):
        backups.restore(db, tmp_path / "yok.db", clock=Clock())
    with pytest.raises(BadFile, match="file_is_directory"):
        backups.verify(tmp_path)


def test_a_compressed_bomb_stops_at_the_size_the_sidecar_tells(
    db: Path, usb: Path, tmp_path: Path
) -> None:
    made = backups.create(db, to=usb, compress=True, clock=Clock())
    said = sidecar.read(made.path).content_bytes
    made.path.write_bytes(gzip.compress(bytes(50_000_000)))
    sign(made.path, content_bytes=said)
    with pytest.raises(VerificationFailed, match="backup_content_differs"):
        backups.verify(made.path, work=tmp_path)
    assert left_overs(tmp_path) == []


def test_wrong_row_counts_are_noticed_even_when_the_hash_fits(
    db: Path, usb: Path, tmp_path: Path
) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    with closing(sqlite3.connect(made.path)) as connection:
        connection.execute("DELETE FROM note")
        connection.commit()
    sign(made.path)
    with pytest.raises(VerificationFailed, match="backup_counts_differ"):
        backups.verify(made.path, work=tmp_path)


def test_a_search_index_that_disagrees_is_noticed(db: Path, usb: Path, tmp_path: Path) -> None:
    made = backups.create(db, to=usb, clock=Clock())
    with closing(sqlite3.connect(made.path)) as connection:
        connection.execute("DROP TRIGGER contact_fts_update")
        connection.execute("UPDATE contact SET search = 'baskabirsey||' WHERE id = 2")
        connection.commit()
    sign(made.path)
    with pytest.raises(VerificationFailed, match="backup_search_index"):
        backups.verify(made.path, work=tmp_path)
