"""Saved profiles on the import page: kept, suggested, used, replaced and taken away."""

from __future__ import annotations

from kobicrm.services import contacts
from kobicrm.services.imports import ImportOptions, profile_named, profiles, save_profile
from screens.imports.saved import ProfilesDialog, SaveDialog
from tests.screens.importing import page_of, pick, table
from tests.screens.kobi import app_on, type_in

LIST = ("Cari;Numara;Puan", "Can Öz;0544 111 22 33;5")
TOLD: dict[str | int, str] = {1: "full_name", 2: "mobile", 3: "-"}


def kept(shop, name: str = "Gece listesi", **told: object) -> None:
    """Keep how the list is read."""
    save_profile(shop, name, ("Cari", "Numara", "Puan"), ImportOptions(mapping=TOLD, **told))


async def test_a_mapping_is_kept_under_a_name(shop, own_home, settle, shown) -> None:
    table(own_home, *LIST)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pick(pilot, settle, "liste")
        await pilot.press("enter")
        await settle(pilot)
        await type_in(pilot, "ad soyad")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(app.screen, SaveDialog)
        assert "liste" in shown(pilot)
        assert "yerine geçer" not in shown(pilot)
        await pilot.press(*["backspace"] * 5)
        await type_in(pilot, "gece")
        await pilot.press("enter")
        await settle(pilot)
        text = shown(pilot)
        assert "● Kayıtlı profil: gece" in text
        assert "Profil kaydedildi: gece" in text
        found = profile_named(shop, "gece")
        assert found.mapping == ((1, "Cari", "full_name"),)
        # An undo takes it away again.
        await pilot.press("u")
        await settle(pilot)
    assert profiles(shop) == []


async def test_a_kept_mapping_is_suggested_and_used(shop, own_home, settle, shown) -> None:
    kept(shop)
    table(own_home, *LIST, name="yarin.csv")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "yarin")
        assert "! Uyan profil: Gece listesi  F4 kullan" in shown(pilot)
        await pilot.press("f4")
        await settle(pilot)
        text = shown(pilot)
        assert "● Kayıtlı profil: Gece listesi" in text
        assert "Satır 2 böyle kaydedilecek: Can Öz" in text
        await pilot.press("f4")
        await settle(pilot)
        assert shown(pilot) == text
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "done"
        await pilot.press("enter")
        await pick(pilot, settle, "yarin")
        await pilot.press("v")
        await settle(pilot)
        # Today in the list, by the real clock of the machine.
        assert "—" not in shown(pilot)
    assert contacts.count(shop) == 1


async def test_saving_again_says_what_it_replaces(shop, own_home, settle, shown) -> None:
    kept(shop)
    table(own_home, *LIST)
    app = app_on(shop, lang="en")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pick(pilot, settle, "liste")
        await pilot.press("n")
        await settle(pilot)
        # The one for this table is the name to begin with.
        assert "! Replaces the saved profile “Gece listesi”." in shown(pilot)
        await type_in(pilot, " 2")
        await settle(pilot)
        assert "Replaces" not in shown(pilot)
        await pilot.press("backspace", "backspace", "enter")
        await settle(pilot)
        assert "Profile saved: Gece listesi" in shown(pilot)
    assert [one.mapping for one in profiles(shop)] == [()]


async def test_profiles_are_listed_used_and_removed(shop, own_home, settle, shown) -> None:
    kept(shop)
    save_profile(
        shop,
        "Aramalar",
        ("Gün", "Kime", "Ne"),
        ImportOptions(kind="interaction", mapping={1: "at", 2: "phone", 3: "text"}),
    )
    table(own_home, *LIST)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pick(pilot, settle, "liste")
        await pilot.press("v")
        await settle(pilot)
        assert isinstance(app.screen, ProfilesDialog)
        text = shown(pilot)
        assert "Kişiler · 3 sütun: Cari, Numara" in text
        assert "Görüşmeler · 3 sütun: Gün, Kime" in text
        # One for another table can't be used: the page says why and stays as it is.
        await pilot.press("up", "enter")
        await settle(pilot)
        text = shown(pilot)
        assert page_of(app).page == "columns"
        assert "Gün" in text
        assert "siz seçin" in text
        await pilot.press("v", "d")
        await settle(pilot)
        assert "“Gece listesi” içe aktarma profili silinsin mi?" in shown(pilot)
        # Esc takes only the question back.
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ProfilesDialog)
        assert len(profiles(shop)) == 2
        await pilot.press("d", "enter")
        await settle(pilot)
        assert [one.name for one in profiles(shop)] == ["Aramalar"]
        text = shown(pilot)
        assert "Profil silindi: Gece listesi" in text
        assert "Uyan profil" not in text
        await pilot.press("u")
        await settle(pilot)
        assert len(profiles(shop)) == 2


async def test_without_profiles_that_is_said(shop, own_home, settle, shown) -> None:
    table(own_home, *LIST)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "liste")
        await pilot.press("v")
        await settle(pilot)
        assert "Henüz kayıtlı profil yok." in shown(pilot)
        await pilot.press("enter", "d", "f2")
        await settle(pilot)
        assert "No profile is saved yet." in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert page_of(app).page == "columns"


async def test_another_way_of_reading_leaves_the_profile(shop, own_home, settle, shown) -> None:
    kept(shop, encoding="utf-8")
    table(own_home, *LIST)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "liste")
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press("o", "enter")
        await settle(pilot)
        assert "! Uyan profil: Gece listesi" in shown(pilot)
        await pilot.press("v", "enter")
        await settle(pilot)
        assert "● Kayıtlı profil: Gece listesi" in shown(pilot)
        # A column may be told otherwise; the profile itself stays.
        await pilot.press("down", "d")
        await settle(pilot)
        assert "● Kayıtlı profil: Gece listesi" in shown(pilot)
    assert profile_named(shop, "gece listesi").mapping[1] == (2, "Numara", "mobile")
