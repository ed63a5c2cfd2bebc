"""Pictures of the quality page, looked at by eye (`--snapshot-update` renews them)."""

from __future__ import annotations

import pytest

from kobicrm.services import contacts
from kobicrm.services.session import Session
from kobicrm.storage import quality as stored
from kobicrm.storage.quality import DayScore
from tests.screens.kobi import NOW, app_on, opened
from tests.unit.services.quality_kit import fill

LOOKS = [
    ("tr", "dark", (80, 24)),
    ("en", "light", (120, 40)),
    ("tr", "ansi", (80, 24)),
    ("en", "dark", (60, 16)),
]
NAMES = ["dark-80", "light-120-en", "ansi-80", "narrow-en"]
DAYS = (("2026-10-30", 8), ("2026-11-09", 6), ("2026-11-16", 5), ("2026-11-18", 5))


def odd(shop: Session) -> None:
    """Fill the shop with people to be mended, looked at on four days before."""
    fill(shop)
    given = {"company": "Yılmaz Gıda San. ve Tic. Ltd. Şti.", "company_role": "Satın alma"}
    given |= {"phones": "0532 123 45 67", "lifecycle": "customer", "tags": ["toptan", "vip"]}
    given |= {"street": "Caferağa Mah. Moda Cad. 12/3 Kadıköy", "province": "İstanbul"}
    contacts.edit(shop, "ismail@gmial.com", given)
    shop.clock = lambda: NOW
    with shop.store.writing():
        for day, flagged in DAYS:
            stored.keep_score(DayScore(day, 9, flagged, flagged + 1))


@pytest.mark.parametrize(("lang", "look", "size"), LOOKS, ids=NAMES)
@pytest.mark.parametrize("keys", [(), ("e",), ("down",) * 4], ids=["suggested", "edit", "short"])
def test_a_finding(snap_compare, shop, settle, keys, lang: str, look: str, size) -> None:
    odd(shop)
    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=opened(settle, "app.quality", *keys))


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_nothing_left(snap_compare, shop, settle, lang: str) -> None:
    contacts.add(shop, {"name": "Işıl Ağaoğlu", "phones": "0532 123 45 67"})
    app = app_on(shop, lang=lang)
    assert snap_compare(app, terminal_size=(80, 24), run_before=opened(settle, "app.quality"))


def test_without_colours(snap_compare, shop, settle, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    odd(shop)
    app = app_on(shop)
    assert snap_compare(app, terminal_size=(80, 24), run_before=opened(settle, "app.quality"))
