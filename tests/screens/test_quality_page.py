"""The quality page around its answers: the scan, other people's writes, score, ways in and out."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from kobicrm.services import contacts, quality
from kobicrm.services.quality import Tally
from screens.contacts.screen import ContactsScreen
from screens.quality import scanner
from screens.quality.screen import QualityScreen
from screens.settings.screen import SettingsScreen
from tests.screens.kobi import app_on, elsewhere
from tests.screens.quality_page import head_of, kinds_of, open_page, under_bar
from tests.unit.services.quality_kit import fill


@pytest.fixture
def odd(shop):
    """A shop of people with something odd about them; their uids by name."""
    return fill(shop)


async def test_what_others_write_meanwhile_is_looked_at_again(shop, odd, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("down", "down")
        await settle(pilot)
        uid, typo = odd["İsmail Şıkoğlu"], odd["Gökçe Çiçek"]
        elsewhere(
            shop.path,
            f"contacts.edit(s, 'uid:{uid}', {{'emails': ''}})\n"
            f"contacts.delete(s, ['uid:{typo}'])\n"
            "contacts.add(s, {'name': 'YENİ KİŞİ'})",
        )
        while len(kinds_of(app)) != 7 or ("?", "?") in kinds_of(app):
            await pilot.pause(0.02)
        await settle(pilot)
        assert kinds_of(app)[-1] == ("YENİ KİŞİ", "name_capitals")
        assert under_bar(app) == "email_turkish_letters"


async def test_a_value_changed_elsewhere_a_moment_ago_is_not_overwritten(
    shop, odd, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        uid = odd["İsmail Şıkoğlu"]
        contacts.edit(shop, f"uid:{uid}", {"emails": "yeni@ornek.com.tr"})
        await pilot.press("enter")
        await settle(pilot)
        assert "bu arada değişti" in shown(pilot)
        assert kinds_of(app)[0][1] == "name_capitals"
    assert contacts.get(shop, uid).emails[0].raw == "yeni@ornek.com.tr"


async def test_a_finding_that_left_unnoticed_leaves_the_list(shop, settle) -> None:
    """A row that comes into sight is read anew: what is not there any more is let go."""
    for number in range(150):
        contacts.add(shop, {"name": f"ALİ KAYA {'ABCDE'[number % 5]}"})
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot, settle)
        contacts.edit(shop, "id:150", {"name": "Ali Kaya"})
        await pilot.press("G")
        await settle(pilot)
        assert head_of(app).endswith("149 / 149")
        assert kinds_of(app)[-1] == ("ALİ KAYA D", "name_capitals")


async def test_a_long_scan_shows_its_first_findings_and_esc_stops_it(
    crowd, settle, monkeypatch
) -> None:
    """Three hundred people in pieces of ten: the scan is held before its third piece."""
    monkeypatch.setattr(scanner, "FIRST_PIECE", 10)
    monkeypatch.setattr(scanner, "PIECE", 10)
    contacts.edit(crowd, "id:1", {"name": "AHMET AYDIN"})
    contacts.edit(crowd, "id:300", {"name": "SON KİŞİ"})
    held, reached = threading.Event(), threading.Event()
    scan = quality.scan

    def slow(session, after=0, limit=10):
        if after >= 20:
            reached.set()
            held.wait(20)
        return scan(session, after, limit)

    monkeypatch.setattr(quality, "scan", slow)
    app = app_on(crowd)
    async with app.run_test() as pilot:
        app.action_quality()
        while not reached.is_set():
            await pilot.pause(0.01)
        await pilot.pause()
        assert kinds_of(app) == [("AHMET AYDIN", "name_capitals")]
        assert "320 kaydın 20 tanesine bakıldı" in head_of(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        held.set()
        await settle(pilot)
        assert isinstance(app.screen, QualityScreen)
        assert kinds_of(app) == []
        await pilot.press("r")
        await settle(pilot)
        assert kinds_of(app) == [("SON KİŞİ", "name_capitals")]
        assert head_of(app).startswith("Veri kalitesi 99")
    assert contacts.get(crowd, "id:1").name == "Ahmet Aydın"


async def test_the_score_tells_how_it_went_since_the_day_before(shop, odd, settle, shown) -> None:
    clock = shop.clock
    clock.now -= timedelta(days=3)
    quality.keep_score(shop, Tally(8, 8, 9))
    clock.now += timedelta(days=21)
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_page(pilot, settle)
        assert head_of(app).startswith("Veri kalitesi 12 ▲")
        text = shown(pilot)
        assert "Son günlerin puanı" in text
        assert "30 Eki" in text
        assert "20 Kas" in text


async def test_the_page_is_reached_from_the_settings_and_leads_back_there(
    shop, odd, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("0", *["down"] * 8, "enter")
        await settle(pilot)
        assert "Veri kalitesi" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, QualityScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, SettingsScreen)
        app.action_quality()
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        app.action_quality()
        app.action_quality()
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert app.screen.rows.cursor_row.cells["name"] == "İsmail Şıkoğlu"


async def test_an_empty_shop_and_a_clean_one_say_so(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.action_quality()
        await settle(pilot)
        assert "Henüz kayıt yok." in shown(pilot)
        await pilot.press("enter", "e", "m", "z", "b", "f", "y", "f9")
        await settle(pilot)
        assert isinstance(app.screen, QualityScreen)
        contacts.add(shop, {"name": "Işıl Ağaoğlu"})
        await pilot.press("r", "f2")
        await settle(pilot)
        assert "Nothing is left to mend." in shown(pilot)
        assert head_of(app) == "Data quality 100"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (160, 50)])
async def test_every_window_shows_what_is_to_be_answered(size, shop, odd, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=size) as pilot:
        await open_page(pilot, settle)
        text = shown(pilot)
        for word in ("İsmail Şıkoğlu", "ismail@gmial.com", "ismail@gmail.com", "Öneriyi al"):
            assert word in text
        await pilot.press("e")
        await settle(pilot)
        assert "Doğrusu" in shown(pilot)
        await pilot.resize_terminal(60, 16)
        await settle(pilot)
        assert "ismail@gmail.com" in shown(pilot)


async def test_the_page_is_drawn_with_ascii_alone(shop, odd, settle, shown) -> None:
    shop.clock.now -= timedelta(days=9)
    quality.keep_score(shop, Tally(8, 8, 9))
    shop.clock.now += timedelta(days=27)
    app = app_on(shop, lang="en")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.choices.use_signs("ascii")
        app.action_quality()
        await settle(pilot)
        assert "Score of the last days" in shown(pilot)
        for key in ("down", "e", "escape", "z"):
            await pilot.press(key)
            await settle(pilot)
            assert not set("▌■●○×▲▼…·│─█▄") & set(shown(pilot))
