"""The search command: words find people by any of their fields."""

from __future__ import annotations

from typing import Annotated

import typer

from kobicrm.cli.context import call_of
from kobicrm.cli.options import Csv, Ids, Json, JsonLines, Limit, at_most_one, whole_number
from kobicrm.cli.usage import Command
from kobicrm.errors import QueryError
from kobicrm.i18n import _


def search(
    ctx: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(metavar=_("TEXT"), help=_("Words, part of a phone number, or a query.")),
    ],
    limit: Limit = "",
    as_json: Json = False,
    jsonl: JsonLines = False,
    csv: Csv = False,
    ids: Ids = False,
) -> None:
    """Print the contacts in which every word occurs."""
    from kobicrm.cli import records
    from kobicrm.services import contacts, querying

    form = at_most_one(json=as_json, jsonl=jsonl, csv=csv, ids=ids)
    most = whole_number("--limit", limit, 0)
    with call_of(ctx).session() as session:
        words = " ".join(text)
        try:
            where = querying.where_found(session, words)
        except QueryError:
            # A search never fails on its text: what is no query is words.
            where = None
        if where is None:
            found = contacts.search(session, words, limit=most)
        else:
            found = contacts.listing(session, where, limit=most)
        records.print_contacts(found, form)


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    help_text = _("Find contacts by words or part of a phone; capitals and accents do not matter.")
    # What begins with a dash and is no option here is a word to look for.
    settings = {"ignore_unknown_options": True}
    app.command("search", cls=Command, help=help_text, context_settings=settings)(search)
