"""Several processes and sudden ends: nothing is lost, nothing is half."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from kobicrm.services import contacts, undo
from kobicrm.services.session import open_session
from tests.unit.storage.kit import finish, start

WRITER = """
shop = open_session(path, who=sys.argv[2], wait=60)
for number in range(50):
    contacts.note(shop, "id:1", f"{sys.argv[2]} {number}")
    if number % 10 == 0:
        contacts.add(shop, {"name": f"{sys.argv[2]} {number}", "company": "Ortak Ltd. Şti."})
print("bitti")
"""


@pytest.fixture
def path(tmp_path: Path, empty_database: Path) -> Path:
    """Return a database with one customer."""
    path = tmp_path / "a.db"
    shutil.copy(empty_database, path)
    with open_session(path, who="Ayşe") as shop:
        contacts.add(shop, {"name": "Şule Çağlayan"})
    return path


def test_four_writers_lose_nothing_and_wait_for_each_other(path: Path) -> None:
    with open_session(path) as shop:
        seen = shop.data_version()
        assert shop.data_version() == seen
        people = ["Ali", "Veli", "Ayşe", "Çiğdem"]
        writers = [start(WRITER, path, name) for name in people]
        assert [finish(writer) for writer in writers] == ["bitti"] * 4
        assert shop.data_version() != seen
        stored = contacts.get(shop, "id:1")
        assert len(stored.notes) == 200
        assert {note.text for note in stored.notes} == {
            f"{name} {number}" for name in people for number in range(50)
        }
        assert stored.ver == 201
        # The same company was made once, by whoever came first.
        assert len([c for c in contacts.listing(shop) if c.kind == "company"]) == 1
        own = shop.data_version()
        contacts.note(shop, "id:1", "kendim")
        assert shop.data_version() == own


def test_a_change_that_changes_nothing_wakes_nobody(path: Path) -> None:
    with open_session(path) as shop:
        seen = shop.data_version()
        finish(start('contacts.edit(open_session(path), "id:1", {"title": ""})', path))
        assert shop.data_version() == seen
        finish(start('contacts.edit(open_session(path), "id:1", {"title": "Sayın"})', path))
        assert shop.data_version() != seen


INSIDE = """
import signal
shop = open_session(path, who="Ali")
with shop.write("yarım") as unit:
    for number in range(300):
        unit.insert(contacts.get(shop, "id:1").__class__(name=f"Yarım {number}"))
        if number == 200:
            print("içeride", flush=True)
            signal.pause()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_inside_a_transaction_leaves_nothing_half(path: Path, number: int) -> None:
    process = start(INSIDE, path)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "içeride"
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode != 0
    with open_session(path, who="Ayşe") as shop:
        assert [contact.name for contact in contacts.listing(shop)] == ["Şule Çağlayan"]
        assert len(undo.changesets(shop)) == 1
        connection = shop.store.connection()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        contacts.add(shop, {"name": "Ali"})


def test_an_error_inside_a_transaction_is_told_as_it_is(path: Path) -> None:
    with open_session(path) as shop:

        def fail() -> None:
            with shop.write("yarım") as unit:
                unit.insert(contacts.get(shop, "id:1"))

        with pytest.raises(Exception, match="UNIQUE"):
            fail()
        assert contacts.count(shop) == 1
        contacts.add(shop, {"name": "Ali"})
