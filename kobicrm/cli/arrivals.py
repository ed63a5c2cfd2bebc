"""Importing what ``export all`` wrote: everything into an empty database, else what fits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm.cli import output
from kobicrm.cli.context import Call
from kobicrm.cli.progress import Bar
from kobicrm.i18n import _
from kobicrm.i18n.parts import part_text

if TYPE_CHECKING:
    from kobicrm.services.imports import ArrivalReport, ImportOptions
    from kobicrm.services.session import Session


def take_archive(
    call: Call, session: Session, file: str, options: ImportOptions
) -> ArrivalReport | None:
    """Take an archive in; None when the file is none."""
    from dataclasses import replace

    from kobicrm.services.imports import run_archive

    if file == "-":
        return None
    with Bar(_("Reading {file}").format(file=output.cell(file)), quiet=call.quiet) as bar:
        told = replace(options, progress=bar.update)
        return run_archive(session, Path(file).expanduser(), told)


def print_arrival(call: Call, report: ArrivalReport) -> None:
    """Print what came back, or what became of the rows and what stayed behind."""
    if call.quiet:
        return
    text = _("{file}: everything of a shop, written by KobiCRM {program}")
    name = output.cell(report.name)
    output.write(text.format(file=name, program=output.cell(report.program)) + "\n")
    if report.whole:
        output.write_facts((part_text(name), count) for name, count in report.rows.items() if count)
        if report.dry_run:
            call.say(_("This was a trial; nothing was changed."))
        else:
            call.say(_("Everything is back, the history too. This can't be undone."))
        return
    if report.left_out:
        names = ", ".join(part_text(part) for part in report.left_out)
        text = _("This shop has contacts already, so these stayed in the archive: {parts}")
        call.say(text.format(parts=names))
    if report.dry_run and report.rows.get("interaction"):
        call.say(_("Whose the interactions are can only be told when the contacts are there."))
