"""The tasks area: groups, views and filters; what its keys do to one task and to many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kobicrm.domain.tasks import Task
from kobicrm.services import contacts, tasks, timeline
from kobicrm.services.session import Session
from kobicrm.services.tasks import TaskFilter
from screens.contacts.screen import ContactsScreen
from screens.talks.later import LaterDialog
from screens.talks.outcome import OutcomeDialog
from screens.tasks.bulk_dialogs import ActDialog, SureDialog, WhenDialog
from screens.tasks.form import TaskForm
from screens.tasks.full import FullDialog
from screens.tasks.screen import TasksScreen
from tests.screens import tasks_shop
from tests.screens.kobi import app_on, elsewhere, type_in

Shown = Callable[[Any], str]


def screen(app: Any) -> TasksScreen:
    return next(one for one in app.open_screens() if isinstance(one, TasksScreen))


def titles(shop: Session, **where: Any) -> list[str]:
    return [row.task.title for row in tasks.listing(shop, TaskFilter(**where))]


def task(shop: Session, title: str) -> Task:
    rows = [*tasks.listing(shop, TaskFilter()), *tasks.listing(shop, TaskFilter("ended"))]
    return next(row.task for row in rows if row.task.title == title)


async def on(pilot: Any, settle: Any, title: str = "") -> TasksScreen:
    """Open the tasks, the bar on one of them."""
    await settle(pilot)
    await pilot.press("3")
    await settle(pilot)
    page = screen(pilot.app)
    if title:
        places = range(page.rows.total)
        page.rows.move_to(
            next(
                place
                for place in places
                if (row := page.rows.source.get(place)) and row.cells.get("title") == title
            )
        )
        await settle(pilot)
        assert page.info is not None
        assert page.info.task.title == title
    return page


@pytest.fixture
def busy(crowd: Session) -> Session:
    """Return the shop with tasks, at one in the afternoon of Friday, 20 November 2026."""
    tasks_shop.fill(crowd)
    return crowd


async def test_tasks_stand_in_groups_with_counts_and_the_bar_skips_headings(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await on(pilot, settle)
        text = shown(pilot)
        for words in ("Geciken  2", "Bugün  5", "Bu hafta  1", "Gelecek hafta  3", "Sonra  3"):
            assert words in text
        assert "2 geciken   15 açık" in text
        assert "□ 16.30     Telefonla görüşme     İsmail Şahin" in text
        assert "17 Kas  ! Teklif yanıtını sor" in text
        seen = []
        for _step in range(14):
            seen.append(page.info.task.title if page.info else "")
            await pilot.press("down")
        assert seen == titles(busy)[:14]
        await pilot.press("G")
        assert page.info is not None
        assert page.info.task.title == "Depoyu say"
        await pilot.press("k")
        assert page.info.task.title == "Yeni yıl kartları"


async def test_views_are_stepped_through_and_done_tasks_are_opened_again(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        page = await on(pilot, settle)
        await pilot.press("right")
        await settle(pilot)
        assert (page.wanted.view, page.windows.tasks) == ("late", 2)
        await pilot.press("l")
        await settle(pilot)
        assert (page.wanted.view, page.windows.tasks) == ("week", 8)
        await pilot.press("l")
        await settle(pilot)
        assert "■ 20 Kas    Kargoyu ver" in shown(pilot)
        await pilot.press("R")
        await settle(pilot)
        assert "Yeniden açıldı: Kargoyu ver" in shown(pilot)
        assert task(busy, "Kargoyu ver").is_open
        await pilot.press("u")
        await settle(pilot)
        assert not task(busy, "Kargoyu ver").is_open


async def test_x_ends_a_todo_at_once_and_asks_how_a_call_went(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        page = await on(pilot, settle, "Vitrin fiyatlarını yenile")
        await pilot.press("x")
        await settle(pilot)
        assert task(busy, "Vitrin fiyatlarını yenile").state == "done"
        assert page.info is not None
        assert page.info.task.title == "Fuar broşürlerini al"
        assert "14 açık" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert task(busy, "Vitrin fiyatlarını yenile").is_open
        await on(pilot, settle, "Telefonla görüşme")
        await pilot.press("x")
        await settle(pilot)
        assert isinstance(app.screen, OutcomeDialog)
        await type_in(pilot, "Tamam dedi")
        await pilot.press("enter")
        await settle(pilot)
        ended = task(busy, "Telefonla görüşme")
        assert ended.state == "done"
        one = contacts.get(busy, f"uid:{ended.contact}")
        [said] = [row for row in timeline.window(busy, one.id, 9) if row.source == "interaction"]
        assert (said.channel, said.outcome) == ("call", "reached")


async def test_a_task_is_moved_by_a_day_and_put_off(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        page = await on(pilot, settle, "Fuar broşürlerini al")
        await pilot.press("shift+right")
        await settle(pilot)
        assert str(task(busy, "Fuar broşürlerini al").due) == "2026-11-22"
        assert page.info is not None
        assert page.info.task.title == "Fuar broşürlerini al"
        assert "Kaydırıldı: Fuar broşürle" in shown(pilot)
        await pilot.press("H", "H")
        await settle(pilot)
        assert str(task(busy, "Fuar broşürlerini al").due) == "2026-11-20"
        await pilot.press("z")
        await settle(pilot)
        assert isinstance(app.screen, LaterDialog)
        await pilot.press("f7")
        await settle(pilot)
        assert str(task(busy, "Fuar broşürlerini al").due) == "2026-11-27"


async def test_n_adds_a_task_from_words_and_the_bar_goes_to_it(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        page = await on(pilot, settle)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(app.screen, TaskForm)
        await type_in(pilot, "Fiyat sor")
        await pilot.press("tab", "right", "tab")
        await type_in(pilot, "pzt 10")
        assert "→ 23 Kasım Pazartesi 10.00" in shown(pilot)
        await pilot.press("tab")
        await type_in(pilot, "ayse demir")
        await settle(pilot)
        assert "→ Ayşe Demir" in shown(pilot)
        await pilot.press("tab", "tab", "tab")
        await type_in(pilot, "1 saat")
        await pilot.press("tab", "tab")
        await type_in(pilot, "her pazartesi")
        await pilot.press("ctrl+s")
        await settle(pilot)
        made = task(busy, "Fiyat sor")
        assert (made.kind, str(made.due), str(made.clock)) == ("call", "2026-11-23", "10:00:00")
        assert (made.remind, made.repeat) == (60, "FREQ=WEEKLY;BYDAY=MO")
        assert made.contact
        assert page.info is not None
        assert page.info.task.title == "Fiyat sor"
        await pilot.press("S")
        await settle(pilot)
        assert str(task(busy, "Fiyat sor").due) == "2026-11-30"


async def test_the_form_says_what_it_can_not_read_and_asks_whom_it_means(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, settle)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Görevin bir başlığı olmalı." in shown(pilot)
        await type_in(pilot, "Sor")
        await pilot.press("tab", "tab")
        await type_in(pilot, "31.02.2027")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "tarih değil" in shown(pilot)
        await pilot.press(*["backspace"] * 10, "tab")
        await type_in(pilot, "ayse")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Hangi kişi?" in shown(pilot)
        await pilot.press("f4", "ctrl+s")
        await settle(pilot)
        assert task(busy, "Sor").contact


async def test_a_change_made_elsewhere_is_told_and_nothing_typed_is_lost(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, settle, "Numune götür")
        await pilot.press("e")
        await settle(pilot)
        await type_in(pilot, " yine")
        uid = task(busy, "Numune götür").uid
        code = f"from kobicrm.services import tasks\ntasks.edit(s, '{uid}', {{'note': 'Yarım'}})"
        elsewhere(busy.path, code)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, TaskForm)
        assert "Numune götür yine" in shown(pilot)
        assert "Yarım" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        both = task(busy, "Numune götür yine")
        assert both.note == "Yarım"


async def test_a_task_ended_elsewhere_is_not_ended_twice(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        page = await on(pilot, settle, "Vitrin fiyatlarını yenile")
        uid = task(busy, "Vitrin fiyatlarını yenile").uid
        elsewhere(busy.path, f"from kobicrm.services import tasks\ntasks.done(s, '{uid}')")
        await pilot.press("x")
        await settle(pilot)
        # A moment as people write it, however it is kept.
        assert "hiçbir şey" in shown(pilot)
        assert "+00:00" not in shown(pilot)
        assert page.info is not None
        assert page.info.task.title != "Vitrin fiyatlarını yenile"


async def test_enter_shows_a_task_in_full_and_its_checklist_is_ticked(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, settle, "Depoyu say")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, FullDialog)
        assert "Ayda bir." in shown(pilot)
        await pilot.press("down", "space")
        await settle(pilot)
        assert [one.done for one in task(busy, "Depoyu say").checklist] == [False, True]
        assert "■ Soğuk oda" in shown(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert task(busy, "Depoyu say").state == "done"


async def test_search_and_filter_narrow_the_list_and_esc_widens_it_again(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await on(pilot, settle)
        await pilot.press("slash")
        await type_in(pilot, "ozturk")
        await settle(pilot)
        assert page.windows.tasks == 2
        await pilot.press("enter")
        await settle(pilot)
        assert page.info is not None
        assert page.info.contact_name == "Işıl Öztürk"
        await pilot.press("escape")
        await settle(pilot)
        assert page.windows.tasks == 15
        await pilot.press("f")
        await settle(pilot)
        await type_in(pilot, "mehmet")
        await pilot.press("enter")
        await settle(pilot)
        assert page.windows.tasks == 1
        assert "Kış siparişi" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert page.windows.tasks == 15
        await pilot.press("slash")
        await type_in(pilot, "zzz")
        await settle(pilot)
        assert "“zzz” bulunamadı." in shown(pilot)


async def test_many_are_changed_after_a_question_as_one_change(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        page = await on(pilot, settle, "Vitrin fiyatlarını yenile")
        await pilot.press("space", "space")
        await settle(pilot)
        assert "2 işaretli" in shown(pilot)
        await pilot.press("b")
        await settle(pilot)
        assert isinstance(app.screen, ActDialog)
        assert "2 görev" in shown(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert isinstance(app.screen, WhenDialog)
        await type_in(pilot, "yarın")
        await pilot.press("enter")
        await settle(pilot)
        days = {str(task(busy, name).due) for name in titles(busy) if "Vitrin fiy" in name}
        assert days == {"2026-11-21"}
        assert not page.marked
        await pilot.press("u")
        await settle(pilot)
        assert str(task(busy, "Vitrin fiyatlarını yenile").due) == "2026-11-20"
        await pilot.press("asterisk", "d")
        await settle(pilot)
        assert isinstance(app.screen, SureDialog)
        assert "15 görev" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert titles(busy) == []
        assert "Henüz görev yok." in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert len(titles(busy)) == 15


async def test_the_calendar_narrows_the_list_to_its_day(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await on(pilot, settle, "Numune götür")
        assert "5 görev · 1 doğum günü" in shown(pilot)
        assert "Leyla Bulut: doğum" in shown(pilot)
        await pilot.press("tab", "right", "enter")
        await settle(pilot)
        assert page.windows.tasks == 1
        assert "21 Kasım Cumartesi" in shown(pilot)
        await pilot.press("tab", "down", "enter")
        await settle(pilot)
        assert "Bu gün boş." in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert page.windows.tasks == 15
        await pilot.press("tab", "pagedown")
        await settle(pilot)
        assert "Aralık 2026" in shown(pilot)


async def test_f9_leads_to_the_contact_of_a_task(busy: Session, settle: Any) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, settle, "Numune götür")
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        row = app.screen.rows.cursor_row
        assert row is not None
        assert row.cells["name"] == "Çağrı Öztürk"


async def test_what_another_program_writes_shows_up(busy: Session, settle: Any) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await on(pilot, settle)
        code = "from kobicrm.services import tasks\ntasks.add(s, {'title': 'Yeni', 'due': 'bugün'})"
        elsewhere(busy.path, code)
        while page.windows.tasks < 16:
            await pilot.pause()


async def test_a_narrow_window_shows_the_list_alone_and_the_calendar_after_tab(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(60, 20)) as pilot:
        await on(pilot, settle)
        assert "Kasım 2026" not in shown(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert "Kasım 2026" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Kasım 2026" not in shown(pilot)
