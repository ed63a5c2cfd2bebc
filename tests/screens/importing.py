"""What the tests of imports and exports share: files, and the way to a step."""

from __future__ import annotations

import asyncio
import shutil
import threading
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from screens.app import KobiApp
from screens.imports.screen import ImportScreen
from tests.screens.conftest import Settle
from tests.screens.kobi import type_in

SAMPLES = Path(__file__).parents[1] / "data"


def sample(home: Path, name: str = "musteri-listesi.csv") -> Path:
    """Put a sample file into the home folder and return it."""
    return Path(shutil.copy(SAMPLES / name, home / name))


def table(home: Path, *lines: str, name: str = "liste.csv", encoding: str = "utf-8") -> Path:
    """Write a table into the home folder, one text a line, and return it."""
    path = home / name
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def crowd(home: Path, rows: int, name: str = "kalabalik.csv") -> Path:
    """Write a table of many customers of Türkiye into the home folder."""
    path = home / name
    with path.open("w", encoding="utf-8") as out:
        out.write("Ad Soyad;Cep Telefonu;E-posta;İlçe;Grup\n")
        for n in range(rows):
            phone = f"05{30 + n // 10_000_000:02} {n // 10_000 % 1000:03} {n % 10_000:04}"
            out.write(f"Işıl Öztürk {n};{phone};isil{n}@ornek.com.tr;Şişli;Toptan\n")
    return path


class Held:
    """An import that stands still after its first rows, until it is let go."""

    def __init__(self) -> None:
        """Hold the next import."""
        self.reached, self.gate = threading.Event(), threading.Event()
        # Whether it stands still also when it is asked to end.
        self.stubborn = False

    async def wait(self, pilot: Pilot[Any]) -> None:
        """Wait until the import stands still."""
        assert await asyncio.to_thread(self.reached.wait, 60)
        page = next((p for p in pilot.app.screen_stack if isinstance(p, ImportScreen)), None)
        if page is not None:
            page.flow.show_run()
        pilot.app.import_run._tick()
        await pilot.pause()

    def let_go(self) -> None:
        """Let the import go on, or end."""
        self.gate.set()


def page_of(app: KobiApp) -> ImportScreen:
    """Return the import page, also below a dialog."""
    return next(one for one in app.screen_stack if isinstance(one, ImportScreen))


async def pick(pilot: Pilot[Any], settle: Settle, name: str) -> None:
    """Open the import, type a file's name and go on to its columns."""
    await settle(pilot)
    await pilot.press("ctrl+o")
    await settle(pilot)
    await type_in(pilot, name)
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)


async def try_out(pilot: Pilot[Any], settle: Settle, name: str) -> None:
    """Open the import with a file and go on to its trial."""
    await pick(pilot, settle, name)
    await pilot.press("ctrl+s")
    await settle(pilot)


async def bring_in(pilot: Pilot[Any], settle: Settle, name: str) -> None:
    """Import a file wholly."""
    await try_out(pilot, settle, name)
    await pilot.press("ctrl+s")
    await settle(pilot)
