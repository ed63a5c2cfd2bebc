"""The contact list: found, read and kept in place whatever else happens."""

from __future__ import annotations

import pytest
from textual import events

from kobicrm import i18n
from kobicrm.services import contacts
from screens.contacts.card import Card
from screens.contacts.card_lines import Go
from screens.widgets.head_row import SearchInput
from tests.screens.kobi import (
    app_on,
    card_of,
    elsewhere,
    names_of,
    rows_of,
    screen_of,
    type_in,
)

IN_ORDER = [
    "Ali Rıza Kaya",
    "İbrahim Iğdır",
    "Öztürk Gıda San. ve Tic. A.Ş.",
    "Şule Çağlayan",
    "Ümit Yaşar",
    "Yıldız İnşaat Ltd. Şti.",
]


async def test_customers_stand_in_turkish_order_beside_a_card(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert names_of(app) == IN_ORDER
        text = shown(pilot)
        assert "6 kayıt" in text
        assert "▌  Ali Rıza Kaya" in text
        assert "○ Yedek: henüz yok" in text
        assert "Almanya'dan aradı" in card_of(app)


async def test_the_card_follows_the_bar(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        card = card_of(app)
        assert card.startswith("İbrahim Iğdır")
        assert "Şantiye şefi · Yıldız İnşaat Ltd. Şti." in card
        assert "0212 555 11 22" in card
        assert "29 Şubat" in card
        await pilot.press("G")
        await settle(pilot)
        assert "Çalışanlar" in card_of(app)
        assert "İbrahim Iğdır" in card_of(app)


async def test_doubtful_values_are_named_on_the_card(shop, settle) -> None:
    contacts.add(shop, {"name": "Ömer Ünal", "phones": "12", "emails": "omer@gmial.com"})
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "! 12: telefon numarası" in card_of(app)
        assert "! omer@gmial.com" in card_of(app)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("igdir", ["İbrahim Iğdır"]),
        ("SULE", ["Şule Çağlayan"]),
        ("ağ", ["Şule Çağlayan"]),
        ("532 123", ["Şule Çağlayan"]),
        ("4567", ["Öztürk Gıda San. ve Tic. A.Ş.", "Şule Çağlayan"]),
        ("karsiyaka", ["Şule Çağlayan"]),
        ("insaat", ["İbrahim Iğdır", "Yıldız İnşaat Ltd. Şti."]),
    ],
)
async def test_a_search_finds_what_is_meant(
    typed: str, found: list[str], shop, people, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash")
        await type_in(pilot, typed)
        await settle(pilot)
        assert names_of(app) == found
        assert f"{len(found)} kayıt   6 içinde" in shown(pilot)


async def test_a_search_is_kept_in_the_list_and_cleared_with_escape(
    shop, people, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"insaat", "enter", "down")
        await settle(pilot)
        assert app.focused is rows_of(app)
        assert rows_of(app).cursor == 1
        await pilot.press("escape")
        await settle(pilot)
        assert names_of(app) == IN_ORDER
        assert rows_of(app).cursor_row.cells["name"] == "Yıldız İnşaat Ltd. Şti."
        assert "6 kayıt" in shown(pilot)


async def test_a_search_without_hit_offers_to_add_the_name(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"zeliha")
        await settle(pilot)
        text = shown(pilot)
        assert "“zeliha” bulunamadı." in text
        assert "n bu adla ekle" in text
        assert "Esc aramayı kaldır" in text
        await pilot.press("enter", "n")
        await settle(pilot)
        assert "zeliha" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names_of(app) == ["zeliha"]


async def test_an_empty_database_says_how_to_begin(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        text = shown(pilot)
        assert "Henüz kişi yok." in text
        assert "n ilk kişiyi ekle" in text
        assert "Ctrl+O" in text
        await pilot.press("n", *"Ayse", "ctrl+s")
        await settle(pilot)
        assert names_of(app) == ["Ayse"]
        assert "Henüz kişi yok." not in shown(pilot)


async def test_an_outside_change_appears_and_the_bar_stays(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down")
        await settle(pilot)
        elsewhere(shop.path, 'contacts.add(s, {"name": "Aaron Demir"})')
        while rows_of(app).total < 7:
            await pilot.pause()
        await settle(pilot)
        rows = rows_of(app)
        assert rows.cursor_row.cells["name"] == "Şule Çağlayan"
        assert rows.cursor == 4
        assert names_of(app)[0] == "Aaron Demir"
        assert card_of(app).startswith("Şule Çağlayan")


async def test_a_contact_deleted_elsewhere_hands_the_bar_on(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        uid = rows_of(app).cursor_row.cells["uid"]
        elsewhere(shop.path, f'contacts.delete(s, ["uid:{uid}"])')
        while rows_of(app).total > 5:
            await pilot.pause()
        await settle(pilot)
        assert rows_of(app).cursor_row.cells["name"] == "Öztürk Gıda San. ve Tic. A.Ş."
        assert card_of(app).startswith("Öztürk")


async def test_the_language_switches_and_the_bar_stays(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "f2")
        await settle(pilot)
        assert i18n.language() == "en"
        text = shown(pilot)
        for word in (
            "6 records",
            "Name ▲",
            "District",
            "Backup: none yet",
            "Enter Open",
            "History",
        ):
            assert word in text
        assert rows_of(app).cursor == 2
        assert app.focused is rows_of(app)
        await pilot.press("f2", "f3")
        await settle(pilot)
        assert "6 kayıt" in shown(pilot)
        assert app.theme == "kobi-light"


async def test_rows_in_memory_stay_bounded_on_a_long_list(shop, settle) -> None:
    first = contacts.add(shop, {"name": "Müşteri", "phones": "0532 000 00 00"}).contact
    with shop.store.writing() as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(contact)")]
        same = ", ".join(name for name in columns if name not in ("id", "uid", "name_key"))
        connection.executemany(
            f"INSERT INTO contact (id, uid, name_key, {same})"
            f" SELECT ?, randomblob(16), ?, {same} FROM contact WHERE id = {first.id}",
            [(first.id + number, f"m{number:05}") for number in range(1, 20_001)],
        )
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert rows_of(app).total == 20_001
        for index in range(0, 20_000, 500):
            rows_of(app).move_to(index)
            await pilot.pause()
        await settle(pilot)
        assert rows_of(app).pages.held <= 64 * 64
        await pilot.press("end")
        await settle(pilot)
        assert rows_of(app).cursor == 20_000
        assert rows_of(app).cursor_row is not None


async def test_enter_goes_to_the_card_and_a_line_leads_on(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        await pilot.press("enter", "down")
        card = screen_of(app).query_one(Card)
        assert card.has_focus
        assert isinstance(card.line.act, Go)
        await pilot.press("enter")
        await settle(pilot)
        assert rows_of(app).has_focus
        assert rows_of(app).cursor_row.cells["name"] == "Yıldız İnşaat Ltd. Şti."


async def test_the_card_can_be_hidden(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press("v")
        await settle(pilot)
        assert "Almanya'dan" not in shown(pilot)
        assert "+49 30 901820" in shown(pilot)
        await pilot.press("v")
        await settle(pilot)
        assert "Almanya'dan" in shown(pilot)


async def test_a_narrow_window_shows_list_or_card(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(70, 20)) as pilot:
        await settle(pilot)
        assert "Ali Rıza Kaya" in shown(pilot)
        assert "Almanya'dan" not in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Almanya'dan" in shown(pilot)
        assert "Ümit Yaşar" not in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Ümit Yaşar" in shown(pilot)
        await pilot.resize_terminal(50, 12)
        await settle(pilot)
        assert "en az 60 × 16" in shown(pilot)


async def test_copying_takes_the_phone_first(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down", "y")
        await settle(pilot)
        assert app.clipboard == "0532 123 45 67"
        assert "Kopyalandı: 0532 123 45 67" in shown(pilot)
        await pilot.press("down", "y")
        assert "@" in app.clipboard


async def test_typing_fast_shows_only_the_last_search(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"insaatxx", *["backspace"] * 6, *"ule")
        await settle(pilot)
        assert screen_of(app).query_one(SearchInput).value == "inule"
        assert names_of(app) == []
        await pilot.press(*["backspace"] * 5, *"sule")
        await settle(pilot)
        assert names_of(app) == ["Şule Çağlayan"]


async def test_the_help_names_the_keys_of_the_screen(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        text = shown(pilot)
        assert "Yardım · Kişiler" in text
        for word in ("geri al", "çöp kutusuna", "not yaz", "Her yerde"):
            assert word in text
        # Typing filters: the help is longer than the window.
        await pilot.press(*"aretle")
        await settle(pilot)
        assert "Boşluk      işaretle" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert rows_of(app).has_focus


async def test_a_search_typed_in_a_burst_touches_nobody(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        # As a terminal sends it: all keys at once, before any of them was handled.
        for letter in "/dede":
            key = "slash" if letter == "/" else letter
            app.post_message(events.Key(key, letter))
        await settle(pilot)
        assert screen_of(app).query_one(SearchInput).value == "dede"
        assert app.screen is screen_of(app)
        assert contacts.count(shop) == 6
