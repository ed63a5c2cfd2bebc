"""Pictures of the form, looked at by eye; `--snapshot-update` takes them anew."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kobicrm.services import contacts, fields
from kobicrm.services.shop import set_shop
from tests.screens.kobi import app_on, card_of, elsewhere, field_of, screen_of
from tests.screens.test_contacts_drafts import LATER, left_behind
from tests.screens.test_contacts_snapshots import AYSE, filled

EVERYTHING = {
    **AYSE,
    "title": "Hanımefendi",
    "phones": [*AYSE["phones"], "ev: 0216 111 22 33", "Depo: 444 1 234"],
    "emails": ["ayse@yilmazgida.com.tr", "iş: satinalma@yilmazgida.com.tr"],
    "websites": ["yilmazgida.com.tr"],
    "socials": ["instagram:yilmazgida"],
    "tax_office": "Kadıköy",
    "tax_number": "10000000146",
    "iban": "TR330006100519786457841326",
    "preferred_channel": "whatsapp",
    "preferred_time": "öğleden sonra",
    "source": "Fuar",
    "owner": "Mehmet",
    "language": "Türkçe",
    "codes": ["logo:120.01.004"],
    "custom": {"Açık hesap": "1.250,50", "Bölge": "Anadolu", "İlk alışveriş": "14.03.2024"},
}


def known(shop) -> None:
    """Give the shop one contact of whom everything is known."""
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    fields.add_field(shop, "Açık hesap", "money")
    fields.add_field(shop, "Bölge", "choice", ["Anadolu", "Avrupa"])
    fields.add_field(shop, "Kampanya izni", "yes_no")
    fields.add_field(shop, "İlk alışveriş", "date")
    shop.lang = "tr"
    contacts.add(shop, EVERYTHING)


@pytest.mark.parametrize(
    ("lang", "look", "size"),
    [("tr", "dark", (80, 24)), ("tr", "light", (80, 24)), ("tr", "ansi", (80, 24))],
    ids=["dark-80", "light-80", "ansi-80"],
)
def test_new(snap_compare, shop, settle, lang: str, look: str, size: tuple[int, int]) -> None:
    filled(shop)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        app = pilot.app
        typed = {"first_name": "Ayşe", "last_name": "Yılmaz", "company": "Yılmaz Gıda"}
        for key, text in typed.items():
            field_of(app, key).focus()
            field_of(app, key).value = text
            await settle(pilot)
        field_of(app, "work_phone").focus()
        field_of(app, "work_phone").value = "0216 345 67 89 d 12"
        field_of(app, "email").focus()
        field_of(app, "email").value = "ayse@gmial.com"
        field_of(app, "province").focus()
        await pilot.press("İ", "s", "t")
        field_of(app, "tags").value = "toptan"
        field_of(app, "birthday").value = "14 mart"
        await settle(pilot)
        field_of(app, "mobile").focus()
        await pilot.press(*"5321234567")
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize(
    ("lang", "look", "size"),
    [("en", "light", (120, 40)), ("tr", "dark", (160, 66))],
    ids=["light-120-en", "dark-160-all"],
)
def test_edit(snap_compare, shop, settle, lang: str, look: str, size: tuple[int, int]) -> None:
    known(shop)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


def test_end_of_the_form_with_an_error(snap_compare, shop, settle) -> None:
    known(shop)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        field_of(pilot.app, "custom:İlk alışveriş").value = "13.32"
        field_of(pilot.app, "custom:Açık hesap").value = "çok"
        await pilot.press("ctrl+s")
        await settle(pilot)

    assert snap_compare(app_on(shop), terminal_size=(80, 24), run_before=before)


def test_own_label(snap_compare, shop, settle) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("n", *"Ada", "tab", "tab", "tab", "tab", *"4441234", "f6", "ctrl+u")
        await pilot.press(*"Depo")
        await settle(pilot)

    assert snap_compare(app_on(shop), terminal_size=(80, 24), run_before=before)


def test_discard_question(snap_compare, shop, settle) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("n", "right", *"Ada", "escape")
        await settle(pilot)

    assert snap_compare(app_on(shop), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize(("lang", "look"), [("tr", "dark"), ("en", "light")])
def test_conflict_of_lists(snap_compare, shop, settle, lang: str, look: str) -> None:
    known(shop)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        field_of(pilot.app, "phones.1.raw").value = "0216 111 11 11"
        field_of(pilot.app, "lifecycle").value = "supplier"
        field_of(pilot.app, "custom:Bölge").value = "Avrupa"
        uid = screen_of(pilot.app).list_uid
        theirs = {"phones": ["cep: 0532 123 45 67", "iş: 0216 222 22 22"], "lifecycle": "passive"}
        theirs["custom"] = {"Bölge": ""}
        elsewhere(shop.path, f'contacts.edit(s, "uid:{uid}", {theirs!r})')
        while "0216 222 22 22" not in card_of(pilot.app):
            # Seen in the list behind the form, too.
            await pilot.pause(0.05)
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("right")
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize(("lang", "look"), [("tr", "dark"), ("en", "light")])
def test_unfinished_form(snap_compare, shop, settle, lang: str, look: str) -> None:
    filled(shop)
    left_behind(shop, {"first_name": "Gökçe", "last_name": "Çiçek"})
    left_behind(shop, {"first_name": "Ada"}, at=LATER)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
