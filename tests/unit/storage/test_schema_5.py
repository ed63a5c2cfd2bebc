"""Schema 5: a database of the third schema gets what queries look up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kobicrm.services import contacts, querying
from kobicrm.services.imports import run_import
from kobicrm.services.session import Session, open_session
from kobicrm.storage.kinds.contact import note_search
from kobicrm.storage.opening import newest_schema
from tests.conftest import PEOPLE, Clock
from tests.unit.storage.kit import as_of_schema
from tests.unit.storage.test_schema_2 import rows, version


@pytest.fixture
def new(tmp_path: Path, empty_database: Path) -> Path:
    """Return a database of today with people and their notes."""
    path = tmp_path / "yeni.db"
    shutil.copy(empty_database, path)
    with open_session(path, who="Ayşe", clock=Clock()) as shop:
        for given in PEOPLE:
            contacts.add(shop, {**given, "note": f"{given['name']} ile görüşüldü"})
    return path


def sound(shop: Session) -> None:
    """Check that the index of notes holds what is stored."""
    check = "INSERT INTO note_fts (note_fts, rank) VALUES ('integrity-check', 1)"
    with shop.store.writing() as connection:
        connection.execute(check)
        for text, search in connection.execute("SELECT text, search FROM note"):
            assert search == note_search(text)


def test_notes_of_an_older_database_are_found(new: Path, tmp_path: Path) -> None:
    old = as_of_schema(3, new, tmp_path / "kobicrm.db")
    assert version(old) == 3
    with open_session(old) as shop:
        assert contacts.count(shop, querying.where(shop, "note:GORUSULDU")) == len(PEOPLE)
        assert contacts.count(shop, querying.where(shop, "note:çağ")) == 1
        sound(shop)
    assert version(old) == newest_schema()
    assert rows(old, "note") == rows(new, "note")


def test_notes_of_a_large_import_are_found(shop: Session, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    lines = [f"Kişi {n};0532 {n:03} {n // 100:02} 11;Not {n} fuar" for n in range(2100)]
    file.write_text("\n".join(["Ad Soyad;Cep;Not", *lines]), encoding="utf-8")
    run_import(shop, file)
    assert contacts.count(shop, querying.where(shop, "not:fuar")) == 2100
    assert contacts.count(shop, querying.where(shop, 'not:"2099 fuar"')) == 1
    sound(shop)
