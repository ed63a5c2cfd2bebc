"""Commands about saved views: queries that are asked again and again."""

from __future__ import annotations

from typing import Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.contacts import SORTS
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Json, Yes, one_of
from kobicrm.cli.usage import Command, new_group
from kobicrm.domain.kinds.registry import KINDS as REGISTERED
from kobicrm.i18n import _

app = new_group(_("Saved views: a query with columns and order, used by --view."))
KINDS = ("contact", "task", "interaction")
Kind = Annotated[
    str, typer.Option("--kind", metavar="|".join(KINDS), help=_("What the view is of."))
]
Name = Annotated[str, typer.Argument(metavar=_("NAME"), help=_("Name of the view."))]


@app.command("save", cls=Command, help=_("Keep a view, in place of one of the same name."))
def save(
    ctx: typer.Context,
    name: Name,
    where: Annotated[str, typer.Option("--where", metavar=_("QUERY"), help=_("The query."))],
    columns: Annotated[
        list[str] | None,
        typer.Option("--columns", metavar="A,B", help=_("Columns of an export, in this order.")),
    ] = None,
    sort: Annotated[str, typer.Option("--sort", metavar=_("FIELD"), help=", ".join(SORTS))] = "",
    kind: Kind = "contact",
) -> None:
    """Keep one view."""
    from kobicrm.services.views import save_view

    one_of("--kind", kind, KINDS)
    # The lists of other kinds have one order.
    one_of("--sort", sort, ("", *(SORTS if kind == "contact" else ())))
    wanted = list(output.flatten(columns or ()))
    call = call_of(ctx)
    with call.session() as session:
        changed = save_view(session, name, where, kind=kind, columns=wanted, sort=sort)
    text = _("View kept: {name}") if changed else _("Nothing to change: {name}")
    call.tell(text.format(name=output.cell(name)))


@app.command("list", cls=Command, help=_("List the saved views."))
def list_views(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Option("--kind", metavar="|".join(KINDS), help=_("Only views of these."))
    ] = "",
    as_json: Json = False,
) -> None:
    """List them in name order, kind by kind."""
    from kobicrm.services.views import views

    one_of("--kind", kind, ("", *KINDS))
    with call_of(ctx).session() as session:
        found = views(session, kind)
    if as_json:
        output.write_json_list(one.to_json() for one in found)
        return
    header = (_("Name"), _("Query"), _("Columns"), _("Order"), _("Kind"))
    rows = (
        (one.name, one.query, ", ".join(one.columns), one.sort, _(REGISTERED[one.kind].label))
        for one in found
    )
    output.write_table(header, rows)


@app.command("show", cls=Command, help=_("Print the query of a view, to be handed on."))
def show(ctx: typer.Context, name: Name, kind: Kind = "contact", as_json: Json = False) -> None:
    """Print one view."""
    from kobicrm.services.views import view_named

    one_of("--kind", kind, KINDS)
    with call_of(ctx).session() as session:
        found = view_named(session, name, kind)
    if as_json:
        output.write_json(found.to_json())
    else:
        output.write(output.cell(found.query) + "\n")


@app.command("remove", cls=Command, help=_("Take a view away."))
def remove(ctx: typer.Context, name: Name, kind: Kind = "contact", yes: Yes = False) -> None:
    """Take one view away."""
    from kobicrm.services.views import remove_view, view_named

    one_of("--kind", kind, KINDS)
    call = call_of(ctx)
    with call.session() as session:
        found = view_named(session, name, kind)
        text = _("Take the view “{name}” away?")
        output.confirm(text.format(name=output.cell(found.name)), yes=yes)
        remove_view(session, found.name, kind)
    call.tell(_("View taken away: {name}").format(name=output.cell(found.name)))
