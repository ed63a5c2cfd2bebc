"""The demo command: a believable shop in a database of its own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kobicrm import paths
from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Json, whole_number
from kobicrm.cli.usage import Command
from kobicrm.i18n import _, language


def demo(
    ctx: typer.Context,
    seed: Annotated[
        str, typer.Option("--seed", metavar=_("N"), help=_("The same number, the same shop."))
    ] = "1",
    size: Annotated[
        str, typer.Option("--size", metavar=_("N"), help=_("How many people and companies."))
    ] = "2000",
    as_json: Json = False,
) -> None:
    """Build the demo shop."""
    from kobicrm.services import demo as service

    call = call_of(ctx)
    path = Path(call.db).expanduser() if call.db else paths.demo_file()
    paths.private_dir(path.absolute().parent)
    report = service.build(
        path,
        seed=whole_number("--seed", seed, 0) or 0,
        size=whole_number("--size", size) or 1,
        lang=language(),
        wait=call.waiting,
    )
    if as_json:
        output.write_json(asdict(report))
        return
    call.tell(_("The demo shop is ready: {file}").format(file=output.cell(report.path)))
    call.say(_("Open it: kobicrm --db {file}").format(file=report.path))


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    help_text = _("Build a believable shop to try things on, in a database of its own.")
    app.command("demo", cls=Command, help=help_text)(demo)
