"""The restore command: a backup takes the place of the present data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.backups import Unchecked, identity_file, now
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Identity, Json, Yes
from kobicrm.cli.usage import Command
from kobicrm.i18n import _


def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar=_("FILE"), help=_("The backup."))],
    identity: Identity = "",
    unchecked: Unchecked = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Put a backup in the place of the present data."""
    from kobicrm.services import backups

    call = call_of(ctx)
    question = _("Replace the data in {database} by this backup? The present ones are kept.")
    output.confirm(question.format(database=call.database), yes=yes)
    report = backups.restore(
        call.database,
        Path(file).expanduser(),
        identity=identity_file(call, identity),
        backup_dir=Path(call.settings.backup.dir).expanduser()
        if call.settings.backup.dir
        else None,
        recipients=call.settings.backup.recipients,
        clock=now,
        wait=call.waiting,
        without_checksum=unchecked,
    )
    if as_json:
        output.write_json(report.to_json())
        return
    call.tell(_("Restored: {file}").format(file=output.cell(report.restored_from)))
    if report.kept_backup:
        text = _("The data that were there before are kept in {file}")
        call.tell(text.format(file=output.cell(report.kept_backup)))
    if report.moved_aside:
        text = _("The unreadable database was moved to {file}")
        call.tell(text.format(file=output.cell(report.moved_aside)))


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    help_text = _("Put a backup in place of the present data, which are kept as a backup first.")
    app.command("restore", cls=Command, help=help_text)(restore)
