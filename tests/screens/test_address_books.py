"""An address book of a phone inside the application: in by five keys, and out again."""

from __future__ import annotations

from pathlib import Path

from kobicrm.domain.query import EVERYTHING
from kobicrm.services import contacts
from kobicrm.services.contacts import Selection
from screens.exports.acts import export
from screens.exports.dialog import ExportDialog
from tests.screens.importing import page_of, pick, sample, try_out
from tests.screens.kobi import app_on, names_of
from tests.unit.services.imports.card_kit import card

CARDS = card("FN:Ali Kaya", "GEO:41;29", "PHOTO;ENCODING=b:AAAA") + card(
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;;;",
    "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:",
    "TEL;CELL:0532 111 22 33",
    "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=9Euras=C4=B1",
    version="2.1",
)


def book(home: Path, content: str = CARDS) -> Path:
    """Write an address book into the home folder."""
    path = home / "rehber.vcf"
    path.write_bytes(content.encode())
    return path


async def test_five_keys_bring_an_address_book_in(shop, own_home, settle, shown) -> None:
    sample(own_home, "rehber-iphone.vcf")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "rehber")
        assert page_of(app).page == "columns"
        text = shown(pilot)
        assert "UTF-8  40 kart" in text
        assert "TEL" in text
        assert "Telefon" in text
        assert "Satır 1 böyle kaydedilecek: Cüneyt Kurt" in text
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "done"
        await pilot.press("enter")
        await settle(pilot)
        assert len(names_of(app)) == 40
    assert contacts.count(shop) == 40


async def test_what_is_left_out_and_refused_is_told(shop, own_home, settle, shown) -> None:
    book(own_home)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await try_out(pilot, settle, "rehber")
        text = shown(pilot)
        assert "Alınmayan: 1 fotoğraf, 1 başka bilgi (GEO)" in text
        await pilot.press("down", "down", "down")
        await settle(pilot)
        # As it is meant, not as it stands in the file.
        assert "0532 111 22 33 · Şurası" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Alınmayan: 1 fotoğraf" in shown(pilot)
        await pilot.press("w")
        await settle(pilot)
        assert "~/rehber-reddedilen.vcf" in shown(pilot)
    refused = own_home / "rehber-reddedilen.vcf"
    assert "0532 111 22 33" in refused.read_text("utf-8")


async def test_columns_of_cards_are_only_looked_at(shop, own_home, settle, shown) -> None:
    book(own_home)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "rehber")
        before = shown(pilot)
        for key in ("d", "enter", "o"):
            await pilot.press(key)
            await settle(pilot)
            assert shown(pilot) == before


async def test_nobody_in_an_address_book_is_said(shop, own_home, settle, shown) -> None:
    book(own_home, "BEGIN:VCARD\r\nFN:Ali")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "rehber")
        assert "Bu dosyadaki hiçbir kart okunamıyor" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "kartın sonu yok" in shown(pilot)


async def test_contacts_go_out_as_an_address_book(shop, people, own_home, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        export(app, Selection(where=EVERYTHING), 6, ("name", "phone"))
        await settle(pilot)
        assert isinstance(app.screen, ExportDialog)
        await pilot.press("6")
        await settle(pilot)
        text = shown(pilot)
        assert "● vCard" in text
        assert "telefonlar ve rehberler için" in text
        await pilot.press("ctrl+s")
        await settle(pilot)
    file = own_home / "kisiler-2026-11-20.vcf"
    assert file.read_bytes().count(b"BEGIN:VCARD\r\n") == 6
    assert file.stat().st_mode & 0o777 == 0o600


async def test_an_export_comes_in_again_without_a_change(
    shop, people, own_home, settle, shown
) -> None:
    from kobicrm.services.exports import export_contacts

    export_contacts(shop, own_home / "rehber.vcf", format="vcard")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await try_out(pilot, settle, "rehber")
        assert "yeni bir şey yok" in shown(pilot)
