"""Names with markup or terminal escapes are shown literally, everywhere, and nothing breaks."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.prompt import NoteDialog, PromptDialog
from screens.text import content, plain, say
from screens.widgets.empty import EmptyPlace
from screens.widgets.head_row import HeadRow
from screens.widgets.header import Job, ShopHeader, ShopState
from screens.widgets.progress import Progress
from screens.widgets.rows import Rows
from tests.screens.form_demo import DemoForm
from tests.screens.hostile import CONTROL, MARKUP, harmful, people
from tests.screens.parts_app import LAST_BACKUP, PartsApp

ALL = MARKUP + CONTROL
ROOT = Path(__file__).parents[2]


async def test_every_name_stands_literally_in_the_list(settle, shown) -> None:
    app = PartsApp(len(ALL), people(ALL))
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        text = shown(pilot)
        for name in ALL:
            assert plain(name) in text, name
        assert harmful(app) == set()
        rows = app.parts.query_one(Rows)
        rows.highlight(["ahmet", "["])
        for _ in ALL:
            await pilot.press("down")
        await pilot.click(Rows, offset=(5, 4), times=2)
        await settle(pilot)
        assert harmful(app) == set()
        assert app.is_running


@pytest.mark.parametrize("name", ALL)
async def test_shell_and_toast(name: str, settle, shown) -> None:
    app = PartsApp()
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await settle(pilot)
        header = app.parts.query_one(ShopHeader)
        header.state = ShopState(name, name, LAST_BACKUP, Job(name, 5), note=name)
        head = app.parts.query_one(HeadRow)
        head.open_search(name)
        head.set(content(name), content(name))
        head.set_mistake(name, "F4")
        await app.parts.mount(EmptyPlace(name, [name], [("n", name)]))
        await app.parts.mount(Progress(name, name, name, name))
        say(app, name, "error", back=name)
        await settle(pilot)
        assert plain(name).strip() in shown(pilot)
        assert harmful(app) == set()
        await pilot.click(ShopHeader, offset=(2, 0))
        await settle(pilot)
        assert app.is_running


@pytest.mark.parametrize("name", ALL)
async def test_dialogs_and_forms(name: str, settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        dialogs = [
            ConfirmDialog(name, verb=name, samples=[name], consequence=name, way_back=name),
            PromptDialog(name, value=name, hint=name, suggestions=[name]),
            NoteDialog(name, value=name, hint=name),
        ]
        for dialog in dialogs:
            app.ask(dialog)
            await settle(pilot)
            assert plain(name) in shown(pilot).replace("\u00a0", " ")
            assert harmful(app) == set()
            await pilot.press("escape")
            await settle(pilot)
        form = DemoForm(name, name)
        app.ask(form)
        await settle(pilot)
        field = form.field("name")
        assert field.value == plain(name)
        for tell in (field.note, field.ok, field.fail, field.ask):
            tell(name)
            form.strip.set(name, name)
            await settle(pilot)
            assert harmful(app) == set()
        assert app.screen is form


@pytest.mark.parametrize("name", ALL)
async def test_the_palette_shows_a_name_literally(name: str, settle, shown) -> None:
    from textual.app import SystemCommand

    class App(PartsApp):
        def get_system_commands(self, screen):
            yield SystemCommand(name, name, lambda: self.answers.append(name))

    app = App()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("colon")
        await settle(pilot)
        assert plain(name) in shown(pilot)
        await pilot.press("a", "backspace", "enter")
        await settle(pilot)
        assert app.answers == [name]
        assert harmful(app) == set()


def test_a_real_terminal_gets_no_escape_of_a_name() -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tests.screens.hostile"],
        cwd=str(ROOT),
        env={"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        dimensions=(24, 80),
        timeout=60,
    )
    seen = bytearray()
    child.logfile_read = _Into(seen)
    child.expect("S0JJ")
    child.expect("vazge")
    child.send("\r")
    child.expect("closed")
    child.expect(pexpect.EOF)
    for payload in (b"\x1b]52", b"\x1b[2JVeli", b"\x00", b"\xc2\x9b", b"\xc2\x9d", b"\x7f"):
        assert payload not in seen
    assert "\u202e".encode() not in seen
    assert "\u2028".encode() not in seen
    assert "\U000e0041".encode() not in seen


class _Into:
    """A file that collects bytes."""

    def __init__(self, target: bytearray) -> None:
        self.target = target

    def write(self, data: bytes) -> None:
        """Keep the bytes."""
        self.target += data

    def flush(self) -> None:
        """Have nothing to flush."""
