"""The duplicates page of the application and people noted twice, for its tests."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from kobicrm.services import contacts
from kobicrm.services.session import Session
from screens.app import KobiApp
from screens.duplicates.screen import DuplicatesScreen
from screens.text import plain

Given = dict[str, object]
AYSE: Given = {
    "name": "Ayşe Yılmaz Demir",
    "company": "Yılmaz Gıda San. Ltd. Şti.",
    "company_role": "Satın alma",
    "phones": "0532 123 45 67",
    "emails": "ayse@yilmazgida.com.tr",
    "district": "Kadıköy",
    "province": "İstanbul",
    "birthday": "14.03",
    "tags": ["toptan", "vip"],
    "source": "musteri-listesi.csv",
    "note": "Teklif istedi",
}
AGAIN: Given = {
    "name": "AYŞE YILMAZ",
    "phones": ["+90 532 123 45 67", "iş: 0216 345 67 89 dahili 12"],
    "emails": "ayse.yilmaz@gmail.com",
    "district": "Kadıköy",
    "province": "İstanbul",
    "birthday": "14.03.1988",
    "tags": ["fuar-2026"],
    "source": "Google",
    "note": "Cuma arayın",
}
# Noted twice each, found in this order: by mobile, then by e-mail.
TWICE: tuple[tuple[Given, Given], ...] = (
    (AYSE, AGAIN),
    (
        {"name": "Işıl Ağaoğlu", "phones": "0533 111 22 33", "tags": ["perakende"]},
        {"name": "IŞIL AĞAOĞLU", "phones": "0533 111 22 33"},
    ),
    (
        {"name": "Gökçe Çiçek", "emails": "gokce@cicek.com.tr", "tags": ["vip"]},
        {"name": "G. Çiçek", "emails": "gokce@cicek.com.tr"},
    ),
    (
        {"name": "İsmail Şıkoğlu", "emails": "ismail@sik.com.tr", "phones": "0535 444 55 66"},
        {"name": "Ismail Sikoglu", "emails": "ismail@sik.com.tr"},
    ),
)


def fill(shop: Session, count: int = len(TWICE)) -> list[tuple[str, str]]:
    """Store the first of them; return their uids, pair by pair."""
    return [
        (contacts.add(shop, one).contact.uid, contacts.add(shop, other).contact.uid)
        for one, other in TWICE[:count]
    ]


def page_of(app: KobiApp) -> DuplicatesScreen:
    """Return the duplicates page, also below a dialog."""
    return next(one for one in app.screen_stack if isinstance(one, DuplicatesScreen))


def names_of(app: KobiApp) -> tuple[str, ...]:
    """Return the names of the pair in sight, left and right; none when there is no pair."""
    shown = page_of(app).shown
    return tuple(one.name for one in shown.sides) if shown else ()


def marks_of(app: KobiApp, key: str) -> str:
    """Return the marks of a field: ``●○`` for the left value, '' where both say the same."""
    rows = page_of(app).rows.listed.rows
    cells = next(row.cells for row in rows if getattr(row, "field", None) and row.field.key == key)
    return cells.get("mark0", "") + cells.get("mark1", "")


def head_of(app: KobiApp) -> str:
    """Return the text of the head row."""
    left, right = page_of(app).facts()
    return plain(f"{left.plain}   {right.plain if right else ''}").strip()


async def to_field(pilot: Pilot[Any], key: str) -> None:
    """Put the bar on a field."""
    rows = page_of(pilot.app).rows
    await pilot.press("g")
    while rows.field is not None and rows.field.key != key:
        before = rows.cursor
        await pilot.press("down")
        assert rows.cursor != before, key


async def open_page(pilot: Pilot[Any], settle: Any) -> KobiApp:
    """Open the page by the palette, as people do."""
    app = pilot.app
    await settle(pilot)
    await pilot.press("colon", *"yinelenen", "enter")
    await settle(pilot)
    assert isinstance(app, KobiApp)
    assert isinstance(app.screen, DuplicatesScreen), app.screen
    return app
