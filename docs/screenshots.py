"""Pictures of the real application for README and guide: ``make screenshots``.

Writes docs/images/<language>/<name>.svg for every picture of ``docs.pictures``; with names as
arguments only these.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from docs import demo_shop
from docs.pictures import PICTURES, WORDS, Picture
from kobicrm import i18n, paths
from kobicrm.config import Settings
from kobicrm.services.session import open_session
from screens.app import KobiApp, make_app
from screens.settings import backup
from screens.styles import glyphs

IMAGES = Path(__file__).parent / "images"
LOOKS: dict[i18n.Language, str] = {"tr": "dark", "en": "light"}
# The places of a shop's computer, not of the one the pictures are taken on.
PLACES = {"KOBICRM_LANG": "", "NO_COLOR": "", "TZ": "Europe/Istanbul", "TERM": "xterm-256color"}
# By then the application has looked for backups and for forms left over, too.
STARTED = 0.4
# By then the application has seen what another program wrote.
NOTICED = 2.0
PROGRAM = ["/home/ayse/.local/bin/kobicrm"]
SIGNS = {" ": "space", "_": "space", ".": "full_stop", "-": "minus", "@": "at"}


def presses(picture: Picture, lang: i18n.Language) -> Iterator[str]:
    """Yield the keys of a picture one by one."""
    for key in picture.keys.split():
        if key.startswith("=") and len(key) > 1:
            text = key[1:]
            for name, word in WORDS[lang].items():
                text = text.replace(f"<{name}>", word)
            yield from (SIGNS.get(letter, letter) for letter in text)
        else:
            yield key


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing runs any more."""
    app = pilot.app
    assert isinstance(app, KobiApp)
    for _again in range(3):
        await app.jobs.idle()
        await pilot.pause()
        running = [one for one in app.workers if not one.is_finished]
        await app.workers.wait_for_complete(running)
    await pilot.wait_for_scheduled_animations()


async def take(picture: Picture, lang: i18n.Language, database: Path) -> None:
    """Open the application on ``database``, press the keys and keep what is in sight."""
    i18n.install(lang)
    settings = Settings(theme=picture.look or LOOKS[lang], glyphs=picture.glyphs)
    with open_session(
        database, who="Ayşe", door="screen", lang=lang, clock=lambda: demo_shop.NOW.astimezone(UTC)
    ) as session:
        doors = picture.shop == "new"
        app = make_app(
            session,
            settings=settings,
            settings_file=paths.config_file(),
            clock=lambda: demo_shop.NOW,
            doors=doors,
            area=picture.area,
        )
        async with app.run_test(size=picture.size, notifications=True) as pilot:
            await settle(pilot)
            await pilot.pause(STARTED)
            await settle(pilot)
            for key in presses(picture, lang):
                if key == "!":
                    await asyncio.to_thread(demo_shop.meanwhile, database)
                    await pilot.pause(NOTICED)
                else:
                    await pilot.press(key)
                await settle(pilot)
            for one in app.screen.query(Input):
                one.cursor_blink = False
            await settle(pilot)
            app.save_screenshot(f"{picture.name}.svg", path=str(IMAGES / lang))
    glyphs.use("auto")


@contextmanager
def places(picture: Picture, home: Path) -> Iterator[None]:
    """Pretend to be on the computer of the shop."""
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith(("XDG_", "KOBICRM_"))]:
        del os.environ[name]
    os.environ.update(PLACES | {"HOME": str(home)} | dict(picture.environ or {}))
    for name in ("NO_COLOR", "KOBICRM_LANG"):
        if not os.environ[name]:
            del os.environ[name]
    time.tzset()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
        time.tzset()


def take_all(wanted: list[Picture], lang: i18n.Language, folder: Path) -> None:
    """Take the pictures of one language, each on a shop of its own."""
    (IMAGES / lang).mkdir(parents=True, exist_ok=True)
    home = demo_shop.home(folder, lang)
    database = folder / "kobicrm.db"
    with places(Picture(""), home):
        shops = demo_shop.shops(database, lang)
    for picture in wanted:
        with places(picture, home):
            database.write_bytes(shops[picture.shop])
            if picture.prepare:
                picture.prepare(database)
            asyncio.run(take(picture, lang, database))
        demo_shop.remove(database)
        shutil.rmtree(home / ".local", ignore_errors=True)


def main(names: list[str]) -> None:
    """Take every picture, or those named."""
    unknown = set(names) - {one.name for one in PICTURES}
    if unknown:
        sys.exit(f"No such picture: {', '.join(sorted(unknown))}")
    wanted = [one for one in PICTURES if not names or one.name in names]
    KobiApp.NOTIFICATION_TIMEOUT = 3600
    backup.program = lambda: PROGRAM
    with tempfile.TemporaryDirectory() as folder:
        for lang in i18n.LANGUAGES:
            take_all(wanted, lang, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
