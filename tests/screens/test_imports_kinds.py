"""Interactions and chats on the import page: told by the file, tried, taken in, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kobicrm.services import contacts, interactions
from kobicrm.services.exports import export_records
from kobicrm.services.imports import ImportOptions, run_import
from screens.contacts.find_dialog import FindContactDialog
from tests.screens.importing import bring_in, page_of, pick, table, try_out
from tests.screens.kobi import app_on, type_in

pytestmark = pytest.mark.usefixtures("in_istanbul")

CALLS = (
    "Tarih;Görüşme türü;Yön;Telefon;Ad Soyad;Açıklama",
    "17.11.2026 14:05;Telefon;Giden;0532 123 45 67;Şule Çağlayan;Teklifi inceliyor",
    "12.11.2026;Mağaza;;0532 123 45 67;;2 koli numune aldı",
    ";Telefon;;0532 123 45 67;;tarihsiz",
)
CHAT = (
    "2.01.2024 15:40 - Mesajlar ve aramalar uçtan uca şifrelidir.",
    "2.01.2024 15:47 - Şule Çağlayan: gelirim ya",
    "2.01.2024 15:48 - Siz: tamam",
)


@pytest.fixture
def sule(shop) -> str:
    """Return the uid of the contact whose interactions come in."""
    contacts.add(shop, {"name": "Ali Kaya", "phones": "0533 222 11 00"})
    saved = contacts.add(shop, {"name": "Şule Çağlayan", "phones": "0532 123 45 67"})
    return saved.contact.uid


def talks(shop, uid: str) -> list[tuple[str, str, str]]:
    """Return channel, direction and text of a contact's interactions."""
    found = interactions.newest(shop, contacts.resolve(shop, f"uid:{uid}"))
    return sorted((one.channel, one.direction, one.text) for one in found)


async def test_interactions_are_told_tried_taken_in_and_back(
    shop, own_home, settle, shown, sule
) -> None:
    table(own_home, *CALLS, name="gorusmeler.csv")
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pick(pilot, settle, "gorusmeler")
        text = shown(pilot)
        assert "Görüşmeler  f değiştir" in text
        assert "Ne zaman" in text
        assert "Satır 2 böyle kaydedilecek: Şule Çağlayan · 17.11.2026 14.05" in text
        await pilot.press("ctrl+s")
        await settle(pilot)
        text = shown(pilot)
        assert "2 görüşme" in text
        assert "→ Telefon" in text
        assert "12.11.2026  " in text
        assert "Bilinen" not in text
        assert talks(shop, sule) == []
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "done"
        assert len(talks(shop, sule)) == 2
        await pilot.press("u")
        await settle(pilot)
        assert "görüşmeleriniz önceki gibi" in shown(pilot)
    assert talks(shop, sule) == []


async def test_the_kind_is_changed_by_a_key(shop, own_home, settle, shown, sule) -> None:
    table(own_home, "Ad Soyad;Telefon;Not", "Şule Çağlayan;0532 123 45 67;aradı")
    app = app_on(shop, lang="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await pick(pilot, settle, "liste")
        assert "Contacts  f change" in shown(pilot)
        await pilot.press("f")
        await settle(pilot)
        text = shown(pilot)
        assert "Interactions  f change" in text
        assert "No column goes to “When”" in text
        # Only fields of interactions are offered, no new ones.
        await pilot.press("enter")
        await settle(pilot)
        await type_in(pilot, "whe")
        await settle(pilot)
        assert "When" in shown(pilot)
        assert "New field" not in shown(pilot)
        await pilot.press("escape", "f")
        await settle(pilot)
        assert "Tasks  f change" in shown(pilot)
        await pilot.press("f")
        await settle(pilot)
        assert "Contacts  f change" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "will be completed" in shown(pilot) or "completed" in shown(pilot)


async def test_one_contact_for_all_rows(shop, own_home, settle, shown, sule) -> None:
    table(own_home, "Tarih;Kanal;Not", "17.11.2026;Telefon;aradı", "18.11.2026;Mail;yazdı")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "liste")
        await pilot.press("f")
        await settle(pilot)
        assert "Kiminle görüşüldüğünü söyleyen sütun yok" in shown(pilot)
        await pilot.press("c")
        await settle(pilot)
        assert "Kiminle görüşüldü?" in shown(pilot)
        await type_in(pilot, "sule")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "● Şule Çağlayan ile" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Hepsi Şule Çağlayan ile" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert [channel for channel, _way, _text in talks(shop, sule)] == ["call", "email"]


async def test_a_chat_asks_whose_it_is_and_comes_in(shop, own_home, settle, shown, sule) -> None:
    table(own_home, *CHAT, name="WhatsApp Chat with Şule Çağlayan.txt")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "whatsapp")
        assert isinstance(app.screen, FindContactDialog)
        text = shown(pilot)
        assert "Bu sohbet kiminle?" in text
        assert "Ada göre önerildi: Şule Çağlayan" in text
        await pilot.press("enter")
        await settle(pilot)
        text = shown(pilot)
        assert "WhatsApp  UTF-8  2 mesaj" in text
        assert "● Şule Çağlayan ile  c değiştir" in text
        # No kind of a chat is to be chosen, and none of its columns.
        for key in ("f", "d", "enter", "o", "n", "v"):
            await pilot.press(key)
            await settle(pilot)
            assert shown(pilot) == text
        await pilot.press("ctrl+s")
        await settle(pilot)
        text = shown(pilot)
        assert "2 görüşme" in text
        assert "Hepsi Şule Çağlayan ile" in text
        assert "Ctrl+S 2 mesajı aktar" in text
        assert talks(shop, sule) == []
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "done"
        assert talks(shop, sule) == [("whatsapp", "in", "gelirim ya"), ("whatsapp", "out", "tamam")]
        await pilot.press("enter")
        # Once more nothing is new.
        await try_out(pilot, settle, "whatsapp")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "yeni bir şey yok" in shown(pilot)


async def test_a_chat_goes_on_only_when_its_contact_is_known(
    shop, own_home, settle, shown, sule
) -> None:
    table(own_home, "2.01.2024 15:47 - Can: selam", "2.01.2024 15:48 - Su: iyi", name="_chat.txt")
    app = app_on(shop, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "_chat")
        # Nothing tells a name: all contacts are offered.
        assert "Ali Kaya" in shown(pilot)
        await type_in(pilot, "nobody")
        await settle(pilot)
        assert "Nobody is called so" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, FindContactDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert "! Whose chat is this?  c choose the contact" in shown(pilot)
        for key in ("ctrl+s", "c"):
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, FindContactDialog)
            await pilot.press("escape")
            await settle(pilot)
        assert page_of(app).page == "columns"
        await pilot.press("c")
        await settle(pilot)
        await type_in(pilot, "0532")
        await settle(pilot)
        await pilot.press("down", "up", "enter")
        await settle(pilot)
        assert "● With Şule Çağlayan" in shown(pilot)


async def test_a_known_number_tells_whose_chat_it_is(shop, own_home, settle, shown, sule) -> None:
    table(own_home, "2.01.2024 15:47 - +90 532 123 45 67: fiyat nedir", name="_chat.txt")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await bring_in(pilot, settle, "_chat")
        assert page_of(app).page == "done"
    assert talks(shop, sule) == [("whatsapp", "in", "fiyat nedir")]


async def test_what_an_export_has_otherwise_wins_when_asked(
    shop, own_home, settle, shown, sule
) -> None:
    one = table(own_home, "Tarih;Kanal;Not", "17.11.2026;Telefon;eski")
    run_import(shop, one, ImportOptions(kind="interaction", contact=f"uid:{sule}"))
    file = own_home / "g.csv"
    export_records(shop, "interaction", file)
    file.write_text(file.read_text("utf-8-sig").replace("eski", "yeni"), "utf-8")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await try_out(pilot, settle, "g.csv")
        assert "Bilinen görüşmeler: oldukları gibi kalır" in shown(pilot)
        await pilot.press("o")
        await settle(pilot)
        text = shown(pilot)
        assert "Bilinen görüşmeler: dosyadaki değer geçerlidir" in text or "dosyadaki" in text
        assert "→ yeni" in text
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert [text for _channel, _way, text in talks(shop, sule)] == ["yeni"]


async def test_the_contact_is_deleted_meanwhile(shop, own_home: Path, settle, shown, sule) -> None:
    table(own_home, *CHAT, name="WhatsApp Chat with Şule Çağlayan.txt")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "whatsapp")
        await pilot.press("enter")
        await settle(pilot)
        contacts.delete(shop, [f"uid:{sule}"])
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "file"
        assert "! " in shown(pilot)
    assert contacts.count(shop) == 1
