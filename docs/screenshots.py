"""Pictures of the real application with the demo shop, for README and guide.

Run by ``make screenshots``; writes docs/images/*.svg.
"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kobicrm import i18n
from kobicrm.config import Settings
from kobicrm.services import backups, demo
from kobicrm.services.session import open_session
from kobicrm.services.shop import set_shop
from screens.app import make_app

IMAGES = Path(__file__).parent / "images"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SIZE = (100, 30)
# Name, language, look, keys pressed before the picture is taken.
PICTURES: list[tuple[str, i18n.Language, str, str]] = [
    ("contacts", "tr", "dark", "pagedown down down"),
    ("contacts-en", "en", "light", "pagedown down down"),
    ("search", "tr", "dark", "slash s i s l i"),
    ("form", "tr", "dark", "down down e"),
]


async def take(database: Path, name: str, lang: i18n.Language, look: str, keys: str) -> None:
    """Open the application on ``database``, press ``keys`` and keep what is in sight."""
    i18n.install(lang)
    with open_session(database, who="Ayşe", door="screen", lang=lang) as session:
        app = make_app(session, settings=Settings(theme=look), clock=lambda: NOW)
        async with app.run_test(size=SIZE) as pilot:
            for key in ["", *keys.split()]:
                if key:
                    await pilot.press(key)
                for _again in range(3):
                    await app.jobs.idle()
                    await pilot.pause()
            app.save_screenshot(f"{name}.svg", path=str(IMAGES))


def shop(folder: Path, lang: i18n.Language) -> Path:
    """Build a demo shop with last night's backup; return its database."""
    database = folder / f"{lang}.db"
    demo.build(database, lang=lang, clock=lambda: NOW)
    with open_session(database, who="Ayşe", door="command", clock=lambda: NOW) as session:
        set_shop(session, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    last_night = NOW - timedelta(hours=10)
    backups.create(database, to=folder / "backups", clock=lambda: last_night)
    return database


def main() -> None:
    """Build the demo shops in a folder of their own and take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        shops = {lang: shop(Path(name), lang) for lang in i18n.LANGUAGES}
        for picture in PICTURES:
            asyncio.run(take(shops[picture[1]], *picture))


if __name__ == "__main__":
    main()
