"""The contact list narrowed by tag, place, stage and what is missing."""

from __future__ import annotations

import pytest
from textual import events

from kobicrm.services import contacts
from screens.contacts.filter_dialog import FilterDialog
from screens.contacts.filters import Filters
from tests.screens.kobi import app_on, card_of, elsewhere, names_of, rows_of, screen_of, type_in


async def test_typing_and_enter_filter_at_once(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f")
        await settle(pilot)
        text = shown(pilot)
        assert "toptan" in text
        assert "Kişi" in text
        await type_in(pilot, "kars")
        await settle(pilot)
        text = shown(pilot)
        assert "Karşıyaka" in text
        assert "40" in text
        assert "Çankaya" not in text
        await pilot.press("enter")
        await settle(pilot)
        assert "40 kayıt   320 içinde   İlçe: Karşıyaka" in shown(pilot)
        assert len(names_of(app)) == 40
        assert rows_of(app).has_focus


async def test_letters_and_space_in_one_burst_tick_what_was_typed(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f")
        await settle(pilot)
        for letter in (*"kars", "space"):
            app.post_message(events.Key(letter, " " if letter == "space" else letter))
        await settle(pilot)
        assert "Süz · İlçe: Karşıyaka" in shown(pilot)
        for letter in (*"bursa", "enter"):
            app.post_message(events.Key(letter, letter if len(letter) == 1 else None))
        await settle(pilot)
        assert "Karşıyaka" in shown(pilot)
        assert "Çankaya" not in shown(pilot)


async def test_values_of_one_field_add_up_and_fields_narrow(crowd, settle, shown) -> None:
    app = app_on(crowd, lang="en")
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("f", *"istanbul", "space", *"izmir", "space", *"vip", "space", "enter")
        await settle(pilot)
        text = shown(pilot)
        assert "Tag: vip · Province: İstanbul or İzmir" in text
        rows = [rows_of(app).source.get(index) for index in range(rows_of(app).total)]
        # Every tenth is a vip, and three of eight live in one of these provinces.
        assert {row.cells["province"] for row in rows} == {"İstanbul", "İzmir"}
        assert len(rows) == 16
        assert "16 records   of 320" in text


@pytest.mark.parametrize(
    ("typed", "words", "found"),
    [
        ("telefonu yok", "telefonu yok", ["Ümit Yaşar", "Yıldız İnşaat Ltd. Şti."]),
        ("dogum gunu yok", "doğum günü yok", ["Ali Rıza Kaya", "Şule Çağlayan", "Ümit Yaşar"]),
        ("firmasi yok", "firması yok", ["Ali Rıza Kaya", "Şule Çağlayan", "Ümit Yaşar"]),
    ],
)
async def test_what_is_missing_can_be_found(
    typed: str, words: str, found: list[str], shop, people, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        # The space bar ticks: it is not needed to find a value.
        await pilot.press("f")
        await type_in(pilot, typed.split(maxsplit=1)[0])
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert names_of(app) == found
        assert words in shown(pilot)


async def test_nobody_responsible_and_stage_of_life(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"tedarik", "enter")
        await settle(pilot)
        assert "80 kayıt   320 içinde   Durum: Tedarikçi" in shown(pilot)
        await pilot.press("f", *"sorumlusu", "enter")
        await settle(pilot)
        assert "Durum: Tedarikçi · sorumlu" in shown(pilot)
        assert rows_of(app).total == 80


async def test_search_and_filter_narrow_together_and_escape_takes_one_step_at_a_time(
    crowd, settle, shown
) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "f", *"vip", "enter")
        await settle(pilot)
        await pilot.press("slash", *"demir", "enter")
        await settle(pilot)
        assert names_of(app) == ["Ahmet Demir", "İsmail Demir"]
        text = shown(pilot)
        assert "2 işaretli    2 kayıt   Etiket" in text
        assert "Esc Aramayı kaldır" in text
        await pilot.press("escape")
        await settle(pilot)
        assert rows_of(app).total == 32
        assert "2 işaretli    32 kayıt   320 içinde   Etiket: vip" in shown(pilot)
        assert "Esc Süzgeci kaldır" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "2 işaretli    320 kayıt" in shown(pilot)
        assert "Esc İşaretleri kaldır" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "işaretli" not in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.is_running
        assert "320 kayıt" in shown(pilot)


async def test_the_bar_stays_on_its_contact_when_a_filter_is_taken_away(crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter")
        await settle(pilot)
        rows_of(app).move_to(20)
        await settle(pilot)
        name = rows_of(app).cursor_row.cells["name"]
        await pilot.press("escape")
        await settle(pilot)
        assert rows_of(app).cursor_row.cells["name"] == name
        assert rows_of(app).total == 320


async def test_the_dialog_begins_with_what_is_on_and_takes_it_away(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "f")
        await settle(pilot)
        text = shown(pilot)
        assert "Süz · Etiket: vip" in text
        assert "■ vip" in text
        # Two values of another field, then back to none.
        await pilot.press("down", "down", "space")
        await settle(pilot)
        assert "Süz · Etiket: vip · İl:" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Etiket: vip" in shown(pilot)
        await pilot.press("f", "delete", "enter")
        await settle(pilot)
        assert screen_of(app).loader.filters == Filters()
        assert rows_of(app).total == 320


async def test_escape_takes_the_letters_first(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"xyz")
        await settle(pilot)
        assert "“xyz” bulunamadı." in shown(pilot)
        await pilot.press("enter", "space")
        await settle(pilot)
        assert isinstance(app.screen, FilterDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, FilterDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen_of(app)
        assert rows_of(app).has_focus


async def test_the_mouse_ticks_and_filters(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f")
        await settle(pilot)
        rows = app.screen.rows
        await pilot.click(rows, offset=(1, 2))
        await settle(pilot)
        assert "Süz · Etiket: vip" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert rows_of(app).total == 32


async def test_nothing_passes_and_the_screen_says_what_to_do(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"etiketi", "space", *"vip", "space", "enter")
        await settle(pilot)
        text = shown(pilot)
        assert "Süzgece uyan kayıt yok." in text
        assert "Etiket: VIP · etiketi yok" in text
        assert "Esc süzgeci kaldır" in text
        await pilot.press("escape")
        await settle(pilot)
        assert rows_of(app).total == 6
    english = app_on(shop, lang="en")
    async with english.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "slash", *"kaya", "enter")
        await settle(pilot)
        text = shown(pilot)
        assert "“kaya” was not found." in text
        assert "Tag: VIP" in text
        assert "Esc clear the search" in text


async def test_a_filter_survives_other_programs_and_the_language(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter")
        await settle(pilot)
        rows_of(app).move_to(10)
        await settle(pilot)
        name = rows_of(app).cursor_row.cells["name"]
        elsewhere(crowd.path, 'contacts.add(s, {"name": "Aaron Demir", "tags": ["vip"]})')
        while rows_of(app).total < 33:
            await pilot.pause()
        await settle(pilot)
        assert rows_of(app).cursor_row.cells["name"] == name
        assert names_of(app)[0] == "Aaron Demir"
        await pilot.press("f2")
        await settle(pilot)
        assert "33 records   of 321   Tag: vip" in shown(pilot)
        assert rows_of(app).cursor_row.cells["name"] == name
        assert rows_of(app).has_focus


async def test_a_contact_that_leaves_the_filter_hands_the_bar_on(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "down")
        await settle(pilot)
        first, second = names_of(app)[1:3]
        await pilot.press("t")
        await settle(pilot)
        await pilot.press("ctrl+u", "enter")
        await settle(pilot)
        assert first not in names_of(app)
        assert rows_of(app).total == 31
        assert rows_of(app).cursor_row.cells["name"] == second
        assert card_of(app).startswith(second)
        # Undo brings it back, and the bar to it.
        await pilot.press("u")
        await settle(pilot)
        assert rows_of(app).total == 32
        assert rows_of(app).cursor_row.cells["name"] == first


async def test_a_new_contact_outside_the_filter_is_shown(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "n", *"Ayse", "ctrl+s")
        await settle(pilot)
        assert rows_of(app).cursor_row.cells["name"] == "Ayse"
        assert rows_of(app).total == 7


async def test_values_of_the_shop_are_never_markup(shop, settle, shown) -> None:
    contacts.add(shop, {"name": "Ömer", "tags": ["[bold]x[/]"], "district": "[red]Şişli"})
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f")
        await settle(pilot)
        assert "[bold]x[/]" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Etiket: [bold]x[/]" in shown(pilot)
