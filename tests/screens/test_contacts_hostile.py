"""Names with markup or terminal escapes, in every field: shown literally, nothing breaks."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pexpect
import pyte
import pytest

from screens.contacts.card import Card
from screens.contacts.form import ContactForm
from screens.dialogs.prompt import NoteDialog, PromptDialog
from screens.talks.outcome import OutcomeDialog
from screens.text import plain
from tests.screens.hostile import CONTROL, MARKUP, harmful
from tests.screens.kobi import ROOT, app_on, card_of, rows_of, screen_of
from tests.screens.planted import plant

# Surrogates can't be stored at all, and a NUL ends a text inside SQLite.
ALL = [name for name in MARKUP + CONTROL if not re.search("[\ud800-\udfff\0]", name)]


async def test_every_field_shows_hostile_text_literally(shop, settle, shown) -> None:
    plant(shop, ALL)
    app = app_on(shop)
    async with app.run_test(size=(160, 50)) as pilot:
        await settle(pilot)
        for place, name in enumerate(ALL):
            words = plain(name).strip()
            assert words in shown(pilot)
            card = card_of(app).split("\n")
            assert card[0].startswith(words[:30])
            assert sum(words in line for line in card) >= 6, name
            assert harmful(app) == set()
            assert rows_of(app).cursor == place
            await pilot.press("down")
            await settle(pilot)


async def test_no_click_on_hostile_text_does_anything(shop, settle) -> None:
    plant(shop, ["[@click=app.quit]x[/]"])
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for line in range(0, 30, 2):
            await pilot.click(Card, offset=(3, line))
        await pilot.click("#list", offset=(6, 1))
        await pilot.press("e")
        await settle(pilot)
        await pilot.click("FormDialog > Frame", offset=(20, 0))
        await settle(pilot)
        assert app.is_running
        assert isinstance(app.screen, ContactForm)


HELD = (("e", ContactForm), ("c", OutcomeDialog), ("N", NoteDialog), ("t", PromptDialog))


@pytest.mark.parametrize("name", [MARKUP[0], MARKUP[3], MARKUP[5], CONTROL[0], CONTROL[4]])
async def test_forms_dialogs_and_toasts_take_hostile_text(name: str, shop, settle, shown) -> None:
    plant(shop, [name])
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        for key, kind in HELD:
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, kind)
            assert plain(name).strip() in shown(pilot)
            assert harmful(app) == set()
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("slash")
        screen_of(app).head.field.value = name
        await settle(pilot)
        assert harmful(app) == set()
        for keys in ("escape", "d", "u", "f2", "question_mark"):
            await pilot.press(keys)
            await settle(pilot)
            assert harmful(app) == set()
        assert app.is_running


def test_a_real_terminal_gets_no_escape_from_the_data(shop, own_home: Path) -> None:
    plant(shop, ["Ali\x1b]52;c;S0JJ\x07Ve\x1b[2Jli\x9b31m\x7f\u202eX\u2028\u2066Y"])
    shop.close()
    child = pexpect.spawn(
        sys.executable,
        ["-m", "kobicrm", "--db", str(shop.path), "--lang", "tr"],
        cwd=str(ROOT),
        env={
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "HOME": str(own_home),
        },
        dimensions=(60, 120),
        timeout=30,
    )
    seen = bytearray()
    screen = pyte.Screen(120, 60)
    stream = pyte.ByteStream(screen)

    def read_until(word: str, *, there: bool = True) -> None:
        while (word in "\n".join(screen.display)) is not there:
            data = child.read_nonblocking(65536, timeout=30)
            seen.extend(data)
            stream.feed(data)

    read_until("görev yok")
    child.send("2")
    read_until("Ali]52;c;S0JJVe[2Jli31m")
    read_until("Etiket")
    child.send("e")
    read_until("Ctrl+S kaydet")
    child.send("\x1b")
    read_until("Ctrl+S kaydet", there=False)
    child.send("d")
    read_until("Silindi")
    child.send("u")
    read_until("Geri al")
    child.send("\x11")
    child.expect(pexpect.EOF)
    seen.extend(child.before)
    child.close()
    assert child.exitstatus == 0
    for payload in (b"\x1b]52", b"\x1b[2Jli", b"\x00", b"\xc2\x9b", b"\x7f"):
        assert payload not in seen
    for sign in "\u202e\u2028\u2066":
        assert sign.encode() not in seen
