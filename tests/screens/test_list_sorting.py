"""The contact list in another order, and jumping to a letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from kobicrm.services import contacts
from screens.contacts.letters import LetterDialog
from screens.state import state_file
from tests.screens.kobi import app_on, elsewhere, names_of, rows_of, screen_of


def bar_of(app) -> str:
    row = rows_of(app).cursor_row
    assert row is not None
    return row.cells["name"]


@pytest.mark.parametrize(
    ("digit", "cell", "first"),
    [
        ("2", "company", "Öztürk Gıda San. ve Tic. A.Ş."),
        ("3", "name", "Öztürk Gıda San. ve Tic. A.Ş."),
        ("4", "name", "Ali Rıza Kaya"),
        ("5", "name", "Şule Çağlayan"),
    ],
)
async def test_a_digit_in_the_dialog_sorts(
    digit: str, cell: str, first: str, shop, people, settle, shown
) -> None:
    contacts.edit(shop, f"uid:{people[0].contact.uid}", {"title": "Hanım"})
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert "Sırala" in shown(pilot)
        assert "önce en yeni ▼" in shown(pilot)
        await pilot.press(digit)
        await settle(pilot)
        assert names_of(app)[0] == first
        assert len(names_of(app)) == 6


async def test_people_stand_under_their_company_and_those_without_one_last(
    shop, people, settle
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("s", "2")
        await settle(pilot)
        assert names_of(app) == [
            "Öztürk Gıda San. ve Tic. A.Ş.",
            "Yıldız İnşaat Ltd. Şti.",
            "İbrahim Iğdır",
            "Ali Rıza Kaya",
            "Şule Çağlayan",
            "Ümit Yaşar",
        ]


async def test_the_bar_stays_on_its_contact_and_keeps_its_height(crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        rows_of(app).move_to(150)
        await settle(pilot)
        before = bar_of(app)
        await pilot.press("s", "3")
        await settle(pilot)
        assert bar_of(app) == before
        assert rows_of(app).cursor != 150
        assert rows_of(app).has_focus
        await pilot.press("s", "1")
        await settle(pilot)
        assert (bar_of(app), rows_of(app).cursor) == (before, 150)


async def test_the_present_order_chosen_again_turns_around(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert names_of(app)[0] == "Yıldız İnşaat Ltd. Şti."
        assert "Ad ▼" in shown(pilot)


async def test_arrows_turn_an_order_and_escape_leaves_it(shop, people, settle, shown) -> None:
    app = app_on(shop, lang="en")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("s", "down", "right")
        await settle(pilot)
        assert "Company" in shown(pilot)
        assert "Z to A ▼" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert names_of(app)[0] == "Ali Rıza Kaya"
        await pilot.press("s", "right", "right", "enter")
        await settle(pilot)
        assert names_of(app)[0] == "Ali Rıza Kaya"


async def test_a_click_on_a_header_sorts_and_another_one_turns(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        rows = rows_of(app)
        place = next(one for one in rows.placed() if one.column.key == "district")
        await pilot.click(rows, offset=(place.start + 1, 0))
        await settle(pilot)
        await pilot.press("home")
        await settle(pilot)
        assert "İlçe ▲" in shown(pilot)
        assert rows.source.get(0).cells["province"] == "Adana"
        await pilot.click(rows, offset=(place.start + 1, 0))
        await settle(pilot)
        assert "İlçe ▼" in shown(pilot)
        assert "Ad ▲" not in shown(pilot)


async def test_the_order_is_there_at_the_next_start(crowd, own_home: Path, settle, shown) -> None:
    app = app_on(crowd, state=state_file())
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("s", "5", "home")
        await settle(pilot)
        newest = names_of(app)[:64]
    again = app_on(crowd, state=state_file())
    async with again.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert names_of(again)[:64] == newest
        assert rows_of(again).sorted_by == ("changed", True)


async def test_a_search_is_sorted_as_well(crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("s", "1")
        await settle(pilot)
        await pilot.press("slash", *"demir", "enter")
        await settle(pilot)
        found = names_of(app)
        assert len(found) == 20
        assert found[0] == "Şule Demir"
        assert found[-1] == "Ahmet Demir"


# Letters


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ç", "Çağrı Aydın"),
        ("Ç", "Çağrı Aydın"),
        ("i", "İsmail Aydın"),
        ("ı", "Işıl Aydın"),
        ("I", "Işıl Aydın"),
        ("İ", "İsmail Aydın"),
        ("ö", "Ökkeş Aydın"),
        ("ş", "Şule Aydın"),
        # Nobody begins with these: the next one behind them.
        ("ğ", "Hülya Aydın"),
        ("ü", "Şule Zorlu"),
        ("d", "Deniz Aydın"),
        ("1", "Ahmet Aydın"),
    ],
)
async def test_a_letter_goes_to_its_first_contact(typed: str, first: str, crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("full_stop")
        await pilot.pause()
        assert isinstance(app.screen, LetterDialog)
        await pilot.press(typed)
        await settle(pilot)
        assert bar_of(app) == first
        assert rows_of(app).has_focus


async def test_a_keyboard_without_the_letter_takes_arrows(crowd, settle, shown) -> None:
    app = app_on(crowd, lang="en")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("full_stop")
        await settle(pilot)
        assert "Go to letter · Name" in shown(pilot)
        assert "A B C Ç D E F G Ğ H I İ J" in shown(pilot)
        await pilot.press("right", "right", "right", "enter")
        await settle(pilot)
        assert bar_of(app) == "Çağrı Aydın"


async def test_letters_follow_the_order_and_the_search(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("s", "3", "full_stop", "k")
        await settle(pilot)
        assert rows_of(app).cursor_row.cells["province"] == "Konya"
        await pilot.press("s", "1", "slash", *"demir", "enter", "full_stop", "k")
        await settle(pilot)
        assert bar_of(app) == "Kemal Demir"
        await pilot.press("s", "4", "full_stop")
        await settle(pilot)
        assert app.screen is screen_of(app)
        assert "ada göre sıralayın" in shown(pilot)


async def test_another_program_writing_leaves_order_and_bar(crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("s", "3")
        await settle(pilot)
        rows_of(app).move_to(200)
        await settle(pilot)
        before, top = bar_of(app), rows_of(app).scroll_offset.y
        elsewhere(
            crowd.path, 'contacts.add(s, {"name": "Zeki Aa", "province": "Adana", "district": "A"})'
        )
        while rows_of(app).total < 321:
            await pilot.pause()
        await settle(pilot)
        assert bar_of(app) == before
        assert rows_of(app).cursor == 201
        assert rows_of(app).scroll_offset.y == top + 1
