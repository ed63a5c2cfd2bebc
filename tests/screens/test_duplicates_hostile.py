"""Hostile text on the duplicates page is shown literally and obeyed by nothing."""

from __future__ import annotations

import sqlite3

import pytest

from kobicrm.domain.clean import clean_line
from kobicrm.services import contacts, duplicates
from screens.duplicates.screen import DuplicatesScreen
from tests.screens.duplicates_page import names_of, open_page, page_of
from tests.screens.hostile import STORED, harmful
from tests.screens.kobi import app_on
from tests.screens.planted import plant

MAIL = {"emails": "ali@kaya.com.tr"}


async def test_a_damaged_file_full_of_it_is_looked_through(shop, settle) -> None:
    # Each text stands in two contacts that are one, as far as can be told.
    plant(shop, [text for text in STORED for _twice in range(2)])
    with sqlite3.connect(shop.path) as store:
        store.execute("PRAGMA ignore_check_constraints = 1")
        store.execute(
            "UPDATE contact SET title = title || '2', source = source || '2' WHERE id % 2"
        )
        store.execute("UPDATE contact SET name_fold = 'ali kaya'")
        store.execute("UPDATE email SET key = 'ali' || hex(given)")
    store.close()
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_page(pilot, settle)
        assert len(page_of(app).round) >= len(STORED)
        for _pair in range(len(page_of(app).round)):
            for key in ("down", "y", "enter", "escape", "tab", "right", "f2", "f3", "G", "z"):
                await pilot.press(key)
                await settle(pilot)
                assert harmful(app) == set(), key
        assert isinstance(app.screen, DuplicatesScreen)


@pytest.mark.parametrize("text", STORED, ids=ascii)
async def test_it_is_answered_like_anything_else(text: str, shop, settle) -> None:
    name = clean_line(text) or "?"
    given = {"name": f"Ali Kaya {name}", "title": text, "tags": [text], "note": text, **MAIL}
    uids = [
        contacts.add(shop, one).contact.uid
        for one in (given, {**given, "title": "Bey", "source": text})
    ]
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_page(pilot, settle)
        assert len(names_of(app)) == 2
        await pilot.press(*["down"] * 20, "enter")
        await settle(pilot)
        assert harmful(app) == set()
        await pilot.press("escape", "m")
        await settle(pilot)
        assert harmful(app) == set()
        await pilot.press("u")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert harmful(app) == set()
    assert list(duplicates.pairs(shop)) == []
    assert contacts.get(shop, uids[0]).name.startswith("Ali Kaya")
