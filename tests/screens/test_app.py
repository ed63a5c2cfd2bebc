"""The application as a whole: how it begins, how it ends, and what its threads promise."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pexpect
import pytest

from kobicrm import config, i18n, paths
from kobicrm.errors import StoreError
from kobicrm.services import backups, contacts
from kobicrm.services.shop import set_shop
from screens.app import KobiApp, run_app
from screens.contacts.reading import read_first
from screens.contacts.screen import ContactsScreen
from screens.styles import theme
from tests.screens.kobi import NOW, ROOT, app_on, names_of, rows_of


async def test_the_header_names_shop_place_and_backup(
    shop, people, settle, shown, tmp_path
) -> None:
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    at = NOW - timedelta(days=1)
    backups.create(shop.path, to=tmp_path / "yedek", clock=lambda: at)
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        first = shown(pilot).split("\n")[0]
        assert first.startswith(" Yılmaz Gıda · Kadıköy, İstanbul")
        assert "● Yedek: dün" in first


async def test_the_areas_of_every_day_stand_left_the_others_right(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        tabs = shown(pilot).split("\n")[1]
        assert tabs.startswith(" 1 Bugün  2 Kişiler ")
        assert tabs.endswith(" 8 Geçmiş  9 Çöp kutusu  0 Ayarlar")


async def test_language_and_look_are_remembered(shop, settle, tmp_path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('# my settings\nlanguage = "tr"\n', "utf-8")
    app = app_on(shop, settings_file=file)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f2", "f3")
        await settle(pilot)
    kept = config.load(file)
    assert (kept.language, kept.theme) == ("en", "light")
    assert "# my settings" in file.read_text("utf-8")
    app = app_on(shop, look=kept.theme, lang=kept.language)
    assert app.theme == theme.LIGHT


async def test_a_newer_read_of_a_view_drops_the_older_one(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        answers: list[str] = []
        go_on = threading.Event()

        def slow() -> str:
            go_on.wait(10)
            return "old"

        app.jobs.read("view", slow, answers.append)
        app.jobs.read("view", lambda: "new", answers.append)
        go_on.set()
        await settle(pilot)
        assert answers == ["new"]


async def test_a_long_read_is_interrupted_by_a_newer_one(shop, people, settle) -> None:
    app = app_on(shop)
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT begun() UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    )
    async with app.run_test() as pilot:
        await settle(pilot)
        answers: list[object] = []
        begun = threading.Event()

        def never_ends() -> object:
            with shop.store.reading() as connection:
                connection.create_function("begun", 0, lambda: begun.set() or 1)
                return connection.execute(endless).fetchone()

        app.jobs.read("view", never_ends, answers.append)
        assert begun.wait(10)
        app.jobs.read("view", lambda: "new", answers.append)
        await settle(pilot)
        assert answers == ["new"]


async def test_writes_happen_in_the_order_they_were_asked_for(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        done: list[int] = []
        for number in range(20):
            app.jobs.write(lambda number=number: number, done.append)
        await settle(pilot)
        assert done == list(range(20))


async def test_own_writes_do_not_count_as_changes_of_others(shop, people, settle) -> None:
    app = app_on(shop)
    seen: list[bool] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        app.data_changed.subscribe(app.screen, lambda change: seen.append(change.own))
        await pilot.press("d")
        await settle(pilot)
        assert app.jobs._look(app.jobs._look(None)) is not None
        await settle(pilot)
        assert seen == [True]


async def test_leaving_waits_for_a_record_that_is_not_saved_yet(
    shop, people, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        other = sqlite3.connect(shop.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("d", "q")
        while "Kaydınız yazılınca kapanacak" not in shown(pilot):
            await pilot.pause()
        assert app.is_running
        other.execute("COMMIT")
        other.close()
        while app._exit is False:
            await pilot.pause()
    assert contacts.count(shop) == 5


class Broken(ContactsScreen):
    """A screen with a mistake in it, and something secret near it."""

    def action_reload(self) -> None:
        secret = "Gizli Müşteri 0532 999 88 77"
        raise RuntimeError(secret)


class BrokenApp(KobiApp):
    """The application with that screen."""

    MODES: ClassVar = {"contacts": Broken}


async def test_an_answer_that_comes_while_it_closes_is_taken_to_no_screen(
    shop, people, settle
) -> None:
    app = app_on(shop)
    taken: list[bool] = []

    def until_it_closes() -> None:
        while app.is_running:
            time.sleep(0.001)

    async with app.run_test() as pilot:
        await settle(pilot)
        app.jobs.read("late", until_it_closes, lambda _none: taken.append(app.is_running))
    assert False not in taken


async def test_an_unforeseen_fault_ends_in_words_and_a_log_without_data(
    shop, people, settle, capsys, own_home
) -> None:
    i18n.install("tr")
    app = BrokenApp(shop, area="contacts")

    async def run() -> None:
        async with app.run_test() as pilot:
            await settle(pilot)
            await pilot.press("r")
            await settle(pilot)

    with pytest.raises(RuntimeError):
        await run()
    said = capsys.readouterr().err
    assert "KobiCRM beklemediği bir şey olduğu için kapandı." in said
    assert "Verileriniz son kayda kadar güvende." in said
    log = paths.log_dir() / "kobicrm.log"
    assert str(log) in said
    assert "Gizli" not in said + log.read_text("utf-8")
    assert "Traceback" not in said
    assert "action_reload" in log.read_text("utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


async def test_a_fault_in_a_thread_ends_the_same_way(shop, people, settle, capsys) -> None:
    app = app_on(shop)

    def faulty() -> None:
        raise ZeroDivisionError("0532 999 88 77")

    async def run() -> None:
        async with app.run_test() as pilot:
            await settle(pilot)
            app.jobs.write(faulty, lambda _value: None)
            await settle(pilot)

    with pytest.raises(ZeroDivisionError):
        await run()
    said = capsys.readouterr().err
    assert "son kayda kadar güvende" in said
    assert "0532" not in said


def test_what_can_not_be_opened_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    file = tmp_path / "not.db"
    file.write_bytes(b"hello" * 100)
    with pytest.raises(StoreError) as caught:
        run_app(file)
    assert caught.value.code == "store_not_a_database"


def spawn(path: Path, home: Path) -> pexpect.spawn:
    """Start the program on a terminal of its own."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "kobicrm", "--db", str(path), "--lang", "tr", "--as", "Ayşe"],
        cwd=str(ROOT),
        env={
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
        },
        dimensions=(24, 80),
        timeout=30,
        encoding="utf-8",
    )
    child.expect("görev yok")
    return child


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["TERM", "HUP"]
)
def test_a_signal_ends_it_cleanly(number: int, code: int, shop, people, own_home) -> None:
    shop.close()
    child = spawn(shop.path, own_home)
    os.kill(child.pid, number)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    # The alternate screen is left and the cursor shown again.
    assert "\x1b[?1049l" in child.before
    assert "\x1b[?25h" in child.before
    assert "Traceback" not in child.before
    with sqlite3.connect(shop.path) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.close()


def test_a_closed_terminal_ends_it(shop, people, own_home) -> None:
    shop.close()
    child = spawn(shop.path, own_home)
    os.close(child.child_fd)
    _pid, status = os.waitpid(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 129


def test_q_leaves_with_nothing_but_the_terminal_as_it_was(shop, people, own_home) -> None:
    shop.close()
    child = spawn(shop.path, own_home)
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "\x1b[?1049l" in child.before


def test_the_first_page_needs_no_count_and_no_walk(shop, people) -> None:
    """What is read before the first paint costs the same on any database."""
    view = contacts.ListView(shop)
    plans: list[str] = []
    connection = shop.store.connection()
    connection.set_trace_callback(plans.append)
    first = read_first(view, NOW.date())
    connection.set_trace_callback(None)
    assert len(first.rows) == 6
    reads = [one for one in plans if one.lstrip().upper().startswith("SELECT")]
    assert len(reads) == 2
    assert not any("count(" in one.lower() for one in reads)
    plan = connection.execute(f"EXPLAIN QUERY PLAN {reads[0]}").fetchall()
    assert any("contact_by_name" in str(row) for row in plan)
    assert not any("TEMP B-TREE" in str(row) for row in plan)


async def test_the_row_under_the_bar_is_named_in_the_language_of_the_settings(
    shop, people, settle
) -> None:
    app = app_on(shop, lang="en")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert i18n.language() == "en"
        assert rows_of(app).columns[0].header == "Name"
        assert len(names_of(app)) == 6
