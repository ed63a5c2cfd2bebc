"""A mistake nobody foresaw: the terminal is given back, one sentence said, nothing told of anybody.

Planted into every area and every way a screen can fail (action, message, drawing, worker, timer,
both threads, and what takes their answers), on a real terminal.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pexpect
import pytest

from tests.screens.faulty import FAULTS, SECRET
from tests.screens.kobi import ROOT

DIGITS = {"today": "1", "contacts": "2", "history": "8", "trash": "9", "settings": "0"}
# What stands in an area once it is ready for a key.
READY = {
    "today": "görev yok",
    "contacts": "kayıt",
    "history": "işlem",
    "trash": "boş",
    "settings": "Sağlık",
}
CASES = (
    [("contacts", kind) for kind in FAULTS]
    + [("today", "action")]
    + [(area, kind) for area in ("history", "trash", "settings") for kind in ("action", "render")]
)


def spawned(shop_file: Path, home: Path, area: str, kind: str) -> pexpect.spawn:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tests.screens.faulty", area, kind, "--db", str(shop_file), "--lang", "tr"],
        cwd=str(ROOT),
        env={
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
        },
        dimensions=(24, 100),
        timeout=30,
        encoding="utf-8",
    )
    child.expect(READY["today"])
    if area != "today":
        child.send(DIGITS[area])
        child.expect(READY[area])
    return child


@pytest.mark.parametrize(("area", "kind"), CASES)
def test_a_fault_ends_in_one_sentence_and_exit_code_1(
    area: str, kind: str, shop, people, own_home
) -> None:
    shop.close()
    child = spawned(shop.path, own_home, area, kind)
    child.send("r")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    drawn, left, said = child.before.rpartition("\x1b[?1049l")
    assert left, "the alternate screen was not left"
    # The cursor is shown again, the mouse and pasted text are the terminal's own.
    for sign in ("\x1b[?25h", "\x1b[?1000l", "\x1b[?2004l"):
        assert sign in drawn + left + said
    assert "KobiCRM beklemediği bir şey olduğu için kapandı." in said
    log = next(own_home.rglob("kobicrm.log"))
    assert str(log) in said
    assert "Traceback" not in child.before
    assert "Gizli" not in child.before
    assert SECRET not in log.read_text("utf-8")
    assert "RuntimeError" in log.read_text("utf-8")
    with sqlite3.connect(shop.path) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.close()
