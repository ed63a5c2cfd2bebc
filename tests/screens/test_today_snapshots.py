"""Pictures of the queue of the day, looked at; `--snapshot-update` takes them anew."""

from __future__ import annotations

from typing import Any

import pytest

from kobicrm.services import tasks
from kobicrm.services.session import Session
from tests.screens.kobi import app_on
from tests.screens.test_areas_snapshots import pressed
from tests.screens.working_day import plant


@pytest.mark.parametrize(
    ("lang", "look", "size", "keys"),
    [
        ("tr", "dark", (80, 24), ""),
        ("tr", "light", (80, 24), "down down tab"),
        ("en", "light", (120, 40), "down"),
        ("en", "dark", (100, 30), "p"),
        ("tr", "ansi", (80, 24), "tab"),
        ("tr", "dark", (60, 20), "down"),
        ("tr", "dark", (60, 20), "enter"),
        ("tr", "dark", (160, 40), "down down down down down"),
        ("tr", "dark", (80, 24), "G z"),
    ],
    ids=["dark", "card", "light-120-en", "score-en", "ansi", "narrow", "narrow-card", "wide", "z"],
)
def test_today(
    snap_compare: Any,
    shop: Session,
    settle: Any,
    in_istanbul: None,
    lang: str,
    look: str,
    size: Any,
    keys: str,
) -> None:
    plant(shop)
    app = app_on(shop, lang=lang, look=look, area="")
    assert snap_compare(app, terminal_size=size, run_before=pressed(settle, *keys.split()))


def test_today_without_colour(
    snap_compare: Any, shop: Session, settle: Any, in_istanbul: None, monkeypatch: Any
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    plant(shop)
    app = app_on(shop, area="")
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressed(settle, "down"))


@pytest.mark.parametrize(
    ("lang", "look", "ready"),
    [("tr", "dark", ""), ("en", "light", ""), ("tr", "light", "Kasayı say")],
    ids=["new", "new-en", "all-done"],
)
def test_nothing_to_do(
    snap_compare: Any, shop: Session, settle: Any, lang: str, look: str, ready: str
) -> None:
    if ready:
        tasks.add(shop, {"title": "Depoyu say", "due": "yarın"})
        done = tasks.add(shop, {"title": ready, "due": "bugün"})
        tasks.done(shop, done.task.uid)
    app = app_on(shop, lang=lang, look=look, area="")
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressed(settle))
