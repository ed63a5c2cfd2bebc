"""The month and the day by the hour: what they show, and moving tasks in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kobicrm.services import tasks
from kobicrm.services.session import Session
from screens.tasks.day import DayScreen
from screens.tasks.form import TaskForm
from screens.tasks.month import MonthScreen
from tests.screens import tasks_shop
from tests.screens.kobi import app_on, elsewhere, type_in
from tests.screens.test_tasks import on, task

Shown = Callable[[Any], str]


@pytest.fixture
def busy(crowd: Session) -> Session:
    """Return the shop with tasks."""
    tasks_shop.fill(crowd)
    return crowd


async def on_month(pilot: Any, settle: Any, *keys: str) -> MonthScreen:
    """Open the month; the bar stands on the day of the first task, 17 November."""
    await on(pilot, settle)
    await pilot.press("v")
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    found = next(one for one in pilot.app.screen_stack if isinstance(one, MonthScreen))
    return found


async def test_the_month_names_tasks_holidays_and_spells_out_the_day(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_month(pilot, settle)
        text = shown(pilot)
        assert "Görevler › Kasım 2026" in text
        assert "29 tatil" in text
        assert "28 yarım" in text
        assert "! Ayşe De" in text
        assert "+4 daha" in text
        assert "17 Kasım Salı   Ayşe Demir" in text
        await pilot.press("right", "right", "right")
        await settle(pilot)
        assert "20 Kasım Cuma   16.30 İsmail Şahin   17.00 Çağrı Öztürk" in shown(pilot)
        await pilot.press("left", "left")
        await settle(pilot)
        assert "18 Kasım Çarşamba   Bu gün boş.   n görev ekle" in shown(pilot)
        await pilot.press("v")
        await settle(pilot)
        assert "Açık   Geciken" in shown(pilot)


async def test_a_wide_month_names_holidays_and_times(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(120, 40)) as pilot:
        await on_month(pilot, settle)
        text = shown(pilot)
        assert "29 Cumhuriyet" in text
        assert "16.30 İsmail" in text


async def test_a_task_moves_to_the_next_day_and_the_bar_with_it(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        page = await on_month(pilot, settle, "shift+right")
        assert str(task(busy, "Teklif yanıtını sor").due) == "2026-11-18"
        assert str(page.grid.day) == "2026-11-18"
        await pilot.press("u")
        await settle(pilot)
        assert str(task(busy, "Teklif yanıtını sor").due) == "2026-11-17"
        # Of several it is asked which one is meant.
        await pilot.press("right", "right", "L")
        await settle(pilot)
        assert "Hangi görev?" in shown(pilot)
        await type_in(pilot, "numune")
        await pilot.press("enter")
        await settle(pilot)
        assert str(task(busy, "Numune götür").due) == "2026-11-21"


async def test_a_day_shows_hours_and_tells_what_overlaps(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await on_month(pilot, settle, "right", "right", "right", "enter")
        assert isinstance(app.screen, DayScreen)
        text = shown(pilot)
        assert "Görevler › Kasım 2026 › 20 Kasım Cuma" in text
        assert "□ Taksit 2/3 hatırlat · Şule Koç" in text
        assert "17.00–18.00 Numune" in text
        assert "17.15–17.45 Vitrin" in text
        assert "! çakışıyor" in text
        grid = app.screen.grid
        while grid.row is None or grid.row.task.title != "Numune götür":
            await pilot.press("down")
        assert "çakışıyor: Vitrin fotoğrafı çek" in shown(pilot)
        await pilot.press("right")
        assert grid.row.task.title == "Vitrin fotoğrafı çek"
        await pilot.press("J", "J", "J")
        await settle(pilot)
        moved = task(busy, "Vitrin fotoğrafı çek")
        assert f"{moved.clock:%H:%M}" == "18:00"
        assert grid.row.task.title == "Vitrin fotoğrafı çek"
        assert "çakışıyor" not in shown(pilot)


async def test_n_adds_a_task_at_the_hour_under_the_bar(
    busy: Session, settle: Any, shown: Shown
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on_month(pilot, settle, "right", "enter")
        assert "08.00 boş." in shown(pilot) or "Bu gün boş." in shown(pilot)
        await pilot.press("down", "down", "n")
        await settle(pilot)
        assert isinstance(app.screen, TaskForm)
        await type_in(pilot, "Say")
        await pilot.press("ctrl+s")
        await settle(pilot)
        made = task(busy, "Say")
        assert (str(made.due), f"{made.clock:%H:%M}") == ("2026-11-18", "09:00")
        assert isinstance(app.screen, DayScreen)
        assert app.screen.info is not None
        assert app.screen.info.task.title == "Say"
        assert "16 açık" in shown(pilot)
        await pilot.press("pagedown")
        await settle(pilot)
        assert "19 Kasım Perşembe" in shown(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert "Açık   Geciken" in shown(pilot)


async def test_what_is_moved_elsewhere_meanwhile_is_told_not_overwritten(
    busy: Session, settle: Any
) -> None:
    app = app_on(busy)
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await on_month(pilot, settle, "right", "right", "right", "enter")
        grid = app.screen.query_one("#day")
        while grid.row is None or grid.row.task.title != "Numune götür":  # type: ignore[attr-defined]
            await pilot.press("down")
        uid = task(busy, "Numune götür").uid
        code = f"from kobicrm.services import tasks\ntasks.edit(s, '{uid}', {{'clock': '09:00'}})"
        elsewhere(busy.path, code)
        await pilot.press("J")
        await settle(pilot)
        assert f"{tasks.find(busy, uid).task.clock:%H:%M}" == "09:00"
