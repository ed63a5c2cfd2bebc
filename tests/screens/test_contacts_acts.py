"""What is done to contacts from the screen: saved, told, taken back, never lost."""

from __future__ import annotations

import resource
import sqlite3

from textual import events

from kobicrm.services import contacts, fields, undo
from screens.contacts.conflict import ConflictDialog
from screens.contacts.form import ContactForm
from screens.contacts.form_given import given
from screens.contacts.form_values import texts_of
from screens.dialogs.confirm import ConfirmDialog
from tests.screens.kobi import (
    app_on,
    card_of,
    elsewhere,
    field_of,
    form_of,
    names_of,
    rows_of,
    screen_of,
    type_in,
)


async def test_a_new_contact_is_saved_and_stands_under_the_bar(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("n", *"Gökçe", "tab", *"Çiçek", "tab", *"Yildiz insaat", "tab", *"Mimar")
        await pilot.press("tab", *"5302468013")
        await settle(pilot)
        assert "→ 0530 246 80 13" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Kaydedildi: Gökçe Çiçek  u geri al" in shown(pilot)
        assert rows_of(app).cursor_row.cells["name"] == "Gökçe Çiçek"
        assert "Mimar · Yıldız İnşaat Ltd. Şti." in card_of(app)
        assert "0530 246 80 13" in card_of(app)


async def test_letters_typed_before_the_form_is_drawn_reach_it(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        for letter in "ndeniz":
            app.post_message(events.Key(letter, letter))
        await settle(pilot)
        assert field_of(app, "first_name").value == "deniz"
        await pilot.press("escape", "enter")
        await settle(pilot)
        assert rows_of(app).total == 6
        for letter in "edd":
            app.post_message(events.Key(letter, letter))
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
    assert contacts.count(shop) == 6


async def test_n_pressed_while_the_program_still_loads_opens_the_form(shop, settle) -> None:
    """What else needs the shop's own fields then must not push the form's wish aside."""
    fields.add_field(shop, "Bölge", "text")
    app = app_on(shop)
    async with app.run_test() as pilot:
        screen = screen_of(app)
        screen.action_new()
        screen.acts.read_own_fields()
        await settle(pilot)
        assert field_of(app, "first_name").has_focus
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)


async def test_saving_waits_for_the_last_letters(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        for letter in ("f", "u", "a", "r", "enter"):
            app.post_message(events.Key(letter, letter if len(letter) == 1 else None))
        await settle(pilot)
        assert next(contacts.search(shop, "ali riza")).tags == ("fuar",)
        await pilot.press("n")
        await settle(pilot)
        for letter in ("A", "d", "a", "ctrl+s"):
            app.post_message(events.Key(letter, letter if len(letter) == 1 else None))
        await settle(pilot)
        assert "Ada" in names_of(app)


async def test_an_edit_changes_only_what_was_typed(shop, people, settle) -> None:
    numbers = ["cep: 0546 852 31 70", "ev: 0232 111 22 33", "iş: 0232 421 77 15 dahili 4"]
    many = {"phones": [*numbers, "fax: 0232 421 77 16"], "emails": ["z@oz.com", "z@oz.com.tr"]}
    added = contacts.add(shop, {"name": "Zeynep Öz", **many}).contact
    with sqlite3.connect(shop.path) as other:
        # A label of another program, which can't be written before its number.
        other.execute("UPDATE phone SET label = 'Ev 2' WHERE label = 'home'")
    other.close()
    before = contacts.get(shop, f"uid:{added.uid}")
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("G", "e")
        await settle(pilot)
        assert field_of(app, "mobile").value == "0546 852 31 70"
        assert field_of(app, "work_phone").value == "0232 421 77 15 dahili 4"
        field_of(app, "work_phone").value = "0232 421 77 99"
        field_of(app, "email").value = "zeynep.oz@oz.com.tr"
        await pilot.press("ctrl+s")
        await settle(pilot)
        after = contacts.get(shop, f"uid:{before.uid}")
        assert sorted(phone.e164 for phone in after.phones) == sorted(
            ["+905468523170", "+902321112233", "+902324217799", "+902324217716"]
        )
        assert {phone.label for phone in after.phones} == {phone.label for phone in before.phones}
        assert [email.address for email in after.emails] == [
            "zeynep.oz@oz.com.tr",
            "z@oz.com.tr",
        ]


async def test_an_unchanged_form_writes_nothing(shop, people, settle, shown) -> None:
    last = undo.changesets(shop, 1)[0].id
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("down", "e")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Hiçbir şey değişmedi." in shown(pilot)
    assert undo.changesets(shop, 1)[0].id == last
    for saved in people:
        texts = texts_of(saved.contact)
        assert given(texts, dict(texts), saved.contact) == {}


async def test_esc_on_a_changed_form_asks_first(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press(*"xx", "escape")
        await settle(pilot)
        assert "Değişiklikler atılsın mı?" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        await pilot.press("escape", "enter")
        await settle(pilot)
        assert rows_of(app).has_focus
        assert names_of(app)[0] == "Ali Rıza Kaya"


async def test_a_name_is_needed(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n", "tab", "tab", "tab", "tab", *"5302468013", "ctrl+s")
        await settle(pilot)
        assert "! ad gerekli" in shown(pilot)
        assert field_of(app, "first_name").has_focus


async def test_a_company_has_its_own_fields(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n", *"Işık Kırtasiye", "shift+tab", "right")
        await settle(pilot)
        text = shown(pilot)
        assert "Yeni firma" in text
        assert "Firma adı" in text
        assert "Soyad" not in text
        assert field_of(app, "name").value == "Işık Kırtasiye"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert contacts.search(shop, "isik").__next__().kind == "company"


async def test_own_fields_of_the_shop_stand_in_the_form(shop, settle, shown) -> None:
    fields.add_field(shop, "Açık hesap", "money")
    fields.add_field(shop, "Bölge", "choice", ["Anadolu", "Avrupa"])
    app = app_on(shop)
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await pilot.press("n", *"Nurcan")
        await settle(pilot)
        field_of(app, "custom:Açık hesap").value = "çok"
        field_of(app, "custom:Bölge").focus()
        await pilot.press("right", "right", "ctrl+s")
        await settle(pilot)
        assert "! bu alana uymuyor" in shown(pilot)
        assert "○ Anadolu   ● Avrupa" in shown(pilot)
        field_of(app, "custom:Açık hesap").value = "1.250,50"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "1.250,50 TL" in card_of(app)
        assert "Avrupa" in card_of(app)


async def test_a_note_is_kept_with_the_contact(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("down", "N")
        await settle(pilot)
        await type_in(pilot, "Cuma arayalim")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Not kaydedildi: İbrahim Iğdır  u geri al" in shown(pilot)
        assert "Cuma arayalim" in card_of(app)
        assert rows_of(app).cursor_row.cells["name"] == "İbrahim Iğdır"


async def test_tags_are_added_and_taken_away_on_one_line(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down", "t")
        await settle(pilot)
        answer = app.screen.query_one("#answer")
        assert answer.value == "VIP, İzmir"
        answer.value = "İzmir, toptan"
        await pilot.press("enter")
        await settle(pilot)
        found = next(contacts.search(shop, "caglayan"))
        assert found.tags == ("İzmir", "toptan")
        await pilot.press("t")
        await settle(pilot)
        app.screen.query_one("#answer").value = ""
        await pilot.press("enter")
        await settle(pilot)
        assert next(contacts.search(shop, "caglayan")).tags == ()


async def test_delete_undo_and_redo(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("down", "d")
        await settle(pilot)
        assert "Silindi: İbrahim Iğdır  u geri al" in shown(pilot)
        assert "İbrahim Iğdır" not in names_of(app)
        assert rows_of(app).cursor_row.cells["name"].startswith("Öztürk")
        assert card_of(app).startswith("Öztürk")
        await pilot.press("u")
        await settle(pilot)
        assert "Geri alındı: silme · İbrahim" in shown(pilot)
        assert rows_of(app).cursor_row.cells["name"] == "İbrahim Iğdır"
        await pilot.press("U")
        await settle(pilot)
        assert "Yinelendi: silme · İbrahim" in shown(pilot)
        assert "İbrahim Iğdır" not in names_of(app)


async def test_undo_goes_back_step_by_step_and_never_beyond_this_application(
    open_shop, settle, shown
) -> None:
    shop = open_shop(door="command")
    contacts.add(shop, {"name": "Komutla Eklenen"})
    shop.close()
    shop = open_shop()
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        for name in ("Ada", "Berk"):
            await pilot.press("n", *name, "ctrl+s")
            await settle(pilot)
        await pilot.press("u", "u")
        await settle(pilot)
        assert names_of(app) == ["Komutla Eklenen"]
        await pilot.press("u")
        await settle(pilot)
        assert names_of(app) == ["Komutla Eklenen"]
        assert "Geri alınacak" in shown(pilot)


async def test_undo_that_would_overwrite_is_refused_in_words(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        field_of(app, "birthday").value = "1.1.1980"
        await pilot.press("ctrl+s")
        await settle(pilot)
        uid = rows_of(app).cursor_row.cells["uid"]
        elsewhere(shop.path, f'contacts.edit(s, "uid:{uid}", {{"birthday": "2.2.1990"}})')
        await pilot.press("u")
        await settle(pilot)
        assert "geri alınmadı" in shown(pilot)
        assert contacts.get(shop, f"uid:{uid}").birthday == "1990-02-02"


async def test_both_changes_stay_when_they_touch_different_fields(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "e")
        await settle(pilot)
        uid = rows_of(app).cursor_row.cells["uid"]
        field_of(app, "mobile").value = "0533 987 65 44"
        theirs = {"phones+": ["ev: 0224 111 22 33"], "tags+": ["fuar"]}
        elsewhere(shop.path, f'contacts.edit(s, "uid:{uid}", {theirs!r})')
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        await pilot.press("ctrl+s")
        await settle(pilot)
        after = contacts.get(shop, f"uid:{uid}")
        assert after.tags == ("fuar",)
        assert {phone.e164 for phone in after.phones} == {
            "+902125551122",
            "+905339876544",
            "+902241112233",
        }


async def test_a_field_changed_twice_is_asked_about_and_never_overwritten(
    shop, people, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "e")
        await settle(pilot)
        uid = rows_of(app).cursor_row.cells["uid"]
        field_of(app, "company_role").value = "Müdür"
        field_of(app, "birthday").value = "1.3.1980"
        elsewhere(shop.path, f'contacts.edit(s, "uid:{uid}", {{"company_role": "Ortak"}})')
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ConflictDialog)
        text = shown(pilot)
        assert "● Müdür" in text
        assert "○ Ortak" in text
        assert "1.3.1980" not in text
        assert contacts.get(shop, f"uid:{uid}").companies[0].role == "Ortak"
        await pilot.press("right", "ctrl+s")
        await settle(pilot)
        after = contacts.get(shop, f"uid:{uid}")
        assert after.companies[0].role == "Ortak"
        assert after.birthday == "1980-03-01"


async def test_a_contact_deleted_meanwhile_can_be_brought_back_with_the_changes(
    shop, people, settle
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "e")
        await settle(pilot)
        uid = rows_of(app).cursor_row.cells["uid"]
        field_of(app, "birthday").value = "1.3.1980"
        elsewhere(shop.path, f'contacts.delete(s, ["uid:{uid}"])')
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("enter")
        await settle(pilot)
        assert contacts.get(shop, f"uid:{uid}").birthday == "1980-03-01"


async def test_a_write_waits_for_another_program_and_says_so(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        other = sqlite3.connect(shop.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("d")
        while "Veritabanı meşgul" not in shown(pilot):
            await pilot.pause()
        assert names_of(app)[0] == "Ali Rıza Kaya"
        await pilot.press("down", "down")
        assert rows_of(app).cursor == 2
        other.execute("COMMIT")
        other.close()
        await settle(pilot)
        assert "Ali Rıza Kaya" not in names_of(app)
        assert "Veritabanı meşgul" not in shown(pilot)


async def test_a_full_disk_keeps_what_was_typed(shop, people, settle, shown) -> None:
    app = app_on(shop)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n", *"Nurcan")
        await settle(pilot)
        field_of(app, "street").value = "Cadde " * 150
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        try:
            await pilot.press("ctrl+s")
            await settle(pilot)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert app.trouble == "disk_full"
        assert field_of(app, "first_name").value == "Nurcan"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.trouble == ""
        assert "Nurcan" in names_of(app)


async def test_an_upgraded_database_is_told_in_the_head_row(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        with sqlite3.connect(shop.path) as other:
            other.execute("PRAGMA user_version = 99")
        other.close()
        await pilot.press("d")
        await settle(pilot)
        assert "daha yeni bir KobiCRM sürümüne geçti" in shown(pilot)
        assert "Ali Rıza Kaya" in names_of(app)


async def test_doubts_are_told_beside_the_field_and_f4_mends_them(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n", *"Ayse")
        await settle(pilot)
        form_of(app)
        field_of(app, "email").focus()
        await type_in(pilot, "ayse@gmial.com")
        await settle(pilot)
        assert "gmail.com mu?" not in shown(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert "! gmail.com mu?  F4" in shown(pilot)
        await pilot.press("shift+tab", "f4")
        await settle(pilot)
        assert field_of(app, "email").value == "ayse@gmail.com"
        field_of(app, "district").focus()
        await pilot.press(*"karsiyaka", "tab")
        await settle(pilot)
        assert field_of(app, "province").value == "İzmir"
        field_of(app, "birthday").focus()
        await type_in(pilot, "31.02")
        await pilot.press("tab")
        await settle(pilot)
        assert "! “31.02” tarih değil" in shown(pilot)
