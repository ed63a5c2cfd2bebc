"""The form under the fingers: lines that grow, labels, completion, dates in words, similar."""

from __future__ import annotations

import pytest
from textual import events

from kobicrm.services import contacts, fields
from screens.contacts.conflict import ConflictDialog
from screens.contacts.form import ContactForm
from tests.screens.hostile import CONTROL, MARKUP
from tests.screens.kobi import app_on, elsewhere, field_of, form_of, rows_of, type_in
from tests.screens.test_contacts_hostile import harmful


def labels(app) -> list[str]:
    """Return the labels of the lines that are shown, in order."""
    return [line.label(line) for line in form_of(app).form_lines.all() if line.shown]


async def opened(app, pilot, settle, key: str = "n") -> ContactForm:
    """Open the form and return it."""
    await settle(pilot)
    await pilot.press(key)
    await settle(pilot)
    return form_of(app)


async def test_the_first_page_is_the_quick_entry(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle)
        assert labels(app)[:17] == [
            *("Tür", "Ad", "Soyad", "Firma", "Görev", "Ulaşım", "Cep", "İş telefonu", "E-posta"),
            *("Adres", "İl", "İlçe", "Cadde, no", "Diğer", "Etiket", "Doğum günü", "Not"),
        ]
        text = shown(pilot)
        assert "Not" in text
        assert "Vergi" not in text


async def test_any_number_of_phones_and_emails(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle)
        await pilot.press(*"Ada")
        field_of(app, "mobile").focus()
        for number in range(6):
            await type_in(pilot, f"053{number} 123 45 67")
            await pilot.press("tab")
        await pilot.press("down")
        for name in ("a", "b", "c"):
            await type_in(pilot, f"{name}@ada.com")
            await pilot.press("down")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (ada,) = contacts.search(shop, "ada")
        assert [one.e164 for one in ada.phones] == [f"+9053{n}1234567" for n in range(6)]
        assert [one.label for one in ada.phones] == ["mobile", "work", "", "", "", ""]
        assert [one.address for one in ada.emails] == ["a@ada.com", "b@ada.com", "c@ada.com"]


async def test_a_line_is_emptied_to_remove_it(shop, people, settle) -> None:
    added = contacts.add(shop, {"name": "Ada", "phones": ["0532 123 45 67", "444 1 234"]})
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle, "e")
        field_of(app, "phones.0.raw").focus()
        await pilot.press("ctrl+u", "ctrl+s")
        await settle(pilot)
        after = contacts.get(shop, f"uid:{added.contact.uid}")
        assert [one.e164 for one in after.phones] == ["+904441234"]


async def test_labels_step_and_take_a_word_of_ones_own(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        form = await opened(app, pilot, settle)
        assert "F5" not in shown(pilot)
        await pilot.press(*"Ada")
        field_of(app, "mobile").focus()
        await settle(pilot)
        assert "F5 tür   F6 başka ad" in shown(pilot)
        await type_in(pilot, "0216 345 67 89")
        await pilot.press("f5", "f5")
        await settle(pilot)
        assert "Ev telefonu   │" not in shown(pilot)
        assert "Ev telefonu" in shown(pilot)
        await pilot.press("tab", *"4441234", "f6", "ctrl+u", *"Depo", "enter")
        await settle(pilot)
        assert "Depo" in shown(pilot)
        assert form.sheet.active.key == "phones.1.raw"
        assert form.sheet.active.value == "4441234"
        await pilot.press("f6", "escape")
        await settle(pilot)
        assert form.sheet.active.has_focus
        await pilot.press("ctrl+s")
        await settle(pilot)
        (ada,) = contacts.search(shop, "ada")
        assert [(one.e164, one.label) for one in ada.phones] == [
            ("+902163456789", "home"),
            ("+904441234", "Depo"),
        ]


async def test_a_number_is_never_cut(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle)
        field_of(app, "work_phone").focus()
        await type_in(pilot, "02163456789 d 1234")
        await pilot.press("tab")
        await settle(pilot)
        assert "→ 0216 345 67 89 d. 1234" in shown(pilot)
        field_of(app, "email").focus()
        await settle(pilot)
        assert "02163456789 d 1234 " in shown(pilot)


async def test_province_and_district_complete_in_the_field(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle)
        field_of(app, "province").focus()
        await pilot.press(*"izm")
        await settle(pilot)
        assert "izmir" in shown(pilot)
        await pilot.press("right", "tab", *"born")
        await settle(pilot)
        assert field_of(app, "province").value == "İzmir"
        assert "bornova" in shown(pilot)
        await pilot.press("f4")
        await settle(pilot)
        assert field_of(app, "district").value == "Bornova"
        field_of(app, "province").value = ""
        field_of(app, "district").value = ""
        field_of(app, "district").focus()
        await pilot.press(*"kadik", "f4", "tab")
        await settle(pilot)
        assert field_of(app, "province").value == "İstanbul"


async def test_dates_take_words_and_are_read_back(shop, settle, shown) -> None:
    fields.add_field(shop, "İlk alışveriş", "date")
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle)
        await pilot.press(*"Ada")
        field_of(app, "birthday").focus()
        await type_in(pilot, "14 mart 1988")
        await settle(pilot)
        assert "→ 14 Mart 1988" in shown(pilot)
        field_of(app, "custom:İlk alışveriş").focus()
        await type_in(pilot, "3 gün önce")
        await settle(pilot)
        assert "→ 17 Kasım Salı" in shown(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert field_of(app, "custom:İlk alışveriş").value == "17.11.2026"
        field_of(app, "custom:İlk alışveriş").focus()
        await pilot.press("ctrl+u", *"dün", "ctrl+s")
        await settle(pilot)
        (ada,) = contacts.search(shop, "ada")
        assert ada.birthday == "1988-03-14"
        assert dict(ada.custom) == {"İlk alışveriş": "2026-11-19"}


async def test_choices_are_lines_too_and_can_be_taken_away(shop, settle, shown) -> None:
    fields.add_field(shop, "Onay", "yes_no")
    fields.add_field(shop, "Beden", "choice", [f"Beden {n}" for n in range(8)])
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle)
        await pilot.press(*"Ada")
        field_of(app, "lifecycle").focus()
        await pilot.press("2")
        field_of(app, "preferred_channel").focus()
        await pilot.press("right", "right", "right", "x")
        await settle(pilot)
        assert "● WhatsApp   3 / 6   ← →" in shown(pilot)
        field_of(app, "custom:Onay").focus()
        await pilot.press("space")
        field_of(app, "custom:Beden").focus()
        await pilot.press("left")
        await settle(pilot)
        assert "● Beden 7   8 / 8" in shown(pilot)
        await pilot.press("delete", "ctrl+s")
        await settle(pilot)
        (ada,) = contacts.search(shop, "ada")
        assert (ada.lifecycle, ada.preferred_channel) == ("customer", "whatsapp")
        assert dict(ada.custom) == {"Onay": True}


async def test_a_click_puts_the_bar_and_chooses(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        form = await opened(app, pilot, settle)
        await pilot.click("SheetLines", offset=(25, 0))
        await settle(pilot)
        assert form.form_lines.find("kind").value == "company"
        await pilot.click("SheetLines", offset=(20, 3))
        await pilot.press(*"ab")
        await settle(pilot)
        assert form.sheet.active.value == "ab"
        await pilot.click("SheetNote", offset=(3, 0))
        await pilot.press(*"not", "shift+tab")
        await settle(pilot)
        assert form.form_lines.find("note").value == "not"
        assert form.sheet.active.key == "tags"


async def test_pages_and_the_way_round(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        form = await opened(app, pilot, settle)
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown")
        await settle(pilot)
        assert form.sheet.active.key == "socials.0.raw"
        await pilot.press("tab")
        assert form.sheet.active.key == "kind"
        await pilot.press("up", "pageup", "pageup", "pageup", "pageup")
        assert form.sheet.active.key == "kind"


async def test_keys_in_a_burst_reach_their_lines(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle)
        typed = [*"Ada", "tab", *"Er", "tab", "tab", "tab", *"0532", "shift+tab", *"Usta", "ctrl+s"]
        for key in typed:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        assert field_of(app, "company_role").value == "Usta"
        assert field_of(app, "last_name").value == "Er"
        assert field_of(app, "mobile").value == "0532"
        assert field_of(app, "company_role").state == "error"


async def test_a_company_is_completed_and_known(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle)
        field_of(app, "company").focus()
        await pilot.press(*"yıldız")
        await settle(pilot)
        assert "F4" in shown(pilot)
        await pilot.press("f4")
        await settle(pilot)
        assert field_of(app, "company").value.startswith("Yıldız İnşaat")
        assert "kayıtlı" in shown(pilot)
        await pilot.press("ctrl+u", *"Yepyeni")
        await settle(pilot)
        assert "yeni firma" in shown(pilot)


async def test_a_similar_record_is_named_opened_and_the_draft_waits(shop, settle, shown) -> None:
    contacts.add(shop, {"name": "Ayşe Yılmaz Demir", "phones": "0532 123 45 67"})
    app = app_on(shop)
    async with app.run_test() as pilot:
        form = await opened(app, pilot, settle)
        await pilot.press(*"Ayşe")
        field_of(app, "mobile").focus()
        await pilot.press(*"5321234567")
        await settle(pilot)
        assert "! Benzer kayıt: Ayşe Yılmaz Demir · 0532 123 45 67   F9 aç" in shown(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert "Düzenle · Ayşe Yılmaz Demir" in shown(pilot)
        assert "Benzer kayıt" not in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is form
        assert field_of(app, "mobile").value == "5321234567"
        assert field_of(app, "mobile").has_focus
        await pilot.press("backspace")
        await settle(pilot)
        assert "Benzer kayıt" not in shown(pilot)


async def test_an_edited_record_is_not_similar_to_itself(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle, "e")
        await pilot.press("x", "backspace")
        await settle(pilot)
        assert "Benzer kayıt" not in shown(pilot)


async def test_a_conflict_in_lists_is_asked_line_by_line(shop, settle, shown) -> None:
    numbers = ["cep: 0532 123 45 67", "iş: 0216 345 67 89"]
    added = contacts.add(shop, {"name": "Ada Er", "phones": numbers, "lifecycle": "lead"}).contact
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(app, pilot, settle, "e")
        field_of(app, "work_phone").value = "0216 111 11 11"
        field_of(app, "lifecycle").value = "customer"
        new = ["cep: 0532 123 45 67", "iş: 0216 222 22 22", "faks: 0216 333 33 33"]
        theirs = {"phones": new, "lifecycle": "supplier"}
        elsewhere(shop.path, f'contacts.edit(s, "uid:{added.uid}", {theirs!r})')
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ConflictDialog)
        text = shown(pilot)
        assert "İş telefonu   ● 0216 111 11 11" in text
        assert "○ 0216 222 22 22" in text
        assert "● Müşteri" in text
        assert "○ Tedarikçi" in text
        await pilot.press("right", "ctrl+s")
        await settle(pilot)
        after = contacts.get(shop, f"uid:{added.uid}")
        assert sorted(one.e164 for one in after.phones) == [
            "+902161111111",
            "+902163333333",
            "+905321234567",
        ]
        assert after.lifecycle == "supplier"


async def test_several_addresses(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        form = await opened(app, pilot, settle)
        await pilot.press(*"Ada")
        field_of(app, "province").value = "İzmir"
        await settle(pilot)
        another = form.field("addresses.1.province")
        assert another.label(another) == "Başka adres"
        assert form.field("addresses.1.district") is None
        another.focus()
        await pilot.press(*"Ankara", "tab", *"Çankaya", "shift+tab", "f5", "ctrl+s")
        await settle(pilot)
        (ada,) = contacts.search(shop, "ada")
        assert [(one.province, one.district, one.label) for one in ada.addresses] == [
            ("İzmir", "", ""),
            ("Ankara", "Çankaya", "work"),
        ]


@pytest.mark.parametrize("name", [*MARKUP[:8], *CONTROL[:8]])
async def test_every_line_takes_hostile_text(name: str, shop, settle) -> None:
    fields.add_field(shop, "Not defteri", "text")
    app = app_on(shop)
    async with app.run_test(size=(120, 60)) as pilot:
        form = await opened(app, pilot, settle)
        for line in list(form.form_lines.all()):
            if line.kind in ("text", "note") and line.shown:
                line.focus()
                app.post_message(events.Paste(name))
                await settle(pilot)
        await pilot.press("f6")
        app.post_message(events.Paste(name))
        await settle(pilot)
        assert harmful(app) == set()
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.is_running
        assert harmful(app) == set()


async def test_the_language_switches_inside_an_open_form(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        form = await opened(app, pilot, settle, "e")
        app.action_language()
        await settle(pilot)
        assert "First name" in shown(pilot)
        assert "Ctrl+S save" in shown(pilot)
        assert not form.changed
        await pilot.press("escape")
        await settle(pilot)
        assert rows_of(app).has_focus


async def test_help_language_and_look_work_over_a_form_and_keep_what_was_typed(
    shop, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n", *"Deniz")
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert "New contact" in shown(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert "Help" in shown(pilot)
        assert "next field" in shown(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert "Yardım" in shown(pilot)
        assert "next field" not in shown(pilot)
        look = app.theme
        await pilot.press("escape", "f3")
        await settle(pilot)
        assert app.theme != look
        assert "Yeni kişi" in shown(pilot)
        assert field_of(app, "first_name").value == "Deniz"
        await pilot.press("escape", "enter")
        await settle(pilot)
    assert contacts.count(shop) == 0
