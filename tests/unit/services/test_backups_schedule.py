"""The lines that make a backup every night, as each system wants them."""

from __future__ import annotations

import shlex
from pathlib import Path

from kobicrm.services.backups.schedule import command_of, schedules

WORDS = command_of(
    ["/home/ayşe/bin dizini/kobicrm"],
    database=Path("/srv/%10/kobicrm.db"),
    folder="/media/usb/yedek $1",
    keep="daily=7,weekly=4",
)


def test_the_command_names_only_what_is_not_the_default() -> None:
    assert command_of(["kobicrm"]) == ["kobicrm", "backup", "create", "--quiet"]
    assert WORDS[1:5] == ["--db", "/srv/%10/kobicrm.db", "backup", "create"]


def test_a_cron_line_runs_at_two_and_keeps_every_word() -> None:
    line = schedules(WORDS, windows=False)[0].text
    assert line.startswith("0 2 * * *  ")
    assert r"\%10" in line
    assert shlex.split(line.replace(r"\%", "%"))[5:] == WORDS


def test_a_unit_file_quotes_words_and_escapes_what_systemd_reads() -> None:
    service = next(one for one in schedules(WORDS, windows=False) if "service" in one.file)
    assert '"/home/ayşe/bin dizini/kobicrm"' in service.text
    assert "/srv/%%10/kobicrm.db" in service.text
    assert '"/media/usb/yedek $$1"' in service.text


def test_the_windows_task_quotes_what_has_blanks() -> None:
    (task,) = schedules([r"C:\Program Files\kobicrm.exe", "backup"], windows=True)
    assert task.text.endswith(r'/TR "\"C:\Program Files\kobicrm.exe\" backup"')
