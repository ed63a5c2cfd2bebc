"""Pictures of import and export, looked at by eye; `--snapshot-update` takes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kobicrm.domain.query import EVERYTHING
from kobicrm.services import contacts
from kobicrm.services.contacts import Selection
from kobicrm.services.shop import set_shop
from screens.exports.acts import export
from tests.screens.importing import bring_in, pick, sample, table, try_out
from tests.screens.kobi import app_on

LOOKS = pytest.mark.parametrize(
    ("lang", "look", "size"),
    [("tr", "dark", (80, 24)), ("en", "light", (120, 40))],
    ids=["dark-80", "light-120-en"],
)
EVERYBODY = Selection(where=EVERYTHING)
# A file's date is in the picture.
THEN = 1_790_000_000


@pytest.fixture
def home(shop, own_home: Path) -> Path:
    """Return the home folder with the files of the pictures."""
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    (own_home / "Faturalar").mkdir()
    (own_home / "Ölçüler").mkdir()
    sample(own_home)
    sample(own_home, "cari-hesaplar.xlsx")
    table(own_home, "Müşteri;Sipariş Tarihi;Cep;", "Ayşe Kaya;01.02.2026;0532 111 22 33;x")
    for path in own_home.iterdir():
        os.utime(path, (THEN, THEN))
    return own_home


@LOOKS
def test_file(snap_compare, shop, home, settle, lang, look, size) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
def test_columns(snap_compare, shop, home, settle, lang, look, size) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await pick(pilot, settle, "muste")
        await pilot.press("down", "down")
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
def test_fields_to_pick(snap_compare, shop, home, settle, lang, look, size) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await pick(pilot, settle, "liste.csv")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*("tarih" if lang == "tr" else "date"))
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
def test_how_to_read(snap_compare, shop, home, settle, lang, look, size) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await pick(pilot, settle, "muste")
        await pilot.press("o")
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
@pytest.mark.parametrize(
    "downs", [0, 1, 2, 3, 4], ids=["new", "filled", "same", "refused", "flagged"]
)
def test_trial(snap_compare, shop, home, settle, lang, look, size, downs: int) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await try_out(pilot, settle, "muste")
        await pilot.press(*["down"] * downs)
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
def test_nothing_new(snap_compare, shop, home, settle, lang, look, size) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await bring_in(pilot, settle, "muste")
        await pilot.press("enter")
        await try_out(pilot, settle, "muste")

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
def test_running(snap_compare, shop, home, settle, lang, look, size) -> None:
    async def before(pilot: Pilot[None]) -> None:
        from screens.imports.run import ImportRun

        await try_out(pilot, settle, "muste")
        page = pilot.app.screen
        run = ImportRun(pilot.app, home / "musteri-listesi.csv", page.flow.options, 320)
        run.pace.done = 208
        page.flow.join(run)
        run._tick()
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
def test_done(snap_compare, shop, home, settle, lang, look, size) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await bring_in(pilot, settle, "muste")

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
@pytest.mark.parametrize("what", ["undone", "refused-saved"])
def test_done_and_then(snap_compare, shop, home, settle, lang, look, size, what: str) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await bring_in(pilot, settle, "muste")
        await pilot.press("u" if what == "undone" else "w")
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
@pytest.mark.parametrize("what", ["not-a-table", "no-file", "wrong-encoding"])
def test_errors(snap_compare, shop, home, settle, lang, look, size, what: str) -> None:
    (home / "resim.csv").write_bytes(b"\x89PNG" + bytes(range(32)) * 40)
    (home / "bozuk.csv").write_bytes("Ad Soyad;İl\n".encode() * 99 + b"\xfe\xff;\xdd\n")
    os.utime(home / "resim.csv", (THEN, THEN))
    os.utime(home / "bozuk.csv", (THEN, THEN))
    name = {"not-a-table": "resim", "no-file": "~/yok/liste.csv", "wrong-encoding": "bozuk"}[what]

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        pilot.app.screen.file.line.value = name
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@LOOKS
@pytest.mark.parametrize("asked", [False, True], ids=["", "replace"])
def test_export(snap_compare, shop, home, settle, lang, look, size, asked: bool) -> None:
    for name in ("Ahmet Çelik", "Çağrı Öztürk", "Işık Kırtasiye Ltd. Şti.", "Ümit Gürsel"):
        contacts.add(shop, {"name": name})
    for name in ("kisiler", "contacts"):
        (home / f"{name}-2026-11-20.xlsx").touch()

    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        export(pilot.app, EVERYBODY, 4, ["name", "phone"])
        await settle(pilot)
        if asked:
            await pilot.press("ctrl+s")
            await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)
