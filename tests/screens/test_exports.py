"""Exporting from inside the application: asked, written whole, told where."""

from __future__ import annotations

import csv
import json
import threading

import pytest

from kobicrm.domain.query import EVERYTHING
from kobicrm.services import contacts
from kobicrm.services.contacts import Selection
from screens.contacts.screen import ContactsScreen
from screens.exports import run as exports_run
from screens.exports.acts import export
from screens.exports.dialog import ExportDialog
from screens.exports.run import ExportRun
from screens.exports.screen import ExportScreen
from tests.screens.kobi import app_on

EVERYBODY = Selection(where=EVERYTHING)


async def ask(pilot, settle, selection=EVERYBODY, count=6, columns=("name", "phone")) -> None:
    """Open the dialog."""
    await settle(pilot)
    export(pilot.app, selection, count, columns)
    await settle(pilot)


async def test_everything_goes_into_a_private_workbook(
    shop, people, own_home, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ask(pilot, settle)
        text = shown(pilot)
        assert "6 kişiyi dışa aktar" in text
        assert "Ali Rıza Kaya, İbrahim Iğdır, Öztürk Gıda" in text
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "6 kişi yazıldı: ~/kisiler-2026-11-20.xlsx" in shown(pilot)
    file = own_home / "kisiler-2026-11-20.xlsx"
    assert file.read_bytes().startswith(b"PK")
    assert file.stat().st_mode & 0o777 == 0o600


async def test_columns_in_sight_as_csv_for_excel(shop, people, own_home, settle) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, settle)
        await pilot.press("right", "tab", "right", "tab")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    text = (own_home / "kisiler-2026-11-20.csv").read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    assert len(rows) == 7
    assert rows[0][0] == "Ad soyad"
    assert len(rows[0]) == 3
    assert {"Ali Rıza Kaya", "Ümit Yaşar"} <= {row[0] for row in rows}


async def test_marked_contacts_into_a_chosen_folder(
    shop, people, own_home, settle, tmp_path
) -> None:
    some = [one.contact for one in people[:2]]
    app = app_on(shop, state=tmp_path / "state.json")
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, settle, Selection(ids=tuple(one.id for one in some)), 2, ())
        (own_home / "Yedek Listeler").mkdir()
        dialog = app.screen
        assert isinstance(dialog, ExportDialog)
        await pilot.press("4")
        dialog.query_one("#folder").value = "~/Yedek Listeler"
        dialog.query_one("#name").value = "ikisi"
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.state.get("exports.folder", "") == str(own_home / "Yedek Listeler")
    found = json.loads((own_home / "Yedek Listeler" / "ikisi.json").read_text("utf-8"))
    assert {one["name"] for one in found} == {one.name for one in some}


async def test_a_file_that_is_there_is_asked_about(shop, people, own_home, settle, shown) -> None:
    file = own_home / "kisiler-2026-11-20.xlsx"
    file.write_text("benim")
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ask(pilot, settle)
        await pilot.press("enter")
        await settle(pilot)
        assert "zaten var. Üzerine yazılsın mı?" in shown(pilot)
        assert file.read_text() == "benim"
        await pilot.press("escape")
        await settle(pilot)
        assert file.read_text() == "benim"
        await ask(pilot, settle)
        await pilot.press("enter", "enter")
        await settle(pilot)
        if isinstance(app.screen, ExportDialog):
            await pilot.press("enter")
            await settle(pilot)
        assert "6 kişi yazıldı" in shown(pilot)
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("name", "", "Dosyaya bir ad verin"), ("folder", "~/yok", "yok")],
)
async def test_what_can_t_be_written_is_said_in_place(
    shop, people, own_home, settle, shown, field: str, value: str, says: str
) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, settle)
        app.screen.query_one(f"#{field}").value = value
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ExportDialog)
        assert says in shown(pilot)


async def test_nobody_is_not_exported(shop, own_home, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ask(pilot, settle, count=0)
        assert "Dışa aktarılacak kimse yok" in shown(pilot)


async def test_a_long_export_is_stopped_and_no_file_is_made(
    shop, own_home, settle, shown, monkeypatch
) -> None:
    for number in range(600):
        contacts.add(shop, {"name": f"Işıl Öztürk {number}"})
    reached, gate = threading.Event(), threading.Event()
    written = ExportRun._written

    def stand_still(run: ExportRun, count: int) -> None:
        written(run, count)
        reached.set()
        while not run.stop.is_wanted:
            gate.wait(0.05)
        run.stop.check()

    monkeypatch.setattr(ExportRun, "_written", stand_still)
    monkeypatch.setattr(exports_run, "LONG", 100)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ask(pilot, settle, count=600)
        await pilot.press("ctrl+s")
        while not reached.is_set():
            await pilot.pause()
        app.export_run._tick()
        await pilot.pause()
        assert isinstance(app.screen, ExportScreen)
        assert "500 / 600 kişi" in shown(pilot)
        assert "Dışa aktarılıyor % 83" in shown(pilot)
        await pilot.press("2")
        await pilot.pause()
        assert isinstance(app.screen, ContactsScreen)
        export(app, EVERYBODY, 600)
        await pilot.pause()
        assert isinstance(app.screen, ExportScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert "Dışa aktarma durdu; dosya oluşmadı" in shown(pilot)
    assert list(own_home.glob("*.xlsx")) == []
