"""What the program says when it is called without a terminal and without a command."""

from __future__ import annotations

from pathlib import Path

from kobicrm.cli import output
from kobicrm.cli.context import Call


def print_brief(call: Call) -> None:
    """Print counts, the newest contacts and the age of the last backup."""
    from kobicrm.services.brief import brief, brief_lines

    folder = call.settings.backup.dir
    with call.session() as session:
        found = brief(session, [Path(folder).expanduser()] if folder else [])
    for line in brief_lines(found):
        output.write(line + "\n")
