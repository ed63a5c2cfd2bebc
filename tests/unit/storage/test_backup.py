"""The engine's part of backups."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kobicrm.errors import StoreBusy, StoreError
from kobicrm.storage import backup, checks
from kobicrm.storage.database import private_file
from kobicrm.storage.opening import MIGRATIONS, newest_schema
from tests.faults.shop import add_one, dump, fingerprint, make_shop, names


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return make_shop(tmp_path / "dükkân" / "kobicrm.db", 3)


def copied(db: Path, target: Path) -> Path:
    private_file(target)
    backup.copy_to(db, target)
    return target


def test_inspecting_writes_nothing_beside_the_copy(db: Path, tmp_path: Path) -> None:
    room = tmp_path / "oda"
    room.mkdir()
    copy = copied(db, room / "kopya.db")
    before = fingerprint(copy)
    found = backup.inspect(copy)
    assert (found.ours, found.schema, found.problems) == (True, newest_schema(), ())
    assert found.database == checks.uid_of(db)
    assert [path.name for path in room.iterdir()] == ["kopya.db"]
    assert fingerprint(copy) == before


def test_every_database_has_a_uid_of_its_own(db: Path, tmp_path: Path) -> None:
    other = make_shop(tmp_path / "öteki.db", 1)
    assert len(checks.uid_of(db)) == 32
    assert checks.uid_of(db) != checks.uid_of(other)


def test_while_content_is_replaced_nobody_writes_and_the_old_is_readable(
    db: Path, tmp_path: Path
) -> None:
    copy = copied(db, tmp_path / "kopya.db")
    add_one(db, "Sonradan Gelen")
    present = dump(db)
    seen: list[object] = []

    def locked() -> None:
        seen.append(dump(db) == present)
        with (
            closing(checks.connect(db, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")

    backup.write_into_live(copy, db, locked=locked)
    assert seen == [True]
    assert dump(db) == dump(copy)


def test_a_refusal_at_the_last_moment_changes_nothing(db: Path, tmp_path: Path) -> None:
    copy = copied(db, tmp_path / "kopya.db")
    add_one(db, "Sonradan Gelen")
    before = dump(db)

    def locked() -> None:
        raise StoreBusy("store_busy")

    with pytest.raises(StoreBusy):
        backup.write_into_live(copy, db, locked=locked)
    assert dump(db) == before


def test_the_live_database_keeps_its_journal_mode(db: Path, tmp_path: Path) -> None:
    backup.write_into_live(copied(db, tmp_path / "kopya.db"), db)
    with closing(checks.connect(db)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_databases_set_aside_never_replace_each_other(tmp_path: Path) -> None:
    seen = []
    for text in ("bir", "iki", "üç"):
        broken = tmp_path / "kobicrm.db"
        broken.write_text(text)
        (tmp_path / "kobicrm.db-wal").write_text(f"{text} günlüğü")
        aside = backup.set_aside(broken, "20260301T020000Z")
        assert aside is not None
        seen.append(aside)
    assert [path.read_text() for path in seen] == ["bir", "iki", "üç"]
    assert seen[2].with_name(seen[2].name + "-wal").read_text() == "üç günlüğü"
    assert not (tmp_path / "kobicrm.db").exists()


def test_an_older_copy_is_brought_up_before_it_goes_live(db: Path, tmp_path: Path) -> None:
    copy = copied(db, tmp_path / "kopya.db")
    later = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, later, ignore=shutil.ignore_patterns("__pycache__"))
    number = newest_schema() + 1
    (later / f"{number:04d}_sonraki.py").write_text(
        "atomic = False\n\n\ndef up(migrator, db):\n"
        "    db.execute_sql('CREATE TABLE yeni (a TEXT) STRICT')\n"
    )
    backup.bring_up(copy, later)
    found = backup.inspect(copy)
    assert (found.schema, found.rows["yeni"], found.problems) == (number, 0, ())
    assert names(copy) == names(db)


def test_a_copy_of_what_is_no_database_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "not.txt"
    wrong.write_text("merhaba" * 200)
    target = tmp_path / "kopya.db"
    private_file(target)
    with pytest.raises(StoreError, match="store_damaged"):
        backup.copy_to(wrong, target)
