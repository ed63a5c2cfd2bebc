"""One running application, two shops: to the demo shop and back, and nothing mixed up."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from kobicrm import paths
from kobicrm.services import contacts, demo, undo
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import get_shop, set_shop
from screens.app import KobiApp
from screens.contacts.form import ContactForm
from screens.first.screen import FirstScreen
from tests.screens.kobi import app_on, elsewhere, names_of, rows_of, screen_of, type_in


@pytest.fixture
def small_demo(own_home: Path) -> Path:
    """Put a demo shop of twenty where the application looks for it."""
    path = paths.demo_file()
    paths.private_dir(path.parent)
    demo.build(path, size=20, lang="tr")
    return path.resolve()


async def go_to_demo(app: KobiApp, pilot, settle) -> None:
    """Open the demo shop from the palette."""
    await pilot.press("colon")
    await settle(pilot)
    await type_in(pilot, "örnek dükkânı gez")
    await settle(pilot)
    await pilot.press("down", "enter")
    await settle(pilot)


async def test_there_and_back_with_everything_in_its_own_file(
    shop, people, settle, shown, small_demo: Path
) -> None:
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    app = app_on(shop)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await go_to_demo(app, pilot, settle)
        assert app.session.path == small_demo
        head = shown(pilot).split("\n")[0]
        assert head.startswith(" ! Örnek dükkân · Kadıköy, İstanbul")
        assert head.endswith("Ctrl+G kendi dükkânına dön")
        assert rows_of(app).total == 20
        await pilot.press("n")
        await settle(pilot)
        await type_in(pilot, "Deneme")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert rows_of(app).total == 21
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert app.session.path == shop.path
        assert shown(pilot).startswith(" Yılmaz Gıda · Kadıköy, İstanbul")
        assert len(names_of(app)) == 6
        assert "Deneme" not in names_of(app)
        await pilot.press("d")
        await settle(pilot)
        assert rows_of(app).total == 5
    with open_session(small_demo) as session:
        assert contacts.count(session) == 21
    with open_session(shop.path) as session:
        assert contacts.count(session) == 5


async def test_taking_back_stays_in_the_shop_it_was_done_in(
    shop, people, settle, shown, small_demo
) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        await go_to_demo(app, pilot, settle)
        await pilot.press("u")
        await settle(pilot)
        assert "Geri alındı" not in shown(pilot)
        assert rows_of(app).total == 20
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert rows_of(app).total == 5
        await pilot.press("u")
        await settle(pilot)
        assert rows_of(app).total == 6


async def test_many_times_there_and_back(shop, people, settle, small_demo: Path) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        for _time in range(4):
            app.action_demo()
            await settle(pilot)
            assert rows_of(app).total == 20
            await pilot.press("ctrl+g")
            await settle(pilot)
            assert rows_of(app).total == 6
        kept = [one.name for one in threading.enumerate() if one.name.startswith("kobicrm-")]
        assert sorted(kept) == ["kobicrm-reader-1", "kobicrm-reader-2", "kobicrm-writer"]
    assert len(contacts.ListView(shop).window(0, 10)) == 6


async def test_a_click_on_the_header_leads_back(shop, people, settle, small_demo) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.action_demo()
        await settle(pilot)
        await pilot.click("ShopHeader", offset=(75, 0))
        await settle(pilot)
        assert app.session.path == shop.path


async def test_what_others_write_to_the_own_shop_meanwhile_is_there(
    shop, people, settle, small_demo
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.action_demo()
        await settle(pilot)
        elsewhere(shop.path, 'contacts.add(s, {"name": "Zeynep Öz"})')
        assert rows_of(app).total == 20
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert "Zeynep Öz" in names_of(app)
        elsewhere(shop.path, 'contacts.add(s, {"name": "Çağrı Ünal"})')
        while rows_of(app).total != 8:
            await pilot.pause()


async def test_what_others_write_to_the_demo_shop_appears(
    shop, people, settle, small_demo: Path
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.action_demo()
        await settle(pilot)
        elsewhere(small_demo, 'contacts.add(s, {"name": "Zeynep Öz"})')
        while rows_of(app).total != 21:
            await pilot.pause()


async def test_a_record_that_waits_is_written_before_the_shop_changes(
    shop, people, settle, shown, small_demo
) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        other = sqlite3.connect(shop.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("d")
        app.action_demo()
        while "Kaydınız yazılınca" not in shown(pilot):
            await pilot.pause()
        assert app.session is shop
        other.execute("COMMIT")
        other.close()
        await settle(pilot)
        while app.session is shop:
            await pilot.pause()
        await settle(pilot)
        assert rows_of(app).total == 20
    with open_session(shop.path) as session:
        assert contacts.count(session) == 5


async def test_a_database_that_can_not_be_opened_leaves_everything_as_it_is(
    shop, people, settle, shown, tmp_path: Path
) -> None:
    broken = tmp_path / "bozuk.db"
    broken.write_bytes(b"hello" * 100)
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("down")
        app.switch_database(broken)
        await settle(pilot)
        assert "bozuk.db" in shown(pilot)
        assert app.session is shop
        assert app.trouble == ""
        assert rows_of(app).cursor == 1
        await pilot.press("d")
        await settle(pilot)
        assert rows_of(app).total == 5


async def test_language_and_look_stay_what_they_are(
    shop, people, settle, shown, small_demo
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f2", "f3")
        await settle(pilot)
        look = app.theme
        app.action_demo()
        await settle(pilot)
        assert "2 Contacts" in shown(pilot)
        assert app.theme == look
        assert app.session.lang == "en"


async def test_the_demo_opened_by_its_file_says_so_and_knows_the_way(
    settle, shown, small_demo: Path
) -> None:
    with open_session(small_demo, who="Ayşe", door="screen") as session:
        app = app_on(session)
        async with app.run_test() as pilot:
            await settle(pilot)
            assert shown(pilot).startswith(" ! Örnek dükkân")
            await pilot.press("ctrl+g")
            await settle(pilot)
            assert isinstance(app.screen, FirstScreen)
            assert app.session.path == paths.database_file().resolve()


async def test_any_demo_database_is_told_from_a_shop(tmp_path: Path, settle, shown) -> None:
    demo.build(tmp_path / "deneme.db", size=3, lang="en")
    with open_session(tmp_path / "deneme.db", who="Ayşe", door="screen") as session:
        set_shop(session, name="Benim denemem")
        app = app_on(session)
        async with app.run_test() as pilot:
            await settle(pilot)
            assert shown(pilot).startswith(" ! Örnek dükkân  Benim denemem · Kadıköy")


async def test_q_in_the_demo_shop_asks_nothing(shop, people, settle, small_demo) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.action_demo()
        await settle(pilot)
        await pilot.press("q")
        assert app._exit


async def test_the_way_back_and_the_tour_are_offered_in_the_demo_shop_only(
    shop, people, settle, small_demo
) -> None:
    def offered(app: KobiApp) -> set[str | None]:
        return {active.binding.id for active in app.screen.active_bindings.values()}

    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert not offered(app) & {"app.home", "app.tour"}
        await pilot.press("ctrl+g", "ctrl+t")
        await settle(pilot)
        assert app.session is shop
        app.action_demo()
        await settle(pilot)
        assert {"app.home", "app.tour"} <= offered(app)


async def test_a_form_opened_meanwhile_is_finished_first(
    shop, people, settle, small_demo: Path
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        app.action_demo()
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        await type_in(pilot, "Zeynep")
        await pilot.press("ctrl+s")
        while app.session is shop:
            await pilot.pause()
        await settle(pilot)
        assert app.screen is screen_of(app)
        assert rows_of(app).total == 20
    with open_session(shop.path) as session:
        assert contacts.count(session) == 7


async def test_the_demo_is_written_by_the_same_person(
    shop: Session, people, settle, small_demo: Path
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.action_demo()
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
    with open_session(small_demo) as session:
        last = undo.changesets(session, 1)[0]
        assert (last.who, last.door, last.action) == ("Ayşe", "screen", "contact.delete")
        assert get_shop(session).demo
