"""Killed at any moment (R1, R5): the database is whole and the backup set valid."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kobicrm.services import backups
from kobicrm.services.session import open_session
from tests.faults import children
from tests.faults.children import Ack, kill_after, moments
from tests.faults.shop import (
    Clock,
    add_one,
    assert_set_valid,
    assert_whole,
    dump,
    left_overs,
    make_shop,
    names,
)


def schema_of(path: Path) -> set[tuple[str, str]]:
    """Return the name and text of everything the database is made of."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return set(found.fetchall())


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db")


@children.rounds(10, 1000)
def test_edits_that_were_saved_survive_a_kill(db: Path, tmp_path: Path, rounds: int) -> None:
    ack = Ack(tmp_path / "ack")
    for number, moment in enumerate(moments(rounds, 0.15, seed=1)):
        kill_after(moment, children.add_people, db, ack.path, f"Şükrü{number}")
        assert_whole(db)
        said = set(ack.lines())
        stored = {name for name in names(db) if name.startswith("Şükrü")}
        assert said <= stored
        assert len(stored - said) <= number + 1
    # On a busy machine none may have come as far as its first line.
    children.kill_after_a_line(ack, children.add_people, db, ack.path, "Şükrü son")
    assert_whole(db)
    assert set(ack.lines()) <= names(db)


@children.rounds(10, 1000)
def test_a_killed_import_is_wholly_there_or_not_at_all(
    db: Path, tmp_path: Path, rounds: int
) -> None:
    ack, people = Ack(tmp_path / "ack"), 300
    for number, moment in enumerate(moments(rounds, 0.3, seed=8)):
        file = tmp_path / f"liste{number}.csv"
        lines = [f"Şükrü{number} Iğdır {row};0532 {number:03d} {row:04d}" for row in range(people)]
        file.write_text("\n".join(["Ad Soyad;Telefon", *lines]), "utf-8")
        kill_after(moment, children.take_in, db, file, ack.path)
        assert_whole(db)
        stored = sum(name.startswith(f"Şükrü{number} ") for name in names(db))
        assert stored == people or (stored == 0 and file.name not in ack.lines())


@children.rounds(5, 200)
def test_a_killed_large_import_leaves_data_and_indexes_whole(
    db: Path, tmp_path: Path, rounds: int
) -> None:
    """Large enough that indexes are dropped and built anew inside the transaction."""
    ack, people, schema = Ack(tmp_path / "ack"), 2_500, schema_of(db)
    for number, moment in enumerate(moments(rounds, 2.5, seed=9)):
        file = tmp_path / f"liste{number}.csv"
        lines = [f"Şükrü{number} Iğdır {row};053{number} {row:07d}" for row in range(people)]
        file.write_text("\n".join(["Ad Soyad;Telefon", *lines]), "utf-8")
        kill_after(moment, children.take_in, db, file, ack.path)
        assert_whole(db)
        assert schema_of(db) == schema
        stored = sum(name.startswith(f"Şükrü{number} ") for name in names(db))
        assert stored == people or (stored == 0 and file.name not in ack.lines())


@children.rounds(10, 1000)
def test_a_first_start_can_be_killed_and_repeated(tmp_path: Path, rounds: int) -> None:
    for number, moment in enumerate(moments(rounds, 0.08, seed=2)):
        db = tmp_path / str(number) / "kobicrm.db"
        kill_after(moment, children.open_only, db)
        open_session(db).close()
        assert_whole(db)


@children.rounds(10, 1000)
def test_a_killed_backup_leaves_the_set_valid(db: Path, tmp_path: Path, rounds: int) -> None:
    ack, usb = Ack(tmp_path / "ack"), tmp_path / "usb"
    first = backups.create(db, to=usb, clock=Clock())
    before = dump(db)
    for moment in moments(rounds, 0.2, seed=3):
        kill_after(moment, children.make_backups, db, usb, ack.path, ())
    found = {entry.path.name for entry in backups.listing(usb)}
    assert ack.lines()
    assert set(ack.lines()) | {first.path.name} <= found
    assert_set_valid(usb, tmp_path)
    assert_whole(db)
    assert dump(db) == before
    backups.create(db, to=usb, clock=Clock())
    assert left_overs(usb) == []


@children.rounds(10, 1000)
def test_a_killed_encrypted_backup_leaves_nothing_readable_on_the_stick(
    db: Path, tmp_path: Path, rounds: int
) -> None:
    ack, usb = Ack(tmp_path / "ack"), tmp_path / "usb"
    public = backups.new_key(tmp_path / "anahtar.txt")
    for moment in moments(rounds, 0.2, seed=4):
        kill_after(moment, children.make_backups, db, usb, ack.path, (public,))
        for path in usb.glob("*") if usb.exists() else ():
            assert b"SQLite format 3" not in path.read_bytes()[:16]
    backups.create(db, to=usb, recipients=[public], clock=Clock())
    assert_set_valid(usb, tmp_path)
    assert left_overs(usb) == []


@children.rounds(10, 1000)
def test_a_killed_restore_leaves_the_old_or_the_new_state(
    db: Path, tmp_path: Path, rounds: int
) -> None:
    ack, usb, kept = Ack(tmp_path / "ack"), tmp_path / "usb", tmp_path / "kept"
    one = backups.create(db, to=usb, clock=Clock())
    add_one(db, "Sonradan Gelen")
    two = backups.create(db, to=usb, compress=True, clock=Clock())
    states = [dump(one.path), dump(db)]
    for moment in moments(rounds, 0.25, seed=5):
        files = (one.path, two.path)
        kill_after(moment, children.restore_in_turn, db, files, kept, ack.path)
        assert_whole(db)
        assert dump(db) in states
    assert ack.lines()
    assert_set_valid(kept, tmp_path)
    backups.restore(db, one.path, backup_dir=kept, clock=Clock())
    assert dump(db) == states[0]


@children.rounds(10, 1000)
def test_a_lost_database_whose_restore_was_killed_can_be_restored_again(
    db: Path, tmp_path: Path, rounds: int
) -> None:
    usb, ack = tmp_path / "usb", tmp_path / "ack"
    made = backups.create(db, to=usb, clock=Clock())
    before = dump(db)
    for number, moment in enumerate(moments(rounds, 0.08, seed=6)):
        new = tmp_path / str(number) / "kobicrm.db"
        kill_after(moment, children.restore_in_turn, new, (made.path,), usb, ack)
        if new.exists():
            assert_whole(new)
        backups.restore(new, made.path, backup_dir=usb, clock=Clock())
        assert dump(new) == before


@children.rounds(3, 200)
def test_killed_while_recovering_from_a_kill(db: Path, tmp_path: Path, rounds: int) -> None:
    ack = Ack(tmp_path / "ack")
    for number, moment in enumerate(moments(rounds, 0.15, seed=7)):
        kill_after(moment, children.add_people, db, ack.path, f"Şükrü{number}")
        for again in moments(3, 0.02, seed=number):
            kill_after(again, children.open_only, db)
        assert_whole(db)
        assert set(ack.lines()) <= names(db)
