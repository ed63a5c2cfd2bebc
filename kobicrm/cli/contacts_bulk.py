"""Commands about several contacts at once: delete, restore, tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Json, References, Yes
from kobicrm.cli.usage import Command
from kobicrm.errors import UsageError
from kobicrm.i18n import _, ngettext

if TYPE_CHECKING:
    from kobicrm.services.contacts import Bulk

SHOWN = 3


def delete(ctx: typer.Context, refs: References, yes: Yes = False, as_json: Json = False) -> None:
    """Move contacts to the trash."""
    from kobicrm.services import contacts

    with call_of(ctx).session() as session:
        found = [contacts.get(session, ref) for ref in refs]
        question = ngettext(
            "Move {count} contact to the trash ({names})?",
            "Move {count} contacts to the trash ({names})?",
            len(found),
        )
        names = _some([contact.name for contact in found])
        output.confirm(question.format(count=len(found), names=names), yes=yes)
        done = contacts.delete(session, refs)
    text = ngettext(
        "{count} contact is in the trash: {names}",
        "{count} contacts are in the trash: {names}",
        len(done.uids),
    )
    _report(done, text, as_json)


def restore(ctx: typer.Context, refs: References, as_json: Json = False) -> None:
    """Take contacts out of the trash."""
    from kobicrm.services import contacts

    with call_of(ctx).session() as session:
        done = contacts.restore(session, refs)
    text = ngettext(
        "{count} contact is back: {names}", "{count} contacts are back: {names}", len(done.uids)
    )
    _report(done, text, as_json)


def tag(
    ctx: typer.Context,
    refs: Annotated[
        list[str],
        typer.Argument(metavar=_("REF..."), help=_("Records; without --add and --remove one.")),
    ],
    add: Annotated[
        list[str] | None, typer.Option("--add", metavar=_("TAG"), help=_("Tag to put on."))
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar=_("TAG"), help=_("Tag to take off."))
    ] = None,
    as_json: Json = False,
) -> None:
    """Put tags on contacts or take them off."""
    from kobicrm.services import contacts

    put, off = list(add or []), list(remove or [])
    if not (put or off):
        # contact tag REF TAG...: the short way for one record
        refs, put = refs[:1], refs[1:]
    if not (put or off):
        raise UsageError("nothing_given", command=ctx.command_path)
    put, off = list(output.flatten(put)), list(output.flatten(off))
    with call_of(ctx).session() as session:
        done = contacts.tag(session, refs, add=put, remove=off)
    text = ngettext(
        "Tags changed on {count} contact: {names}",
        "Tags changed on {count} contacts: {names}",
        len(done.uids),
    )
    _report(done, text, as_json)


def _report(done: Bulk, text: str, as_json: bool) -> None:
    if as_json:
        document = {"changeset": done.changeset, "uids": done.uids, "names": done.names}
        output.write_json(document)
        return
    if not done.uids:
        output.write(_("There was nothing to change.") + "\n")
        return
    output.write(text.format(count=len(done.uids), names=_some(done.names)) + "\n")


def _some(names: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(output.cell(name) for name in names[:SHOWN])
    return shown + (" …" if len(names) > SHOWN else "")


def add_to(app: typer.Typer) -> None:
    """Hang these commands into the group of contact commands."""
    app.command(
        "delete", cls=Command, help=_("Move contacts to the trash; undo brings them back.")
    )(delete)
    app.command("restore", cls=Command, help=_("Bring contacts back from the trash."))(restore)
    app.command(
        "tag",
        cls=Command,
        help=_("Put tags on or take them off: tag REF TAG... or tag REF... --add TAG."),
    )(tag)
