"""Running the program as its users do: in this process where that is equal, else as one."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kobicrm import i18n
from kobicrm.cli.door import run as run_door

SAMPLES = Path(__file__).parent.parent / "data"
SIGNALS = (signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        assert self.out == ""
        return json.loads(self.err)["error"]

    def ok(self) -> Answer:
        assert self.code == 0, self.err
        return self


class Shop:
    """A shop with a database, settings and folders of its own."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env
        self.db = Path(env["KOBICRM_DB"])

    def run(self, *arguments: str, stdin: str | bytes = "") -> Answer:
        """Run one command line inside this process, through the program's own door."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = io.BytesIO(), io.BytesIO()
        streams = [io.TextIOWrapper(stream, write_through=True) for stream in (out, err)]
        handlers = {number: signal.getsignal(number) for number in SIGNALS}
        umask, keep = os.umask(0o022), (sys.stdin, sys.stdout, sys.stderr)
        sys.stdin = io.TextIOWrapper(io.BytesIO(given), "utf-8")
        sys.stdout, sys.stderr = streams
        try:
            code = run_door(list(arguments))
        finally:
            sys.stdin, sys.stdout, sys.stderr = keep
            os.umask(umask)
            for number, handler in handlers.items():
                signal.signal(number, handler)
            i18n.install("en")
        return Answer(code, out.getvalue().decode(), err.getvalue().decode())

    def json(self, *arguments: str, stdin: str | bytes = "") -> Any:
        """Run one command line with --json and return its document."""
        return self.run(*arguments, "--json", stdin=stdin).ok().json

    def add(self, name: str, *more: str) -> Any:
        """Add one contact and return its document."""
        return self.json("contact", "add", "--name", name, *more)

    def names(self, *more: str) -> list[str]:
        return [contact["name"] for contact in self.json("contact", "list", *more)]

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of a process of its own."""
        return [sys.executable, "-m", "kobicrm", *arguments]

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[bytes]:
        settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "env": self.env}
        settings |= {"stderr": subprocess.PIPE, **more}
        return subprocess.Popen(self.command(*arguments), **settings)

    def spawn(self, *arguments: str, stdin: bytes | None = None, **more: Any) -> Answer:
        """Run one command line as a process of its own."""
        if stdin is not None:
            more["stdin"] = subprocess.PIPE
        with self.start(*arguments, **more) as process:
            out, err = process.communicate(stdin, timeout=60)
        return Answer(process.returncode, out.decode(), err.decode())


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A shop that has nothing yet; English unless a test asks otherwise."""
    own = {
        "HOME": str(tmp_path / "ev"),
        "XDG_DATA_HOME": str(tmp_path / "ev" / "veri"),
        "XDG_CONFIG_HOME": str(tmp_path / "ev" / "ayar"),
        "XDG_STATE_HOME": str(tmp_path / "ev" / "durum"),
        "KOBICRM_DB": str(tmp_path / "dükkân.db"),
        "KOBICRM_LANG": "en",
        "LANGUAGE": "",
    }
    (tmp_path / "ev").mkdir()
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    for name in ("KOBICRM_CONFIG", "NO_COLOR", "_KOBICRM_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    return Shop(tmp_path, dict(os.environ))


@pytest.fixture
def sample() -> Callable[[str], str]:
    """Give the path of a sample file."""
    return lambda name: str(SAMPLES / name)


@contextlib.contextmanager
def terminal(shop: Shop, *arguments: str) -> Iterator[Any]:
    """Run a command on a real terminal (80x24)."""
    import pexpect

    child = pexpect.spawn(
        shop.command(*arguments)[0],
        shop.command(*arguments)[1:],
        env={**shop.env, "TERM": "xterm-256color"},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=30,
    )
    try:
        yield child
    finally:
        child.close(force=True)
