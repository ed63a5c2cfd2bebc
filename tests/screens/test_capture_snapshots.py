"""Pictures of the dialog behind +, looked at by eye (`--snapshot-update` renews them)."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kobicrm.services import contacts
from screens.widgets.line_input import LineInput
from tests.screens.kobi import app_on
from tests.screens.test_duplicates_snapshots import LOOKS, NAMES

KNOWN = {
    "tr": 'Ayşe Yılmaz 0532 123 45 67 @Yılmaz Gıda yarın 15:00 ara #toptan #yeni not:"40 koli"',
    "en": 'Ayşe Yılmaz 0532 123 45 67 company:"Yılmaz Gıda" tomorrow 15:00 call tag:toptan 500 TL',
}
ASKED = {"tr": "Ayşe Yılmaz saat 3'te ara #", "en": "Ayşe Yılmaz tomorrow 3 call #"}


def shop_with_ayse(shop) -> None:
    """Give the shop the contact of the lines, and a namesake."""
    contacts.add(
        shop,
        {"name": "Ayşe Yılmaz Demir", "phones": "0532 123 45 67", "company": "Yılmaz Gıda",
         "tags": "toptan"},
    )  # fmt: skip
    contacts.add(shop, {"name": "Ayşe Yılmaz", "emails": "ayse@ornek.com"})


@pytest.mark.parametrize(("lang", "look", "size"), LOOKS, ids=NAMES)
@pytest.mark.parametrize("asked", [False, True], ids=["known", "asked"])
def test_the_line(snap_compare, shop, settle, asked: bool, lang: str, look: str, size) -> None:
    shop_with_ayse(shop)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("plus")
        await settle(pilot)
        line = pilot.app.screen.query_one(LineInput)
        line.value = (ASKED if asked else KNOWN)[lang]
        line.cursor_blink = False
        await settle(pilot)
        if asked:
            await pilot.press("tab")
            await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)
