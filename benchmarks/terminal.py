"""The installed program on a terminal of its own, up to the moment something is in sight."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from benchmarks.measure import Run, clean_environment

_PATIENCE = 60.0
# CPU seconds in 10 ms that are no work: a look at the clock, a cursor that blinks.
_IDLE = 0.002


def _spent(process: int) -> float:
    """Return the CPU seconds of all threads of a running process (Linux), else 0."""
    total = 0
    for task in Path(f"/proc/{process}/task").glob("*/schedstat"):
        try:
            total += int(task.read_text(encoding="ascii").split()[0])
        except OSError:
            continue
    return total / 1e9


def _memory(process: int) -> float:
    """Return the peak memory of a running process in MB (Linux), else 0."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    line = next((one for one in status.splitlines() if one.startswith("VmHWM")), "0 0")
    return int(line.split()[1]) / 1024


class Terminal:
    """A command on a terminal of its own; keys are typed and what is written is read.

    Figures are those of Linux, 0 elsewhere.
    """

    def __init__(self, words: Sequence[str], size: tuple[int, int], settings: Path) -> None:
        """Start the command; ``settings`` is a settings file that may be missing."""
        environment = {
            **clean_environment(),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "KOBICRM_LANG": "tr",
            "KOBICRM_CONFIG": str(settings),
            "XDG_STATE_HOME": str(settings.parent / "state"),
        }
        self.words = list(words)
        self.begun = time.monotonic()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvpe(words[0], self.words, environment)

    def __enter__(self) -> Self:
        """Return the terminal, which ends with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the command."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)

    @property
    def cpu(self) -> float:
        """The CPU seconds of all its threads so far."""
        return _spent(self.process)

    @property
    def memory(self) -> float:
        """Its peak memory in MB."""
        return _memory(self.process)

    def until(self, sight: bytes) -> None:
        """Read until ``sight`` is written; TimeoutError when it does not come."""
        seen = b""
        while sight not in seen:
            if time.monotonic() - self.begun > _PATIENCE:
                raise TimeoutError(self.words)
            seen += self._read(0.02)

    def quiet(self, seconds: float) -> None:
        """Read until nothing was written and hardly anything done for so long."""
        last, cpu = time.monotonic(), self.cpu
        while time.monotonic() - last < seconds:
            written, before = self._read(0.01), cpu
            cpu = self.cpu
            if written or cpu - before > _IDLE:
                last = time.monotonic()

    def press(self, key: bytes, rest: float) -> float:
        """Type ``key`` and return the CPU seconds until the command rests for ``rest`` seconds."""
        before = self.cpu
        os.write(self._terminal, key)
        self.quiet(rest)
        return self.cpu - before

    def _read(self, seconds: float) -> bytes:
        ready = select.select([self._terminal], [], [], seconds)[0]
        return os.read(self._terminal, 1 << 16) if ready else b""


def until(words: Sequence[str], sight: bytes, size: tuple[int, int], settings: Path) -> Run:
    """Run a command on a terminal of ``size`` until ``sight`` is written, then end it."""
    with Terminal(words, size, settings) as terminal:
        terminal.until(sight)
        wall = time.monotonic() - terminal.begun
        return Run(terminal.cpu, wall, terminal.memory)
