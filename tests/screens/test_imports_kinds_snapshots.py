"""Pictures of interactions, chats and saved profiles on the import page, looked at by eye."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kobicrm.services import contacts
from kobicrm.services.imports import ImportOptions, save_profile
from kobicrm.services.shop import set_shop
from tests.screens.importing import pick, table
from tests.screens.kobi import app_on
from tests.screens.test_imports_kinds import CALLS, CHAT
from tests.screens.test_imports_snapshots import LOOKS, THEN

pytestmark = pytest.mark.usefixtures("in_istanbul")

# The keys that lead to each picture, behind the file it begins with.
PICTURES = {
    "suggested": ("liste", ()),
    "saved-as": ("liste", ("f4",)),
    "no-fit": ("liste", ("v", "up", "enter")),
    "save": ("liste", ("n",)),
    "profiles": ("liste", ("v",)),
    "remove": ("liste", ("v", "d")),
    "interactions": ("gorusmeler", ()),
    "no-date": ("liste", ("f",)),
    "interactions-trial": ("gorusmeler", ("ctrl+s",)),
    "whose": ("whatsapp", ()),
    "nobody": ("whatsapp", (*"xyz",)),
    "not-told": ("whatsapp", ("escape",)),
    "chat": ("whatsapp", ("enter",)),
    "chat-trial": ("whatsapp", ("enter", "ctrl+s")),
    "chat-undone": ("whatsapp", ("enter", "ctrl+s", "ctrl+s", "u")),
}


@pytest.fixture
def home(shop, own_home: Path) -> Path:
    """Return the home folder with the files of the pictures."""
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    for name, phone in (("Ali Kaya", "0533 222 11 00"), ("Şule Çağlayan", "0532 123 45 67")):
        contacts.add(shop, {"name": name, "phones": phone, "district": "Kadıköy"})
    told: dict[str | int, str] = {1: "full_name", 2: "mobile", 3: "-"}
    night = ImportOptions(mapping=told)
    save_profile(shop, "Gece listesi", ("Cari", "Numara", "Puan"), night)
    calls = ImportOptions(kind="interaction", mapping={1: "at", 2: "phone", 3: "text"})
    save_profile(shop, "Bayilerin aramaları", ("Gün", "Kime", "Ne konuşuldu"), calls)
    table(own_home, "Cari;Numara;Puan", "Can Öz;0544 111 22 33;5")
    table(own_home, *CALLS, name="gorusmeler.csv")
    table(own_home, *CHAT, name="WhatsApp Chat with Şule Çağlayan.txt")
    for path in own_home.iterdir():
        os.utime(path, (THEN, THEN))
    return own_home


@LOOKS
@pytest.mark.parametrize("picture", list(PICTURES))
def test_picture(snap_compare, shop, home, settle, lang, look, size, picture: str) -> None:
    name, keys = PICTURES[picture]

    async def before(pilot: Pilot[None]) -> None:
        await pick(pilot, settle, name)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)
