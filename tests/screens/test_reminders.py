"""Reminders in the application: told at their time, once, kept in sight until somebody acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from kobicrm.services import tasks
from kobicrm.services.reminding import remind
from kobicrm.services.tasks import TaskFilter, wall_clock
from screens.app import KobiApp
from screens.talks.later import LaterDialog
from screens.tasks.full import FullDialog
from tests.conftest import Clock
from tests.screens.hostile import MARKUP, harmful
from tests.screens.kobi import app_on, card_of, elsewhere, rows_of, type_in


@pytest.fixture
def clock_of_shop(shop) -> Clock:
    """Return the wall clock, to be set."""
    return shop.clock


def add(shop, title: str = "Teklif için ara", minutes: int = 0, **given: object) -> str:
    """Store a task that is due in so many minutes, with a reminder at that time."""
    due = wall_clock(shop) + timedelta(minutes=minutes)
    return tasks.add(shop, {"title": title, "due": due, "remind": "0", **given}).task.uid


async def armed(pilot: Pilot[None]) -> None:
    """Wait until the keys of the toast are meant for it."""
    while not pilot.app.reminders.takes_keys:
        await pilot.pause()


def titles(found) -> list[str]:
    return [one.row.task.title for one in found]


@pytest.mark.usefixtures("people")
async def test_one_is_shown_with_its_keys_and_opened(shop, settle, shown) -> None:
    add(shop, contact="1")
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "Şule Çağlayan: Teklif için ara" in shown(pilot)
        assert "Enter aç   z ertele" in shown(pilot)
        await armed(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, FullDialog)
        assert "Teklif için ara" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Enter aç" not in shown(pilot)
        # Nobody else is told of it.
        assert remind(shop, lambda *_: None).given == ()


@pytest.mark.usefixtures("people")
async def test_it_comes_when_its_time_has_come(shop, settle, shown, clock_of_shop) -> None:
    add(shop, "Kargoyu sor", minutes=30)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "Kargoyu sor" not in shown(pilot)
        clock_of_shop.now += timedelta(minutes=29)
        app.reminders.look()
        await settle(pilot)
        assert "Kargoyu sor" not in shown(pilot)
        # The clock is set back, and a machine sleeps through the moment.
        clock_of_shop.now -= timedelta(hours=2)
        app.reminders.look()
        await settle(pilot)
        assert "Kargoyu sor" not in shown(pilot)
        clock_of_shop.now += timedelta(days=1)
        app.reminders.look()
        await settle(pilot)
        assert "Kargoyu sor" in shown(pilot)


async def test_one_that_another_program_makes_is_told_of(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        day = wall_clock(shop).date()
        elsewhere(
            shop.path,
            "from kobicrm.services import tasks\n"
            f"tasks.add(s, {{'title': 'Kasayı say', 'due': '{day}', 'remind': '1 gün'}})",
        )
        while "Kasayı say" not in shown(pilot):
            await pilot.pause()


async def test_several_are_one_toast_that_leads_to_their_list(shop, settle, shown) -> None:
    for title in ("Bir", "İki", "Üç"):
        add(shop, title)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "3 hatırlatma" in shown(pilot)
        await armed(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Hatırlatmalar" in shown(pilot)
        assert all(title in shown(pilot) for title in ("Bir", "İki", "Üç"))
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, FullDialog)
        await pilot.press("x")
        await settle(pilot)
        assert tasks.count(shop, TaskFilter("done")) == 1
        assert "2 hatırlatma" in shown(pilot)


async def test_put_off_it_is_gone_and_comes_again(shop, settle, shown, clock_of_shop) -> None:
    uid = add(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await armed(pilot)
        await pilot.press("z")
        await settle(pilot)
        assert isinstance(app.screen, LaterDialog)
        await pilot.press("escape")
        await armed(pilot)
        assert "z ertele" in shown(pilot)
        await pilot.press("z", "f5")
        await settle(pilot)
        assert "z ertele" not in shown(pilot)
        assert tasks.find(shop, uid).task.due == wall_clock(shop).date() + timedelta(days=1)
        clock_of_shop.now += timedelta(days=1)
        app.reminders.look()
        await settle(pilot)
        assert "z ertele" in shown(pilot)


async def test_it_stays_beside_other_toasts_and_is_found_again(shop, settle, shown) -> None:
    add(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await armed(pilot)
        app.tell("Kaydedildi")
        await settle(pilot)
        assert "Kaydedildi" in shown(pilot)
        assert "Teklif için ara" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Teklif için ara" not in shown(pilot)
        await pilot.press("colon")
        await type_in(pilot, "hatırlatmalar")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, FullDialog)


@pytest.mark.usefixtures("people")
async def test_letters_and_dialogs_keep_their_keys(shop, settle, shown) -> None:
    add(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await armed(pilot)
        await pilot.press("slash", "z")
        await settle(pilot)
        assert not isinstance(app.screen, LaterDialog)
        await pilot.press("backspace", "escape", "question_mark", "z")
        await settle(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert not isinstance(app.screen, LaterDialog)
        assert "Teklif için ara" in shown(pilot)
        # Keys of the page that are none of the reminder's go on.
        await pilot.press("down")
        await settle(pilot)
        assert rows_of(app).cursor == 1


@pytest.mark.usefixtures("people")
async def test_a_key_struck_as_it_appears_is_the_pages(shop, settle) -> None:
    add(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        while not app.reminders.is_shown:
            await pilot.pause()
        app.reminders._armed = False
        await pilot.press("enter")
        await settle(pilot)
        assert not isinstance(app.screen, FullDialog)
        assert card_of(app)


async def test_one_that_was_done_elsewhere_is_not_shown_any_more(shop, settle, shown) -> None:
    uid = add(shop)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "Teklif için ara" in shown(pilot)
        elsewhere(shop.path, f"from kobicrm.services import tasks\ntasks.done(s, '{uid}')")
        while "Teklif için ara" in shown(pilot):
            await pilot.pause()


async def test_what_may_have_been_told_is_said_so_once(shop, settle, shown, clock_of_shop) -> None:
    add(shop, "Ara")

    def killed(*_found: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remind(shop, killed)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "Ara" not in shown(pilot)
        clock_of_shop.now += timedelta(minutes=11)
        app.reminders.look()
        await settle(pilot)
        assert "Belki söylenmişti: " in shown(pilot)
    told = remind(shop, lambda *_: None)
    assert (titles(told.given), titles(told.uncertain)) == ([], [])


@pytest.mark.parametrize("title", MARKUP)
async def test_hostile_titles_are_shown_literally(shop, settle, title: str) -> None:
    add(shop, title)
    add(shop, title)
    app: KobiApp = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await armed(pilot)
        assert not harmful(app)
        await pilot.press("enter")
        await settle(pilot)
        assert not harmful(app)
