"""Pictures of the tasks area, looked at; `--snapshot-update` takes them anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from kobicrm.services.session import Session
from tests.screens import tasks_shop
from tests.screens.kobi import NOW, app_on

SIZES = {"80": (80, 24), "120": (120, 40), "60": (60, 20)}
FORM = "n S a y tab tab p z t space 1 0 tab z z tab"


def keys(settle: Any, pressed: str) -> Callable[[Any], Awaitable[None]]:
    """Return what opens the tasks and presses keys there."""

    async def before(pilot: Any) -> None:
        await settle(pilot)
        for key in ["3", *pressed.split()]:
            await pilot.press(key)
            await settle(pilot)

    return before


@pytest.fixture
def busy(crowd: Session) -> Session:
    """Return the shop with tasks."""
    tasks_shop.fill(crowd)
    return crowd


@pytest.mark.parametrize(
    ("lang", "look", "size", "pressed"),
    [
        ("tr", "dark", "80", "down down"),
        ("en", "light", "120", "down down"),
        ("tr", "ansi", "80", "down down"),
        ("tr", "dark", "60", ""),
        ("tr", "light", "80", "space space down"),
        ("en", "dark", "80", "slash o z t u r k"),
        ("tr", "dark", "80", "right right right"),
        ("tr", "light", "120", "tab right right"),
    ],
    ids=["dark", "light-120-en", "ansi", "narrow", "marks", "search-en", "done", "calendar"],
)
def test_list(
    snap_compare: Any, busy: Session, settle: Any, lang: str, look: str, size: str, pressed: str
) -> None:
    app = app_on(busy, lang=lang, look=look)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=keys(settle, pressed))


@pytest.mark.parametrize(
    ("lang", "look", "size", "pressed"),
    [
        ("tr", "dark", "80", "v right right right"),
        ("en", "light", "120", "v right right right"),
        ("tr", "ansi", "80", "v"),
        ("tr", "dark", "60", "v"),
        ("tr", "dark", "80", "v right right right enter G k k k k k k k k k k k k k"),
        ("en", "light", "120", "v right right right enter"),
        ("tr", "ansi", "80", "v right right right enter"),
        ("tr", "dark", "60", "v right enter"),
    ],
    ids=[
        *("month", "month-light-120-en", "month-ansi", "month-narrow"),
        *("day", "day-light-120-en", "day-ansi", "day-narrow"),
    ],
)
def test_calendar(
    snap_compare: Any, busy: Session, settle: Any, lang: str, look: str, size: str, pressed: str
) -> None:
    app = app_on(busy, lang=lang, look=look)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=keys(settle, pressed))


@pytest.mark.parametrize(
    ("lang", "look", "pressed"),
    [
        ("tr", "dark", FORM),
        ("en", "light", "G enter"),
        ("tr", "dark", "space space b"),
        ("tr", "light", "space space d"),
        ("tr", "dark", "f"),
    ],
    ids=["form", "full-en", "bulk", "sure", "filter"],
)
def test_dialogs(
    snap_compare: Any, busy: Session, settle: Any, lang: str, look: str, pressed: str
) -> None:
    app = app_on(busy, lang=lang, look=look)
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys(settle, pressed))


def test_no_tasks(snap_compare: Any, crowd: Session, settle: Any) -> None:
    crowd.clock.now = NOW  # type: ignore[attr-defined]
    app = app_on(crowd)
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys(settle, ""))


def test_without_colours(
    snap_compare: Any, busy: Session, settle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_on(busy)
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys(settle, "down"))
