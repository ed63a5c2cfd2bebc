"""Schema 2: a database and a backup of the first schema get the keys of lists and filters."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kobicrm.domain.query import Compare
from kobicrm.domain.turkish import fold
from kobicrm.services import backups, contacts, doctor
from kobicrm.services.contacts import ListView
from kobicrm.services.session import open_session
from kobicrm.storage import contacts as stored
from kobicrm.storage.opening import newest_schema
from tests.conftest import PEOPLE, Clock
from tests.unit.storage.kit import as_of_schema


@pytest.fixture
def new(tmp_path: Path, empty_database: Path) -> Path:
    """Return a database of today with people, one of them in the trash."""
    path = tmp_path / "yeni.db"
    shutil.copy(empty_database, path)
    with open_session(path, who="Ayşe", clock=Clock()) as shop:
        made = [contacts.add(shop, given).contact for given in PEOPLE]
        contacts.edit(shop, made[3].uid, {"company": "Ümit Ticaret", "street": "Liman Sok."})
        contacts.delete(shop, [made[4].uid])
    return path


@pytest.fixture
def old(new: Path, tmp_path: Path) -> Path:
    """Return the same as a program of the first schema kept it."""
    return as_of_schema(1, new, tmp_path / "kobicrm.db")


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    """Return a table by the names of its columns."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(f"PRAGMA table_info({table})")
        columns = ", ".join(sorted(row[1] for row in found))
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()


def version(path: Path) -> int:
    """Return the number of a database's schema."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_what_is_filled_in_is_what_writing_stores(old: Path, new: Path) -> None:
    assert version(old) == 1
    with open_session(old) as shop:
        connection = shop.store.connection()
        for (one,) in connection.execute("SELECT id FROM contact").fetchall():
            [contact] = stored.load([one])
            right = stored.derived_columns(contact)
            names = ", ".join(right)
            found = connection.execute(f"SELECT {names} FROM contact WHERE id = ?", (one,))
            assert found.fetchone() == tuple(right.values())
        for province, key in connection.execute("SELECT province, province_fold FROM address"):
            assert key == fold(province)
    assert version(old) == newest_schema()
    for table in ("contact", "address", "phone", "contact_tag", "company_link", "change"):
        assert rows(old, table) == rows(new, table)


def test_an_upgraded_database_is_sorted_filtered_and_sound(old: Path) -> None:
    with open_session(old) as shop:
        view = ListView(shop, where=Compare("province", "=", "IZMIR"), sort="place")
        view.start()
        assert [row.name for row in view.window(0, 5)] == ["Şule Çağlayan"]
        view = ListView(shop, sort="company")
        view.start()
        assert [row.name.split()[0] for row in view.window(0, 9)][-1] == "Şule"
    report = doctor.examine(old, now=Clock()())
    assert not [finding for finding in report.findings if finding.level == "error"]


def test_a_backup_of_the_first_schema_is_restored_and_brought_up(
    old: Path, new: Path, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    made = backups.create(old, to=usb, clock=Clock())
    assert made.verified
    assert version(made.path) == 1
    backups.restore(new, made.path, backup_dir=usb, clock=Clock())
    with open_session(new) as shop:
        assert contacts.count(shop, Compare("phones", "empty")) == 3
    assert version(new) == newest_schema()
    assert doctor.examine(new, now=Clock()()).ok
