"""Pictures of the contacts area, looked at by eye; `--snapshot-update` takes them anew."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kobicrm.services import contacts
from kobicrm.services.shop import set_shop
from tests.screens.kobi import app_on, field_of

AYSE = {
    "name": "Ayşe Yılmaz Demir",
    "phones": ["cep: 0532 123 45 67", "iş: 0216 345 67 89 dahili 12"],
    "emails": ["ayse@yilmazgida.com.tr"],
    "street": "Caferağa Mah. Moda Cad. 12/3",
    "district": "Kadıköy",
    "province": "İstanbul",
    "company": "Yılmaz Gıda San. ve Tic. Ltd. Şti.",
    "company_role": "Satın alma",
    "birthday": "14.03",
    "tags": ["toptan", "vip", "fuar-2026"],
    "lifecycle": "customer",
    "note": "Teklifi inceliyor, “cuma arayın” dedi.",
}

NAMES = [
    "Ahmet Çelik",
    "Burak Şahin",
    "Çağrı Öztürk",
    "Gökçe Çiçek",
    "Işık Kırtasiye Ltd. Şti.",
    "İlknur Iğdırlı",
    "Kâğıthane Büfe",
    "Zeynep Öz",
]


def filled(shop) -> None:
    """Give the shop a name and the customers of the pictures."""
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    ayse = contacts.add(shop, AYSE).contact
    contacts.edit(shop, f"uid:{ayse.uid}", {"birthday": "14.03.1988", "tags-": ["fuar-2026"]})
    names = [
        "Ahmet Çelik",
        "Burak Şahin",
        "Çağrı Öztürk",
        "Gökçe Çiçek",
        "Işık Kırtasiye Ltd. Şti.",
    ]
    for number, name in enumerate([*names, "İlknur Iğdırlı", "Kâğıthane Büfe", "Zeynep Öz"]):
        phone = f"0532 {200 + number} 45 67"
        contacts.add(shop, {"name": name, "phones": phone, "district": "Şişli"})


@pytest.mark.parametrize(
    ("lang", "look", "size"),
    [("tr", "dark", (80, 24)), ("en", "light", (120, 40)), ("tr", "ansi", (80, 24))],
    ids=["dark-80", "light-120-en", "ansi-80"],
)
def test_filled(snap_compare, shop, settle, lang: str, look: str, size: tuple[int, int]) -> None:
    filled(shop)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


def test_empty(snap_compare, shop, settle) -> None:
    assert snap_compare(app_on(shop), terminal_size=(80, 24), run_before=settle)


def test_nothing_found(snap_compare, shop, settle) -> None:
    filled(shop)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("slash", *"sisko", "enter")
        await settle(pilot)

    assert snap_compare(app_on(shop, lang="en"), terminal_size=(80, 24), run_before=before)


def test_form(snap_compare, shop, settle) -> None:
    filled(shop)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("n", *"Ayşe")
        await settle(pilot)
        for key, text in (("mobile", "5321234567"), ("company", "Yılmaz Gıda")):
            field_of(pilot.app, key).focus()
            field_of(pilot.app, key).value = text
            await settle(pilot)
        field_of(pilot.app, "email").focus()
        field_of(pilot.app, "email").value = "ayse@gmial.com"
        await settle(pilot)
        field_of(pilot.app, "province").focus()
        await pilot.press(*"ist")
        await settle(pilot)

    app = app_on(shop, look="light")
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


def test_trouble(snap_compare, shop, settle) -> None:
    filled(shop)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        pilot.app.set_trouble("store_upgraded")
        await settle(pilot)

    assert snap_compare(app_on(shop), terminal_size=(80, 24), run_before=before)
