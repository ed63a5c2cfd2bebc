"""Opening a database: ours is brought up to date, anything else is refused untouched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from kobicrm import APPLICATION_ID
from kobicrm.errors import Conflict, KobiError, StoreBusy, StoreError
from kobicrm.services import contacts
from kobicrm.services.session import open_session
from kobicrm.storage.opening import newest_schema, open_store
from tests.unit.storage.kit import finish, run, start

ADD = 'contacts.add(open_session(path, who="Ayşe"), {"name": "Şule Çağlayan"})'


def code_of(path: Path, **options: object) -> str:
    """Return the code with which opening ``path`` is refused."""
    with pytest.raises(KobiError) as error:
        open_session(path, wait=0, **options)  # type: ignore[arg-type]
    return error.value.code


def mode(path: Path) -> int:
    """Return the permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", ["0o000", "0o022", "0o077"])
def test_a_new_database_is_for_its_owner_only(tmp_path: Path, umask: str) -> None:
    path = tmp_path / "veri" / "kobicrm" / "dükkân.db"
    run(ADD + "\nos.listdir(path.parent)", path, umask=umask)
    assert mode(path) == 0o600
    assert [mode(folder) for folder in (path.parent, path.parent.parent)] == [0o700, 0o700]
    with open_session(path) as shop:
        assert contacts.count(shop) == 1
        for extra in path.parent.glob("dükkân.db-*"):
            assert mode(extra) == 0o600


def test_an_existing_folder_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_session(tmp_path / "a.db").close()
    assert mode(tmp_path) == 0o755


def test_a_missing_database_is_made_only_when_wanted(tmp_path: Path) -> None:
    assert code_of(tmp_path / "yok" / "a.db", create=False) == "store_missing"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_counts_as_new(tmp_path: Path) -> None:
    path = tmp_path / "boş.db"
    path.touch()
    with open_session(path) as shop:
        assert contacts.count(shop) == 0


def test_a_file_left_at_its_first_moment_counts_as_new(tmp_path: Path) -> None:
    path = tmp_path / "yarım.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = wal")
    connection.close()
    assert path.stat().st_size
    with open_session(path) as shop:
        assert contacts.count(shop) == 0


def foreign(path: Path, *statements: str) -> bytes:
    """Make a database of another program and return its bytes."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE place (id)"],
        ["CREATE TABLE contact (id)", "PRAGMA user_version = 1"],
        ["PRAGMA application_id = 252006675", "CREATE TABLE place (id)"],
        ["PRAGMA application_id = 252006675"],
        ["CREATE TABLE place (id)", "PRAGMA journal_mode = wal"],
    ],
)
def test_a_database_of_another_program_stays_untouched(
    tmp_path: Path, statements: list[str]
) -> None:
    path = tmp_path / "başka.db"
    before = foreign(path, *statements)
    assert code_of(path) == "store_foreign"
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_database_of_a_newer_program_stays_untouched(
    tmp_path: Path, empty_database: Path
) -> None:
    path = tmp_path / "yeni.db"
    shutil.copy(empty_database, path)
    before = foreign(path, f"PRAGMA user_version = {newest_schema() + 1}")
    with pytest.raises(StoreError) as error:
        open_session(path)
    assert error.value.code == "store_newer"
    assert (error.value.values["found"], error.value.values["known"]) == (
        newest_schema() + 1,
        newest_schema(),
    )
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "content",
    [
        b"merhaba",
        "Ad;Soyad\nŞule;Çağlayan\n".encode("cp1254"),
        b"PK\x03\x04" * 100,
        b"\x00" * 4096,
        b"SQLite format 3\x00",
        bytes(range(256)) * 20,
    ],
    ids=["text", "table", "archive", "zeros", "half a header", "noise"],
)
def test_a_file_of_another_kind_stays_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    assert code_of(path) == "store_not_a_database"
    assert path.read_bytes() == content


def test_a_damaged_database_is_told_apart(tmp_path: Path, empty_database: Path) -> None:
    whole = empty_database.read_bytes()
    for place, (start_, end) in enumerate(((16, 60), (16, 24), (100, 4096), (100, len(whole)))):
        path = tmp_path / f"bozuk{place}.db"
        path.write_bytes(whole[:start_] + b"\xff" * (end - start_) + whole[end:])
        assert code_of(path) in ("store_damaged", "store_cannot_open", "store_foreign")
    torn = tmp_path / "yırtık.db"
    torn.write_bytes(whole[:5000])
    with pytest.raises(StoreError) as error, open_session(torn) as shop:
        list(contacts.listing(shop))
    assert error.value.code == "store_damaged"


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    fifo = tmp_path / "boru"
    os.mkfifo(fifo)
    for path in (tmp_path, fifo, Path("/dev/zero"), Path("/dev/null")):
        assert code_of(path) == "store_not_a_file"


@pytest.mark.parametrize("name", ["dosya.txt/a.db", "x" * 300])
def test_an_impossible_place_is_a_plain_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "dosya.txt").write_text("x")
    assert code_of(tmp_path / name).startswith("store_")


def test_a_link_leads_to_one_and_the_same_database(tmp_path: Path) -> None:
    path, link = tmp_path / "a.db", tmp_path / "masaüstü" / "link.db"
    link.parent.mkdir()
    link.symlink_to(path)
    with open_session(link) as shop:
        contacts.add(shop, {"name": "Şule Çağlayan"})
        assert shop.path == path
        assert [entry.name for entry in link.parent.iterdir()] == ["link.db"]
    with open_session(path) as shop:
        assert contacts.count(shop) == 1


@pytest.fixture
def readable_tmp(tmp_path: Path, empty_database: Path) -> Path:
    """Return a folder that "nobody" may enter, with a database of nobody's."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder != Path("/tmp") and os.access(folder, os.W_OK):
            folder.chmod(0o755)
    place = tmp_path / "dükkân"
    place.mkdir()
    shutil.copy(empty_database, place / "a.db")
    if os.getuid() == 0:
        for entry in (place, place / "a.db"):
            os.chown(entry, 65534, 65534)
    return place / "a.db"


WRITE = """
with open_session(path, wait=0.1) as shop:
    print(contacts.count(shop), end=" ", flush=True)
    contacts.add(shop, {"name": "Ali"})
"""


def test_a_read_only_database_is_read_and_not_written(readable_tmp: Path) -> None:
    readable_tmp.chmod(0o400)
    assert run(WRITE, readable_tmp, as_nobody=True) == "0 store_read_only 5"


def test_in_a_read_only_folder_there_is_a_plain_error(readable_tmp: Path) -> None:
    readable_tmp.parent.chmod(0o500)
    try:
        out = run(WRITE, readable_tmp, as_nobody=True)
    finally:
        readable_tmp.parent.chmod(0o700)
    assert out in ("store_read_only 5", "store_cannot_open 1", "0 store_read_only 5")


def test_what_may_not_be_read_is_a_plain_error(readable_tmp: Path) -> None:
    readable_tmp.chmod(0)
    assert run(WRITE, readable_tmp, as_nobody=True) == "store_unreadable 1"
    readable_tmp.parent.chmod(0)
    out = run(WRITE, readable_tmp, as_nobody=True)
    readable_tmp.parent.chmod(0o700)
    assert out == "store_unreadable 1"
    new = readable_tmp.parent / "yeni" / "b.db"
    readable_tmp.parent.chmod(0o500)
    out = run(WRITE, new, as_nobody=True)
    readable_tmp.parent.chmod(0o700)
    assert out == "store_cannot_create 1"


def test_a_held_lock_is_busy_after_the_wait(tmp_path: Path, empty_database: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copy(empty_database, path)
    with open_session(path, wait=1.1) as shop:
        waits: list[None] = []
        shop.store.on_wait = lambda: waits.append(None)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy) as error:
            contacts.add(shop, {"name": "Ali"})
        assert (error.value.code, error.value.exit_code) == ("store_busy", 5)
        assert waits
        # Reading goes on meanwhile.
        assert contacts.count(shop) == 0
        other.execute("ROLLBACK")
        other.close()
        contacts.add(shop, {"name": "Ali"})


def test_a_locked_up_database_is_busy(tmp_path: Path, empty_database: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copy(empty_database, path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = exclusive")
    other.execute("BEGIN EXCLUSIVE")
    assert code_of(path) == "store_busy"
    other.close()


FIRST = """
for number in range(20):
    sys.stdin.readline()
    with open_session(path / f"ilk{number}" / "a.db", who="Ayşe") as shop:
        contacts.add(shop, {"name": "Şule Çağlayan"})
    print("tamam", number, flush=True)
"""


def test_two_first_starts_at_once_both_succeed(tmp_path: Path) -> None:
    both = [start(FIRST, tmp_path), start(FIRST, tmp_path)]
    for number in range(20):
        for process in both:
            assert process.stdin is not None
            process.stdin.write("başla\n")
            process.stdin.flush()
        for process in both:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == f"tamam {number}"
    assert [finish(process) for process in both] == ["", ""]
    for number in range(20):
        with open_session(tmp_path / f"ilk{number}" / "a.db") as shop:
            assert contacts.count(shop) == 2
            check = shop.store.connection().execute("PRAGMA integrity_check").fetchone()
            assert check == ("ok",)


def test_every_connection_is_set_up_alike(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    found = {
        name: store.connection().execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "secure_delete",
            "page_size",
            "application_id",
            "user_version",
            "mmap_size",
        )
    }
    store.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "page_size": 4096,
        "application_id": APPLICATION_ID,
        "user_version": newest_schema(),
        "mmap_size": 0,
    }


def test_the_database_knows_itself(tmp_path: Path) -> None:
    uids = set()
    for name in ("a.db", "b.db"):
        with open_session(tmp_path / name) as shop:
            row = shop.store.connection().execute(
                "SELECT value FROM shop WHERE key = 'database_uid'"
            )
            uids.add(row.fetchone()[0])
    assert len(uids) == 2


def test_an_application_open_across_an_upgrade_stops_before_it_writes(
    tmp_path: Path, empty_database: Path
) -> None:
    path = tmp_path / "a.db"
    shutil.copy(empty_database, path)
    with open_session(path) as shop:
        foreign(path, f"PRAGMA user_version = {newest_schema() + 1}")
        with pytest.raises(Conflict) as error:
            contacts.add(shop, {"name": "Ali"})
        assert error.value.code == "store_upgraded"
        assert contacts.count(shop) == 0
