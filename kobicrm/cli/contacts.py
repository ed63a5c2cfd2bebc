"""Commands about contacts, one at a time or as a list: add, show, list, edit, note."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.filters import with_filters
from kobicrm.cli.given import with_options
from kobicrm.cli.options import (
    Csv,
    Ids,
    Json,
    JsonLines,
    Limit,
    Reference,
    at_most_one,
    one_of,
    whole_number,
)
from kobicrm.cli.usage import Command, new_group
from kobicrm.domain.query import Filter
from kobicrm.errors import UsageError
from kobicrm.i18n import _
from kobicrm.i18n.notes import action_text, warning_text

if TYPE_CHECKING:
    from kobicrm.services.contacts import Saved

app = new_group(_("Customers, suppliers and other people and companies."))
# What --sort takes -> what the list service calls that order
SORTS = {
    "name": "name",
    "company": "company",
    "place": "place",
    "created_at": "created",
    "updated_at": "changed",
    "id": "id",
}


@app.command("add", cls=Command, help=_("Add a person or a company."))
@with_options(editing=False)
def add(ctx: typer.Context, given: dict[str, object], as_json: Json = False) -> None:
    """Add one contact from the options."""
    from kobicrm.services import contacts

    if not given:
        raise UsageError("nothing_given", command=ctx.command_path)
    call = call_of(ctx)
    with call.session(create=True) as session:
        _report(call, contacts.add(session, given), as_json)


@app.command("edit", cls=Command, help=_("Change fields; an empty text empties the field."))
@with_options(editing=True)
def edit(
    ctx: typer.Context, ref: Reference, given: dict[str, object], as_json: Json = False
) -> None:
    """Change one contact."""
    from kobicrm.services import contacts

    if not given:
        raise UsageError("nothing_given", command=ctx.command_path)
    call = call_of(ctx)
    with call.session() as session:
        _report(call, contacts.edit(session, ref, given), as_json)


@app.command("note", cls=Command, help=_("Add a note; - reads it from standard input."))
def note(
    ctx: typer.Context,
    ref: Reference,
    text: Annotated[list[str], typer.Argument(metavar=_("TEXT"), help=_("What to note."))],
    as_json: Json = False,
) -> None:
    """Add a note to one contact."""
    from kobicrm.services import contacts

    words = sys.stdin.read() if text == ["-"] else " ".join(text)
    call = call_of(ctx)
    with call.session() as session:
        _report(call, contacts.note(session, ref, words), as_json)


def _report(call: Call, saved: Saved, as_json: bool) -> None:
    from kobicrm.domain.codec import to_json

    if as_json:
        output.write_json(to_json(saved.contact, warnings=saved.warnings))
        return
    text = _("Saved: {name} ({id})") if saved.changeset else _("Nothing to change: {name} ({id})")
    output.write(text.format(name=output.cell(saved.contact.name), id=saved.contact.id) + "\n")
    for warning in saved.warnings:
        call.say("! " + warning_text(warning))


@app.command("show", cls=Command, help=_("Show one contact, with --history all its changes."))
def show(
    ctx: typer.Context,
    ref: Reference,
    history: Annotated[bool, typer.Option("--history", help=_("Who changed what, when."))] = False,
    interactions: Annotated[
        bool, typer.Option("--interactions", help=_("All calls, messages and visits."))
    ] = False,
    as_json: Json = False,
) -> None:
    """Show one contact, its history or its interactions."""
    from kobicrm.cli import records
    from kobicrm.domain import drafting
    from kobicrm.domain.codec import to_json
    from kobicrm.services import contacts
    from kobicrm.services.interactions import newest

    if history and interactions:
        raise UsageError("exclusive_options", first="--history", second="--interactions")
    with call_of(ctx).session() as session:
        if history:
            _print_history(contacts.history(session, ref), as_json)
            return
        contact = contacts.get(session, ref)
        if interactions:
            records.print_interactions(newest(session, contact.id), as_json=as_json)
            return
        warnings = drafting.warnings(contact)
        if as_json:
            output.write_json(to_json(contact, warnings=warnings))
        else:
            records.print_contact(contact, warnings)
            records.print_newest(newest(session, contact.id, records.NEWEST + 1))


def _print_history(entries: Any, as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        output.write_json_list(asdict(entry) for entry in entries)
        return
    from kobicrm.i18n.changes import changes_text

    header = (_("When"), _("Who"), _("What"), _("Changes"))
    output.write_table(
        header,
        (
            (
                entry.at,
                entry.who,
                action_text(entry.action),
                changes_text(entry.fields) if entry.op == "update" else "",
            )
            for entry in entries
        ),
    )


@app.command("list", cls=Command, help=_("List contacts, by name unless sorted otherwise."))
@with_filters
def list_contacts(
    ctx: typer.Context,
    where: Filter,
    view: Any = None,
    sort: Annotated[str, typer.Option("--sort", metavar=_("FIELD"), help=", ".join(SORTS))] = "",
    descending: Annotated[
        bool, typer.Option("--desc", help=_("The other way round: last first."))
    ] = False,
    limit: Limit = "",
    trash: Annotated[bool, typer.Option("--trash", help=_("Those in the trash instead."))] = False,
    as_json: Json = False,
    jsonl: JsonLines = False,
    csv: Csv = False,
    ids: Ids = False,
) -> None:
    """List contacts in one of the forms."""
    from kobicrm.cli import records
    from kobicrm.services import contacts

    form = at_most_one(json=as_json, jsonl=jsonl, csv=csv, ids=ids)
    order = SORTS[one_of("--sort", sort or (view and view.sort) or "name", tuple(SORTS))]
    most = whole_number("--limit", limit, 0)
    with call_of(ctx).session() as session:
        found = contacts.listing(
            session, where, sort=order, descending=descending, limit=most, trashed=trash
        )
        records.print_contacts(found, form)
