"""Pictures of the first page, the demo shop and the tour; `--snapshot-update` takes them anew."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kobicrm import paths
from kobicrm.services import demo
from kobicrm.services.shop import begin, set_shop
from tests.screens.kobi import NOW, app_on, type_in

LOOKS = [
    ("tr", "dark", (80, 24)),
    ("en", "light", (120, 40)),
    ("tr", "ansi", (80, 24)),
    ("en", "dark", (60, 16)),
]


@pytest.mark.parametrize(("lang", "look", "size"), LOOKS, ids=str)
def test_first_page(snap_compare, shop, settle, lang: str, look: str, size) -> None:
    app = app_on(shop, lang=lang, look=look, doors=True)
    assert snap_compare(app, terminal_size=size, run_before=settle)


@pytest.mark.parametrize("look", ["dark", "light", "ansi"])
def test_first_page_with_a_name_being_typed(snap_compare, shop, settle, look: str) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await type_in(pilot, "Işık Kırtasiye")
        await pilot.press("down")
        await settle(pilot)

    app = app_on(shop, look=look, doors=True)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


def test_first_page_in_ascii_of_a_shop_with_a_name(snap_compare, shop, settle) -> None:
    set_shop(shop, name="Yılmaz Gıda")

    async def before(pilot: Pilot[None]) -> None:
        from screens.styles import glyphs

        glyphs.use("ascii")
        await settle(pilot)
        await pilot.press("up", "down")
        await settle(pilot)

    app = app_on(shop, doors=True)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize(("lang", "look", "size"), LOOKS[:2], ids=str)
def test_empty_after_the_first_page(snap_compare, shop, settle, lang: str, look: str, size) -> None:
    begin(shop, "Yılmaz Gıda")
    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=settle)


@pytest.mark.parametrize(
    ("lang", "look", "size", "step"),
    [
        *[("tr", "dark", (80, 24), step) for step in (0, 4, 11)],
        ("en", "light", (120, 40), 2),
        ("tr", "ansi", (80, 24), 2),
        ("en", "dark", (60, 16), 4),
    ],
    ids=str,
)
def test_tour(snap_compare, shop, settle, lang: str, look: str, size, step: int) -> None:
    path = paths.demo_file()
    paths.private_dir(path.parent)
    demo.build(path, size=300, lang=lang, clock=lambda: NOW)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press(*["ctrl+t"] * step)
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look, doors=True)
    assert snap_compare(app, terminal_size=size, run_before=before)


def test_demo_header(snap_compare, shop, settle) -> None:
    path = paths.demo_file()
    paths.private_dir(path.parent)
    demo.build(path, size=300, lang="tr", clock=lambda: NOW)

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)

    app = app_on(shop, look="light", doors=True)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
