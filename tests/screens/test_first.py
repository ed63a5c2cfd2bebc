"""The first page of a new shop: three doors, a name asked once, language and look."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kobicrm import config, paths
from kobicrm.services import contacts
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import first_start, get_shop, set_shop
from screens.app import KobiApp
from screens.contacts.form import ContactForm
from screens.dialogs.help import HelpDialog
from screens.dialogs.prompt import PromptDialog
from screens.first.doors import Doors
from screens.first.name_input import NameInput
from screens.first.screen import FirstScreen
from screens.imports.screen import ImportScreen
from screens.styles import theme
from tests.screens.kobi import app_on, elsewhere, names_of, screen_of, type_in

SIZES = [(80, 24), (120, 40), (60, 16)]


def starts(session: Session, **options: object) -> KobiApp:
    """Return the application as it is started on this database."""
    return app_on(session, doors=first_start(session).doors, **options)


def page_of(app: KobiApp) -> FirstScreen:
    """Return the first page, in sight."""
    assert isinstance(app.screen, FirstScreen), app.screen
    return app.screen


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("tr", ["Hoş geldiniz.", "Müşteri listemi içe aktar", "İlk müşterimi ekle", "Dil Türkçe"]),
        ("en", ["Welcome.", "Import my customer list", "Look around the demo", "Language English"]),
    ],
)
async def test_a_new_shop_begins_with_three_doors_and_no_tabs(
    shop, settle, shown, lang: str, words: list[str], size: tuple[int, int]
) -> None:
    app = starts(shop, lang=lang)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = shown(pilot)
        assert all(word in text for word in words)
        assert text.split("\n")[0].startswith(
            " KobiCRM · yeni dükkân" if lang == "tr" else " KobiCRM · new shop"
        )
        assert "2 Kişiler" not in text
        assert "2 Contacts" not in text


async def test_a_shop_with_somebody_in_it_begins_with_its_contacts(shop, people, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.current_mode == "contacts"
        assert len(names_of(app)) == 6


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    """Return a small list of customers in a file."""
    path = tmp_path / "musteriler.csv"
    path.write_text(
        "Ad Soyad;Cep Tel;İlçe\n"
        "Ayşe Yılmaz;0532 123 45 67;Kadıköy\n"
        "İsmail Şıkoğlu;0533 111 22 33;Fatih\n",
        "utf-8",
    )
    return path


async def type_path(pilot, path: Path) -> None:
    """Type the name of a file into the field that has the focus."""
    for letter in str(path):
        await pilot.press({"/": "slash", ".": "full_stop", "-": "minus"}.get(letter, letter))


@pytest.mark.parametrize("keys", [["1"], ["enter"], ["down", "up", "enter"]], ids=str)
async def test_the_first_door_opens_the_import_over_the_contacts(
    shop, settle, shown, keys: list[str]
) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen_of(app)
        assert "Henüz kişi yok." in shown(pilot)


async def test_from_the_empty_start_to_the_imported_list_in_five_keys(
    shop, settle, shown, customers: Path
) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await type_in(pilot, "Işık Kırtasiye")
        await pilot.press("enter")
        await settle(pilot)
        await type_path(pilot, customers)
        await settle(pilot)
        for key in ("enter", "ctrl+s", "ctrl+s", "enter"):
            await pilot.press(key)
            await settle(pilot)
        assert app.screen is screen_of(app)
        assert names_of(app) == ["Ayşe Yılmaz", "İsmail Şıkoğlu"]
        assert shown(pilot).startswith(" Işık Kırtasiye")
        await pilot.press("u")
        await settle(pilot)
        assert "Henüz kişi yok." in shown(pilot)
        assert shown(pilot).startswith(" Işık Kırtasiye")
    assert not first_start(shop).doors


async def test_an_import_by_its_key_leads_away_from_the_doors_too(
    shop, settle, customers: Path
) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await type_in(pilot, "Yılmaz Gıda")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert isinstance(app.screen, ImportScreen)
        await type_path(pilot, customers)
        await settle(pilot)
        for key in ("enter", "ctrl+s", "ctrl+s", "enter"):
            await pilot.press(key)
            await settle(pilot)
        assert app.screen is screen_of(app)
        assert names_of(app) == ["Ayşe Yılmaz", "İsmail Şıkoğlu"]
    assert get_shop(shop).name == "Yılmaz Gıda"


@pytest.mark.parametrize("keys", [["2"], ["down", "enter"]], ids=str)
async def test_the_second_door_opens_the_form_with_the_contacts_behind(
    shop, settle, shown, keys
) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        await type_in(pilot, "Ayşe")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names_of(app) == ["Ayşe"]
        assert "2 Kişiler" in shown(pilot)


@pytest.mark.parametrize("keys", [["3"], ["down", "down", "enter"], ["up", "3"]], ids=str)
async def test_the_third_door_opens_the_demo_shop(shop, settle, shown, keys) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert "2.000 kayıt" in shown(pilot)
        assert "! Örnek dükkân" in shown(pilot)
        assert app.session.path == paths.demo_file().resolve()
    assert contacts.count(shop) == 0


async def test_a_click_opens_a_door(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.click(Doors, offset=(8, 4))
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)


async def test_thinking_better_of_the_demo_shop_stays_here(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        # Both at once: the pilot would wait until the demo shop is there.
        app.simulate_key("3")
        app.simulate_key("escape")
        await settle(pilot)
        assert page_of(app).doors.waiting == 0
        assert app.session is shop
        await pilot.press("2")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)


async def test_a_demo_that_can_not_be_made_is_told_and_the_page_stays(
    shop, settle, shown, open_shop
) -> None:
    paths.private_dir(paths.demo_file().parent)
    with open_session(paths.demo_file(), who="Ayşe") as other:
        contacts.add(other, {"name": "Şule Çağlayan"})
    app = starts(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        # Where the sentence is broken hangs on the length of the path in it.
        assert "kurulmadı" in shown(pilot)
        assert page_of(app).doors.waiting == 0
        assert app.session is shop


# The name


@pytest.mark.parametrize("door", ["2", "3"])
async def test_a_name_typed_first_goes_through_the_door_with_enter(
    shop, settle, shown, door: str
) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await type_in(pilot, "Işık 3 Kırtasiye")
        await settle(pilot)
        assert shown(pilot).startswith(" Işık 3 Kırtasiye · yeni dükkân")
        await pilot.press(*["down"] * (int(door) - 1), "enter")
        await settle(pilot)
    with open_session(shop.path) as after:
        assert get_shop(after).name == "Işık 3 Kırtasiye"


async def test_letters_that_are_keys_elsewhere_belong_to_the_name(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await type_in(pilot, "quUjkg")
        await settle(pilot)
        assert page_of(app).field.value == "quUjkg"


async def test_a_name_may_begin_with_a_digit(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("tab")
        await type_in(pilot, "3 Kardeşler")
        await settle(pilot)
        assert page_of(app).field.value == "3 Kardeşler"
        await pilot.press("escape", "2")
        await settle(pilot)
    with open_session(shop.path) as after:
        assert get_shop(after).name == "3 Kardeşler"


async def test_a_click_into_the_line_writes_there(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.click(NameInput)
        await type_in(pilot, "1453 Kahve")
        await settle(pilot)
        assert page_of(app).field.value == "1453 Kahve"


async def test_the_same_empty_shop_shows_its_doors_every_time(shop, settle) -> None:
    for _time in range(2):
        app = starts(shop)
        async with app.run_test() as pilot:
            await settle(pilot)
            assert page_of(app).asks
            await type_in(pilot, "Yarım")
    assert get_shop(shop).name == ""


async def test_who_passed_the_name_over_is_not_asked_again(shop, settle, shown) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Henüz kişi yok." in shown(pilot)
        assert "Ctrl+T örnek dükkânı gez" in shown(pilot)
    assert not first_start(shop).doors


async def test_a_shop_that_has_a_name_is_not_asked_for_it(shop, settle, shown) -> None:
    set_shop(shop, name="Yılmaz Gıda")
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "Dükkânınızın adı" not in shown(pilot)
        assert shown(pilot).startswith(" Yılmaz Gıda · yeni dükkân")
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
    assert get_shop(shop).name == "Yılmaz Gıda"


# Language, look, help


async def test_language_and_look_change_at_once_and_keep_what_was_typed(
    shop, settle, shown, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    app = starts(shop, settings_file=file)
    async with app.run_test() as pilot:
        await settle(pilot)
        await type_in(pilot, "Yılmaz")
        await pilot.press("f2", "f3")
        await settle(pilot)
        assert "Welcome." in shown(pilot)
        assert "Look Light" in shown(pilot)
        assert page_of(app).field.value == "Yılmaz"
        assert app.theme == theme.LIGHT
    assert (config.load(file).language, config.load(file).theme) == ("en", "light")


async def test_a_click_on_the_language_changes_it(shop, settle, shown) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.click("#choices", offset=(2, 0))
        await settle(pilot)
        assert "Welcome." in shown(pilot)


async def test_the_question_mark_helps_until_a_name_is_written(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(app.screen, HelpDialog)
        await pilot.press("escape", "a", "question_mark")
        await settle(pilot)
        assert page_of(app).field.value == "a?"


async def test_digits_of_areas_do_not_lead_away(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("escape", "tab", "1", "8")
        await settle(pilot)
        assert page_of(app).field.value == "18"


# Others


async def test_it_gives_way_when_another_program_fills_the_shop(shop, settle, shown) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        elsewhere(shop.path, 'contacts.add(s, {"name": "Şule Çağlayan"})')
        written = time.monotonic()
        while app.current_mode != "contacts":
            await pilot.pause()
        assert time.monotonic() - written < 2
        await settle(pilot)
        assert names_of(app) == ["Şule Çağlayan"]
        assert not isinstance(app.screen, PromptDialog)


async def test_a_name_half_typed_is_kept_then(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await type_in(pilot, "Yılmaz")
        elsewhere(shop.path, 'contacts.add(s, {"name": "Şule Çağlayan"})')
        while not isinstance(app.screen, PromptDialog):
            await pilot.pause()
        await settle(pilot)
        await type_in(pilot, " Gıda")
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is screen_of(app)
    assert get_shop(shop).name == "Yılmaz Gıda"


async def test_another_program_that_only_names_the_shop_leaves_the_doors(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        elsewhere(
            shop.path,
            'from kobicrm.services.shop import set_shop\nset_shop(s, name="Yılmaz Gıda")',
        )
        while page_of(app).asks:
            await pilot.pause()
        await settle(pilot)
        assert not page_of(app).asks


async def test_what_a_page_above_brought_in_is_seen_on_coming_back(shop, settle) -> None:
    app = starts(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        contacts.add(shop, {"name": "Şule Çağlayan"})
        app.wrote(None)
        await settle(pilot)
        assert isinstance(app.screen, HelpDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert app.current_mode == "contacts"
