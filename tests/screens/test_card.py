"""The customer card: everything known, in sections that fold, with a history that takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kobicrm.domain.codec import FIELDS
from kobicrm.services import contacts
from screens.contacts.card import Card
from screens.contacts.card_lines import Entry, Fold, Go, More
from screens.dialogs.changeset import ChangesetDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.link import LinkDialog
from screens.opening import Outside
from screens.state import State
from screens.text import plain
from tests.screens.hostile import CONTROL, HARMFUL, MARKUP
from tests.screens.kobi import app_on, card_of, elsewhere, rows_of, screen_of
from tests.screens.planted import plant
from tests.screens.test_card_snapshots import filled, line_of


def card(app) -> Card:
    """Return the card."""
    return screen_of(app).query_one(Card)


async def on_card(pilot, settle, words: str = "") -> None:
    """Put the bar on Ayşe's card, on the line that holds ``words``."""
    await settle(pilot)
    await pilot.press("down")
    await settle(pilot)
    await pilot.press("tab")
    if words:
        card(pilot.app).move_to(line_of(pilot.app, words))
    await settle(pilot)


async def test_nothing_known_is_left_out(shop, settle) -> None:
    filled(shop)
    app = app_on(shop, lang="tr")
    async with app.run_test(size=(120, 40)) as pilot:
        await on_card(pilot, settle, "Kayıt  ")
        await pilot.press("enter")
        await settle(pilot)
        ayse = contacts.get(shop, "ayse@yilmazgida.com.tr")
        told = " ".join(card_of(app).split())
        for words in (
            "Ayşe Yılmaz Demir",
            "Müşteri",
            "Satın alma · Yılmaz Gıda San. ve Tic. Ltd. Şti.",
            "Cep 0532 123 45 67 WhatsApp",
            "İş 0216 345 67 89 dahili 12",
            "Ev 0216 12 ! kuşkulu",
            "E-posta ayse@yilmazgida.com.tr iş",
            "E-posta ayse.yilmaz@gmail.com",
            "Sosyal yilmazgida Instagram",
            "Web yilmazgida.com.tr",
            "Caferağa Mah. Moda Cad. 12/3 Kadıköy, İstanbul",
            "Etiket toptan vip",
            "Hitap Hanımefendi",
            "Doğum 14 Mart 1988",
            "Dil Türkçe",
            "Tercih WhatsApp · öğleden sonra",
            "Sorumlu Mehmet",
            "Kaynak Google",
            "Kod 120.01.001 logo",
            "Ödeme günü 15",
            "Teslimat Kapıda ödeme istiyor, arka kapıdan girilecek.",
            "! 0216 12: telefon numarası eksik",
            "2 Kas Not Teklifi inceliyor, “cuma arayın” dedi.",
            f"No #{ayse.id}",
            f"UID {ayse.uid}",
            "Eklendi 02.11.2026 09.00 · Ayşe",
            "Değişti 02.11.2026 09.00 · Ayşe",
            "2 Kas Değişti Doğum günü: 14 Mart → 14 Mart 19…",
        ):
            assert words in told
        assert card(app).line.act == Fold("record", False)
        # A field added to the kind description must be thought of here.
        assert len(FIELDS) == 26


async def test_a_section_folds_tells_its_count_and_is_remembered(
    shop, settle, shown, tmp_path: Path
) -> None:
    filled(shop)
    file = tmp_path / "state" / "screens.json"
    app = app_on(shop, state=file)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_card(pilot, settle, "Ulaşım")
        assert "Enter Katla" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert card(app).line.content.plain.split() == ["Ulaşım", "8", "▼"]
        assert "0532 123 45 67" not in card_of(app)
        assert "Enter Aç" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "0532 123 45 67" in card_of(app)
        await pilot.click(Card, offset=(4, line_of(app, "Ulaşım")))
        await settle(pilot)
        assert "0532 123 45 67" not in card_of(app)
    assert State(file).get("card.folded", []) == ["channels", "record"]
    again = app_on(shop, state=file)
    async with again.run_test(size=(80, 24)) as pilot:
        await on_card(pilot, settle)
        assert "0532 123 45 67" not in card_of(again)
        assert "Caferağa" in card_of(again)


async def test_the_history_grows_from_elsewhere_and_the_bar_stays_on_its_entry(
    shop, settle, shown
) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_card(pilot, settle, "14 Mart → ")
        above = card(app).cursor - card(app).scroll_offset.y
        entry = card(app).line.act
        uid = rows_of(app).cursor_row.cells["uid"]
        elsewhere(shop.path, f'contacts.note(s, "uid:{uid}", "Fiyat listesi istedi")')
        elsewhere(shop.path, f'contacts.edit(s, "uid:{uid}", {{"owner": "Zeynep"}})')
        while "Zeynep" not in card_of(app):
            await settle(pilot)
        assert card(app).line.act == entry
        assert card(app).cursor - card(app).scroll_offset.y == above
        assert "Sorumlu: Mehmet → Zeynep" in card_of(app)
        assert "Mehmet · komutla" in card_of(app)
        await pilot.press("f2")
        await settle(pilot)
        assert card(app).line.act == entry
        assert "Responsible person" in card_of(app)


async def test_an_entry_opens_in_full_and_is_taken_back_from_there(shop, settle, shown) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on_card(pilot, settle, "14 Mart → ")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ChangesetDialog)
        assert "Doğum günü    14 Mart → 14 Mart 1988" in shown(pilot)
        assert "Etiketler     fuar-2026 → -" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        ayse = contacts.get(shop, "ayse@yilmazgida.com.tr")
        assert (ayse.birthday, ayse.tags) == ("--03-14", ("toptan", "vip", "fuar-2026"))
        assert "Geri alındı: düzenleme" in shown(pilot)
        assert card(app).has_focus
        assert "14 Mart → 14 Mart 1988, -fuar-2026 (geri alındı)" in card(app).line.copy
        assert rows_of(app).cursor_row.cells["name"] == "Ayşe Yılmaz Demir"


async def test_an_act_on_others_too_asks_before(shop, settle, shown) -> None:
    filled(shop)
    everyone = [f"uid:{one.uid}" for one in contacts.listing(shop)]
    contacts.tag(shop, everyone, add=["bayram"])
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_card(pilot, settle, "+bayram")
        await pilot.press("enter")
        await settle(pilot)
        assert "Ayşe Yılmaz Demir  değişti" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        assert f"{len(everyone)} kayıttaki değişiklik geri alınsın mı?" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "bayram" in contacts.get(shop, "ayse@yilmazgida.com.tr").tags


async def test_a_long_history_is_read_on_as_one_goes_down(shop, settle) -> None:
    filled(shop)
    ayse = contacts.get(shop, "ayse@yilmazgida.com.tr")
    for number in range(230):
        contacts.edit(shop, f"uid:{ayse.uid}", {"preferred_time": f"saat {number}"})
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_card(pilot, settle)
        entries = [line for line in card(app).lines if isinstance(line.act, Entry)]
        assert len(entries) == 100
        assert isinstance(card(app).lines[-1].act, More)
        for _page in range(3):
            await pilot.press("G")
            await settle(pilot)
        entries = [line for line in card(app).lines if isinstance(line.act, Entry)]
        assert len(entries) == 234
        assert len({line.key for line in entries}) == 234
        assert card(app).lines[-1].content.plain.split() == ["2", "Kas", "Eklendi"]
        await pilot.press("G")
        before, top = card(app).line.key, card(app).scroll_offset.y
        contacts.note(shop, f"uid:{ayse.uid}", "Yeni not")
        screen_of(app).action_reload()
        await settle(pilot)
        assert card(app).line.key == before
        assert card(app).scroll_offset.y > top


async def test_a_company_of_many_people_shows_some_and_more_when_wanted(
    shop, settle, shown
) -> None:
    people = [
        {
            "name": f"Çalışan {number:03}",
            "phones": f"0532 {100 + number} 45 67",
            "company": "Yıldız",
        }
        for number in range(120)
    ]
    for one in people:
        contacts.add(shop, one)
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("G")
        await settle(pilot)
        assert card_of(app).startswith("Yıldız")
        assert "Çalışanlar" in card_of(app)
        assert "Çalışan 049" in card_of(app)
        assert "Çalışan 050" not in card_of(app)
        await pilot.press("tab")
        card(app).move_to(line_of(app, "Çalışan 049"))
        assert isinstance(card(app).line.act, Go)
        await pilot.press("down")
        assert card(app).line.act == More("people")
        assert card(app).line.content.plain == "70 daha ▼"
        await pilot.press("enter")
        await settle(pilot)
        assert rows_of(app).has_focus
        assert rows_of(app).total == 120
        assert "Firma: Yıldız" in shown(pilot)
        await pilot.press("f")
        await settle(pilot)
        assert "Yıldız" in shown(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert rows_of(app).total == 121


@pytest.mark.parametrize("name", [MARKUP[0], MARKUP[3], CONTROL[0]])
async def test_hostile_text_does_nothing_in_card_and_dialogs(
    name: str, shop, settle, shown
) -> None:
    plant(shop, [name])
    app = app_on(shop)
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await pilot.press("tab")
        for index, line in enumerate(card(app).lines):
            if isinstance(line.act, Entry | Outside):
                card(app).move_to(index)
                await pilot.press("enter")
                await settle(pilot)
                assert isinstance(app.screen, ChangesetDialog | LinkDialog)
                if line.copy:
                    assert plain(name).strip()[:20] in shown(pilot)
                strips = app.screen._compositor.render_strips()
                assert {sign for strip in strips for sign in strip.text} & HARMFUL == set()
                await pilot.click("Frame", offset=(10, 0))
                await pilot.press("escape")
                await settle(pilot)
                assert card(app).has_focus
        assert app.is_running


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)])
async def test_values_are_wrapped_below_themselves(shop, settle, size) -> None:
    contacts.add(
        shop, {"name": "Ayşe", "note": "Kapıda ödeme istiyor, arka kapıdan girilecek " * 3}
    )
    app = app_on(shop)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        lines = [line.content for line in card(app).lines]
        start = next(i for i, line in enumerate(lines) if "Kapıda" in line.plain)
        wrapped = [line for line in lines[start + 1 : start + 9] if line.plain.startswith(" " * 9)]
        assert len(wrapped) >= 2
        assert all(line.cell_length <= card(app).size.width - 2 for line in lines)
