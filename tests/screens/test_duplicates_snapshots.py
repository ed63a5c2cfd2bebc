"""Pictures of the duplicates page, looked at by eye (`--snapshot-update` renews them)."""

from __future__ import annotations

import pytest

from kobicrm.services import contacts
from kobicrm.services.session import Session
from kobicrm.storage import records
from tests.screens.duplicates_page import fill
from tests.screens.kobi import app_on, opened

LOOKS = [
    ("tr", "dark", (80, 24)),
    ("en", "light", (120, 40)),
    ("tr", "ansi", (80, 24)),
    ("en", "dark", (60, 16)),
    ("en", "ansi", (120, 40)),
    ("tr", "light", (60, 16)),
]
NAMES = ["dark-80", "light-120-en", "ansi-80", "narrow-en", "ansi-120-en", "narrow"]
TALKS = (3, 1)


def twice(shop: Session) -> None:
    """Fill the shop with people noted twice, and some interactions with the first of them."""
    first = fill(shop)[0]
    with shop.write("import") as unit:
        for uid, count in zip(first, TALKS, strict=True):
            for day in range(count):
                values = {"contact": uid, "channel": "call", "direction": "out", "author": ""}
                at = f"2026-11-{10 + day}T11:05:00Z"
                records.add(unit, "interaction", {**values, "at": at, "text": "Aradık"})


@pytest.mark.parametrize(("lang", "look", "size"), LOOKS, ids=NAMES)
@pytest.mark.parametrize("keys", [(), ("right", "tab", "down", "down")], ids=["pair", "swapped"])
def test_a_pair(snap_compare, shop, settle, keys, lang: str, look: str, size) -> None:
    twice(shop)
    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=opened(settle, "app.duplicates", *keys))


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_none_left(snap_compare, shop, settle, lang: str) -> None:
    fill(shop, 2)
    app = app_on(shop, lang=lang)
    keys = ("ctrl+s", "m")
    assert snap_compare(
        app, terminal_size=(80, 24), run_before=opened(settle, "app.duplicates", *keys)
    )


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_none_at_all(snap_compare, shop, settle, lang: str) -> None:
    contacts.add(shop, {"name": "Işıl Ağaoğlu", "phones": "0532 123 45 67"})
    app = app_on(shop, lang=lang, look="ansi")
    assert snap_compare(app, terminal_size=(80, 24), run_before=opened(settle, "app.duplicates"))


def test_values_in_full(snap_compare, shop, settle) -> None:
    twice(shop)
    app = app_on(shop)
    keys = ("down", "down", "down", "enter")
    assert snap_compare(
        app, terminal_size=(80, 24), run_before=opened(settle, "app.duplicates", *keys)
    )


def test_without_colours(snap_compare, shop, settle, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    twice(shop)
    app = app_on(shop)
    assert snap_compare(app, terminal_size=(80, 24), run_before=opened(settle, "app.duplicates"))
