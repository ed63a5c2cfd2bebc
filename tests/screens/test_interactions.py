"""Interactions on the card: the newest in lines, each in full behind Enter; none, no section."""

from __future__ import annotations

import json
import zipfile
from typing import Any

from kobicrm.services.session import Session
from kobicrm.storage import records
from screens.contacts.card import Card
from screens.contacts.card_lines import More
from screens.dialogs.prompt import PromptDialog
from screens.dialogs.whole_text import WholeTextDialog
from screens.exports.everything import export_everything
from tests.screens.kobi import app_on, card_of, screen_of
from tests.screens.test_card_snapshots import line_of


def add(shop: Session, uid: str, count: int, **more: Any) -> None:
    with shop.write("import") as unit:
        for number in range(count):
            values = {"channel": "whatsapp", "direction": "in", "author": "Veli", **more}
            values |= {"at": f"2026-11-{number % 28 + 1:02}T09:05:00Z"}
            text = values.pop("text", f"{number}. mesaj\nikinci satır")
            records.add(unit, "interaction", {"contact": uid, **values, "text": text})


async def on_first(pilot: Any, settle: Any) -> Card:
    """Bring the card of the first contact up and the bar onto it."""
    await settle(pilot)
    await pilot.press("down")
    await settle(pilot)
    await pilot.press("tab")
    await settle(pilot)
    return screen_of(pilot.app).query_one(Card)


async def test_the_newest_stand_in_lines_and_enter_shows_all_of_one(
    shop: Session, people: Any, settle: Any, shown: Any
) -> None:
    add(shop, people[1].contact.uid, 25)
    app = app_on(shop, lang="tr")
    async with app.run_test(size=(120, 60)) as pilot:
        card = await on_first(pilot, settle)
        told = " ".join(card_of(app).split())
        assert "Görüşmeler" in told
        assert "← WhatsApp 24. mesaj" in told
        assert "14. mesaj" not in told
        assert "15 daha" in told
        card.move_to(line_of(app, "24. mesaj"))
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, WholeTextDialog)
        text = shown(pilot)
        assert "WhatsApp · İbrahim Iğdır" in text
        assert "ikinci satır" in text
        assert "Gelen · Veli" in text
        await pilot.press("escape")
        await settle(pilot)
        more = [line.act == More("interactions") for line in card.lines]
        card.move_to(more.index(True))
        await pilot.press("enter")
        await settle(pilot)
        told = card_of(app)
        assert "0. mesaj" in told
        assert "daha ▼" not in told


async def test_without_any_there_is_no_section(shop: Session, people: Any, settle: Any) -> None:
    assert people
    app = app_on(shop, lang="tr")
    async with app.run_test(size=(120, 60)) as pilot:
        await on_first(pilot, settle)
        assert "İbrahim Iğdır" in card_of(app)
        assert "Görüşmeler" not in card_of(app)


async def test_hostile_text_is_only_text(shop: Session, people: Any, settle: Any) -> None:
    with shop.write("import") as unit:
        values = {"contact": people[1].contact.uid, "channel": "other", "direction": ""}
        values |= {"at": "2026-11-01T09:05:00Z", "author": "[red]", "text": "[bold]x[/] " * 200}
        records.add(unit, "interaction", values)
    app = app_on(shop, lang="tr")
    async with app.run_test(size=(80, 24)) as pilot:
        card = await on_first(pilot, settle)
        card.move_to(line_of(app, "[bold]x[/]"))
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, WholeTextDialog)
        await pilot.press("pagedown", "down", "up", "enter")
        await settle(pilot)
        assert not isinstance(app.screen, WholeTextDialog)


async def test_everything_goes_into_one_file(
    shop: Session, people: Any, own_home: Any, settle: Any, shown: Any
) -> None:
    assert people
    app = app_on(shop, lang="tr")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        names = [one.title for one in app.get_system_commands(app.screen)]
        assert "Her şeyi dışa aktar" in names
        export_everything(app)
        await settle(pilot)
        assert isinstance(app.screen, PromptDialog)
        assert "~/dukkan-2026-11-20.zip" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Her şey yazıldı: ~/dukkan-2026-11-20.zip" in shown(pilot)
        export_everything(app)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Bu dosya zaten var" in shown(pilot)
    with zipfile.ZipFile(own_home / "dukkan-2026-11-20.zip") as package:
        manifest = json.loads(package.read("manifest.json"))
    assert manifest["parts"]["contact"]["rows"] == 6
