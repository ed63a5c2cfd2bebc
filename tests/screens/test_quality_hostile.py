"""Hostile text on the quality page is shown literally and obeyed by nothing."""

from __future__ import annotations

import pytest

from kobicrm.domain.clean import clean_line
from kobicrm.services import contacts
from screens.quality.screen import QualityScreen
from screens.text import plain
from tests.screens.hostile import STORED, harmful
from tests.screens.kobi import app_on
from tests.screens.planted import plant
from tests.screens.quality_page import kinds_of, open_page, page_of

LOOKING = (
    *("down", "e", "f", "y", "b", "z", "question_mark", "f2", "f3", "pagedown", "pageup"),
    *("G", "g", "r"),
)


async def test_a_damaged_file_full_of_it_is_looked_through(shop, settle) -> None:
    plant(shop, STORED)
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_page(pilot, settle)
        assert len(kinds_of(app)) >= len(STORED)
        for key in LOOKING:
            await pilot.press(key)
            await settle(pilot)
            assert harmful(app) == set(), key
            if app.screen is not page_of(app) or page_of(app).card.editing:
                await pilot.press("escape")
                await settle(pilot)
        for _row in range(page_of(app).rows.total):
            await pilot.press("down")
            await settle(pilot)
            assert harmful(app) == set()
        assert isinstance(app.screen, QualityScreen)


@pytest.mark.parametrize("text", STORED, ids=ascii)
async def test_it_is_answered_like_anything_else(text: str, shop, settle, shown) -> None:
    name = clean_line(text) or "?"
    given = {
        "name": name,
        "title": text,
        "tags": [text],
        "note": f"Þ{text}",
        "emails": "a@gmial.com",
    }
    uid = contacts.add(shop, given).contact.uid
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_page(pilot, settle)
        rows = page_of(app).rows
        await pilot.press(*["down"] * next(
            place for place, (_name, code) in enumerate(kinds_of(app)) if code == "email_typo"
        ))  # fmt: skip
        await settle(pilot)
        assert plain(name)[:20].strip() in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert harmful(app) == set()
        while rows.total:
            await pilot.press("m")
            await settle(pilot)
            assert harmful(app) == set()
    after = contacts.get(shop, uid)
    assert (after.emails[0].raw, after.name) == ("a@gmail.com", name)
