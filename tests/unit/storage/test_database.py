"""A store in use: a connection a thread, one view for several reads, reads that give way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kobicrm.errors import Interrupted
from kobicrm.services import contacts
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import get_shop
from kobicrm.storage.engine import sqlite3

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def in_thread(act: Callable[[], None]) -> None:
    """Run ``act`` in another thread to its end."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(act).result(30)


def test_several_reads_see_one_and_the_same_state(shop: Session) -> None:
    contacts.add(shop, {"name": "Şule Çağlayan"})
    with shop.store.reading():
        assert contacts.count(shop) == 1
        in_thread(lambda: (contacts.add(shop, {"name": "Ali"}), shop.store.forget_thread())[1])
        assert contacts.count(shop) == 1
        assert len(list(contacts.listing(shop))) == 1
    assert contacts.count(shop) == 2


def test_a_thread_at_another_store_leaves_the_others_where_they_are(
    shop: Session, tmp_path: Path
) -> None:
    contacts.add(shop, {"name": "Şule Çağlayan"})
    opened, looked = threading.Event(), threading.Event()

    def build_another() -> None:
        with open_session(tmp_path / "örnek.db", who="Elif") as other:
            with other.write("demo") as unit:
                opened.set()
                looked.wait(30)
                unit.set_shop("shop.name", "Örnek dükkân")
            assert get_shop(other).name == "Örnek dükkân"

    with ThreadPoolExecutor(1) as pool:
        building = pool.submit(build_another)
        assert opened.wait(30)
        contacts.add(shop, {"name": "Veli Kaya"})
        assert contacts.count(shop) == 2
        looked.set()
        building.result(30)
    assert get_shop(shop).name == ""


def test_another_threads_write_is_noticed(shop: Session) -> None:
    seen = shop.data_version()
    in_thread(lambda: (contacts.add(shop, {"name": "Ali"}), shop.store.forget_thread())[1])
    assert shop.data_version() != seen


def test_a_read_gives_way_and_its_connection_stays_usable(shop: Session) -> None:
    contacts.add(shop, {"name": "Şule Çağlayan"})
    running: list[sqlite3.Connection] = []
    ready, stopped = threading.Event(), threading.Event()

    def read() -> None:
        running.append(shop.store.connection())
        ready.set()
        with pytest.raises(Interrupted), shop.store.reading() as connection:
            connection.execute(ENDLESS)
        stopped.set()
        assert contacts.count(shop) == 1

    def stop() -> None:
        ready.wait(30)
        # An interrupt before the statement runs has no effect.
        while not stopped.wait(0.01):
            shop.store.interrupt(running[0])

    stopper = threading.Thread(target=stop)
    stopper.start()
    in_thread(read)
    stopper.join(30)


def test_a_failed_write_leaves_the_connection_free(shop: Session) -> None:
    def fail() -> None:
        with shop.write("yarım") as unit:
            unit.set_shop("shop.name", "Yarım")
            raise ZeroDivisionError

    for _time in range(3):
        with pytest.raises(ZeroDivisionError):
            fail()
    contacts.add(shop, {"name": "Ali"})
    assert contacts.count(shop) == 1


def test_two_open_databases_never_mix(tmp_path: Path) -> None:
    with open_session(tmp_path / "a.db") as first, open_session(tmp_path / "b.db") as second:
        for number in range(3):
            contacts.add(first, {"name": f"Birinci {number}"})
            contacts.add(second, {"name": f"İkinci {number}"})
        assert {c.name[0] for c in contacts.listing(first)} == {"B"}
        assert {c.name[0] for c in contacts.listing(second)} == {"İ"}
