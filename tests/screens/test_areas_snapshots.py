"""Pictures of history, trash and settings, looked at by eye (`--snapshot-update` renews them)."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from kobicrm.services import contacts, fields, staff
from kobicrm.services.session import Session
from tests.screens.kobi import app_on
from tests.screens.test_contacts_snapshots import filled

LOOKS = [("tr", "dark", (80, 24)), ("en", "light", (120, 40)), ("tr", "ansi", (80, 24))]
NAMES = ["dark-80", "light-120-en", "ansi-80"]


@pytest.fixture(autouse=True)
def _istanbul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Show every time of day as in Türkiye."""
    monkeypatch.setenv("TZ", "Europe/Istanbul")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def busy(shop: Session) -> None:
    """Fill the shop, and let something happen in it."""
    filled(shop)
    for name in ("Burak Şahin", "Gökçe Çiçek", "Işık Kırtasiye Ltd. Şti."):
        one = next(contacts.search(shop, name))
        contacts.delete(shop, [f"id:{one.id}"])
    everybody = [f"id:{one.id}" for one in contacts.listing(shop)]
    contacts.tag(shop, everybody, add=["bayram"])
    fields.add_field(shop, "Teslim günü", "choice", ["Pazartesi", "Çarşamba", "Cuma"])
    fields.add_field(shop, "İskonto", "number")
    staff.add_staff(shop, "Çağrı Öztürk")


def pressed(settle, *keys: str):
    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        if detail := pilot.app.screen.query("#detail"):
            while detail.first().info is not pilot.app.screen.info:
                await pilot.pause(0.02)
            await settle(pilot)

    return before


@pytest.mark.parametrize(("lang", "look", "size"), LOOKS, ids=NAMES)
@pytest.mark.parametrize(
    "keys",
    [
        ("8",),
        ("8", "down", "down", "down", "tab"),
        ("9", "space"),
        ("0", "enter"),
        ("0", "down", "enter", "down"),
        ("0", "down", "down", "down", "enter"),
        ("0", "down", "down", "down", "down", "enter", "down"),
        ("0", "down", "down", "down", "down", "down", "enter", "down"),
    ],
    ids=["history", "records", "trash", "shop", "look", "keys", "staff", "fields"],
)
def test_an_area(snap_compare, shop, settle, keys, lang: str, look: str, size) -> None:
    busy(shop)
    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=pressed(settle, *keys))


@pytest.mark.parametrize("digit", ["8", "9"], ids=["history", "trash"])
@pytest.mark.parametrize("lang", ["tr", "en"])
def test_nothing_there(snap_compare, shop, settle, digit: str, lang: str) -> None:
    app = app_on(shop, lang=lang)
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressed(settle, digit))


@pytest.mark.parametrize(
    "keys",
    [
        ("8", "f"),
        ("9", "slash", "k", "i", "m", "enter"),
        ("0", "down", "down", "down", "enter", "down", "enter", "n"),
        ("0", "down", "down", "down", "down", "down", "n"),
        ("0", "down", "enter", "down", "enter"),
        ("9", "question_mark"),
    ],
    ids=["narrowing", "not-found", "key", "new-field", "pick-look", "help"],
)
def test_a_dialog(snap_compare, shop, settle, keys) -> None:
    busy(shop)
    app = app_on(shop)
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressed(settle, *keys))
