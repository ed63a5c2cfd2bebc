"""Making and proving backups."""

from __future__ import annotations

import shutil
import stat
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest

from kobicrm.errors import (
    BadFile,
    KobiError,
    StoreBusy,
    StoreError,
)
from kobicrm.services import backups
from kobicrm.services.backups import files, sidecar
from kobicrm.services.session import open_session
from kobicrm.storage import checks
from tests.faults.shop import (
    Clock,
    assert_set_valid,
    dump,
    left_overs,
    make_shop,
    settle,
    wal,
)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db")


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "usb"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_backup_holds_every_row_and_its_report_says_what(db: Path, usb: Path) -> None:
    report = backups.create(db, to=usb, clock=Clock())
    assert dump(report.path) == dump(db)
    found = report.to_json()
    assert set(found) == {"path", "sha256", "bytes", "rows", "verified", "pruned"}
    assert found["rows"]["contact"] == 13
    assert found["verified"] is True
    assert found["bytes"] == report.path.stat().st_size


def test_its_name_carries_number_and_utc_time(db: Path, usb: Path) -> None:
    report = backups.create(db, to=usb, clock=Clock())
    assert report.path.name == "kobicrm-000001-20260301T020000Z.db"
    second = backups.create(db, to=usb, compress=True, clock=Clock())
    assert second.path.name == "kobicrm-000002-20260301T020000Z.db.gz"


def test_numbers_go_on_when_the_target_folder_is_a_new_one(db: Path, tmp_path: Path) -> None:
    backups.create(db, to=tmp_path / "bir", clock=Clock())
    assert backups.create(db, to=tmp_path / "iki", clock=Clock()).sequence == 2


def test_numbers_go_on_when_only_the_target_folder_knows_them(db: Path, usb: Path) -> None:
    backups.create(db, to=usb, clock=Clock())
    (db.parent / "kobicrm.db-backups").unlink()
    assert backups.create(db, to=usb, clock=Clock()).sequence == 2


def test_the_default_folder_is_in_the_platforms_data_folder(db: Path, tmp_path: Path) -> None:
    report = backups.create(db, clock=Clock())
    assert report.path.parent == tmp_path / "xdg" / "kobicrm" / "backups"


def test_sha256sum_accepts_the_sidecar(db: Path, usb: Path) -> None:
    report = backups.create(db, to=usb, clock=Clock())
    side = sidecar.sidecar_of(report.path)
    assert side.read_text().startswith(f"{report.sha256}  {report.path.name}\n# kobicrm ")
    tool = shutil.which("sha256sum")
    if tool:
        assert (
            subprocess.run([tool, "-c", "--strict", side.name], cwd=usb, check=False).returncode
            == 0
        )


def test_files_are_for_the_owner_only(db: Path, usb: Path) -> None:
    report = backups.create(db, to=usb, compress=True, clock=Clock())
    assert mode(usb) == 0o700
    assert mode(report.path) == mode(sidecar.sidecar_of(report.path)) == 0o600
    assert mode(db.parent / "kobicrm.db-backups") == 0o600


def test_a_folder_that_is_there_keeps_its_mode(db: Path, usb: Path) -> None:
    usb.mkdir(mode=0o755)
    usb.chmod(0o755)
    backups.create(db, to=usb, clock=Clock())
    assert mode(usb) == 0o755


def test_an_open_application_is_not_woken_by_a_backup(db: Path, usb: Path) -> None:
    with open_session(db, who="Ömer") as session:
        before = session.data_version()
        backups.create(db, to=usb, clock=Clock())
        assert session.data_version() == before


def test_a_backup_does_not_wait_for_somebody_who_writes(db: Path, usb: Path) -> None:
    with open_session(db, who="Ömer") as session, session.write("contact.add"):
        report = backups.create(db, to=usb, clock=Clock(), wait=0)
    assert report.rows["contact"] == 13


def test_deleted_text_does_not_travel_along(db: Path, usb: Path) -> None:
    with closing(checks.connect(db)) as connection:
        connection.execute("PRAGMA secure_delete = 0")
        connection.execute("INSERT INTO shop VALUES ('gizli', 'silinecek-Çiğdem')")
        connection.execute("DELETE FROM shop WHERE key = 'gizli'")
        report = backups.create(db, to=usb, clock=Clock())
        assert "Çiğdem".encode() in wal(db).read_bytes() + db.read_bytes()
    assert "Çiğdem".encode() not in report.path.read_bytes()


def test_a_missing_database_is_said_and_nothing_is_made(tmp_path: Path, usb: Path) -> None:
    with pytest.raises(StoreError, match="store_missing"):
        backups.create(tmp_path / "yok.db", to=usb, clock=Clock())
    assert not usb.exists()


def test_a_stick_that_is_not_plugged_in_is_not_replaced_by_a_folder(
    db: Path, tmp_path: Path
) -> None:
    with pytest.raises(BadFile, match="backup_folder_missing"):
        backups.create(db, to=tmp_path / "media" / "usb" / "yedek", clock=Clock())
    assert not (tmp_path / "media").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(db: Path, usb: Path) -> None:
    usb.write_text("dosya")
    with pytest.raises(BadFile, match="backup_folder_not_a_folder"):
        backups.create(db, to=usb, clock=Clock())


def test_a_damaged_database_gives_no_backup_and_spoils_none(db: Path, usb: Path) -> None:
    first = backups.create(db, to=usb, clock=Clock())
    settle(db)
    with db.open("r+b") as stream:
        stream.seek(4096 * 3)
        stream.write(b"\xff" * 4096 * 20)
    with pytest.raises(KobiError) as caught:
        backups.create(db, to=usb, clock=Clock())
    assert caught.value.code in ("store_damaged", "backup_copy_damaged")
    assert [entry.path for entry in backups.listing(usb)] == [first.path]
    assert left_overs(usb, db.parent) == []


def test_two_backups_into_one_folder_at_once_do_not_clash(db: Path, usb: Path) -> None:
    made: list[str] = []

    def work() -> None:
        made.append(backups.create(db, to=usb, clock=Clock()).path.name)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 6
    assert [entry.sequence for entry in backups.listing(usb)] == [6, 5, 4, 3, 2, 1]
    assert_set_valid(usb, usb.parent)


def test_a_second_backup_says_who_is_in_the_way(db: Path, usb: Path) -> None:
    usb.mkdir()
    with (
        files.locked(usb, 0),
        pytest.raises(StoreBusy, match="backup_busy"),
    ):
        backups.create(db, to=usb, clock=Clock(), wait=0)


def test_left_overs_of_a_killed_backup_are_removed_by_the_next(db: Path, usb: Path) -> None:
    usb.mkdir()
    (usb / ".kobicrm-000007.part").write_bytes(b"yarim")
    (usb / "kobicrm-000007-20260101T000000Z.db.sha256").write_text("sahipsiz")
    foreign = usb / "tatil.jpg"
    foreign.write_bytes(b"foto")
    backups.create(db, to=usb, clock=Clock())
    assert left_overs(usb) == []
    assert foreign.exists()
    assert not (usb / "kobicrm-000007-20260101T000000Z.db.sha256").exists()


def test_a_shop_in_a_folder_with_odd_letters_is_backed_up(tmp_path: Path) -> None:
    odd = make_shop(tmp_path / "Şişli #1 100%? & 'öz'" / "a b.db", 2)
    report = backups.create(odd, to=tmp_path / "yedek %20 #2", clock=Clock())
    assert dump(report.path) == dump(odd)


def test_an_older_database_is_copied_before_it_is_upgraded(db: Path, tmp_path: Path) -> None:
    with open_session(db) as session:
        backups.before_migration(session.store, 1)
    (entry,) = backups.listing(tmp_path / "xdg" / "kobicrm" / "backups")
    assert entry.manifest is not None
    assert entry.manifest.reason == "before_migration"
    assert dump(entry.path) == dump(db)
