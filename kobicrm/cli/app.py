"""The tree of commands and the options that every one of them takes."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from kobicrm.cli import (
    backups,
    brief,
    capture,
    completion,
    config,
    contacts,
    contacts_bulk,
    demo,
    doctor,
    duplicates,
    exports,
    fields,
    imports,
    interactions,
    log,
    mail,
    profiles,
    quality,
    query,
    reminding,
    restore,
    search,
    task_acts,
    tasks,
    templates,
    undo,
    views,
)
from kobicrm.cli.context import Call
from kobicrm.cli.options import seconds
from kobicrm.cli.output import write
from kobicrm.cli.usage import Root, new_group
from kobicrm.i18n import _

app = new_group(
    _("The customer book of a small business. Without a command it opens on the screen."),
    cls=Root,
    no_args_is_help=False,
    invoke_without_command=True,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from kobicrm import __version__

        write(f"kobicrm {__version__}\n")
        raise typer.Exit


@app.callback()
def start(
    ctx: typer.Context,
    db: Annotated[
        str, typer.Option("--db", metavar=_("FILE"), help=_("The database (or KOBICRM_DB)."))
    ] = "",
    lang: Annotated[
        str,
        typer.Option("--lang", metavar="tr|en", help=_("Language of all texts (or KOBICRM_LANG).")),
    ] = "",
    who: Annotated[
        str, typer.Option("--as", metavar=_("NAME"), help=_("Who is at work; kept in the history."))
    ] = "",
    wait: Annotated[
        str,
        typer.Option(
            "--wait", metavar=_("SECONDS"), help=_("How long to wait for other programs (60).")
        ),
    ] = "",
    no_color: Annotated[bool, typer.Option("--no-color", help=_("No colours."))] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("Only results and errors, no other messages."))
    ] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help=_("Print the version."), is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Keep the global options; without a command open the screen or print the brief."""
    from kobicrm.cli.options import one_of

    one_of("--lang", lang, ("", "tr", "en"))
    if no_color:
        os.environ["NO_COLOR"] = "1"
    ctx.obj = Call(db=db, who=who, wait=seconds("--wait", wait), quiet=quiet)
    if ctx.invoked_subcommand is None:
        _home(ctx.obj)


def _home(call: Call) -> None:
    """Open the application on a terminal; without one print today's brief."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from kobicrm.cli.screen import launch

        code = launch(call)
        if code:
            raise typer.Exit(code)
    else:
        from kobicrm.cli.brief import print_brief

        print_brief(call)


# The order of the list of commands is that of Root.
for group, name in (
    (contacts.app, "contact"),
    (tasks.app, "task"),
    (interactions.app, "interaction"),
    (duplicates.app, "duplicates"),
    (backups.app, "backup"),
    (fields.app, "field"),
    (profiles.app, "profile"),
    (quality.app, "quality"),
    (query.app, "query"),
    (views.app, "view"),
    (config.app, "config"),
):
    app.add_typer(group, name=name)
contacts_bulk.add_to(contacts.app)
task_acts.add_to(tasks.app)
for module in (
    capture,
    log,
    brief,
    reminding,
    search,
    imports,
    mail,
    exports,
    templates,
    undo,
    restore,
    doctor,
    demo,
    completion,
):
    module.add_to(app)


def command() -> Any:
    """Return the whole tree, ready to be run."""
    return typer.main.get_command(app)
