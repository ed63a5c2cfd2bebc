"""The quality page of the application, for its tests."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from screens.app import KobiApp
from screens.quality.screen import QualityScreen
from screens.text import plain


def page_of(app: KobiApp) -> QualityScreen:
    """Return the quality page, also below a dialog."""
    return next(one for one in app.screen_stack if isinstance(one, QualityScreen))


def kinds_of(app: KobiApp) -> list[tuple[str, str]]:
    """Return name and code of the findings in the list, as far as read."""
    rows = page_of(app).rows
    found = [rows.found.get(index) for index in range(rows.total)]
    return [(row.contact.name, row.finding.code) if row else ("?", "?") for row in found]


def under_bar(app: KobiApp) -> str:
    """Return the kind of the finding under the bar."""
    row = page_of(app).row
    return row.finding.code if row else ""


def head_of(app: KobiApp) -> str:
    """Return the text of the head row."""
    left, right = page_of(app).facts()
    return plain(f"{left.plain}   {right.plain if right else ''}").strip()


async def open_page(pilot: Pilot[Any], settle: Any) -> KobiApp:
    """Open the page by the palette, as people do."""
    app = pilot.app
    await settle(pilot)
    await pilot.press("colon", *"kalitesi", "enter")
    await settle(pilot)
    assert isinstance(app, KobiApp)
    assert isinstance(app.screen, QualityScreen), app.screen
    return app
