"""Hostile text on a walk through every area, dialog and field: nothing of it is ever obeyed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte
import pytest

from kobicrm.services import contacts
from kobicrm.services.session import Session
from screens.contacts.screen import ContactsScreen
from screens.dialogs.form import FormDialog
from screens.text import plain
from tests.screens.hostile import CONTROL, HARMFUL, MARKUP
from tests.screens.kobi import ROOT, app_on
from tests.screens.planted import plant

MORE = [
    "a" * 199,
    "Zalgo" + "\u0301\u0302\u0303\u0304\u0305",
    "👩\u200d👩\u200d👧\u200d👦 aile",
    "עברית \u200fعربي",
    "\ufeffBOM\u200bsıfır",
    "{ad} %(ad)s ${ad} {{ad}}",
    "<b>kalın</b>&amp;",
    "'; DROP TABLE contact; --",
    "=1+1",
    "[bold",
    "İI ıi ŞşĞğ [/b",
    "satır\nsatır",
    "]]>[[",
    "\\",
    "[@click=app.undo]geri[/]",
    "\x1b]0;baslik\x07",
    "\x9b5mC1",
]
# Surrogates can't be stored at all, and a NUL ends a text inside SQLite.
ALL = [name for name in [*MARKUP, *CONTROL, *MORE] if not re.search("[\ud800-\udfff\0]", name)]
# Each begins in the list of contacts and is left by Esc.
WALKS = [
    "plus a l i tab",
    "s",
    "s down enter",
    "f",
    "f a l i",
    "V",
    "V down space shift+down escape",
    "full_stop",
    "space space t",
    "space space b",
    "space space b down enter",
    "space space d",
    "space w",
    "asterisk b",
    "c",
    "c 5 space",
    "N",
    "t",
    "n",
    "e",
    "e pagedown pagedown pageup",
    "tab",
    "tab down down enter",
    "tab down down down enter",
    "tab down down down down down enter",
    "tab end enter",
    "tab end up enter",
    "colon",
    "colon a l i",
    "question_mark",
    "question_mark a",
    "slash a l i",
    "d u U u",
    "y",
    "v v r f2 f2 f3 f3",
]
AREAS = [
    "8",
    "8 down down tab down enter",
    "8 f",
    "8 down u",
    "9",
    "9 enter",
    "9 space x",
    "0",
    "0 down tab down",
    "0 down down down tab enter",
    "0 down down down down tab enter",
    "0 down down down down down tab enter",
    "0 end tab down",
]


def harmful(app) -> set[str]:
    """Return what a terminal would obey in what is drawn."""
    strips = app.screen._compositor.render_strips()
    return {sign for strip in strips for sign in strip.text} & HARMFUL


async def back(app, pilot, settle) -> None:
    """Return to the list of contacts, step by step."""
    while not isinstance(app.screen, ContactsScreen):
        in_area = app.screen is app.screen_stack[0]
        await pilot.press("2" if in_area else "escape")
        await settle(pilot)
        if isinstance(app.screen, FormDialog) and app.screen.changed:
            await pilot.press("enter")
            await settle(pilot)
    for _step in range(4):
        await pilot.press("escape")
        await settle(pilot)
    assert app.screen.rows.has_focus


async def walk(app, pilot, settle) -> None:
    """Go everywhere and come back, looking at every step."""
    for keys in [*WALKS, *AREAS]:
        for key in keys.split():
            await pilot.press(key)
            await settle(pilot)
            assert harmful(app) == set(), keys
        await back(app, pilot, settle)
        app.clear_notifications()
    assert app.is_running


async def test_a_walk_with_every_text_obeys_none(shop, settle) -> None:
    plant(shop, ALL)
    contacts.delete(shop, ["id:2", "id:3"])
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await walk(app, pilot, settle)


@pytest.mark.long
@pytest.mark.parametrize("name", ALL, ids=ascii)
async def test_a_walk_with_each_text_obeys_nothing(name: str, shop, settle, shown) -> None:
    plant(shop, [name] * 4)
    contacts.delete(shop, ["id:2"])
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        # Beside the card there is room for so much of it.
        assert plain(name).strip()[:20].strip() in shown(pilot)
        await walk(app, pilot, settle)


@pytest.mark.parametrize("name", [MARKUP[0], MARKUP[3], CONTROL[0], CONTROL[4]], ids=ascii)
async def test_hostile_names_of_files_and_columns_are_shown_and_not_obeyed(
    name: str, shop, settle, shown, tmp_path: Path
) -> None:
    file = tmp_path / (plain(name).replace("/", "_") + ".csv")
    file.write_text(f'Ad Soyad;"{name}"\nAli Kaya;"{name}"\n', "utf-8")
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        app.screen.flow.open(file)
        await settle(pilot)
        assert file.name in shown(pilot)
        assert harmful(app) == set()
        for key in ("ctrl+s", "ctrl+s", "enter"):
            await pilot.press(key)
            await settle(pilot)
            assert harmful(app) == set()
    assert contacts.count(shop) == 1


@contextmanager
def terminal(session: Session, home: Path) -> Iterator[tuple[pexpect.spawn, pyte.Screen, object]]:
    """Run the program on a real terminal; what it writes is kept and drawn."""
    session.close()
    child = pexpect.spawn(
        sys.executable,
        ["-m", "kobicrm", "--db", str(session.path), "--lang", "tr"],
        cwd=str(ROOT),
        env={
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
        },
        dimensions=(40, 120),
        timeout=30,
    )
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    seen = bytearray()

    def until(word: str, *, there: bool = True) -> bytearray:
        while (word in "\n".join(screen.display)) is not there:
            data = child.read_nonblocking(65536, timeout=30)
            seen.extend(data)
            stream.feed(data)
        return seen

    yield child, screen, until
    child.close(force=True)


def test_thirty_texts_in_every_area_of_a_real_terminal(shop, own_home: Path) -> None:
    plant(shop, ALL[:30])
    contacts.delete(shop, ["id:2"])
    with terminal(shop, own_home) as (child, _screen, until):
        until("görev yok")
        # A key, and what the screen shows or no longer shows after it.
        for key, word, there in (
            ("2", "İşaretle", True),
            ("8", "Daralt", True),
            ("9", "Silen", True),
            ("0", "Dil ve görünüm", True),
            ("2", "İşaretle", True),
            (":", "Komut veya", True),
            ("\x1b", "Komut veya", False),
            ("?", "Her yerde", True),
            ("\x1b", "Her yerde", False),
            ("e", "Ctrl+S kaydet", True),
            ("\x1b", "Ctrl+S kaydet", False),
            ("f", "Esc vazgeç", True),
            ("\x1b", "Esc vazgeç", False),
            ("s", "Sırala", True),
            ("\x1b", "Sırala", False),
        ):
            child.send(key)
            until(word, there=there)
        child.send("\x11")
        child.expect(pexpect.EOF)
        seen = bytes(until("")) + child.before
    for payload in (
        b"\x1b]52",
        b"\x1b]0;",
        b"\x1b[2Jli",
        b"\x00",
        b"\xc2\x9b",
        b"\xc2\x9d",
        b"\x7f",
    ):
        assert payload not in seen
    for sign in "\u202e\u2028\u2029\u2066\u2069\U000e0041\U000e007f":
        assert sign.encode() not in seen
