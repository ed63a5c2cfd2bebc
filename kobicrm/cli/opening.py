"""The shortest way to the screen: `kobicrm` alone does not load the tree of commands."""

from __future__ import annotations

import sys

from kobicrm.cli.context import Call

# Options that may stand beside it; with any other word the whole command line is read.
_KNOWN = ("--db", "--as", "--lang")


def screen_call(arguments: list[str]) -> Call | None:
    """Return the call when ``arguments`` only open the screen on a terminal, else None."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    given: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        flag, sign, value = word.partition("=")
        if flag not in _KNOWN or flag in given:
            return None
        given[flag] = value if sign else next(words, "")
        # A missing or odd value is for the command line to explain.
        if not given[flag] or given[flag].startswith("-"):
            return None
    if given.get("--lang", "tr") not in ("tr", "en"):
        return None
    return Call(db=given.get("--db", ""), who=given.get("--as", ""))
