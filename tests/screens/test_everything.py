"""Everything of the shop goes into one file from the screen."""

from __future__ import annotations

import json
import zipfile
from typing import Any

from kobicrm.services.session import Session
from screens.dialogs.prompt import PromptDialog
from screens.exports.everything import export_everything
from tests.screens.kobi import app_on


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
