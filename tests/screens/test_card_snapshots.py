"""Pictures of card, dialogs and palette, looked at by eye; `--snapshot-update` takes them anew."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kobicrm.services import contacts, fields
from kobicrm.services.session import Session
from kobicrm.services.shop import set_shop
from tests.screens.kobi import app_on, screen_of

AYSE: dict[str, object] = {
    "name": "Ayşe Yılmaz Demir",
    "title": "Hanımefendi",
    "phones": ["cep: 0532 123 45 67", "iş: 0216 345 67 89 dahili 12", "ev: 0216 12"],
    "emails": ["iş: ayse@yilmazgida.com.tr", "ayse.yilmaz@gmail.com"],
    "socials": ["instagram:yilmazgida"],
    "websites": ["yilmazgida.com.tr"],
    "street": "Caferağa Mah. Moda Cad. 12/3",
    "district": "Kadıköy",
    "province": "İstanbul",
    "company": "Yılmaz Gıda San. ve Tic. Ltd. Şti.",
    "company_role": "Satın alma",
    "birthday": "14.03",
    "tags": ["toptan", "vip", "fuar-2026"],
    "lifecycle": "customer",
    "owner": "Mehmet",
    "source": "Google",
    "language": "tr",
    "preferred_channel": "whatsapp",
    "preferred_time": "öğleden sonra",
    "codes": ["logo:120.01.001"],
    "custom": {"Ödeme günü": "15", "Teslimat": "Kapıda ödeme istiyor, arka kapıdan girilecek."},
    "note": "Teklifi inceliyor, “cuma arayın” dedi.",
}
OTHERS = ["Ahmet Çelik", "Burak Şahin", "Çağrı Öztürk", "Gökçe Çiçek", "Işık Kırtasiye Ltd. Şti."]


def filled(shop: Session) -> None:
    """Give the shop a name, one customer of whom everything is known, and a few others."""
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    fields.add_field(shop, "Ödeme günü", "number")
    fields.add_field(shop, "Teslimat", "text")
    ayse = contacts.add(shop, AYSE).contact
    ref = f"uid:{ayse.uid}"
    contacts.edit(shop, ref, {"birthday": "14.03.1988", "tags-": ["fuar-2026"]})
    contacts.edit(shop, ref, {"phones+": ["0532 765 43 21"]})
    contacts.note(shop, ref, "2 koli numune aldı, memnun kaldı.")
    for number, name in enumerate(OTHERS):
        phone = f"0532 {200 + number} 45 67"
        contacts.add(shop, {"name": name, "phones": phone, "district": "Şişli"})


def line_of(app, words: str) -> int:
    """Return the line of the card that holds ``words``."""
    lines = screen_of(app).card.lines
    return next(i for i, line in enumerate(lines) if words in line.content.plain)


def on(settle, *keys: str, line: str = ""):
    """Return what brings the bar to Ayşe's card, to its ``line``, and presses ``keys``."""

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        if line:
            await pilot.press("tab")
            await settle(pilot)
            card = screen_of(pilot.app).card
            card.move_to(line_of(pilot.app, line))
            await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return before


@pytest.mark.parametrize(
    ("lang", "look", "size", "line"),
    [
        ("en", "light", (120, 40), ""),
        ("tr", "dark", (80, 24), "Instagram"),
        ("tr", "ansi", (80, 24), "Kayıt"),
        ("tr", "dark", (160, 60), ""),
    ],
    ids=["light-120-en", "dark-80", "ansi-80-end", "dark-160"],
)
def test_card(snap_compare, shop, settle, lang: str, look: str, size, line: str) -> None:
    filled(shop)
    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=on(settle, line=line))


def test_card_folded(snap_compare, shop, settle) -> None:
    filled(shop)
    app = app_on(shop)
    for section in ("channels", "address", "facts", "custom", "warnings", "notes", "record"):
        app.state.set("card.folded", [*app.state.get("card.folded", []), section])
    before = on(settle, line="Bilgiler")
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


def test_card_without_colour_and_signs(snap_compare, shop, settle, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "linux")
    filled(shop)
    before = on(settle, line="Kayıt")
    assert snap_compare(app_on(shop), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize(
    ("lang", "look", "line"),
    [
        ("tr", "dark", "0532 123"),
        ("tr", "light", "Caferağa"),
        ("en", "light", "ayse@"),
        ("tr", "ansi", "Web"),
    ],
    ids=["phone", "address", "email-en", "web-ansi"],
)
def test_link(snap_compare, shop, settle, lang: str, look: str, line: str) -> None:
    filled(shop)
    app = app_on(shop, lang=lang, look=look)
    before = on(settle, "enter", line=line)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize(
    ("lang", "look", "line"),
    [("tr", "dark", "→ "), ("en", "light", "Phone +"), ("tr", "ansi", "Telefon +")],
    ids=["dark", "light-en", "ansi"],
)
def test_history_entry(snap_compare, shop, settle, lang: str, look: str, line: str) -> None:
    filled(shop)
    app = app_on(shop, lang=lang, look=look)
    before = on(settle, "enter", line=line)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


def test_history_entry_of_many(snap_compare, shop, settle) -> None:
    filled(shop)
    everyone = [f"uid:{one.uid}" for one in contacts.listing(shop)]
    contacts.tag(shop, everyone, add=["bayram"])
    before = on(settle, "enter", "u", line="+bayram")
    assert snap_compare(app_on(shop), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize(
    ("lang", "look", "keys"),
    [
        ("tr", "dark", "0532"),
        ("tr", "ansi", "ya"),
        ("en", "light", ""),
        ("tr", "light", "qqq"),
    ],
    ids=["people", "mixed-ansi", "opened-en", "nothing"],
)
def test_palette(snap_compare, shop, settle, lang: str, look: str, keys: str) -> None:
    filled(shop)
    app = app_on(shop, lang=lang, look=look)
    before = on(settle, "colon", *keys)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
