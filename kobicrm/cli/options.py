"""Options that several commands share, and the checks of their values.

This module is imported after the language is settled, so help texts are looked up here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from kobicrm.errors import UsageError
from kobicrm.i18n import _

Json = Annotated[bool, typer.Option("--json", help=_("Print one JSON document."))]
JsonLines = Annotated[bool, typer.Option("--jsonl", help=_("Print one JSON object a line."))]
Csv = Annotated[bool, typer.Option("--csv", help=_("Print CSV."))]
Ids = Annotated[bool, typer.Option("--ids", help=_("Print the record numbers only."))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Do it without asking."))]
Limit = Annotated[
    str, typer.Option("--limit", metavar=_("N"), help=_("At most this many; all otherwise."))
]
Reference = Annotated[
    str,
    typer.Argument(
        metavar=_("REF"), help=_("Number, uid, e-mail, phone, tax number or code of the record.")
    ),
]
Identity = Annotated[
    str,
    typer.Option("--identity", metavar=_("FILE"), help=_("Key file that opens encrypted backups.")),
]


def one_of(option: str, value: str, choices: Sequence[str]) -> str:
    """Return ``value`` when it is one of ``choices``; UsageError listing them otherwise."""
    if value not in choices:
        known = [choice for choice in choices if choice]
        raise UsageError("bad_choice", option=option, value=value, choices=known)
    return value


def whole_number(option: str, value: str, least: int = 1) -> int | None:
    """Return ``value`` as a number not below ``least``, None for ''; UsageError otherwise."""
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 15 and int(value) >= least):
        raise UsageError("bad_number", option=option, value=value, least=least)
    return int(value)


def seconds(option: str, value: str) -> float | None:
    """Return ``value`` as seconds, None for ''; UsageError otherwise."""
    if not value:
        return None
    try:
        number = float(value)
    except ValueError as error:
        raise UsageError("bad_seconds", option=option, value=value) from error
    if not 0 <= number <= 86_400:
        raise UsageError("bad_seconds", option=option, value=value)
    return number


def pair(option: str, value: str, form: str) -> tuple[str, str]:
    """Return the two sides of ``left=right``; UsageError showing ``form`` otherwise."""
    left, sign, right = value.partition("=")
    if not (sign and left.strip()):
        raise UsageError("bad_pair", option=option, value=value, form=form)
    return left.strip(), right.strip()


def at_most_one(**flags: bool) -> str:
    """Return the name of the flag that is set, '' when none is; UsageError when several are."""
    chosen = [name for name, is_set in flags.items() if is_set]
    if len(chosen) > 1:
        raise UsageError("exclusive_options", first=f"--{chosen[0]}", second=f"--{chosen[1]}")
    return chosen[0] if chosen else ""
