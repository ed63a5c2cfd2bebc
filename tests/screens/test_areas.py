"""Areas on number keys: going from one to another, and what each keeps meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import pytest
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from kobicrm.i18n import N_, _, install
from screens.app import DataChange, KobiApp
from screens.area import AreaScreen
from screens.areas import area_bindings
from screens.styles import theme
from screens.text import content
from screens.widgets.header import Area, Job, ShopHeader
from tests.screens.kobi import NOW, app_on, elsewhere, names_of, rows_of

NOTES = Area("9", "notes", N_("Notes"), quiet=True)


class Notes(AreaScreen):
    """An area of one input that counts what it is told."""

    AREA = "notes"
    NAME = N_("Notes")
    built = 0

    def body(self) -> Iterable[Widget]:
        yield Input(id="line")

    def facts(self) -> tuple[Content, Content | None]:
        return content(_("Notes")), None

    def on_mount(self) -> None:
        Notes.built += 1
        self.told: list[DataChange] = []
        self.follow_data(self.told.append)


class TwoAreas(KobiApp):
    """The application with one area more."""

    AREAS = (*(one for one in KobiApp.AREAS if one.id == "contacts"), NOTES)
    MODES: ClassVar = {**KobiApp.MODES, "notes": Notes}
    BINDINGS: ClassVar[list[Binding]] = area_bindings([NOTES])


@pytest.fixture
def two(shop) -> TwoAreas:
    install("tr")
    Notes.built = 0
    return TwoAreas(shop, clock=lambda: NOW, area="contacts")


def notes_of(app: KobiApp) -> Notes:
    return next(one for one in app.open_screens() if isinstance(one, Notes))


async def test_a_digit_goes_to_an_area_and_back_and_it_is_built_when_first_wanted(
    two, people, settle, shown
) -> None:
    async with two.run_test() as pilot:
        await settle(pilot)
        tabs = shown(pilot).split("\n")[1]
        assert tabs.startswith(" 2 Kişiler ")
        assert tabs.endswith(" 9 Notlar")
        assert Notes.built == 0
        await pilot.press("9")
        await settle(pilot)
        assert two.current_mode == "notes"
        await pilot.press("tab", "x", "1", "escape")
        assert two.screen.query_one(Input).value == "x1"
        two.screen.set_focus(None)
        await pilot.press("2", "9")
        await settle(pilot)
        assert two.current_mode == "notes"
        assert Notes.built == 1


async def test_a_click_on_a_tab_opens_the_area(two, people, settle) -> None:
    async with two.run_test() as pilot:
        await settle(pilot)
        await pilot.click(ShopHeader, offset=(76, 1))
        await settle(pilot)
        assert two.current_mode == "notes"
        await pilot.click(ShopHeader, offset=(4, 1))
        await settle(pilot)
        assert two.current_mode == "contacts"


async def test_an_area_keeps_its_bar_search_and_focus(two, people, settle) -> None:
    async with two.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "tab")
        before = (rows_of(two).cursor, type(two.screen.focused))
        await pilot.press("9")
        await settle(pilot)
        await pilot.press("x", "y")
        two.screen.set_focus(None)
        await pilot.press("2")
        await settle(pilot)
        assert (rows_of(two).cursor, type(two.screen.focused)) == before
        await pilot.press("2")
        await settle(pilot)
        assert rows_of(two).has_focus


async def test_a_digit_typed_in_a_dialog_stays_there(two, people, settle) -> None:
    async with two.run_test() as pilot:
        await settle(pilot)
        await pilot.press("question_mark", "9")
        await settle(pilot)
        assert two.current_mode == "contacts"


async def test_language_and_look_reach_an_area_out_of_sight(two, people, settle, shown) -> None:
    async with two.run_test() as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        two.screen.set_focus(None)
        await pilot.press("f2", "f3")
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert shown(pilot).split("\n")[1].startswith(" 2 Contacts ")
        assert "Name ▲" in shown(pilot)
        light = theme.TOKENS[theme.LIGHT].background
        assert two.screen.styles.background.hex == light
        assert rows_of(two).rich_style.bgcolor.get_truecolor().hex.upper() == light


async def test_writes_reach_an_area_when_it_comes_back(two, people, settle) -> None:
    async with two.run_test() as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        two.screen.set_focus(None)
        elsewhere(two.session.path, 'contacts.add(s, {"name": "Çiğdem Öz"})')
        while not notes_of(two).told:
            await pilot.pause(0.02)
        two.wrote(None, 1)
        await settle(pilot)
        assert notes_of(two).told[-1] == DataChange(own=True, show=1)
        assert "Çiğdem Öz" not in names_of_contacts(two)
        await pilot.press("2")
        await settle(pilot)
        assert "Çiğdem Öz" in names_of(two)
        told = len(notes_of(two).told)
        two.wrote(None, 1)
        two.wrote(None, 2)
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        assert notes_of(two).told[told:] == [DataChange(own=True)]


def names_of_contacts(app: KobiApp) -> list[str]:
    rows = app._screen_stacks["contacts"][0].rows
    found = [rows.source.get(index) for index in range(rows.total)]
    return [row.cells["name"] if row else "?" for row in found]


async def test_trouble_and_a_long_job_are_told_in_every_area(two, people, settle, shown) -> None:
    async with two.run_test() as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        two.screen.set_focus(None)
        two.set_trouble("disk_full")
        two.shop_watch.show_job(Job("İçe aktarılıyor", 65))
        await settle(pilot)
        assert "Disk dolu" in shown(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert "Disk dolu" in shown(pilot)
        assert "İçe aktarılıyor % 65" in shown(pilot)


async def test_areas_are_in_help_and_palette(two, people, settle, shown) -> None:
    async with two.run_test() as pilot:
        await settle(pilot)
        await pilot.press("question_mark", *"notlar")
        await settle(pilot)
        assert "9           notlar" in shown(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("colon", *"notlar")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert two.current_mode == "notes"


async def test_tabs_give_way_to_digits(shop, people, settle, shown) -> None:
    six = [Area(str(place), f"a{place}", N_("Contacts")) for place in range(1, 7)]
    quiet = [Area(digit, f"q{digit}", N_("Today"), quiet=True) for digit in "890"]
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        header = app.screen.query_one(ShopHeader)
        header.areas, header.active = [*six, *quiet], "a2"
        header.refresh()
        await settle(pilot)
        line = shown(pilot).split("\n")[1]
        assert line.startswith(" 1 Kişiler  2 Kişiler  3 Kişiler ")
        assert line.endswith(" 8 9 0")
        await pilot.resize_terminal(62, 24)
        await settle(pilot)
        assert shown(pilot).split("\n")[1] == " 1  2 Kişiler  3  4  5  6  8 9 0"
