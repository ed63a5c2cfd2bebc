"""The palette: every action and every contact, found as people type, the last five first."""

from __future__ import annotations

import re
import time
from pathlib import Path

from textual import events
from textual.command import CommandList

from kobicrm.services import contacts, undo
from screens.contacts import palette
from screens.text import plain
from screens.widgets.palette import KobiPalette
from tests.screens.hostile import CONTROL, HARMFUL, MARKUP
from tests.screens.kobi import app_on, card_of, rows_of, screen_of
from tests.screens.planted import plant
from tests.screens.test_card_snapshots import filled


def lines(app) -> list[str]:
    """Return the lines of the palette."""
    found = app.screen.query_one(CommandList)
    return [str(found.get_option_at_index(i).prompt).strip() for i in range(found.option_count)]


def name_under_bar(app) -> str:
    """Return whom the list's bar is on."""
    return rows_of(app).cursor_row.cells["name"]


async def search(pilot, settle, text: str) -> None:
    """Open the palette and type."""
    await pilot.press("colon")
    await settle(pilot)
    await pilot.press(*("space" if sign == " " else sign for sign in text))
    await settle(pilot)


async def test_a_contact_is_found_and_gone_to(shop, settle, shown) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await search(pilot, settle, "cagri")
        assert re.search(r"Çağrı Öztürk +kişi · 0532 202 45 67 · Şişli", shown(pilot))
        await pilot.press("enter")
        await settle(pilot)
        assert name_under_bar(app) == "Çağrı Öztürk"
        assert card_of(app).startswith("Çağrı Öztürk")
        assert rows_of(app).has_focus


async def test_phones_places_and_companies_are_found_too(shop, settle) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for text, name in (
            ("0532 204", "Işık Kırtasiye Ltd. Şti."),
            ("+90532201", "Burak Şahin"),
            ("kadikoy", "Ayşe Yılmaz Demir"),
            ("ISIK KIRTASİYE", "Işık Kırtasiye Ltd. Şti."),
            ("yilmaz gida", "Yılmaz Gıda San. ve Tic. Ltd. Şti."),
        ):
            await search(pilot, settle, text)
            assert any(name[:30] in line for line in lines(app)), text
            await pilot.press("escape")
            await settle(pilot)


async def test_people_and_commands_stand_best_first(shop, settle) -> None:
    contacts.add(shop, {"name": "Nota Kitabevi", "phones": "0532 111 22 33"})
    contacts.add(shop, {"name": "Kaan Senotay"})
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await search(pilot, settle, "not")
        found = [line.split("  ")[0] for line in lines(app)]
        assert set(found[:2]) == {"Not yaz", "Nota Kitabevi"}
        assert "Kaan Senotay" in found[2:]


async def test_a_search_and_a_filter_that_hide_the_contact_are_left(shop, settle, shown) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"ahmet", "enter")
        await settle(pilot)
        assert rows_of(app).total == 1
        await search(pilot, settle, "gokce")
        await pilot.press("enter")
        await settle(pilot)
        assert name_under_bar(app) == "Gökçe Çiçek"
        assert rows_of(app).total == 7
        assert not screen_of(app).head.searching


async def test_a_search_that_holds_the_contact_is_kept(shop, settle) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"0532", "enter")
        await settle(pilot)
        await search(pilot, settle, "burak")
        await pilot.press("enter")
        await settle(pilot)
        assert (name_under_bar(app), rows_of(app).total) == ("Burak Şahin", 6)


async def test_enter_takes_what_was_typed_however_fast(shop, settle) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for letter in [":", *"gokce", "enter"]:
            key = {":": "colon"}.get(letter, letter)
            app.post_message(events.Key(key, letter if len(letter) == 1 else None))
        await settle(pilot)
        await settle(pilot)
        assert not isinstance(app.screen, KobiPalette)
        assert name_under_bar(app) == "Gökçe Çiçek"
    assert undo.changesets(shop)[0].action == "contact.add"


async def test_every_screen_and_every_action_is_offered(shop, settle, shown) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("colon")
        await settle(pilot)
        found = "\n".join(lines(app))
        for area in app.AREAS:
            assert re.search(rf" {area.digit}$", found, re.M), area
        for name in ("Yeni kişi", "Düzenle", "Not yaz", "Çöp kutusuna", "Yeniden oku", "Geri al"):
            assert name in found
        assert "Bir satır aşağı" not in found
        # What can't be done now is not offered.
        assert "Aramayı kaldır" not in found
        await pilot.press(*"gecmis", "enter")
        await settle(pilot)
        assert app.current_mode == "history"
        await search(pilot, settle, "burak")
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode == "contacts"
        assert name_under_bar(app) == "Burak Şahin"


async def test_the_last_five_used_come_first_and_are_remembered(
    shop, settle, tmp_path: Path
) -> None:
    filled(shop)
    file = tmp_path / "screens.json"
    app = app_on(shop, state=file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for text in ("ahmet", "burak", "koyu", "cagri", "gokce", "kirtasiye", "burak"):
            await search(pilot, settle, text)
            await pilot.press("enter")
            await settle(pilot)
    kept = file.read_text()
    assert "Burak" not in kept
    assert "0532" not in kept
    again = app_on(shop, lang="en", state=file)
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        names = [line.split("  ")[0] for line in lines(again)]
        assert names[:5] == [
            "Burak Şahin",
            "Işık Kırtasiye Ltd. Şti.",
            "Gökçe Çiçek",
            "Çağrı Öztürk",
            "Look: dark or light",
        ]
        assert names.count("Look: dark or light") == 1
        assert "New contact" in names
        uid = contacts.get(shop, "0532 201 45 67").uid
        contacts.delete(shop, [f"uid:{uid}"])
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert lines(again)[0].startswith("Işık Kırtasiye")


async def test_hostile_names_are_shown_literally_and_do_nothing(shop, settle, shown) -> None:
    names = [name for name in MARKUP + CONTROL if not re.search("[\ud800-\udfff\0]", name)]
    plant(shop, names)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await search(pilot, settle, "ali")
        found = lines(app)
        assert len(found) >= palette.FOUND
        shown_names = [plain(name).strip()[:20] for name in names[: palette.FOUND]]
        assert all(any(line.startswith(name) for line in found) for name in shown_names)
        for _line in found:
            strips = app.screen._compositor.render_strips()
            assert {sign for strip in strips for sign in strip.text} & HARMFUL == set()
            await pilot.press("down")
        await pilot.press("escape")
        await settle(pilot)
        for number in (0, 1, 3):
            name = names[number]
            await search(pilot, settle, f"ali {number:02}")
            await pilot.press("enter")
            await settle(pilot)
            assert name_under_bar(app) == name
        await pilot.press("colon")
        await settle(pilot)
        assert plain(names[3]) in lines(app)[0]
        app.screen.query_one("CommandInput").value = CONTROL[0] + MARKUP[3]
        await settle(pilot)
        strips = app.screen._compositor.render_strips()
        assert {sign for strip in strips for sign in strip.text} & HARMFUL == set()
        assert app.is_running


async def test_letters_typed_without_a_pause_ask_the_database_once(shop, settle) -> None:
    filled(shop)
    app = app_on(shop)
    asked: list[str] = []
    read = app.jobs.read

    def counted(key, call, done, failed=None, *, after=0.0):
        def run():
            asked.append(key)
            return call()

        read(key, run, done, failed, after=after)

    app.jobs.read = counted
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("colon")
        await settle(pilot)
        asked.clear()
        started = time.monotonic()
        for letter in "ayse yilmaz":
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        await settle(pilot)
        assert "Ayşe Yılmaz Demir" in "".join(lines(app))
        if time.monotonic() - started < 5:
            assert asked.count(palette.READ) <= 2
