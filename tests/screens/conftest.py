"""Helpers for the tests of screens."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kobicrm.i18n import install, language
from kobicrm.services.session import Session, open_session
from screens.styles import glyphs
from tests.conftest import Clock
from tests.screens import crowd as crowded

Settle = Callable[[Pilot[Any]], Awaitable[None]]


async def _settle(pilot: Pilot[Any]) -> None:
    """Wait until nothing runs and every message has been handled; nothing is slept away."""
    app = pilot.app
    jobs = getattr(app, "jobs", None)
    while True:
        await pilot.pause()
        if jobs is not None and jobs.is_busy:
            await jobs.idle()
            continue
        running = [worker for worker in app.workers if not worker.is_finished]
        if not running:
            break
        await app.workers.wait_for_complete(running)
    await pilot.wait_for_scheduled_animations()


@pytest.fixture
def settle() -> Settle:
    """Return the one way to wait in a test of a screen."""
    return _settle


@pytest.fixture(autouse=True)
def _language_and_signs() -> Iterator[None]:
    """Leave language and signs as they were."""
    before = language()
    yield
    install(before)
    glyphs.use("auto")


@pytest.fixture
def shown() -> Callable[[Pilot[Any]], str]:
    """Return the text in sight, line by line, as a terminal would show it."""

    def read(pilot: Pilot[Any]) -> str:
        screen = pilot.app.screen
        width, height = pilot.app.size
        lines = screen._compositor.render_strips()
        text = ["".join(segment.text for segment in strip) for strip in lines[:height]]
        return "\n".join(line[:width].rstrip() for line in text)

    return read


@pytest.fixture(scope="session")
def crowd_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a shop with 320 customers, made once; copied where a test needs one."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.db"
    with open_session(path, who="Ayşe", door="screen", clock=Clock()) as session:
        crowded.fill(session)
    return path


@pytest.fixture
def crowd(tmp_path: Path, crowd_database: Path) -> Iterator[Session]:
    """Return the open shop with 320 customers."""
    path = tmp_path / "kalabalık.db"
    shutil.copy(crowd_database, path)
    clock = Clock()
    clock.now = clock.now.replace(hour=12)
    with open_session(path, who="Ayşe", door="screen", wait=10, lang="tr", clock=clock) as session:
        yield session
