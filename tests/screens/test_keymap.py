"""Keys of one's own: given, shown everywhere, refused with a sentence where they can't be."""

from __future__ import annotations

import pytest

from kobicrm import config, i18n
from kobicrm.config import Settings
from screens.app import make_app
from screens.keymap import keymap_of, known_bindings, normal
from screens.widgets.keys import key_of
from tests.screens.kobi import NOW, app_on, names_of


def app_with(shop, **keys: str):
    i18n.install("tr")
    wishes = {name.replace("__", "."): key for name, key in keys.items()}
    return make_app(shop, settings=Settings(keys=wishes), clock=lambda: NOW, area="contacts")


async def test_a_key_of_ones_own_works_and_is_shown_everywhere(shop, people, settle, shown) -> None:
    app = app_with(shop, app__undo="ctrl+z", contacts__new="f5", contacts__search="ctrl+f")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        assert " F5 Yeni " in shown(pilot).splitlines()[-1]
        assert "Ctrl+F ara:" in shown(pilot)
        before = names_of(app)
        await pilot.press("d")
        await settle(pilot)
        assert "Ctrl+Z geri al" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert names_of(app) != before
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert names_of(app) == before
        assert "U yinele" in shown(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert "Ctrl+Z" in shown(pilot)


async def test_a_tab_shows_the_key_of_its_area(shop, people, settle, shown) -> None:
    app = app_with(shop, area__contacts="f6")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert shown(pilot).splitlines()[1].startswith(" 1 Bugün  F6 Kişiler")


async def test_a_taken_key_is_refused_and_told_at_the_start(shop, people, settle, shown) -> None:
    app = app_with(shop, app__undo="n")
    async with app.run_test(notifications=True, size=(100, 24)) as pilot:
        await settle(pilot)
        text = " ".join(shown(pilot).replace("▌", " ").split())
        assert "n dolu: yeni kişi" in text
        await pilot.press("d")
        await settle(pilot)
        assert "u geri al" in shown(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert "Yeni kişi" in shown(pilot)


async def test_an_unknown_binding_is_told_with_the_nearest(shop, people, settle, shown) -> None:
    app = app_with(shop, contacts__nwe="n", app__undo="ctrl+z")
    async with app.run_test(notifications=True, size=(100, 24)) as pilot:
        await settle(pilot)
        told = " ".join(shown(pilot).replace("▌", " ").split())
        assert "“contacts.nwe”" in told
        assert "“contacts.new”" in told
        assert key_of(app, "app.undo") == "Ctrl+Z"


def test_two_acts_may_trade_their_keys() -> None:
    keymap = keymap_of({"contacts.new": "e", "contacts.edit": "n"})
    assert not keymap.problems
    assert dict(keymap.keys) == {"contacts.new": "e", "contacts.edit": "n"}


@pytest.mark.parametrize("name", ["app.undo", "contacts.note", "list.first"])
def test_a_letter_with_another_meaning_is_refused(name: str) -> None:
    keymap = keymap_of({name: "d"})
    assert [problem.refused for problem in keymap.problems] == [True]
    assert not keymap.keys


def test_the_key_of_a_dialog_may_be_one_of_a_page() -> None:
    assert not keymap_of({"dialog.yes": "n"}).problems


def test_a_key_that_needs_altgr_is_given_with_a_warning() -> None:
    keymap = keymap_of({"app.undo": "@"})
    assert keymap.keys == {"app.undo": "at"}
    assert [problem.refused for problem in keymap.problems] == [False]


@pytest.mark.parametrize("wish", ["", "strg+z", "undo", "ctrl+", "n,,e"])
def test_what_is_no_key_is_refused(wish: str) -> None:
    assert keymap_of({"app.undo": wish}).problems[0].refused


@pytest.mark.parametrize(
    ("key", "name"), [("?", "question_mark"), ("ctrl+z", "ctrl+z"), ("ş", "ş"), ("f5", "f5")]
)
def test_a_key_is_named_as_the_terminal_sends_it(key: str, name: str) -> None:
    assert normal(key) == name


def test_the_built_in_keys_do_not_clash_and_need_no_altgr() -> None:
    for name, holders in known_bindings().items():
        mine = ",".join(dict.fromkeys(key for one in holders for key in one.keys))
        told = [one for one in keymap_of({name: mine}).problems if not one.refused]
        assert not told, name


async def test_keys_from_the_settings_file_are_those_of_the_command(
    shop, people, settle, shown, tmp_path
) -> None:
    file = tmp_path / "config.toml"
    config.set_value(file, "keys.app.undo", "ctrl+z")
    app = app_on(shop)
    app.settings = config.load(file)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.undo_hint() == "Ctrl+Z geri al"
