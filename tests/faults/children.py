"""What the children do until they are killed, and the one place that starts and kills them.

Children come from a fork server that has imported everything beforehand, so that the random
moment of the kill falls into the work and not into the start-up. What a child was told is
done, it writes into a file of its own: one line, one system call.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kobicrm.services import backups, contacts
from kobicrm.services.imports import run_import
from kobicrm.services.session import open_session

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    [
        "tests.faults.children",
        "_strptime",
        "encodings.ascii",
        "gzip",
        "platformdirs.unix",
        "pyrage",
        "tomllib",
        "typer._click.decorators",
        "typer.completion",
        "kobicrm.config",
        "kobicrm.cli.app",
        "kobicrm.cli.backups",
        "kobicrm.cli.restore",
        "kobicrm.i18n.messages",
    ]
)
# Longer than any child of these tests lives unless it hangs.
PATIENCE = 120


def rounds(short: int, long: int) -> pytest.MarkDecorator:
    """Run a test a few times on every commit and many times in the long set."""
    return pytest.mark.parametrize(
        "rounds",
        [pytest.param(short, id="short"), pytest.param(long, id="long", marks=pytest.mark.long)],
    )


def now() -> datetime:
    """Return the time; children use the real clock."""
    return datetime.now(UTC)


def start(target: Callable[..., None], *arguments: Any) -> Any:
    """Start a child that runs ``target``."""
    process = CONTEXT.Process(target=_quiet, args=(target, *arguments), daemon=True)
    process.start()
    return process


def kill_after(seconds: float, target: Callable[..., None], *arguments: Any) -> None:
    """Run ``target`` in a child and kill it (SIGKILL) after so many seconds at the latest."""
    process = start(target, *arguments)
    process.join(seconds)
    process.kill()
    process.join(PATIENCE)
    assert process.exitcode in (0, -9), process.exitcode


def kill_after_a_line(ack: Ack, target: Callable[..., None], *arguments: Any) -> None:
    """Run ``target`` in a child and kill it when it has said something."""
    process = start(target, *arguments)
    ack.wait()
    process.kill()
    process.join(PATIENCE)
    assert process.exitcode == -9, process.exitcode


def finish(target: Callable[..., None], *arguments: Any) -> int:
    """Run ``target`` in a child to its end; return its exit code."""
    process = start(target, *arguments)
    process.join(PATIENCE)
    return int(process.exitcode)


def moments(count: int, longest: float, seed: int) -> list[float]:
    """Return random moments to kill at, repeatable by their seed."""
    chance = random.Random(seed)
    return [chance.uniform(0, longest) for _ in range(count)]


def _quiet(target: Callable[..., None], *arguments: Any) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    target(*arguments)


class Ack:
    """The lines a child has written for good."""

    def __init__(self, path: Path) -> None:
        """Write to, or read from, ``path``."""
        self.path = path

    def say(self, text: str) -> None:
        """Write one line in one call."""
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(handle, f"{text}\n".encode())
        os.close(handle)

    def lines(self) -> list[str]:
        """Return what was said so far."""
        return self.path.read_text("utf-8").splitlines() if self.path.exists() else []

    def wait(self) -> None:
        """Wait until the child has said its first line."""
        late = time.monotonic() + PATIENCE
        while not self.lines():
            assert time.monotonic() < late, "the child has said nothing"
            time.sleep(0.01)


def add_people(db: Path, ack: Path, prefix: str, limit: int = 100_000) -> None:
    """Add one person after the other; each is acknowledged when it is saved."""
    with open_session(db, who="Şule") as session:
        for number in range(limit):
            name = f"{prefix} Iğdır {number}"
            contacts.add(session, {"name": name, "phones": ["0532 111 22 33"]})
            Ack(ack).say(name)


def make_backups(db: Path, folder: Path, ack: Path, recipients: tuple[str, ...]) -> None:
    """Make one backup after the other, of all kinds."""
    for number in range(100_000):
        made = backups.create(
            db, to=folder, compress=bool(number % 2), recipients=recipients, clock=now
        )
        Ack(ack).say(made.path.name)


def restore_in_turn(db: Path, files: tuple[Path, ...], kept: Path, ack: Path) -> None:
    """Restore one backup after the other, for ever."""
    for number in range(100_000):
        file = files[number % len(files)]
        backups.restore(db, file, backup_dir=kept, clock=now)
        Ack(ack).say(file.name)


def take_in(db: Path, file: Path, ack: Path) -> None:
    """Import a file; acknowledged when it is done."""
    with open_session(db, who="Şule") as session:
        run_import(session, file)
    Ack(ack).say(file.name)


def open_only(db: Path) -> None:
    """Open the database, make it when it is missing, and close it again."""
    for _number in range(100_000):
        open_session(db, who="Şule").close()
