"""The settings area: what is changed is kept at once, told, and undone where it is data."""

from __future__ import annotations

from pathlib import Path

import pytest

from kobicrm import config
from kobicrm.services import backups, contacts, fields, staff
from kobicrm.services.shop import get_shop
from screens.choices import LOOKS
from screens.settings.key_dialog import KeyDialog
from screens.settings.screen import SettingsScreen
from screens.settings.text_dialog import TextDialog
from screens.styles import glyphs
from tests.screens.kobi import app_on, elsewhere, type_in

PLACES = ("shop", "look", "you", "keys", "staff", "fields", "backup", "files", "health", "version")


def page(app) -> SettingsScreen:
    return next(one for one in app.open_screens() if isinstance(one, SettingsScreen))


def lines(app) -> dict[str, str]:
    return {one.label: one.value for one in page(app).shown}


async def go_to(pilot, settle, group: str, label: str = "") -> None:
    """Open the settings with the bar on a line of a group."""
    await settle(pilot)
    await pilot.press("0")
    await settle(pilot)
    await pilot.press(*["down"] * PLACES.index(group))
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)
    if label:
        place = [one.label for one in page(pilot.app).shown].index(label)
        await pilot.press(*["down"] * place)
    await settle(pilot)


async def erase(pilot) -> None:
    await pilot.press("ctrl+u", "ctrl+k")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


async def test_the_shop_is_named_and_the_name_undone(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, settle, "shop", "Ad")
        await pilot.press("enter")
        await settle(pilot)
        await type_in(pilot, "Işık Gıda")
        await pilot.press("enter")
        await settle(pilot)
        assert get_shop(shop).name == "Işık Gıda"
        assert "Kaydedildi: Ad: Işık Gıda" in shown(pilot)
        assert "u geri al" in shown(pilot)
        assert shown(pilot).startswith(" Işık Gıda ")
        assert lines(app)["Ad"] == "Işık Gıda"
        await pilot.press("u")
        await settle(pilot)
        assert get_shop(shop).name == ""
        assert lines(app)["Ad"] == ""


async def test_language_look_and_signs_change_at_once_and_are_kept(
    shop, people, settle, shown, file
) -> None:
    app = app_on(shop, settings_file=file)
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, settle, "look", "Görünüm")
        assert str(file) in " ".join(one.about for one in page(app).shown)
        await pilot.press("enter", "down", "enter")
        await settle(pilot)
        assert app.theme == LOOKS["light"]
        assert lines(app)["Görünüm"] == "açık"
        await pilot.press("down", "enter", "down", "enter")
        await settle(pilot)
        assert glyphs.current() is glyphs.ASCII
        assert "> Dil ve görünüm" in shown(pilot).replace(">  ", "> ")
        await pilot.press("up", "up", "enter", "down", "enter")
        await settle(pilot)
        assert lines(app)["Language"] == "English"
        assert page(app).item_rows.has_focus
        await pilot.press("2")
        await settle(pilot)
        assert "2 Contacts" in shown(pilot)
    kept = config.load(file)
    assert (kept.language, kept.theme, kept.glyphs) == ("en", "light", "ascii")


async def test_ones_own_name_stands_in_the_history_from_now_on(shop, people, settle, file) -> None:
    app = app_on(shop, settings_file=file)
    async with app.run_test() as pilot:
        await go_to(pilot, settle, "you", "Adınız")
        await pilot.press("enter")
        await settle(pilot)
        await type_in(pilot, "Çağrı")
        await pilot.press("enter")
        await settle(pilot)
        assert lines(app) == {"Adınız": "Çağrı"}
        contacts.note(shop, f"id:{people[0].contact.id}", "aradı")
        assert contacts.history(shop, f"id:{people[0].contact.id}")[0].who == "Çağrı"
    assert config.load(file).staff == "Çağrı"


async def test_a_key_is_changed_by_pressing_another_and_given_back(
    shop, people, settle, shown, file
) -> None:
    app = app_on(shop, settings_file=file)
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, settle, "keys", "Geri al")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, KeyDialog)
        await pilot.press("n")
        await settle(pilot)
        assert "n dolu:" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Enter her yerde gerekli." in shown(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert lines(app)["Geri al"] == "Ctrl+Z"
        assert app.undo_hint() == "Ctrl+Z geri al"
        assert config.load(file).keys == {"app.undo": "ctrl+z"}
        await pilot.press("backspace")
        await settle(pilot)
        assert lines(app)["Geri al"] == "u"
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert lines(app)["Geri al"] == "u"
    assert config.load(file).keys == {}


async def test_staff_are_added_and_renamed_and_it_is_undone(
    shop, people, settle, shown, file
) -> None:
    me = shop.author.staff
    app = app_on(shop, settings_file=file)
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, settle, "staff")
        assert lines(app) == {me: "siz"}
        await pilot.press("n")
        await settle(pilot)
        await type_in(pilot, "Çağrı")
        await pilot.press("enter")
        await settle(pilot)
        assert list(lines(app)) == [me, "Çağrı"]
        assert "Ekibe eklendi: Çağrı" in shown(pilot)
        await pilot.press("n")
        await settle(pilot)
        await type_in(pilot, "ÇAĞRI")
        await pilot.press("enter")
        await settle(pilot)
        assert "ÇAĞRI adında biri zaten var" in " ".join(shown(pilot).split())
        await pilot.press("enter")
        await settle(pilot)
        await erase(pilot)
        await type_in(pilot, "Ayşegül")
        await pilot.press("enter")
        await settle(pilot)
        assert lines(app)["Ayşegül"] == "siz"
        assert shop.author.staff == "Ayşegül"
        assert config.load(file).staff == "Ayşegül"
        await pilot.press("u")
        await settle(pilot)
        assert [one.name for one in staff.list_staff(shop)] == [me, "Çağrı"]
        assert lines(app)[me] == "siz"


async def test_a_field_is_added_renamed_and_given_choices(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, settle, "fields")
        assert "Burada henüz bir şey yok." in shown(pilot)
        await pilot.press("n", *"secenek", "enter")
        await settle(pilot)
        await type_in(pilot, "Sınıf")
        await pilot.press("enter")
        await settle(pilot)
        await type_in(pilot, "A, B")
        await pilot.press("enter")
        await settle(pilot)
        assert "Alan eklendi: Sınıf" in shown(pilot)
        ref = f"id:{people[0].contact.id}"
        contacts.edit(shop, ref, {"custom": {"Sınıf": "A"}})
        await pilot.press("enter", "enter")
        await settle(pilot)
        await erase(pilot)
        await type_in(pilot, "Grup")
        await pilot.press("enter")
        await settle(pilot)
        assert dict(contacts.get(shop, ref).custom) == {"Grup": "A"}
        await pilot.press("enter", "down", "enter")
        await settle(pilot)
        await erase(pilot)
        await type_in(pilot, "B, C")
        await pilot.press("enter")
        await settle(pilot)
        told = " ".join(shown(pilot).replace("▌", " ").split())
        assert "“A” 1 kayıtta seçili" in told
        assert fields.list_fields(shop)[0].choices == ("A", "B")


async def test_a_backup_is_made_from_the_screen_and_its_age_follows(
    shop, people, settle, shown, tmp_path, file
) -> None:
    app = app_on(shop, settings_file=file)
    folder = tmp_path / "yedek klasörü"
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await go_to(pilot, settle, "backup", "Klasör")
        await pilot.press("enter")
        await settle(pilot)
        page(app).app.screen.query_one("#answer").value = str(folder)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        await type_in(pilot, "haftada bir")
        await pilot.press("enter")
        await settle(pilot)
        assert "haftada bir" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("up", "up", "enter")
        await settle(pilot)
        made = backups.listing(folder)
        assert len(made) == 1
        assert "Yedek alındı, sınandı: 0," in shown(pilot)
        assert "Yedek: bugün" in shown(pilot).split("\n")[0]
        assert "az önce" in lines(app)["Şimdi yedek al"]
    assert config.load(file).backup.dir == str(folder)
    assert config.load(file).backup.keep == ""


async def test_a_backup_that_can_not_be_made_says_why(
    shop, people, settle, shown, tmp_path
) -> None:
    blocked = tmp_path / "dosya"
    blocked.write_text("burası klasör değil", "utf-8")
    app = app_on(shop)
    app.settings = config.changed(app.settings, "backup.dir", str(blocked))
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, settle, "backup")
        await pilot.press("enter")
        await settle(pilot)
        assert app._notifications
        assert "Yedek: henüz yok" in shown(pilot).split("\n")[0]


async def test_the_lines_for_every_night_name_this_database(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await go_to(pilot, settle, "backup", "Her gece: cron")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, TextDialog)
        assert "│  0 2 * * *  " in shown(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert app.clipboard.startswith("0 2 * * *  ")
        assert str(shop.path) in app.clipboard


async def test_places_of_files_are_copied(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, settle, "files")
        assert list(lines(app)) == ["Veritabanı", "Ayarlar", "Yedekler", "Günlük", "Durum"]
        await pilot.press("y")
        assert app.clipboard == str(shop.path)
        await pilot.press("down", "enter")
        assert app.clipboard.endswith("config.toml")


async def test_the_doctor_is_asked_and_says_what_he_found(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await go_to(pilot, settle, "health")
        found = lines(app)
        assert "Veritabanı dosyası" in " ".join(found)
        assert any("●" in value for value in found.values())
        assert any("!" in value for value in found.values())
        await pilot.press("r")
        await settle(pilot)
        assert len(lines(app)) == len(found)


async def test_versions_are_told(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await go_to(pilot, settle, "version")
        assert set(lines(app)) == {"KobiCRM", "Python", "Textual", "Sistem"}
        await pilot.press("enter")
        assert app.clipboard.startswith("KobiCRM ")


async def test_what_another_program_changes_appears_and_the_bar_stays(shop, settle) -> None:
    staff.add_staff(shop, "Gül")
    app = app_on(shop)
    async with app.run_test() as pilot:
        await go_to(pilot, settle, "staff", "Gül")
        elsewhere(shop.path, "from kobicrm.services import staff\nstaff.add_staff(s, 'Çağrı')")
        while "Çağrı" not in lines(app):
            await pilot.pause(0.02)
        await settle(pilot)
        assert page(app).item.label == "Gül"


async def test_a_narrow_window_shows_one_of_both(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(70, 20)) as pilot:
        await settle(pilot)
        await pilot.press("0")
        await settle(pilot)
        assert "Özel alanlar" in shown(pilot)
        assert "Yer" not in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Özel alanlar" not in shown(pilot)
        assert "Yer" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Özel alanlar" in shown(pilot)


async def test_two_settings_changed_in_a_moment_are_both_kept(shop, settle, file) -> None:
    app = app_on(shop, settings_file=file)
    async with app.run_test() as pilot:
        await settle(pilot)
        for look in ("light", "dark", "ansi"):
            app.choices.use_look(look)
            app.choices.use_name(f"Ayşe {look}")
    kept = config.load(file)
    assert (kept.theme, kept.staff) == ("ansi", "Ayşe ansi")
