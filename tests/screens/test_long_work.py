"""What takes its time is shown while it runs, stopped with Esc, and then nothing has happened."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kobicrm import config
from kobicrm.services import backups, contacts, undo
from screens.widgets.palette import KobiPalette
from tests.screens.kobi import app_on, names_of, rows_of, type_in, until
from tests.screens.test_settings import go_to


@contextmanager
def somebody_else_backs_up(folder: Path) -> Iterator[None]:
    """Hold the folder as another program's backup does."""
    folder.mkdir()
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(handle)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "yedekler"


def backing_up_to(app, folder: Path) -> None:
    app.settings = config.changed(app.settings, "backup.dir", str(folder))


async def test_a_backup_is_stopped_with_esc_and_leaves_no_file(
    crowd, settle, shown, folder
) -> None:
    app = app_on(crowd)
    backing_up_to(app, folder)
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, settle, "backup", "Şimdi yedek al")
        with somebody_else_backs_up(folder):
            await pilot.press("enter")
            await until(pilot, shown, "Yedek alınıyor % 0", "Esc Yedeği durdur")
            await pilot.press("enter")
            await until(pilot, shown, "Zaten bir yedek alınıyor.")
            await until(pilot, shown, " Yedek alınıyor   % 0")
            await pilot.press("escape")
            await until(pilot, shown, "Yedekleme durdu; dosya oluşmadı.")
            await settle(pilot)
        assert list(folder.iterdir()) == []
        assert "Yedek: henüz yok" in shown(pilot).split("\n")[0]
        assert "Durdur" not in shown(pilot).replace("durdu;", "")
        # One step at a time: the next Esc goes back, and another backup can be made.
        await pilot.press("escape", "enter", "enter")
        await settle(pilot)
        assert len(backups.listing(folder)) == 1


async def test_a_backup_goes_on_and_is_stopped_wherever_one_is(
    crowd, settle, shown, folder
) -> None:
    app = app_on(crowd)
    backing_up_to(app, folder)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        with somebody_else_backs_up(folder):
            await pilot.press("colon")
            await settle(pilot)
            await type_in(pilot, "yedek al")
            await settle(pilot)
            await pilot.press("enter")
            await until(pilot, shown, "Esc Yedeği durdur")
            # Contacts are searched and marked meanwhile; Esc clears those first.
            await pilot.press("space", "escape")
            await until(pilot, shown, "Yedek alınıyor % 0")
            assert "işaretli" not in shown(pilot)
            assert "Esc Yedeği durdur" in shown(pilot)
            await pilot.press("escape")
            await until(pilot, shown, "Yedekleme durdu")
        await settle(pilot)
        assert list(folder.iterdir()) == []
        assert len(names_of(app)) == 320


@pytest.mark.parametrize("again", [False, True])
async def test_who_leaves_during_a_backup_is_asked_to_wait_once(
    again: bool, crowd, settle, shown, folder
) -> None:
    app = app_on(crowd)
    backing_up_to(app, folder)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        with somebody_else_backs_up(folder):
            await pilot.press("colon", *"yedek", "enter")
            await until(pilot, shown, "Esc Yedeği durdur")
            await pilot.press("q")
            await until(pilot, shown, "Süren iş bitince kapanacak.")
            if again:
                await pilot.press("ctrl+q")
        while app.is_running:
            await pilot.pause()
    assert len(backups.listing(folder)) == (0 if again else 1)
    assert [one.name for one in folder.glob(".*")] == []


async def test_the_palette_offers_a_backup_with_the_age_of_the_last(
    crowd, settle, shown, folder
) -> None:
    app = app_on(crowd)
    backing_up_to(app, folder)
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        await pilot.press("colon")
        await type_in(pilot, "yedek al")
        await settle(pilot)
        assert isinstance(app.screen, KobiPalette)
        line = next(one for one in shown(pilot).split("\n") if "Şimdi yedek al" in one)
        assert "henüz yedek yok" in line
        await pilot.press("enter")
        await settle(pilot)
        assert len(backups.listing(folder)) == 1
        assert "Yedek alındı, sınandı" in shown(pilot)
        await pilot.press("colon")
        await settle(pilot)
        # Used last, it stands first.
        line = next(one for one in shown(pilot).split("\n") if "Şimdi yedek al" in one)
        assert "son yedek az önce" in line
        assert app.state.get("palette.recent", []) == ["do:app.back_up"]
        await pilot.press("escape", "f2")
        await settle(pilot)
        await pilot.press("colon")
        await settle(pilot)
        assert "last backup just now" in shown(pilot)


@pytest.mark.parametrize("stopped", [True, False])
async def test_a_long_restore_is_shown_and_can_be_stopped(
    stopped: bool, crowd, settle, shown
) -> None:
    contacts.delete(crowd, [f"uid:{row.uid}" for row in contacts.search(crowd, "demir", limit=9)])
    before = undo.changesets(crowd, 1)[0].id
    gate = threading.Event()
    app = app_on(crowd)
    try:
        async with app.run_test(notifications=True) as pilot:
            await settle(pilot)
            await pilot.press("9")
            await settle(pilot)
            await pilot.press("asterisk", "x")
            await settle(pilot)
            # The writer has something else to do: the restore takes as long as that pleases.
            app.jobs.write(gate.wait, lambda _value: None)
            await pilot.press("enter")
            await until(pilot, shown, "Geri getiriliyor % 0", "Esc Durdur")
            await pilot.press("down", "x")
            await until(pilot, shown, "Önceki toplu değişiklik sürüyor.")
            await until(pilot, shown, "Geri getiriliyor   0 / 9")
            if stopped:
                await pilot.press("escape")
                await until(pilot, shown, "Durduruluyor …")
            gate.set()
            await settle(pilot)
            text = shown(pilot)
            assert "Geri getiriliyor" not in text
            if stopped:
                assert "hiçbir şey değişmedi." in text
                assert "9 işaretli" in text
                assert undo.changesets(crowd, 1)[0].id == before
                await pilot.press("escape")
                await settle(pilot)
                assert "işaretli" not in shown(pilot)
            else:
                assert "9 kayıt geri getirildi" in text
            await pilot.press("2")
            await settle(pilot)
            assert rows_of(app).total == (311 if stopped else 320)
    finally:
        gate.set()
