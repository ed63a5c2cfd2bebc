"""Commands about saved ways of reading a table."""

from __future__ import annotations

from typing import Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Json, Yes
from kobicrm.cli.usage import Command, new_group
from kobicrm.i18n import _

app = new_group(_("Saved ways of reading tables that come again."))


@app.command("list", cls=Command, help=_("List the saved profiles."))
def list_profiles(ctx: typer.Context, as_json: Json = False) -> None:
    """List them in name order."""
    from kobicrm.services.imports import profiles

    with call_of(ctx).session() as session:
        found = profiles(session)
    if as_json:
        output.write_json_list(one.to_json() for one in found)
        return
    header = (_("Name"), _("Columns"), _("Where columns go"))
    rows = (
        (one.name, len(one.header), ", ".join(f"{name} = {to}" for _at, name, to in one.mapping))
        for one in found
    )
    output.write_table(header, rows)


@app.command("remove", cls=Command, help=_("Take a profile away."))
def remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar=_("NAME"), help=_("Name of the profile."))],
    yes: Yes = False,
) -> None:
    """Take one profile away."""
    from kobicrm.services.imports import profile_named, remove_profile

    call = call_of(ctx)
    with call.session() as session:
        found = profile_named(session, name)
        text = _("Take the import profile “{name}” away?")
        output.confirm(text.format(name=output.cell(found.name)), yes=yes)
        remove_profile(session, found.name)
    call.tell(_("Profile taken away: {name}").format(name=output.cell(found.name)))
