"""The template command: blank tables and forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.exports import Force, Out, file_or_stream, writing
from kobicrm.cli.imports import KINDS
from kobicrm.cli.options import one_of
from kobicrm.cli.usage import Command
from kobicrm.domain.turkish import lower_invariant
from kobicrm.errors import UsageError
from kobicrm.i18n import _

STREAM = "-"
ENDINGS = {"htm": "html"}

What = Annotated[
    str, typer.Argument(metavar="contacts|interactions|tasks", help=_("What the table is for."))
]
Form = Annotated[
    str,
    typer.Option("--format", metavar="csv|xlsx|html", help=_("By the file's name when left out.")),
]
Excel = Annotated[
    bool,
    typer.Option(
        "--excel-tr/--plain", help=_("CSV for Excel in Türkiye, or for programs (comma, keys).")
    ),
]


def template(
    ctx: typer.Context,
    what: What,
    form: Form = "",
    excel_tr: Excel = True,
    out: Out = STREAM,
    force: Force = False,
) -> None:
    """Write a blank table with one example row, or a form to print."""
    from kobicrm.services import templates

    kind = KINDS[one_of("template", what, tuple(KINDS))]
    chosen = form or ("csv" if out == STREAM else _ending(out))
    one_of("--format", chosen, templates.FORMATS)
    call = call_of(ctx)
    with call.session() as session, writing():
        report = templates.write_template(
            session, kind, file_or_stream(out, chosen), format=chosen, excel_tr=excel_tr,
            force=force,
        )  # fmt: skip
    if out == STREAM:
        return
    call.say(_("Written: {file}").format(file=output.cell(report.path)))
    if chosen == "html":
        call.say(_("Have the privacy notice in it checked by a lawyer before you use it."))


def _ending(out: str) -> str:
    ending = lower_invariant(Path(out).suffix.removeprefix("."))
    found = ENDINGS.get(ending, ending or "csv")
    if found not in ("csv", "xlsx", "html"):
        raise UsageError("export_format_unknown", format=found, known="csv, xlsx, html")
    return found


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    help_text = _("A blank table for Excel, or a form to print (HTML), with the right columns.")
    app.command("template", cls=Command, help=help_text)(template)
