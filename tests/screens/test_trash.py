"""The trash area: who is in it, read, searched, brought back."""

from __future__ import annotations

from kobicrm.services import contacts, undo
from screens.contacts.card import Card
from screens.trash.screen import TrashScreen
from screens.widgets.rows import Rows
from tests.screens.kobi import app_on, elsewhere, names_of


def trash(app) -> TrashScreen:
    return next(one for one in app.open_screens() if isinstance(one, TrashScreen))


def names_in(app) -> list[str]:
    rows: Rows = trash(app).rows
    return [rows.source.get(place).cells["name"] for place in range(rows.total)]


def throw(shop, people, *places: int) -> None:
    for place in places:
        contacts.delete(shop, [f"id:{people[place].contact.id}"])


async def test_the_newest_stands_first_with_its_card_beside_it(shop, people, settle, shown) -> None:
    throw(shop, people, 1, 0)
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        assert names_in(app) == ["Şule Çağlayan", "İbrahim Iğdır"]
        assert "2 kayıt" in shown(pilot)
        assert "0532 123 45 67" in shown(pilot)
        await pilot.press("down")
        await settle(pilot)
        assert "Şantiye şefi" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.focused, Card)
        await pilot.press("e", "n", "d", "t", "c")
        await settle(pilot)
        assert isinstance(app.screen, TrashScreen)


async def test_x_brings_back_and_u_puts_it_there_again(shop, people, settle, shown) -> None:
    throw(shop, people, 0, 1)
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "Geri getirildi: İbrahim Iğdır" in shown(pilot)
        assert "u geri al" in shown(pilot)
        assert names_in(app) == ["Şule Çağlayan"]
        await pilot.press("2")
        await settle(pilot)
        assert "İbrahim Iğdır" in names_of(app)
        await pilot.press("9", "u")
        await settle(pilot)
        assert names_in(app) == ["İbrahim Iğdır", "Şule Çağlayan"]


async def test_marked_ones_come_back_together_after_a_question(shop, people, settle, shown) -> None:
    throw(shop, people, 0, 1, 2)
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        await pilot.press("space", "space")
        await settle(pilot)
        assert "2 işaretli" in shown(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "2 kayıt geri getirilsin mi?" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert len(names_in(app)) == 3
        await pilot.press("x", "enter")
        await settle(pilot)
        assert names_in(app) == ["Şule Çağlayan"]
        assert trash(app).marked == 0
        assert "2 kayıt geri getirildi" in shown(pilot)
    assert undo.changesets(shop, 1)[0].counts == {"restore": 2}


async def test_all_found_come_back_but_those_unmarked(shop, people, settle) -> None:
    throw(shop, people, 0, 1, 2)
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        await pilot.press("asterisk", "space", "x", "enter")
        await settle(pilot)
        assert names_in(app) == ["Öztürk Gıda San. ve Tic. A.Ş."]


async def test_a_search_narrows_the_trash_and_esc_goes_back_in_steps(
    shop, people, settle, shown
) -> None:
    throw(shop, people, 0, 1, 2)
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        await pilot.press("slash", *"igdir")
        await settle(pilot)
        assert names_in(app) == ["İbrahim Iğdır"]
        await pilot.press("enter", "space")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert len(names_in(app)) == 3
        assert trash(app).marked == 1
        await pilot.press("escape")
        await settle(pilot)
        assert trash(app).marked == 0
        await pilot.press("slash", *"kimse")
        await settle(pilot)
        assert "“kimse” bulunamadı." in shown(pilot)


async def test_an_empty_trash_says_what_it_is_for(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        assert "Çöp kutusu boş." in shown(pilot)
        await pilot.press("x", "y", "tab", "enter", "asterisk")
        await settle(pilot)
        assert isinstance(app.screen, TrashScreen)
        await pilot.press("f2")
        await settle(pilot)
        assert "The trash is empty." in shown(pilot)


async def test_what_another_program_throws_away_appears_and_the_bar_stays(
    shop, people, settle, shown
) -> None:
    throw(shop, people, 0, 1)
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        elsewhere(shop.path, f"contacts.delete(s, ['id:{people[3].contact.id}'])")
        while len(names_in(app)) < 3:
            await pilot.pause(0.02)
        await settle(pilot)
        rows = trash(app).rows
        assert rows.cursor_row.cells["name"] == "Şule Çağlayan"
        assert rows.cursor == 2
        assert "Mehmet" in str(rows.source.get(0).cells)


async def test_somebody_brought_back_elsewhere_is_told_of(shop, people, settle, shown) -> None:
    throw(shop, people, 0)
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        contacts.restore(shop, [f"id:{people[0].contact.id}"])
        await pilot.press("x")
        await settle(pilot)
        assert "Artık çöp kutusunda değil." in shown(pilot)


async def test_a_company_on_the_card_leads_to_the_contacts(shop, people, settle) -> None:
    throw(shop, people, 1)
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        await pilot.press("enter", "down", "enter")
        await settle(pilot)
        assert app.current_mode == "contacts"
        assert app.screen.rows.cursor_row.cells["name"] == "Yıldız İnşaat Ltd. Şti."
