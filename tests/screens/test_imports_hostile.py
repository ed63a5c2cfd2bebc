"""Headers, cells and file names with markup or terminal escapes: literal on every page."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kobicrm.domain.query import EVERYTHING
from kobicrm.services import contacts
from kobicrm.services.contacts import Selection
from screens.exports.acts import export
from screens.text import plain
from tests.screens.hostile import CONTROL, MARKUP, harmful
from tests.screens.importing import page_of
from tests.screens.kobi import app_on

# What CSV itself can carry: no lone surrogate, no NUL.
ALL = [one for one in MARKUP + CONTROL if "\ud800" not in one and "\0" not in one]


@pytest.fixture
def file(own_home: Path) -> Path:
    """Return a table whose headers, cells and name are hostile."""
    path = own_home / "[red]x[@click=app.quit]\x1b]52;c;S0JJ\x07 müşteri.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, delimiter=";")
        rows.writerow(["Ad Soyad", "Firma", "Grup", "Not", *ALL])
        for name in ALL:
            rows.writerow([name, name, name, name, *[name] * len(ALL)])
        rows.writerow(["", "", "[/foo]\x1b[2J", *[""] * (len(ALL) + 1)])
    return path


async def test_every_page_shows_hostile_text_literally(shop, file, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(160, 50), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert plain(file.name) in shown(pilot)
        assert harmful(app) == set()
        await pilot.press(*"red", "enter")
        await settle(pilot)
        assert page_of(app).page == "columns"
        text = shown(pilot)
        assert plain(file.name) in text
        assert "[/foo]" in text
        assert harmful(app) == set()
        for keys in (("enter",), ("escape", "o"), ("escape", "G", "enter"), ("escape",)):
            await pilot.press(*keys)
            await settle(pilot)
            assert harmful(app) == set()
        await pilot.press("ctrl+s")
        await settle(pilot)
        for _stop in range(5):
            assert harmful(app) == set()
            await pilot.press("down")
            await settle(pilot)
        assert "[/foo]" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "done"
        for key in ("w", "u", "f2", "question_mark"):
            await pilot.press(key)
            await settle(pilot)
            assert harmful(app) == set()
        assert app.is_running


async def test_the_export_shows_hostile_names_literally(shop, own_home, settle, shown) -> None:
    for name in ALL:
        contacts.add(shop, {"name": name})
    (own_home / "[b]\x1b[2J").mkdir()
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        export(app, Selection(where=EVERYTHING), len(ALL), ["name"])
        await settle(pilot)
        assert harmful(app) == set()
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert harmful(app) == set()
        assert list(own_home.glob("*.xlsx"))
