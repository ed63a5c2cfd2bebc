"""The open application takes new messages of a folder in by itself, and tells how many came."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kobicrm import i18n
from kobicrm.config import Settings
from kobicrm.config_values import MailSettings
from kobicrm.services import contacts, interactions
from screens.app import KobiApp, make_app
from tests.screens.kobi import NOW, elsewhere
from tests.unit.services.imports.test_mail import ANSWER, LETTER, STRANGER


def watching(shop, folder: Path) -> KobiApp:
    """Return the application with a folder of messages in its settings."""
    i18n.install("tr")
    shop.lang = "tr"
    settings = Settings(mail=MailSettings(str(folder)))
    return make_app(shop, settings=settings, clock=lambda: NOW)


def put(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode())
    os.utime(folder / name, (1_700_000_000, 1_700_000_000))


@pytest.mark.usefixtures("people")
async def test_new_messages_are_taken_in_and_told(shop, settle, shown, tmp_path: Path) -> None:
    folder = tmp_path / "posta"
    put(folder, "1.eml", LETTER)
    put(folder, "2.eml", ANSWER)
    app = watching(shop, folder)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.mail_watch.look()
        await settle(pilot)
        assert "3 yeni mesaj geldi  u geri al" in shown(pilot)
        sule = contacts.get(shop, "sule.caglayan@ornek.com.tr").id
        assert interactions.count(shop, sule) == 2
        app.clear_notifications()
        put(folder, "3.eml", STRANGER)
        app.mail_watch.look()
        await settle(pilot)
        assert "yeni mesaj" not in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert interactions.count(shop, sule) == 0


async def test_a_folder_that_is_gone_is_told_once(shop, settle, shown, tmp_path: Path) -> None:
    folder = tmp_path / "posta"
    app = watching(shop, folder)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.mail_watch.look()
        await settle(pilot)
        assert "E-posta klasörü" in shown(pilot)
        app.clear_notifications()
        app.mail_watch.look()
        await settle(pilot)
        assert "E-posta klasörü" not in shown(pilot)
        put(folder, "1.eml", LETTER)
        elsewhere(
            shop.path,
            "contacts.add(s, {'name': 'Şule', 'emails': 'sule.caglayan@ornek.com.tr'})",
        )
        app.mail_watch.look()
        await settle(pilot)
        assert "1 yeni mesaj geldi" in shown(pilot)
