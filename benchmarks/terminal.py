"""The installed program on a terminal of its own, up to the moment something is in sight."""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Run, clean_environment

_PATIENCE = 60.0


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


def until(words: Sequence[str], sight: bytes, size: tuple[int, int], settings: Path) -> Run:
    """Run a command on a terminal of ``size`` until ``sight`` is written, then end it.

    ``settings`` is a settings file that may be missing. Raises TimeoutError when the text does
    not come.
    """
    environment = {
        **clean_environment(),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "KOBICRM_LANG": "tr",
        "KOBICRM_CONFIG": str(settings),
    }
    start = time.monotonic()
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.execvpe(words[0], list(words), environment)
    seen = b""
    try:
        while sight not in seen:
            if time.monotonic() - start > _PATIENCE:
                raise TimeoutError(words)
            if select.select([terminal], [], [], 0.02)[0]:
                seen += os.read(terminal, 1 << 16)
        wall = time.monotonic() - start
        return Run(_spent(process), wall, _memory(process))
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def spent_here() -> tuple[float, float]:
    """Return the CPU seconds of this process and its peak memory in MB."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit
