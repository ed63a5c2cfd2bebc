"""The doctor command: is the database well, and are its backups?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.backups import now
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.options import Json
from kobicrm.cli.usage import Command
from kobicrm.errors import VerificationFailed
from kobicrm.i18n import _
from kobicrm.i18n.findings import finding_text, level_text


def doctor(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help=_("Rebuild what can be derived from the data."))
    ] = False,
    as_json: Json = False,
) -> None:
    """Examine the database; exit code 6 when something failed, never for a warning."""
    from kobicrm.services import doctor as service

    call = call_of(ctx)
    report = service.examine(
        call.database, backup_folders=_folders(call), repair=repair, now=now(), wait=call.waiting
    )
    if as_json:
        output.write_json(report.to_json())
    else:
        for finding in report.findings:
            if call.quiet and finding.level != "error":
                continue
            text = finding_text(finding.code, finding.values)
            output.write(f"{level_text(finding.level):<7} {text}\n")
    if not report.ok:
        raise typer.Exit(VerificationFailed.exit_code)


def _folders(call: Call) -> list[Path]:
    folder = call.settings.backup.dir
    return [Path(folder).expanduser()] if folder else []


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    help_text = _("Check the database, the search index, permissions and the last backup.")
    app.command("doctor", cls=Command, help=help_text)(doctor)
