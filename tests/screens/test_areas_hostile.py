"""Names that break careless screens, and consoles that can draw little, in every area."""

from __future__ import annotations

import pytest

from kobicrm.services import contacts, fields, staff
from kobicrm.services.shop import set_shop
from screens.text import plain
from tests.screens.hostile import HARMFUL, MARKUP
from tests.screens.kobi import app_on

AREAS = ("8", "9", "0")


@pytest.mark.parametrize("name", MARKUP)
async def test_a_name_stands_literally_in_every_area(name: str, shop, settle, shown) -> None:
    set_shop(shop, name=name, place=name)
    saved = contacts.add(shop, {"name": name, "owner": name})
    contacts.delete(shop, [f"id:{saved.contact.id}"])
    if "(" not in name:
        fields.add_field(shop, name, "choice", [name])
    if name not in [one.name for one in staff.list_staff(shop)]:
        staff.add_staff(shop, name)
    app = app_on(shop)
    app.session.work_as(name)
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await settle(pilot)
        for area in AREAS:
            await pilot.press(area)
            await settle(pilot)
            assert plain(name) in shown(pilot), area
            await pilot.press("enter", "y")
            await settle(pilot)
            await pilot.press("escape", "question_mark")
            await settle(pilot)
            strips = app.screen._compositor.render_strips()
            assert not {sign for strip in strips for sign in strip.text} & HARMFUL
            await pilot.press("escape")
            await settle(pilot)
        # Every group of the settings, and the filter of the history.
        for _place in range(6):
            await pilot.press("down", "enter", "escape")
            await settle(pilot)
        await pilot.press("8", "f")
        await settle(pilot)
        assert plain(name) in shown(pilot)
        assert app.is_running


async def test_every_area_is_drawn_with_ascii_alone(shop, people, settle, shown) -> None:
    contacts.delete(shop, [f"id:{people[0].contact.id}"])
    staff.add_staff(shop, "Gul")
    app = app_on(shop, lang="en")
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        app.choices.use_signs("ascii")
        for area in AREAS:
            await pilot.press(area)
            await settle(pilot)
            assert not set("▌■●○×▲▼…·│") & set(shown(pilot)), area
        for _place in range(9):
            await pilot.press("down")
            await settle(pilot)
            assert not set("▌■●○×▲▼…·│") & set(shown(pilot))


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (40, 12), (160, 50)])
async def test_every_area_fits_every_window(size, shop, people, settle, shown) -> None:
    contacts.delete(shop, [f"id:{people[0].contact.id}"])
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for area in AREAS:
            await pilot.press(area)
            await settle(pilot)
        await pilot.resize_terminal(*size)
        await settle(pilot)
        for area in AREAS:
            await pilot.press(area)
            await settle(pilot)
            lines = shown(pilot).split("\n")
            if size[0] < 60:
                assert "pencereyi büyütün" in " ".join(lines)
            else:
                assert "? Yardım" in lines[-1]
                assert app.screen.focused is not None
