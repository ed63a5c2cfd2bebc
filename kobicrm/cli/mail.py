"""The mail command: the new messages of a folder become interactions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.imports import SOME_REFUSED
from kobicrm.cli.options import Json
from kobicrm.cli.progress import Bar
from kobicrm.cli.usage import Command
from kobicrm.errors import UsageError
from kobicrm.i18n import _, ngettext
from kobicrm.i18n.notices import notice_text

if TYPE_CHECKING:
    from kobicrm.services.mail_folder import FolderReport

# Senders printed; --json tells of more.
SHOWN = 20
# What is nobody's mistake.
_USUAL = ("mail_link", "mail_being_written", "file_changed", "file_missing")


def mail(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar=_("FOLDER"), help=_("The folder, else that of mail.folder."))
    ] = "",
    again: Annotated[
        bool, typer.Option("--again", help=_("Look at files that were read already, too."))
    ] = False,
    as_json: Json = False,
) -> None:
    """Take in what is new in a folder of messages."""
    from kobicrm.services.mail_folder import read_folder

    call = call_of(ctx)
    chosen = folder or call.settings.mail.folder
    if not chosen:
        raise UsageError("mail_no_folder")
    with call.session(create=True) as session:
        text = _("Reading {file}").format(file=output.cell(chosen))
        with Bar(text, quiet=call.quiet) as bar:
            path = Path(chosen).expanduser()
            report = read_folder(session, path, again=again, progress=bar.update)
    if as_json:
        output.write_json(report.to_json())
    else:
        _print(call, report)
    if any(one.reason not in _USUAL for one in report.left):
        raise typer.Exit(SOME_REFUSED)


def _print(call: Call, report: FolderReport) -> None:
    if not call.quiet:
        output.write_facts(
            [
                (_("New files"), str(report.files)),
                (_("Messages"), str(report.messages)),
                (_("New interactions"), str(report.created)),
                (_("Already there"), str(report.unchanged)),
            ]
        )
    if report.unknown:
        call.say(_("Senders who are nobody of your contacts:"))
        for address, count in report.unknown[:SHOWN]:
            call.say(f"  {output.cell(address) or '?'} ({count})")
        if (rest := len(report.unknown) - SHOWN) > 0:
            call.say("  " + ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    for one in report.left:
        call.say(f"! {output.cell(one.file)}: {notice_text(one.reason)}")
    if report.changeset:
        call.say(_("The way back: kobicrm undo {number}").format(number=report.changeset))


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    text = _("Take the new messages of a folder in, as interactions of your contacts; for cron.")
    app.command("mail", cls=Command, help=text)(mail)
