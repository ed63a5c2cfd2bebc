"""The guided tour of the demo shop: ten steps by real keys, offered once, left at any time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kobicrm import i18n, paths
from kobicrm.config import Settings
from kobicrm.services import demo
from kobicrm.services.shop import begin
from screens.app import KobiApp, make_app
from screens.contacts.form import ContactForm
from screens.first.screen import FirstScreen
from screens.tour.guide import Guide
from screens.tour.steps import STEPS
from screens.tour.strip import TourStrip
from tests.screens.kobi import NOW, app_on, type_in

At = Callable[[Pilot[Any], int], Awaitable[None]]


@pytest.fixture(autouse=True)
def small_demo(own_home: Path) -> Path:
    """Put a demo shop of two thousand where the application looks for it."""
    path = paths.demo_file()
    paths.private_dir(path.parent)
    demo.build(path, lang="tr")
    return path.resolve()


@pytest.fixture
def at(settle) -> At:
    """Return how to wait until the tour has reached a step."""

    async def wait(pilot: Pilot[Any], number: int) -> None:
        while guide_of(pilot.app).at != number:
            await pilot.pause()
        await settle(pilot)

    return wait


def guide_of(app: KobiApp) -> Guide:
    """Return the tour that is on."""
    assert app.guide is not None
    return app.guide


def strip_of(pilot: Pilot[Any]) -> str:
    """Return the two lines of the tour, '' when there are none."""
    strips = pilot.app.screen.query(TourStrip)
    return str(strips.first().render()) if strips else ""


@pytest.mark.parametrize(("lang", "size"), [("tr", (80, 24)), ("en", (120, 40))], ids=str)
async def test_the_whole_tour_by_keys(shop, settle, at: At, shown, lang: str, size) -> None:
    app = app_on(shop, lang=lang, doors=True)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("ctrl+t")
        await at(pilot, 1)
        assert "1/10" in shown(pilot)
        await pilot.press("down")
        await at(pilot, 2)
        await pilot.press("slash")
        await type_in(pilot, "sisli")
        await settle(pilot)
        await pilot.press("enter")
        await at(pilot, 3)
        await pilot.press("enter")
        await at(pilot, 4)
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        await type_in(pilot, "Yeni ")
        await pilot.press("ctrl+s")
        await at(pilot, 5)
        await pilot.press("u")
        await at(pilot, 6)
        await pilot.press("N")
        await settle(pilot)
        await type_in(pilot, "Yarın aranacak")
        await pilot.press("ctrl+s")
        await at(pilot, 7)
        await pilot.press("escape", "space")
        await at(pilot, 8)
        await pilot.press("colon")
        await at(pilot, 9)
        await pilot.press("escape", "question_mark")
        await at(pilot, 10)
        await pilot.press("escape", "f2")
        await at(pilot, 11)
        assert "Ctrl+G" in strip_of(pilot)
        await pilot.press("f2", "ctrl+g")
        await settle(pilot)
        assert isinstance(app.screen, FirstScreen)
        assert app.session.path == shop.path
        assert app.guide is None


async def test_it_is_offered_the_first_time_only(shop, settle, shown) -> None:
    app = app_on(shop, doors=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        assert "on adımda gerçek tuşları deneyin" in shown(pilot)
        await pilot.press("escape", "ctrl+g")
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        assert app.guide is None
        assert strip_of(pilot) == ""


async def test_it_begins_again_from_the_palette(shop, settle, at: At) -> None:
    app = app_on(shop, doors=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("escape", "colon")
        await settle(pilot)
        await type_in(pilot, "dükkânda tur")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        await at(pilot, 1)


@pytest.mark.parametrize("step", [0, 1, 5, 10, 11])
async def test_escape_leaves_at_any_step(shop, settle, step: int) -> None:
    app = app_on(shop, doors=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press(*["ctrl+t"] * step)
        await settle(pilot)
        assert guide_of(app).at == step
        await pilot.press("escape")
        await settle(pilot)
        assert app.guide is None
        assert strip_of(pilot) == ""
        # Nothing is left behind: the page has its rows back.
        assert not app.screen.has_class("-tour")


async def test_escape_ends_a_search_first(shop, settle) -> None:
    app = app_on(shop, doors=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("slash", "a", "enter", "escape")
        await settle(pilot)
        assert app.guide is not None
        await pilot.press("escape")
        await settle(pilot)
        assert app.guide is None


async def test_a_step_passed_over_is_not_called_done(shop, settle, at: At) -> None:
    app = app_on(shop, doors=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("ctrl+t", "ctrl+t")
        await settle(pilot)
        assert "●" not in strip_of(pilot)
        await pilot.press("ctrl+t", "ctrl+t", "ctrl+t")
        await settle(pilot)
        # What was tried before its step counts for nothing.
        assert guide_of(app).at == 5
        await pilot.press("ctrl+t", "N")
        await settle(pilot)
        await type_in(pilot, "Aranacak")
        await pilot.press("ctrl+s")
        await at(pilot, 7)
        assert "● Tur 7/10" in strip_of(pilot)


async def test_going_home_in_the_middle_ends_it(shop, settle) -> None:
    begin(shop, "Yılmaz Gıda")
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+t")
        await settle(pilot)
        await pilot.press("ctrl+t", "ctrl+t", "ctrl+g")
        await settle(pilot)
        assert app.guide is None
        assert strip_of(pilot) == ""
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert app.session.path == paths.demo_file().resolve()


async def test_a_click_goes_on_and_leaves(shop, settle) -> None:
    app = app_on(shop, doors=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        second = strip_of(pilot).split("\n")[1]
        await pilot.click(TourStrip, offset=(second.index("Ctrl+T"), 1))
        await settle(pilot)
        assert guide_of(app).at == 1
        second = strip_of(pilot).split("\n")[1]
        await pilot.click(TourStrip, offset=(second.index("Esc"), 1))
        await settle(pilot)
        assert app.guide is None


async def test_it_names_the_keys_as_they_were_set(shop, settle) -> None:
    i18n.install("tr")
    keys = {"contacts.note": "f7", "form.save": "f10", "list.down": "ctrl+n"}
    app = make_app(shop, settings=Settings(keys=keys), clock=lambda: NOW, doors=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        guide = guide_of(app)
        assert guide.key_of("form.save") == "F10"
        assert guide.key_of("dialog.save") == "Ctrl+S"
        assert guide.key_of("search.list") == "Enter"


@pytest.mark.parametrize("lang", ["tr", "en"])
@pytest.mark.parametrize("width", [80, 60])
async def test_every_step_fits(shop, settle, lang: str, width: int) -> None:
    app = app_on(shop, lang=lang, doors=True)
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        for number in range(len(STEPS) + 2):
            guide_of(app).at = number
            first, second = strip_of(pilot).split("\n")
            assert "…" not in first + second, first + second
            assert "{" not in first + second
            assert "Esc" in second
