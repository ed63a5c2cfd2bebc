"""The quality page: finding after finding, each answered with one key, each taken back with `u`."""

from __future__ import annotations

import pytest

from kobicrm.services import contacts, quality, undo
from screens.contacts.screen import ContactsScreen
from screens.quality.all_dialog import AcceptAllDialog
from tests.screens.kobi import app_on, type_in
from tests.screens.quality_page import head_of, kinds_of, open_page, page_of, under_bar
from tests.unit.services.quality_kit import ODD, fill

CODES = [code for _name, _given, codes in ODD for code in codes]


@pytest.fixture
def odd(shop):
    """A shop of people with something odd about them; their uids by name."""
    return fill(shop)


async def test_a_walk_through_every_finding_mends_the_shop(shop, odd, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_page(pilot, settle)
        assert [code for _name, code in kinds_of(app)] == CODES
        assert head_of(app) == "Veri kalitesi 12   8 bulgu   1 / 8"
        assert "gmial.com yerine gmail.com mu?" in shown(pilot)
        # Accepted: e-mail, capitals, Turkish letters.
        await pilot.press("enter")
        await settle(pilot)
        assert "Düzeltildi: İsmail Şıkoğlu" in shown(pilot)
        assert "u geri al" in shown(pilot)
        await pilot.press("ctrl+s", "f4")
        await settle(pilot)
        # Nothing is suggested for the short phone: Enter asks for the right one.
        assert under_bar(app) == "phone_short"
        await pilot.press("enter")
        await pilot.press(*["backspace"] * 13)
        await type_in(pilot, "0532 123 45 60")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert under_bar(app) == "tax_number_repeated"
        await pilot.press("m")
        await settle(pilot)
        assert "Böyle kalacak" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Düzeltilecek bir şey kalmadı." in shown(pilot)
        assert "8 kayda bakıldı." in shown(pilot)
        assert head_of(app) == "Veri kalitesi 100"
    assert contacts.get(shop, odd["İsmail Şıkoğlu"]).emails[0].raw == "ismail@gmail.com"
    assert contacts.get(shop, odd["AYŞE YILMAZ DEMİR"]).name == "Ayşe Yılmaz Demir"
    assert contacts.get(shop, odd["Gökçe Çiçek"]).phones[0].e164 == "+905321234560"
    assert contacts.get(shop, odd["Þükrü Þahin"]).tax_number == "1111111111"
    assert [one.value for one in quality.trend(shop)] == [100]


async def test_keys_pressed_in_a_burst_answer_one_finding_each(shop, odd, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("enter", "enter", "m", "z", "enter")
        await settle(pilot)
        left = [code for _name, code in kinds_of(app)]
    assert left == ["mojibake", "tax_number_repeated", "name_phone"]
    done = [(one.action, one.detail["name"]) for one in undo.changesets(shop, 4)]
    assert done == [
        ("quality.fix", "Nâzım Hâkimoğlu"),
        ("quality.ignore", "Ümit Gürsel"),
        ("quality.fix", "Ayşe Yılmaz Demir"),
        ("quality.fix", "İsmail Şıkoğlu"),
    ]


async def test_undo_brings_a_finding_back_with_the_bar_on_it(shop, odd, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("enter", "m", "down", "down")
        await settle(pilot)
        assert len(kinds_of(app)) == 6
        await pilot.press("u")
        await settle(pilot)
        assert "Geri alındı: böyle kalsın" in shown(pilot)
        assert under_bar(app) == "name_capitals"
        await pilot.press("u")
        await settle(pilot)
        assert "Geri alındı: düzeltme · İsmail" in shown(pilot)
        assert under_bar(app) == "email_typo"
        assert [code for _name, code in kinds_of(app)] == CODES
        await pilot.press("U")
        await settle(pilot)
        assert under_bar(app) == "name_capitals"


async def test_a_value_is_corrected_in_place_and_esc_leaves_it(shop, odd, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_page(pilot, settle)
        await pilot.press("e", "x", "y")
        await settle(pilot)
        assert "ismail@gmail.comxy" in shown(pilot)
        assert "Enter Kaydet" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert page_of(app).rows.has_focus
        assert kinds_of(app)[0] == ("İsmail Şıkoğlu", "email_typo")
        await pilot.press("e", "backspace", "backspace", "backspace", *"org", "enter")
        await settle(pilot)
        assert under_bar(app) == "name_capitals"
    assert contacts.get(shop, odd["İsmail Şıkoğlu"]).emails[0].raw == "ismail@gmail.org"


async def test_a_text_that_can_not_be_taken_is_told_and_may_be_mended(shop, settle, shown) -> None:
    born = {"name": "Ali Kaya", "birthday": "5.5.1888"}
    uids = [contacts.add(shop, {**born, "name": name}).contact.uid for name in ("Ali", "Veli")]
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("enter", *["backspace"] * 14)
        await type_in(pilot, "31.02.1988")
        await pilot.press("enter")
        await settle(pilot)
        assert "“31.02.1988” bir tarih değil" in shown(pilot)
        assert page_of(app).card.editor.value == "31.02.1988"
        assert len(kinds_of(app)) == 2
        await pilot.press(*["backspace"] * 10)
        await type_in(pilot, "1 mart 1988")
        await pilot.press("enter")
        await settle(pilot)
        assert kinds_of(app) == [("Veli", "birthday_early")]
    assert [contacts.get(shop, uid).birthday for uid in uids] == ["1988-03-01", "1888-05-05"]


async def test_a_name_is_not_emptied(shop, odd, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("down", "e", *["backspace"] * 20, "enter")
        await settle(pilot)
        assert "Kaydın bir adı olmalı." in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert under_bar(app) == "name_capitals"


async def test_a_district_is_completed_while_it_is_written(shop, settle) -> None:
    uid = contacts.add(shop, {"name": "Ali Kaya", "province": "İstanbul"}).contact.uid
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("enter", *"kadik")
        await settle(pilot)
        await pilot.press("right", "enter")
        await settle(pilot)
    assert contacts.get(shop, uid).addresses[0].district == "Kadıköy"


async def test_a_note_of_several_lines_is_corrected_in_a_dialog(shop, settle) -> None:
    uid = contacts.add(shop, {"name": "Ali Kaya", "note": "Teþekkür\netti"}).contact.uid
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("ctrl+end", "!", "ctrl+s")
        await settle(pilot)
    assert contacts.get(shop, uid).notes[0].text == "Teşekkür\netti!"


async def test_what_is_put_aside_comes_back_with_a_new_look(shop, odd, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("z", "z")
        await settle(pilot)
        assert head_of(app) == "Veri kalitesi 12   6 bulgu   2 sonraya   1 / 6"
        await pilot.press("r")
        await settle(pilot)
        assert [code for _name, code in kinds_of(app)] == CODES


async def test_one_kind_is_shown_alone_and_esc_shows_all_again(shop, odd, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await open_page(pilot, settle)
        await pilot.press("f", *"bozuk", "enter")
        await settle(pilot)
        assert kinds_of(app) == [("Þükrü Þahin", "mojibake")]
        assert "Bozuk harfler" in head_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "Bu türden bulgu kalmadı." in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert len(kinds_of(app)) == 7
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)


async def test_all_of_a_kind_are_accepted_after_a_question(shop, settle, shown) -> None:
    for number in range(30):
        contacts.add(shop, {"name": f"ALİ KAYA {'ABCDE'[number % 5]}", "phones": "12"})
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await open_page(pilot, settle)
        await pilot.press("down", "b")
        await settle(pilot)
        assert isinstance(app.screen, AcceptAllDialog)
        assert "Bütün öneriler · 30 kişi" in shown(pilot)
        assert "ALİ KAYA A → Ali Kaya A" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert len(kinds_of(app)) == 60
        await pilot.press("b", "down", "x", "m")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "30 kayıt düzeltildi" in shown(pilot)
        assert {code for _name, code in kinds_of(app)} == {"phone_short"}
        await pilot.press("b")
        await settle(pilot)
        assert "Bunlar için öneri yok." in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert len(kinds_of(app)) == 60
    assert contacts.count(shop) == 30
