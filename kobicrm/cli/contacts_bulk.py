"""Commands about several contacts at once: delete, restore, tag; named one by one or filtered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.filters import with_filters
from kobicrm.cli.options import Json, Yes
from kobicrm.cli.usage import Command
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.errors import UsageError
from kobicrm.i18n import _, ngettext

if TYPE_CHECKING:
    from kobicrm.services.contacts import Bulk, Selection
    from kobicrm.services.session import Session

SHOWN = 3
References = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("REF..."),
        help=_("Numbers, uids, e-mails, phones, tax numbers or codes; or the options below."),
    ),
]


class Do(Protocol):
    """A bulk change of the services."""

    def __call__(
        self, session: Session, selection: Selection, *, progress: Callable[[int], None]
    ) -> Bulk:
        """Change the selected contacts."""


@with_filters
def delete(
    ctx: typer.Context,
    where: Filter,
    refs: References = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Move contacts to the trash."""
    from kobicrm.services import contacts

    named = _named(ctx, refs, where)
    call = call_of(ctx)
    with call.session() as session:
        if named:
            found = [contacts.get(session, ref).name for ref in named]
            output.confirm(_filled(_delete_question(len(found)), len(found), found), yes=yes)
            done = contacts.delete(session, named)
        else:
            done = _found(call, session, where, _delete_question, contacts.bulk_delete, yes=yes)
    text = ngettext(
        "{count} contact is in the trash: {names}",
        "{count} contacts are in the trash: {names}",
        done.count,
    )
    _report(done, text, as_json)


def _restore_question(count: int) -> str:
    return ngettext(
        "Bring {count} contact back from the trash ({names})?",
        "Bring {count} contacts back from the trash ({names})?",
        count,
    )


def _delete_question(count: int) -> str:
    return ngettext(
        "Move {count} contact to the trash ({names})?",
        "Move {count} contacts to the trash ({names})?",
        count,
    )


@with_filters
def restore(
    ctx: typer.Context,
    where: Filter,
    refs: References = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Take contacts out of the trash."""
    from kobicrm.services import contacts

    named = _named(ctx, refs, where)
    call = call_of(ctx)
    with call.session() as session:
        if named:
            done = contacts.restore(session, named)
        else:
            do = contacts.bulk_restore
            done = _found(call, session, where, _restore_question, do, yes=yes, trashed=True)
    text = ngettext(
        "{count} contact is back: {names}", "{count} contacts are back: {names}", done.count
    )
    _report(done, text, as_json)


@with_filters
def tag(
    ctx: typer.Context,
    where: Filter,
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar=_("REF..."), help=_("Records; without --add and --remove one.")),
    ] = None,
    add: Annotated[
        list[str] | None, typer.Option("--add", metavar=_("TAG"), help=_("Tag to put on."))
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar=_("TAG"), help=_("Tag to take off."))
    ] = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Put tags on contacts or take them off."""
    from kobicrm.services import contacts

    named = _named(ctx, refs, where)
    put, off = list(add or []), list(remove or [])
    if named and not (put or off):
        # contact tag REF TAG...: the short way for one record
        named, put = named[:1], named[1:]
    if not (put or off):
        raise UsageError("nothing_given", command=ctx.command_path)
    put, off = list(output.flatten(put)), list(output.flatten(off))
    call = call_of(ctx)
    with call.session() as session:
        if named:
            done = contacts.tag(session, named, add=put, remove=off)
        else:
            do = partial(contacts.bulk_tag, add=put, remove=off)
            done = _found(call, session, where, _tag_question, do, yes=yes)
    text = ngettext(
        "Tags changed on {count} contact: {names}",
        "Tags changed on {count} contacts: {names}",
        done.count,
    )
    _report(done, text, as_json)


def _tag_question(count: int) -> str:
    return ngettext(
        "Change the tags of {count} contact ({names})?",
        "Change the tags of {count} contacts ({names})?",
        count,
    )


def _named(ctx: typer.Context, refs: list[str] | None, where: Filter) -> list[str]:
    """Return the references given, none when a filter names the contacts instead."""
    if refs and where != EVERYTHING:
        raise UsageError("exclusive_options", first=_("REF..."), second="--tag, --search ...")
    if not refs and where == EVERYTHING:
        raise UsageError("nothing_named", command=ctx.command_path)
    return list(refs or ())


def _found(
    call: Call,
    session: Session,
    where: Filter,
    question: Callable[[int], str],
    do: Do,
    *,
    yes: bool,
    trashed: bool = False,
) -> Bulk:
    """Change what a filter finds, when that is wished."""
    from kobicrm.cli.progress import Bar
    from kobicrm.services import contacts
    from kobicrm.services.contacts import Bulk, Selection

    chosen = Selection(where=where)
    info = contacts.describe(session, chosen, trashed=trashed)
    if not info.count:
        return Bulk(None, (), (), 0)
    names = [*info.names, ""] if info.count > len(info.names) else list(info.names)
    output.confirm(_filled(question(info.count), info.count, names), yes=yes)
    with Bar(_("Changing contacts"), quiet=call.quiet) as bar:
        return do(session, chosen, progress=lambda count: bar.update(count, info.count))


def _report(done: Bulk, text: str, as_json: bool) -> None:
    if as_json:
        output.write_json(
            {
                "changeset": done.changeset,
                "count": done.count,
                "uids": done.uids,
                "names": done.names,
            }
        )
        return
    if not done.count:
        output.write(_("There was nothing to change.") + "\n")
        return
    output.write(_filled(text, done.count, done.names) + "\n")


def _filled(text: str, count: int, names: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(output.cell(name) for name in names[:SHOWN])
    return text.format(count=count, names=shown + (" …" if len(names) > SHOWN else ""))


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
