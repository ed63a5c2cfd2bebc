"""The duplicates page around its answers: the search, other people's writes, ways in and out."""

from __future__ import annotations

import threading

import pytest

from kobicrm.services import contacts, duplicates
from screens.contacts.screen import ContactsScreen
from screens.duplicates import finder
from screens.duplicates.screen import DuplicatesScreen
from screens.settings.screen import SettingsScreen
from tests.screens.duplicates_page import (
    TWICE,
    fill,
    head_of,
    marks_of,
    names_of,
    open_page,
    page_of,
    to_field,
)
from tests.screens.kobi import app_on, elsewhere
from tests.screens.quality_page import open_page as open_quality

FIRST = ("Ayşe Yılmaz Demir", "AYŞE YILMAZ")
SECOND = ("Işıl Ağaoğlu", "IŞIL AĞAOĞLU")


@pytest.fixture
def twice(shop):
    """A shop with four people noted twice; their uids."""
    return fill(shop)


async def test_a_contact_changed_elsewhere_is_read_again_and_picks_are_kept(
    shop, twice, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("right")
        await to_field(pilot, "tags")
        await pilot.press("left")
        uid = twice[0][1]
        elsewhere(shop.path, f"contacts.edit(s, 'uid:{uid}', {{'source': 'Fuar'}})")
        while "yeniden okundu" not in shown(pilot):
            await pilot.pause(0.02)
        await settle(pilot)
        assert page_of(app).shown.sides[1].source == "Fuar"
        assert (marks_of(app, "name"), marks_of(app, "tags")) == ("○●", "●○")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Birleştirildi: AYŞE YILMAZ" in shown(pilot)


async def test_a_merge_of_what_was_changed_a_moment_ago_is_refused_and_read_again(
    shop, twice, settle, shown
) -> None:
    """The other till saved after the pair was read and before the key."""
    app = app_on(shop)
    uid = twice[0][1]
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("right")
        contacts.edit(shop, f"uid:{uid}", {"source": "Fuar"})
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "AYŞE YILMAZ" in shown(pilot)
        assert "hiçbir şey kaydedilmedi" in shown(pilot)
        assert names_of(app) == FIRST
        assert page_of(app).shown.sides[1].source == "Fuar"
        assert marks_of(app, "name") == "○●"
        assert contacts.count(shop) == 9
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert contacts.count(shop) == 8
    notes = contacts.get(shop, twice[0][0]).notes
    assert any("Fuar" in note.text for note in notes)


@pytest.mark.parametrize("key", ["ctrl+s", "m"])
async def test_a_contact_deleted_a_moment_ago_is_left_alone(
    key: str, shop, twice, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        contacts.delete(shop, [f"uid:{twice[0][1]}"])
        await pilot.press(key)
        await settle(pilot)
        assert "İki kayıttan biri artık yok" in shown(pilot)
        assert names_of(app) == SECOND
        assert head_of(app).startswith("Yinelenen kayıtlar   1 / 3")
    assert contacts.count(shop) == 8
    assert len(contacts.get(shop, twice[0][0]).emails) == 1


async def test_what_others_delete_and_bring_back_leaves_and_returns(
    shop, twice, settle, shown
) -> None:
    app = app_on(shop)
    uid = twice[0][1]
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        elsewhere(shop.path, f"contacts.delete(s, ['uid:{uid}'])")
        while names_of(app) != SECOND:
            await pilot.pause(0.02)
        await settle(pilot)
        assert "Başkası değiştirdi, artık çift değil" in shown(pilot)
        assert head_of(app).startswith("Yinelenen kayıtlar   1 / 3")
        elsewhere(shop.path, f"contacts.restore(s, ['uid:{uid}'])")
        while not head_of(app).startswith("Yinelenen kayıtlar   1 / 4"):
            await pilot.pause(0.02)
        await settle(pilot)
        # Nobody is taken away from the pair he looks at.
        assert names_of(app) == SECOND
        await pilot.press("m")
        await settle(pilot)
        assert names_of(app) == FIRST


async def test_a_long_search_shows_its_first_pairs_and_ends_with_the_page(
    shop, twice, settle, monkeypatch, shown
) -> None:
    held, reached, ended = threading.Event(), threading.Event(), threading.Event()
    search = duplicates.pairs

    def slow(session, **options):
        try:
            for place, pair in enumerate(search(session, **options)):
                if place == 1:
                    reached.set()
                    held.wait(20)
                yield pair
        finally:
            ended.set()

    monkeypatch.setattr(duplicates, "pairs", slow)
    app = app_on(shop)
    async with app.run_test() as pilot:
        app.action_duplicates()
        while not reached.is_set() or names_of(app) != FIRST:
            await pilot.pause(0.01)
        assert "1 / 1   aranıyor" in head_of(app)
        await pilot.press("ctrl+s")
        while contacts.count(shop) == 9:
            await pilot.pause(0.01)
        await pilot.pause()
        assert "Yinelenen kayıtlar aranıyor." in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ContactsScreen)
        held.set()
        await settle(pilot)
        assert ended.is_set()
    assert contacts.count(shop) == 8


async def test_more_than_are_taken_at_a_time_are_found_by_the_next_search(
    shop, twice, settle, monkeypatch, shown
) -> None:
    monkeypatch.setattr(finder, "MOST", 2)
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        assert head_of(app).startswith("Yinelenen kayıtlar   1 / 2")
        await pilot.press("ctrl+s", "m")
        await settle(pilot)
        assert head_of(app).startswith("Yinelenen kayıtlar   3 / 4")
        await pilot.press("ctrl+s", "ctrl+s")
        await settle(pilot)
        assert "Yinelenen kayıt kalmadı. 3 birleştirildi, 1 farklı." in shown(pilot)


async def test_a_new_search_finds_what_came_and_keeps_what_was_answered(
    shop, settle, shown
) -> None:
    fill(shop, 2)
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("ctrl+s", "z")
        await settle(pilot)
        for one in TWICE[2]:
            contacts.add(shop, one)
        await pilot.press("r")
        await settle(pilot)
        assert head_of(app).startswith("Yinelenen kayıtlar   2 / 3")
        assert names_of(app) == SECOND
        await pilot.press("m", "ctrl+s")
        await settle(pilot)
        assert "Yinelenen kayıt kalmadı. 2 birleştirildi, 1 farklı." in shown(pilot)
        for _each in range(2):
            await pilot.press("u")
            await settle(pilot)
        assert head_of(app).startswith("Yinelenen kayıtlar   2 / 3")
        assert names_of(app) == SECOND


async def test_the_page_is_reached_from_the_settings_and_leads_back_there(
    shop, twice, settle
) -> None:
    app = app_on(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("0", *["down"] * 8, "enter")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, DuplicatesScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, SettingsScreen)
        app.action_duplicates()
        app.action_duplicates()
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)


async def test_from_above_the_quality_page_the_contact_is_still_a_key_away(
    shop, twice, settle
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_quality(pilot, settle)
        await open_page(pilot, settle)
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert app.screen.rows.cursor_row.cells["name"] == "Ayşe Yılmaz Demir"


async def test_a_shop_without_any_says_so(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        assert "Yinelenen kayıt yok." in shown(pilot)
        keys = ("ctrl+s", "m", "z", "a", "left", "right", "tab", "f4", "f9", "y", "enter", "r")
        await pilot.press(*keys)
        await settle(pilot)
        assert isinstance(app.screen, DuplicatesScreen)
        await pilot.press("f2")
        await settle(pilot)
        assert "No contact is there twice." in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)


async def test_the_page_follows_the_language(shop, twice, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("right", "f2")
        await settle(pilot)
        text = shown(pilot)
        assert "Why: same mobile · same birthday · same district · part of the name" in text
        assert "Record that stays  #2" in text
        assert "14 March 1988" in text
        assert marks_of(app, "name") == "○●"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (160, 50)])
async def test_every_window_shows_what_is_to_be_answered(size, shop, twice, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=size) as pilot:
        await open_page(pilot, settle)
        text = shown(pilot)
        for word in ("AYŞE YILMAZ", "0532 123 45 67", "#2", "#3", "Sonuç:", "Birleştir"):
            assert word in text
        # The arrows reach every field.
        await pilot.press(*["down"] * 20)
        assert page_of(app).rows.field.key == "notes"
        await pilot.press(*["up"] * 20)
        assert page_of(app).rows.field.key == "name"
        await pilot.press("G", "pageup", "pagedown")
        await pilot.resize_terminal(60, 16)
        await settle(pilot)
        assert page_of(app).rows.field.key == "notes"
        assert "Teklif istedi" in shown(pilot)


async def test_the_page_is_drawn_with_ascii_alone(shop, twice, settle, shown) -> None:
    app = app_on(shop, lang="en")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.choices.use_signs("ascii")
        app.action_duplicates()
        await settle(pilot)
        assert "(*)" in shown(pilot)
        for key in ("down", "right", "tab", "z"):
            await pilot.press(key)
            await settle(pilot)
            assert not set("▌■●○×▲▼…·│─█▄") & set(shown(pilot))
