"""The real application on a real file, for the tests of its areas."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from kobicrm import i18n
from kobicrm.config import Settings
from kobicrm.services.session import Session
from screens.app import KobiApp, make_app
from screens.contacts.card import Card
from screens.contacts.form import ContactForm
from screens.contacts.form_labels import marked
from screens.contacts.screen import ContactsScreen
from screens.widgets.rows import Rows
from screens.widgets.sheet_line import Line

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]

_ELSEWHERE = """
import sys
from pathlib import Path
from kobicrm.services import contacts
from kobicrm.services.session import open_session
with open_session(Path(sys.argv[1]), who="Mehmet", door="command", wait=20) as s:
    {code}
"""


def app_on(
    session: Session,
    *,
    lang: str = "tr",
    look: str = "dark",
    area: str = "contacts",
    **options: Any,
) -> KobiApp:
    """Return the application on an open database, beginning with an area."""
    i18n.install("en" if lang == "en" else "tr")
    session.lang = lang
    return make_app(session, settings=Settings(theme=look), clock=lambda: NOW, area=area, **options)


def elsewhere(path: Path, code: str) -> None:
    """Run ``code`` on the database in another process; ``s`` is its session."""
    script = _ELSEWHERE.format(code=code.replace("\n", "\n    "))
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, cwd=ROOT, timeout=60)


def screen_of(app: KobiApp) -> ContactsScreen:
    """Return the contacts screen, also below a dialog."""
    found = next(one for one in app.screen_stack if isinstance(one, ContactsScreen))
    return found


def rows_of(app: KobiApp) -> Rows:
    """Return the list."""
    return screen_of(app).rows


def card_of(app: KobiApp) -> str:
    """Return the text of the card, line by line."""
    card = screen_of(app).query_one(Card)
    return "\n".join(line.content.plain for line in card.lines)


def names_of(app: KobiApp) -> list[str]:
    """Return the names in the list, as far as read."""
    rows = rows_of(app)
    found = [rows.source.get(index) for index in range(rows.total)]
    return [row.cells["name"] if row else "?" for row in found]


def form_of(app: KobiApp) -> ContactForm:
    """Return the form in sight."""
    assert isinstance(app.screen, ContactForm), app.screen
    return app.screen


# What tests call the lines of lists in short.
_SHORT = {
    "email": "emails.0.raw",
    "company": "companies.0.name",
    "company_role": "companies.0.role",
    "province": "addresses.0.province",
    "district": "addresses.0.district",
    "street": "addresses.0.street",
}


def field_of(app: KobiApp, key: str) -> Line:
    """Return a line of the form in sight; ``mobile`` and ``work_phone`` by their label."""
    form = form_of(app)
    if mark := {"mobile": "mobile", "work_phone": "work"}.get(key):
        lines = (one for one in form.form_lines.all() if one.key.startswith("phones."))
        return next(one for one in lines if one.label(one) == marked("phones", mark))
    line = form.field(_SHORT.get(key, key))
    assert line is not None, key
    return line


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Type ``text`` letter by letter."""
    special = {" ": "space", "@": "at", ".": "full_stop", ",": "comma", "-": "minus"}
    await pilot.press(*(special.get(letter, letter) for letter in text))


async def until(pilot: Pilot[Any], shown: Callable[[Pilot[Any]], str], *texts: str) -> None:
    """Wait until all ``texts`` are in sight."""
    while not all(text in shown(pilot) for text in texts):
        await pilot.pause()


def opened(settle: Any, action: str, *keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Return what opens a page by an action of the application and presses keys on it."""

    async def before(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        await pilot.app.run_action(action)
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return before
