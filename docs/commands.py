"""docs/commands.md: the help of every command in both languages, written by ``make commands``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "commands.md"
_LANGUAGES = ("tr", "en")
_MARK = "\x1e"
HEAD = """# Komutlar · Commands

<!-- `make commands` yazar, elle değiştirilmez. Written by `make commands`, not by hand. -->

Bütün komutlar, `--help` ile görüldükleri gibi: önce Türkçe, sonra İngilizce.
Every command as `--help` shows it: in Turkish first, then in English.
"""


def pages(lang: str) -> dict[str, str]:
    """Return the help of each command by its path, as a new process prints it in ``lang``.

    Texts of commands are looked up when they are loaded, so each language needs its own process.
    """
    environment = {**os.environ, "KOBICRM_LANG": lang, "COLUMNS": "80", "NO_COLOR": "1"}
    told = subprocess.run(
        [sys.executable, "-m", "docs.commands", lang],
        cwd=FILE.parents[1],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    parts = told.split(_MARK)[1:]
    return {path: text for path, _line, text in (part.partition("\n") for part in parts)}


def whole() -> str:
    """Return the whole page."""
    both = {lang: pages(lang) for lang in _LANGUAGES}
    blocks = [HEAD]
    for path in both["en"]:
        texts = "\n\n".join(f"```\n{both[lang][path].strip()}\n```" for lang in _LANGUAGES)
        blocks.append(f"## {path}\n\n{texts}\n")
    return "\n".join(blocks)


def _print_all(lang: str) -> None:
    from kobicrm.cli.door import settle_language

    settle_language(["--lang", lang])
    from kobicrm.cli.app import command

    _print(command(), None, "kobicrm")


def _print(command: Any, parent: Any, name: str) -> None:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    sys.stdout.write(f"{_MARK}{context.command_path}\n{command.get_help(context)}\n")
    for inner in getattr(command, "list_commands", lambda _context: [])(context):
        _print(command.get_command(context, inner), context, inner)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _print_all(sys.argv[1])
    else:
        FILE.write_text(whole(), encoding="utf-8")
