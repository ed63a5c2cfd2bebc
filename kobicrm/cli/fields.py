"""Commands about the shop's own fields."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Json, one_of
from kobicrm.cli.usage import Command, new_group
from kobicrm.i18n import N_, _

app = new_group(_("Fields of your own on contacts."))
TYPES = {
    "text": N_("Text"),
    "number": N_("Number"),
    "money": N_("Money"),
    "date": N_("Date"),
    "yes_no": N_("Yes or no"),
    "choice": N_("Choice"),
}


@app.command("add", cls=Command, help=_("Add a field."))
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar=_("NAME"), help=_("Name of the field."))],
    kind: Annotated[
        str, typer.Option("--type", metavar="|".join(TYPES), help=_("What it holds."))
    ] = "text",
    choices: Annotated[
        list[str] | None,
        typer.Option("--choice", metavar=_("TEXT"), help=_("One possible value of a choice.")),
    ] = None,
    as_json: Json = False,
) -> None:
    """Add one field."""
    from kobicrm.services import fields

    one_of("--type", kind, tuple(TYPES))
    with call_of(ctx).session(create=True) as session:
        field = fields.add_field(session, name, kind, tuple(choices or ()))
    if as_json:
        output.write_json(asdict(field))
    else:
        output.write(_("Field added: {name}").format(name=output.cell(field.name)) + "\n")


@app.command("list", cls=Command, help=_("List the fields."))
def list_fields(ctx: typer.Context, as_json: Json = False) -> None:
    """List the fields."""
    from kobicrm.services import fields

    with call_of(ctx).session() as session:
        known = list(fields.list_fields(session))
    if as_json:
        output.write_json_list(asdict(field) for field in known)
        return
    header = (_("Name"), _("Type"), _("Choices"))
    rows = ((field.name, _(TYPES[field.type]), ", ".join(field.choices)) for field in known)
    output.write_table(header, rows)
