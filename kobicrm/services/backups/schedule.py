"""Lines that make a backup every night: for cron, systemd and the Windows Task Scheduler."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

System = Literal["cron", "systemd", "windows"]
HOUR = "02:00"


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is typed or written where; ``file`` is '' when ``text`` is a line to type."""

    system: System
    file: str
    text: str


def command_of(
    program: Sequence[str], *, database: Path | None = None, folder: str = "", keep: str = ""
) -> list[str]:
    """Return the words of the command that makes a quiet backup.

    ``database`` is given when it is not the default one, ``folder`` and ``keep`` as in the
    settings; what the settings say is not repeated by the command itself.
    """
    words = [*program]
    if database is not None:
        words += ["--db", str(database)]
    words += ["backup", "create"]
    if folder:
        words += ["--to", folder]
    if keep:
        words += ["--keep", keep]
    return [*words, "--quiet"]


def schedules(words: Sequence[str], *, windows: bool) -> list[Schedule]:
    """Return how a command is run at two every night on this kind of machine."""
    if windows:
        return [_windows(words)]
    return [_cron(words), *_systemd(words)]


def _cron(words: Sequence[str]) -> Schedule:
    # In a crontab % ends the line unless escaped.
    line = shlex.join(words).replace("%", r"\%")
    hour, minute = HOUR.split(":")
    return Schedule("cron", "", f"{int(minute)} {int(hour)} * * *  {line}")


def _systemd(words: Sequence[str]) -> list[Schedule]:
    line = " ".join(_unit_word(word) for word in words)
    folder = "~/.config/systemd/user"
    service = f"[Service]\nType=oneshot\nExecStart={line}"
    timer = (
        f"[Timer]\nOnCalendar=*-*-* {HOUR}\nPersistent=true\n\n[Install]\nWantedBy=timers.target"
    )
    return [
        Schedule("systemd", f"{folder}/kobicrm-backup.service", service),
        Schedule("systemd", f"{folder}/kobicrm-backup.timer", timer),
        Schedule("systemd", "", "systemctl --user enable --now kobicrm-backup.timer"),
    ]


def _unit_word(word: str) -> str:
    """Quote for a unit file, where % and $ have meanings of their own."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if any(sign in word for sign in " \t\"'") else plain


def _windows(words: Sequence[str]) -> Schedule:
    inner = " ".join(f'\\"{word}\\"' if " " in word else word for word in words)
    text = f'schtasks /Create /SC DAILY /ST {HOUR} /TN "KobiCRM" /TR "{inner}"'
    return Schedule("windows", "", text)
