"""The completion command: the script a shell reads to complete our commands by Tab."""

from __future__ import annotations

from typing import Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.options import one_of
from kobicrm.cli.usage import Command
from kobicrm.errors import UsageError
from kobicrm.i18n import _

SHELLS = ("bash", "zsh", "fish", "powershell")
PROGRAM = "kobicrm"
VARIABLE = "_KOBICRM_COMPLETE"


def completion(
    what: Annotated[
        str,
        typer.Argument(
            metavar="bash|zsh|fish|powershell|install",
            help=_("Print the script of this shell, or install it for the shell in use."),
        ),
    ],
    shell: Annotated[
        str, typer.Argument(metavar=_("[SHELL]"), help=_("With install: for this shell."))
    ] = "",
) -> None:
    """Print the completion script of a shell, or put it where that shell finds it."""
    # The library keeps these for its own options; their names are stable since its first release.
    from typer.completion import (  # type: ignore[attr-defined]
        get_completion_script,
        install,
    )

    one_of("completion", what, (*SHELLS, "install"))
    if what != "install":
        output.write(
            get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=what) + "\n"
        )
        return
    chosen = one_of("install", shell, SHELLS) if shell else _shell_in_use()
    _name, path = install(shell=chosen, prog_name=PROGRAM, complete_var=VARIABLE)
    output.write(_("Installed: {file}").format(file=output.cell(path)) + "\n")
    output.say(_("It works in terminals opened from now on."))


def _shell_in_use() -> str:
    """Return the shell that called us; UsageError when it can't be told."""
    import os

    import shellingham  # type: ignore[import-untyped]

    try:
        name = str(shellingham.detect_shell()[0])
    except (shellingham.ShellDetectionFailure, OSError):
        name = os.environ.get("SHELL", "").rpartition("/")[2]
    name = "powershell" if name == "pwsh" else name
    if name not in SHELLS:
        raise UsageError("shell_unknown")
    return name


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    help_text = _("Complete commands with Tab: completion install, or print the script.")
    app.command("completion", cls=Command, help=help_text)(completion)
