"""Somebody who never saw the program, from the empty start to a customer found and edited.

No other help than what the screen shows: before every key, the screen must name it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kobicrm.services import contacts
from kobicrm.services.shop import first_start, get_shop
from tests.screens.kobi import app_on, names_of, type_in

SAMPLE = Path(__file__).parents[1] / "data" / "musteri-listesi.csv"
# What the screen says, by language.
WORDS = {
    "tr": {
        "welcome": "Hoş geldiniz.",
        "name": "Dükkânınızın adı",
        "door": "Müşteri listemi içe aktar",
        "open": "Enter Aç",
        "file": "İçe aktar",
        "recognised": "● tanındı",
        "on": "Ctrl+S Devam",
        "trial": "Yeni                 265",
        "take": "Ctrl+S 320 satırı aktar",
        "added": "Eklendi              265",
        "show": "Enter Kişileri göster",
        "count": "265 kayıt",
        "search": "/ ara",
        "found": "2 kayıt   265 içinde",
        "edit": "e Düzenle",
        "form": "Düzenle · Hatice Yılmaz",
        "save": "Ctrl+S kaydet",
        "saved": "Kaydedildi: Hatice Yılmaz  u geri al",
        "undone": "Geri alındı: düzenleme",
    },
    "en": {
        "welcome": "Welcome.",
        "name": "name",
        "door": "Import my customer list",
        "open": "Enter Open",
        "file": "Import",
        "recognised": "● recognised",
        "on": "Ctrl+S Go on",
        "trial": "New                  265",
        "take": "Ctrl+S Import 320 rows",
        "added": "Added                265",
        "show": "Enter Show the contacts",
        "count": "265 records",
        "search": "/ search",
        "found": "2 records   of 265",
        "edit": "e Edit",
        "form": "Edit · Hatice Yılmaz",
        "save": "Ctrl+S save",
        "saved": "Saved: Hatice Yılmaz  u undo",
        "undone": "Undone: editing",
    },
}


@pytest.mark.parametrize(
    ("lang", "look", "size"),
    [
        ("tr", "dark", (80, 24)),
        ("tr", "light", (120, 40)),
        ("en", "light", (80, 24)),
        ("en", "dark", (120, 40)),
    ],
)
async def test_from_the_empty_start_to_a_customer_found_edited_and_undone(
    shop, settle, shown, tmp_path: Path, lang: str, look: str, size: tuple[int, int]
) -> None:
    words = WORDS[lang]
    customers = tmp_path / "musteri-listesi.csv"
    customers.write_bytes(SAMPLE.read_bytes())
    app = app_on(shop, lang=lang, look=look, doors=first_start(shop).doors)
    async with app.run_test(size=size, notifications=True) as pilot:
        newcomer = Newcomer(pilot, settle, shown, words)
        await settle(pilot)
        newcomer.sees("welcome", "name", "door", "open")
        await newcomer.types("Işık Kırtasiye")
        await newcomer.presses("enter")
        newcomer.sees("file", "open")
        await newcomer.types(str(customers))
        await newcomer.presses("enter")
        newcomer.sees("recognised", "on")
        await newcomer.presses("ctrl+s")
        newcomer.sees("trial", "take")
        assert contacts.count(shop) == 0
        await newcomer.presses("ctrl+s")
        newcomer.sees("added", "show")
        await newcomer.presses("enter")
        newcomer.sees("count", "search")
        assert newcomer.keys == 5
        assert get_shop(shop).name == "Işık Kırtasiye"
        assert contacts.count(shop) == 265

        await newcomer.presses("slash")
        await newcomer.types("sisli yil")
        newcomer.sees("found")
        await newcomer.presses("enter")
        assert names_of(app) == ["Hatice Yılmaz", "Nurgül Yıldız"]
        newcomer.sees("edit")
        await newcomer.presses("e")
        newcomer.sees("form", "save")
        await newcomer.presses("down", "down", "down", "down")
        await newcomer.types("5321234567")
        assert "→ 0532 123 45 67" in shown(pilot)
        await newcomer.presses("ctrl+s")
        newcomer.sees("saved")
        assert "0532 123 45 67" in shown(pilot)
        hatice = next(contacts.search(shop, "hatice yilmaz sisli"))
        assert [phone.e164 for phone in hatice.phones] == ["+905321234567"]
        await newcomer.presses("u")
        newcomer.sees("undone")
        assert next(contacts.search(shop, "hatice yilmaz sisli")).phones == ()


class Newcomer:
    """Presses what the screen names, and counts it."""

    def __init__(
        self,
        pilot: Pilot[None],
        settle: Callable[..., object],
        shown: Callable[[Pilot[None]], str],
        words: dict[str, str],
    ) -> None:
        """Sit down before ``pilot``'s screen."""
        self.pilot, self.settle, self.shown, self.words = pilot, settle, shown, words
        self.keys = 0

    def sees(self, *names: str) -> None:
        """Fail unless the screen says all of these."""
        text = self.shown(self.pilot)
        for name in names:
            assert self.words[name] in text, f"{name}: {self.words[name]}\n{text}"

    async def presses(self, *keys: str) -> None:
        """Press keys one by one, each when the one before has been answered."""
        for key in keys:
            self.keys += 1
            await self.pilot.press(key)
            await self.settle(self.pilot)

    async def types(self, text: str) -> None:
        """Type a text; its letters are no keys to learn."""
        await type_in(self.pilot, text)
        await self.settle(self.pilot)
