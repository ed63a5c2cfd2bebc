"""Interrupted commands (R6): the right exit code, no traceback, nothing half, nothing left."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from kobicrm.cli.door import run
from kobicrm.services import backups
from tests.faults import children
from tests.faults.children import moments
from tests.faults.shop import (
    Clock,
    add_one,
    assert_set_valid,
    assert_whole,
    dump,
    left_overs,
    make_shop,
)

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db", 40)


def command(arguments: list[str], errors: Path, home: Path) -> None:
    """Run one command line as the installed program does."""
    # The fork server has the environment of its own start.
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = str(home)
    for number in CODES:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    handle = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(handle, 2)
    os.dup2(handle, 1)
    os._exit(run(arguments))


def is_ready(pid: int) -> bool:
    """Return whether the program has taken SIGTERM into its own hands."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("SigCgt:"):
                return bool(int(line.split()[1], 16) & 1 << (signal.SIGTERM - 1))
    return True


def interrupted(number: int, moment: float, arguments: list[str], tmp_path: Path) -> int:
    """Send a signal so long after the command has begun; return its exit code."""
    process = children.start(command, arguments, tmp_path / "errors", tmp_path / "home")
    while process.is_alive() and not is_ready(process.pid):
        process.join(0.001)
    process.join(0.001 + moment)
    with suppress(ProcessLookupError):
        os.kill(process.pid, number)
    process.join(children.PATIENCE)
    return int(process.exitcode)


@pytest.mark.parametrize("number", list(CODES))
@children.rounds(5, 200)
def test_an_interrupted_backup(db: Path, tmp_path: Path, number: int, rounds: int) -> None:
    usb = tmp_path / "usb"
    backups.create(db, to=usb, clock=Clock())
    before = dump(db)
    arguments = ["--db", str(db), "--quiet", "backup", "create", "--to", str(usb), "--compress"]
    found = {
        interrupted(number, moment, arguments, tmp_path) for moment in moments(rounds, 0.08, number)
    }
    assert found <= {0, CODES[signal.Signals(number)]}
    assert "Traceback" not in (tmp_path / "errors").read_text()
    assert left_overs(usb, db.parent) == []
    assert len(list(usb.iterdir())) == 2 * len(backups.listing(usb))
    assert_set_valid(usb, tmp_path)
    assert dump(db) == before


@pytest.mark.parametrize("number", list(CODES))
@children.rounds(5, 200)
def test_an_interrupted_restore(db: Path, tmp_path: Path, number: int, rounds: int) -> None:
    usb = tmp_path / "usb"
    made = backups.create(db, to=usb, clock=Clock())
    add_one(db, "Sonradan Gelen")
    later = backups.create(db, to=usb, clock=Clock())
    states = [dump(db), dump(made.path)]
    codes = set()
    for place, moment in enumerate(moments(rounds, 0.12, number)):
        file = (made, later)[place % 2].path
        arguments = ["--db", str(db), "--quiet", "restore", str(file), "--yes"]
        codes.add(interrupted(number, moment, arguments, tmp_path))
        assert_whole(db)
        assert dump(db) in states
        assert left_overs(usb, db.parent) == []
    assert codes <= {0, CODES[signal.Signals(number)]}
    assert "Traceback" not in (tmp_path / "errors").read_text()
