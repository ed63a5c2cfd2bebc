"""Bringing an older database up: after a copy, wholly or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from kobicrm.errors import StoreError
from kobicrm.services import contacts
from kobicrm.services.session import open_session
from kobicrm.storage.database import Store
from kobicrm.storage.opening import MIGRATIONS, newest_schema, open_store
from tests.unit.storage.kit import finish, start

# Rebuilds a table that others point to, which a careless migration would empty.
SECOND = """
atomic = False

def up(migrator, db):
    db.execute_sql("CREATE TABLE staff_new (id INTEGER PRIMARY KEY AUTOINCREMENT, uid BLOB NOT NULL"
        " UNIQUE, name TEXT NOT NULL, fold TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL,"
        " phone TEXT NOT NULL DEFAULT '') STRICT")
    db.execute_sql("INSERT INTO staff_new (id, uid, name, fold, created_at)"
        " SELECT id, uid, name, fold, created_at FROM staff")
    {between}
    db.execute_sql("DROP TABLE staff")
    db.execute_sql("ALTER TABLE staff_new RENAME TO staff")
    db.execute_sql("ALTER TABLE contact ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")
    {end}
"""


@pytest.fixture
def old(tmp_path: Path, empty_database: Path) -> Path:
    """Return a database of the first schema with a few people in it."""
    path = tmp_path / "eski.db"
    shutil.copy(empty_database, path)
    with open_session(path, who="Ayşe") as shop:
        for name in ("Şule Çağlayan", "İbrahim Iğdır"):
            contacts.add(shop, {"name": name, "company": "Yıldız Ltd. Şti.", "owner": "Ayşe"})
    return path


def newer(tmp_path: Path, *, between: str = "pass", end: str = "pass") -> Path:
    """Return a folder of migrations one newer than the program's."""
    folder = tmp_path / "geçişler"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    number = newest_schema() + 1
    text = SECOND.format(between=between, end=end)
    (folder / f"{number:04}_second.py").write_text(text)
    return folder


def state(path: Path) -> tuple[int, bool, list[str], object, object]:
    """Return the version, whether it is the new schema, the names, and what the checks say."""
    connection = sqlite3.connect(path)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(contact)")]
    names = [row[0] for row in connection.execute("SELECT name FROM contact ORDER BY id")]
    found = (
        connection.execute("PRAGMA user_version").fetchone()[0],
        "nickname" in columns,
        names,
        connection.execute("PRAGMA foreign_key_check").fetchall(),
        connection.execute("PRAGMA integrity_check").fetchone(),
    )
    connection.close()
    return found


def test_an_older_database_is_copied_first_and_loses_nothing(old: Path, tmp_path: Path) -> None:
    before = state(old)
    seen: list[tuple[int, list[str]]] = []

    def copy(store: Store, version: int) -> None:
        names = [row[0] for row in store.connection().execute("SELECT name FROM contact")]
        seen.append((version, names))

    store = open_store(old, before_migration=copy, directory=newer(tmp_path))
    assert store.schema == newest_schema() + 1
    assert store.connection().execute("PRAGMA foreign_keys").fetchone() == (1,)
    store.close()
    assert seen == [(newest_schema(), before[2])]
    assert state(old) == (newest_schema() + 1, True, before[2], [], ("ok",))


def test_a_new_database_is_not_copied(tmp_path: Path) -> None:
    def copy(store: Store, version: int) -> None:
        raise AssertionError("nothing to copy")

    open_store(tmp_path / "yeni.db", before_migration=copy, directory=newer(tmp_path)).close()


def test_without_its_copy_nothing_is_changed(old: Path, tmp_path: Path) -> None:
    before = state(old)

    def fail(store: Store, version: int) -> None:
        raise StoreError("disk_full", file="x")

    with pytest.raises(StoreError):
        open_store(old, before_migration=fail, directory=newer(tmp_path))
    assert state(old) == before


@pytest.mark.parametrize(
    "end",
    [
        'raise ValueError("hata")',
        'db.execute_sql("SELECT * FROM yok")',
        'db.execute_sql("INSERT INTO note (uid, contact_id, text, at) VALUES (zeroblob(16), 999,'
        " 'x', 0)\")",
    ],
)
def test_a_migration_that_fails_leaves_the_old_database(
    old: Path, tmp_path: Path, end: str
) -> None:
    before = state(old)
    with pytest.raises(Exception) as error:  # noqa: PT011 - whatever the migration raised
        open_store(old, directory=newer(tmp_path, end=end))
    assert state(old) == before
    assert "rollback" not in str(error.value)
    # The program that fits it still opens and writes it.
    with open_session(old) as shop:
        contacts.add(shop, {"name": "Ali"})
        assert contacts.count(shop) == len(before[2]) + 1


KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


@pytest.mark.parametrize("place", ["between", "end"])
def test_a_migration_killed_inside_leaves_the_old_database(
    old: Path, tmp_path: Path, place: str
) -> None:
    before = state(old)
    process = start(
        "from kobicrm.storage.opening import open_store\n"
        "open_store(path, directory=Path(sys.argv[2]))",
        old,
        newer(tmp_path, **{place: KILL}),
    )
    finish(process)
    assert process.returncode == -9
    assert state(old) == before


def test_a_migration_killed_at_any_moment_leaves_old_or_new(old: Path, tmp_path: Path) -> None:
    folder = newer(tmp_path)
    before = state(old)
    copies = []
    for number in range(8):
        path = tmp_path / f"kopya{number}.db"
        shutil.copy(old, path)
        process = start(
            "import signal, sqlite3, threading\n"
            "from kobicrm.storage import opening\n"
            "count = [0]\n"
            "def step(*_):\n"
            "    count[0] += 1\n"
            f"    if count[0] == {number * 400 + 1}: os.kill(os.getpid(), signal.SIGKILL)\n"
            "    return 0\n"
            "bring = opening._bring_up\n"
            "def watched(store, *rest):\n"
            "    store.connection().set_progress_handler(step, 1)\n"
            "    return bring(store, *rest)\n"
            "opening._bring_up = watched\n"
            "opening.open_store(path, directory=Path(sys.argv[2])).close()\n",
            path,
            folder,
        )
        finish(process)
        found = state(path)
        assert found[0] == (newest_schema() + 1 if found[1] else newest_schema())
        assert found[2:] == before[2:]
        copies.append((process.returncode, found[1]))
    assert copies[0] == (-9, False)


def test_two_upgrades_at_once_both_succeed(old: Path, tmp_path: Path) -> None:
    folder = newer(tmp_path)
    code = (
        "from kobicrm.storage.opening import open_store\n"
        "open_store(path, directory=Path(sys.argv[2])).close()"
    )
    both = [start(code, old, folder) for _number in range(2)]
    assert [finish(process) for process in both] == ["", ""]
    assert state(old)[:2] == (newest_schema() + 1, True)
