"""Many contacts at once: asked with the exact number, written as one act, taken back as one."""

from __future__ import annotations

import threading

import pytest

from kobicrm.domain.query import Compare
from kobicrm.services import contacts, undo
from screens.contacts.bulk_dialogs import DeleteDialog, FieldDialog, TagDialog, ValueDialog
from tests.screens.kobi import app_on, elsewhere, names_of, rows_of, screen_of, type_in, until


def having(shop, field: str, value: str) -> int:
    operator = "has" if field == "tags" else "="
    return contacts.count(shop, Compare(field, operator, value))


async def test_a_tag_is_put_on_all_marked_and_another_taken_off(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "asterisk", "t")
        await settle(pilot)
        text = shown(pilot)
        assert isinstance(app.screen, TagDialog)
        assert "Etiketler · 32 kişi" in text
        assert "Ahmet Aydın, Ahmet Bulut, Ahmet Çelik…" in text
        assert "u ile geri alabilirsiniz." in text
        await type_in(pilot, "kermes, bayram")
        await pilot.press("tab", *"top", "right", "enter")
        await settle(pilot)
        assert "Etiketler değişti: 32 kişi  u geri al" in shown(pilot)
        assert having(crowd, "tags", "kermes") == having(crowd, "tags", "bayram") == 32
        assert having(crowd, "tags", "toptan") == 107 - 11
        # Marks stay for the next act, the bar stays, too.
        assert "32 işaretli" in shown(pilot)
        before = len(undo.changesets(crowd, 500))
        await pilot.press("u")
        await settle(pilot)
        assert having(crowd, "tags", "kermes") == 0
        assert having(crowd, "tags", "toptan") == 107
        assert "Geri alındı: etiket" in shown(pilot)
        assert len(undo.changesets(crowd, 500)) == min(before + 1, 500)


async def test_single_marks_name_their_contacts(crowd, settle, shown) -> None:
    app = app_on(crowd, lang="en")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "t")
        await settle(pilot)
        text = shown(pilot)
        assert "Tags · 2 contacts" in text
        assert "Ahmet Aydın, Ahmet Bulut" in text
        assert "Ahmet Bulut…" not in text
        # Nothing written is no answer.
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, TagDialog)
        await pilot.press(*"kermes", "enter")
        await settle(pilot)
        assert having(crowd, "tags", "kermes") == 2


async def test_a_choice_is_set_by_its_digit(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"demir", "enter", "asterisk", "b")
        await settle(pilot)
        assert "Toplu değiştir · 20 kişi" in shown(pilot)
        await pilot.press("2")
        await settle(pilot)
        text = shown(pilot)
        assert "Durum · 20 kişi" in text
        assert "Şimdi yazılı olanın yerine geçer." in text
        await pilot.press("4")
        await settle(pilot)
        assert having(crowd, "lifecycle", "passive") == 20
        assert "Durum: 20 kişi  u geri al" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert having(crowd, "lifecycle", "passive") == 0
        assert "toplu değişiklik" in shown(pilot)


async def test_marked_contacts_are_given_to_somebody(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "space", "b", "enter")
        await settle(pilot)
        assert "Sorumlu · 3 kişi" in shown(pilot)
        # Whoever sits here is completed.
        await pilot.press(*"ay", "right", "enter")
        await settle(pilot)
        assert having(crowd, "owner", "Ayşe") == 3
        assert "Sorumlu: 3 kişi  u geri al" in shown(pilot)


async def test_places_are_completed(crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "b", "3")
        await settle(pilot)
        await pilot.press(*"sanl", "f4", "enter")
        await settle(pilot)
        assert having(crowd, "province", "Şanlıurfa") == 1


async def test_emptying_a_field_is_asked_twice(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"karsi", "enter", "asterisk", "b", "4")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Alan boşalacak. Boşaltmak için yeniden Enter." in shown(pilot)
        await pilot.press("a", "backspace")
        await settle(pilot)
        assert "Şimdi yazılı olanın yerine geçer." in shown(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert having(crowd, "district", "Karşıyaka") == 0
        await pilot.press("u")
        await settle(pilot)
        assert having(crowd, "district", "Karşıyaka") == 40


async def test_a_value_that_can_not_be_is_asked_again(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("space", "b", "6")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        # One step back: the fields, with the bar where it was.
        assert isinstance(app.screen, FieldDialog)
        assert "▌6 Kaynak" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen_of(app)
        assert rows_of(app).has_focus


async def test_deleting_asks_first_and_one_undo_brings_all_back(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "asterisk", "d")
        await settle(pilot)
        text = shown(pilot)
        assert isinstance(app.screen, DeleteDialog)
        assert "32 kişi çöp kutusuna taşınsın mı?" in text
        assert "Ahmet Aydın, Ahmet Bulut, Ahmet Çelik…" in text
        assert "Listelerden kalkar, çöp kutusunda durur." in text
        await pilot.press("escape")
        await settle(pilot)
        assert contacts.count(crowd) == 320
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert contacts.count(crowd) == 288
        text = shown(pilot)
        assert "Silindi: 32 kişi  u geri al" in text
        assert "işaretli" not in text
        assert "Süzgece uyan kayıt yok." in text
        await pilot.press("u")
        await settle(pilot)
        assert contacts.count(crowd) == 320
        assert rows_of(app).total == 32


async def test_the_bar_goes_to_the_successor_of_those_deleted(crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        rows_of(app).move_to(100)
        await settle(pilot)
        await pilot.press("space", "space", "k")
        await settle(pilot)
        after = names_of(app)[102]
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert rows_of(app).cursor_row.cells["name"] in (after, names_of(app)[101])
        assert rows_of(app).total == 318
        assert rows_of(app).has_focus


async def test_the_number_is_that_of_the_moment(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "asterisk")
        await settle(pilot)
        elsewhere(crowd.path, 'contacts.add(s, {"name": "Aaron Demir", "tags": ["vip"]})')
        await pilot.press("t")
        await settle(pilot)
        assert "Etiketler · 33 kişi" in shown(pilot)
        assert "Aaron Demir, Ahmet Aydın, Ahmet Bulut…" in shown(pilot)


async def test_when_all_are_gone_nothing_is_written(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space")
        await settle(pilot)
        uid = rows_of(app).source.get(0).cells["uid"]
        elsewhere(crowd.path, f'contacts.delete(s, ["uid:{uid}"])')
        await pilot.press("d")
        await settle(pilot)
        assert isinstance(app.screen, DeleteDialog)
        assert "Bu kişilerin hiçbiri artık kayıtlı değil." in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is screen_of(app)
        assert contacts.count(crowd) == 319


async def test_without_marks_bulk_change_says_how_to_mark(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        assert app.screen is screen_of(app)
        assert "Önce işaretleyin: Boşluk, hepsi için *" in shown(pilot)


async def test_what_was_so_before_is_no_act(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "asterisk", "t")
        await settle(pilot)
        await pilot.press(*"vip", "enter")
        await settle(pilot)
        assert "Değişen bir şey yok" in shown(pilot)
        assert "u geri al" not in shown(pilot)


@pytest.fixture
def gate() -> threading.Event:
    """Return what holds the writer up until it is set."""
    return threading.Event()


@pytest.mark.parametrize("stopped", [True, False])
async def test_a_long_change_is_shown_and_can_be_stopped(
    stopped: bool, gate: threading.Event, crowd, settle, shown
) -> None:
    app = app_on(crowd)
    try:
        async with app.run_test(notifications=True) as pilot:
            await settle(pilot)
            await pilot.press("asterisk", "t")
            await settle(pilot)
            # The writer has something else to do: the change takes as long as that pleases.
            app.jobs.write(gate.wait, lambda _value: None)
            await pilot.press(*"kermes", "enter")
            await until(pilot, shown, "Etiketleniyor % 0", "Esc Durdur")
            # Everything else works meanwhile; a second bulk change waits its turn.
            await pilot.press("down", "b")
            await until(pilot, shown, "Önceki toplu değişiklik sürüyor.")
            await until(pilot, shown, "Etiketleniyor   0 / 320")
            if stopped:
                await pilot.press("escape")
                await until(pilot, shown, "Durduruluyor …")
            gate.set()
            await settle(pilot)
            assert having(crowd, "tags", "kermes") == (0 if stopped else 320)
            text = shown(pilot)
            told = "hiçbir şey değişmedi." if stopped else "Etiketler değişti: 320 kişi"
            assert told in text
            assert "Etiketleniyor" not in text
            assert "320 işaretli" in text
    finally:
        gate.set()


async def test_a_dialog_closed_before_it_knows_its_number_is_left_alone(crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "d", "escape", "b", "escape", "t", "escape")
        await settle(pilot)
        assert app.screen is screen_of(app)
        assert contacts.count(crowd) == 320


async def test_value_dialog_takes_hostile_text_as_text(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("space", "b", "6")
        await settle(pilot)
        assert isinstance(app.screen, ValueDialog)
        app.screen.query_one("#value").value = "[bold]Fuar[/] \x1b[31m"
        await pilot.press("enter")
        await settle(pilot)
        assert [value for value, _n in contacts.facets(crowd, "source")] == ["[bold]Fuar[/] [31m"]


async def test_export_takes_the_marked_else_all_found(crowd, settle, shown, own_home) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "w")
        await settle(pilot)
        assert "32 kişi" in shown(pilot)
        await pilot.press("escape")
        await pilot.press("space", "space")
        await settle(pilot)
        assert "w Dışa aktar" in shown(pilot)
        await pilot.press("w")
        await settle(pilot)
        assert "2 kişi" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        files = list(own_home.rglob("*.*sv")) + list(own_home.rglob("*.xlsx"))
        assert len(files) == 1
        assert rows_of(app).has_focus
