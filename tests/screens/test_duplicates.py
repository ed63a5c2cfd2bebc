"""The duplicates page: picking per field, merging, telling apart, later, and taking it back."""

from __future__ import annotations

import pytest

from kobicrm.services import contacts, duplicates, undo
from kobicrm.services.session import open_session
from screens.contacts.screen import ContactsScreen
from screens.dialogs.whole_text import WholeTextDialog
from tests.screens.duplicates_page import fill, head_of, marks_of, names_of, open_page, to_field
from tests.screens.kobi import app_on


@pytest.fixture
def twice(shop):
    """A shop with four people noted twice; their uids."""
    return fill(shop)


async def test_a_pair_is_shown_with_why_and_what_would_remain(shop, twice, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        text = shown(pilot)
        assert head_of(app).startswith("Yinelenen kayıtlar   1 / 4")
        assert "Benzerlik 99" in text
        assert "Neden: aynı cep · aynı doğum günü · aynı ilçe · adın bir kısmı" in text
        assert "Kalacak kayıt  #2" in text
        assert "Birleşecek kayıt  #3" in text
        assert "Sonuç: Ayşe Yılmaz Demir · 2 telefon · 2 e-posta · 3 etiket" in text
        assert "Nota yazılacak: Ad, Doğum günü, Kaynak" in text
        assert "← → Seç  a İkisi de  Ctrl+S Birleştir  m Farklı kişiler  z Sonra" in text
        assert marks_of(app, "name") == "●○"
        assert marks_of(app, "phones:mobile") == ""
        assert marks_of(app, "phones:work") == "○●"
        assert marks_of(app, "emails") == "●●"
        assert marks_of(app, "birthday") == "○●"
        assert marks_of(app, "notes") == "●●"


async def test_what_is_picked_is_what_stays(shop, twice, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await to_field(pilot, "name")
        await pilot.press("right", "a")
        await settle(pilot)
        assert marks_of(app, "name") == "○●"
        assert "Burada yalnız bir değer kalabilir." in shown(pilot)
        await to_field(pilot, "emails")
        await pilot.press("l")
        assert marks_of(app, "emails") == "○●"
        await to_field(pilot, "tags")
        await pilot.press("h", "a")
        assert marks_of(app, "tags") == "●●"
        await to_field(pilot, "source")
        await pilot.press("right", "left", "right")
        await to_field(pilot, "notes")
        await pilot.press("left")
        await settle(pilot)
        assert "İki kaydın notları da hep kalır." in shown(pilot)
        app.clear_notifications()
        await settle(pilot)
        assert "Nota yazılacak: Ad, Doğum günü, Kaynak, E-posta" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Birleştirildi: AYŞE YILMAZ" in shown(pilot)
        assert names_of(app) == ("Işıl Ağaoğlu", "IŞIL AĞAOĞLU")
    now = contacts.get(shop, twice[0][0])
    assert (now.name, now.source, now.birthday) == ("AYŞE YILMAZ", "Google", "1988-03-14")
    assert [one.address for one in now.emails] == ["ayse.yilmaz@gmail.com"]
    assert [one.e164 for one in now.phones] == ["+905321234567", "+902163456789"]
    assert now.tags == ("toptan", "vip", "fuar-2026")
    *kept, left = [note.text for note in now.notes]
    assert kept == ["Teklif istedi", "Cuma arayın"]
    assert "ayse@yilmazgida.com.tr" in left


async def test_the_suggestion_comes_back_with_one_key(shop, twice, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("right")
        await to_field(pilot, "tags")
        await pilot.press("right")
        assert (marks_of(app, "name"), marks_of(app, "tags")) == ("○●", "○●")
        await pilot.press("f4")
        assert (marks_of(app, "name"), marks_of(app, "tags")) == ("●○", "●●")


async def test_tab_swaps_which_record_stays_and_picks_stay_picked(
    shop, twice, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("tab")
        await settle(pilot)
        assert "Birleşecek kayıt  #2" in shown(pilot)
        assert "Kalacak kayıt  #3" in shown(pilot)
        assert marks_of(app, "name") == "●○"
        await pilot.press("ctrl+s")
        await settle(pilot)
    now = contacts.get(shop, twice[0][1])
    assert (now.name, now.birthday) == ("Ayşe Yılmaz Demir", "1988-03-14")
    assert now.source == "musteri-listesi.csv"
    assert len(now.tags) == 3


async def test_a_merge_is_one_act_and_undone_whole_with_the_pair_in_sight(
    shop, twice, settle, shown
) -> None:
    app = app_on(shop)
    before = [contacts.get(shop, uid) for uid in twice[0]]
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert contacts.count(shop) == 8
        assert undo.changesets(shop, 1)[0].action == "contact.merge"
        assert head_of(app).startswith("Yinelenen kayıtlar   2 / 4")
        await pilot.press("z", "u")
        await settle(pilot)
        assert "Geri alındı: birleştirme" in shown(pilot)
        assert names_of(app) == ("Ayşe Yılmaz Demir", "AYŞE YILMAZ")
        back = [contacts.get(shop, uid) for uid in twice[0]]
        assert [(a.name, a.tags, a.phones) for a in back] == [
            (a.name, a.tags, a.phones) for a in before
        ]
        await pilot.press("U")
        await settle(pilot)
        assert contacts.count(shop) == 8
        assert names_of(app) == ("Gökçe Çiçek", "G. Çiçek")
        assert head_of(app).startswith("Yinelenen kayıtlar   3 / 4   1 sonraya")
        await pilot.press("ctrl+s", "ctrl+s", "m")
        await settle(pilot)
        assert "Yinelenen kayıt kalmadı. 3 birleştirildi, 1 farklı." in shown(pilot)


async def test_different_people_are_remembered_for_ever_and_can_be_taken_back(
    shop, twice, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("m", "m")
        await settle(pilot)
        assert "Farklı kişiler: Işıl Ağaoğlu" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert names_of(app) == ("Işıl Ağaoğlu", "IŞIL AĞAOĞLU")
        assert head_of(app).startswith("Yinelenen kayıtlar   2 / 4")
    with open_session(shop.path, who="Ayşe", door="screen", lang="tr") as later:
        app = app_on(later)
        async with app.run_test() as pilot:
            await open_page(pilot, settle)
            assert names_of(app) == ("Işıl Ağaoğlu", "IŞIL AĞAOĞLU")
            assert head_of(app).startswith("Yinelenen kayıtlar   1 / 3")
    assert len(list(duplicates.pairs(shop))) == 3


async def test_what_is_put_aside_comes_again_with_what_was_picked(
    shop, twice, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("right", "tab", "z")
        await settle(pilot)
        assert head_of(app).startswith("Yinelenen kayıtlar   2 / 4   1 sonraya")
        await pilot.press("m", "m", "z")
        await settle(pilot)
        assert "Sonraya bırakılanlar yeniden geliyor." in shown(pilot)
        assert names_of(app) == ("Ayşe Yılmaz Demir", "AYŞE YILMAZ")
        assert head_of(app).startswith("Yinelenen kayıtlar   3 / 4")
        assert marks_of(app, "name") == "○●"
        assert "Kalacak kayıt  #3" in shown(pilot)


async def test_keys_pressed_in_a_burst_answer_one_pair_each(shop, twice, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("ctrl+s", "m", "z", "ctrl+s")
        await settle(pilot)
        assert names_of(app) == ("Gökçe Çiçek", "G. Çiçek")
    done = [(one.action, one.detail["names"][0]) for one in undo.changesets(shop, 3)]
    assert done == [
        ("contact.merge", "İsmail Şıkoğlu"),
        ("contact.different", "Işıl Ağaoğlu"),
        ("contact.merge", "Ayşe Yılmaz Demir"),
    ]


async def test_who_was_merged_away_is_never_shown_again(shop, settle, shown) -> None:
    """Of three that are one, the pair left asks for the one that stays."""
    uids = [
        contacts.add(shop, {"name": name, "emails": "gokce@cicek.com.tr", **more}).contact.uid
        for name, more in (
            ("Gökçe Çiçek", {}),
            ("Gokce Cicek", {"tags": ["vip"]}),
            ("GÖKÇE ÇİÇEK", {"phones": "0533 444 22 33"}),
        )
    ]
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        assert head_of(app).startswith("Yinelenen kayıtlar   1 / 3")
        await pilot.press("ctrl+s")
        await settle(pilot)
        alive = {one.uid for one in contacts.search(shop, "çiçek")}
        assert len(alive) == 2
        pair = app.screen.shown
        assert {one.uid for one in pair.sides} == alive
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Yinelenen kayıt kalmadı. 2 birleştirildi." in shown(pilot)
        [left] = contacts.search(shop, "çiçek")
        assert left.uid in uids
        await pilot.press("u", "u")
        await settle(pilot)
        assert len(list(contacts.search(shop, "çiçek"))) == 3
        assert head_of(app).startswith("Yinelenen kayıtlar   1 / 3")


async def test_values_are_read_in_full_copied_and_the_contact_is_a_key_away(
    shop, twice, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await to_field(pilot, "emails")
        await pilot.press("y", "enter")
        await settle(pilot)
        assert app.clipboard == "ayse@yilmazgida.com.tr · ayse.yilmaz@gmail.com"
        assert isinstance(app.screen, WholeTextDialog)
        assert "Birleşecek kayıt  #3" in shown(pilot)
        await pilot.press("escape", "f9")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert app.screen.rows.cursor_row.cells["name"] == "Ayşe Yılmaz Demir"


async def test_a_click_takes_a_side(shop, twice, settle) -> None:
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_page(pilot, settle)
        rows = app.screen.rows
        await pilot.click(rows, offset=(80, 1))
        await settle(pilot)
        assert marks_of(app, "name") == "○●"
        await pilot.click(rows, offset=(20, 1))
        await settle(pilot)
        assert marks_of(app, "name") == "●○"
        # Between two fields, on the rule and on the label nothing is taken.
        for offset in ((80, 2), (80, 0), (5, 1)):
            await pilot.click(rows, offset=offset)
        await settle(pilot)
        assert marks_of(app, "name") == "●○"
