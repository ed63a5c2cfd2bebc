"""The brief: what the day asks for; also what the program says without a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.options import Json, one_of
from kobicrm.cli.usage import Command
from kobicrm.i18n import _

if TYPE_CHECKING:
    from kobicrm.services.brief import Brief

FORMATS = ("text", "markdown", "html", "json")


def print_brief(call: Call) -> None:
    """Print who is to be called and why, the newest contacts and the age of the last backup."""
    from kobicrm.services.brief_text import brief_lines

    for line in brief_lines(_found(call)):
        output.write(line + "\n")


def _found(call: Call) -> Brief:
    from kobicrm.services.brief import brief

    folder = call.settings.backup.dir
    with call.session() as session:
        return brief(session, [Path(folder).expanduser()] if folder else [])


def brief(
    ctx: typer.Context,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help=_("How it is written."))
    ] = "text",
    why: Annotated[
        bool, typer.Option("--why", help=_("What the place in the list is made of."))
    ] = False,
    as_json: Json = False,
) -> None:
    """Print today's list in one of the forms."""
    from kobicrm.services import brief_text

    form = "json" if as_json else one_of("--format", form, FORMATS)
    call = call_of(ctx)
    found = _found(call)
    if form == "json":
        output.write_json(brief_text.brief_document(found))
    elif form == "markdown":
        output.write(brief_text.brief_markdown(found) + "\n")
    elif form == "html":
        output.write(brief_text.brief_html(found) + "\n")
    elif why:
        _print_why(found)
    else:
        print_brief(call)


def _print_why(found: Brief) -> None:
    from kobicrm.i18n.today import line_text

    for card in found.today.cards:
        output.write(f"{card.score:4}  {output.cell(card.name)}\n")
        for reason in card.reasons:
            for line in reason.lines:
                output.write(f"{line.points:+8}  {line_text(line.code)}\n")


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    app.command("brief", cls=Command, help=_("Today's list: who to call now, and why."))(brief)
