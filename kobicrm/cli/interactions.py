"""Commands about everybody's interactions; one is written down with log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.filters import ViewName, Where, asked
from kobicrm.cli.options import Csv, Ids, Json, JsonLines, Limit, at_most_one, whole_number
from kobicrm.cli.usage import Command, new_group
from kobicrm.domain.kinds.labels import DIRECTION_LABELS, INTERACTION_LABELS, OUTCOME_LABELS
from kobicrm.i18n import _

if TYPE_CHECKING:
    from kobicrm.services.interactions import InteractionRow

app = new_group(_("What happened with contacts: calls, messages, visits."))
COLUMNS = (
    "uid", "at", "contact", "channel", "direction", "outcome", "minutes", "author", "text",
)  # fmt: skip


@app.command("list", cls=Command, help=_("List interactions, newest first."))
def list_interactions(
    ctx: typer.Context,
    where: Where = None,
    named: ViewName = "",
    limit: Limit = "",
    as_json: Json = False,
    jsonl: JsonLines = False,
    csv: Csv = False,
    ids: Ids = False,
) -> None:
    """List interactions in one of the forms."""
    from kobicrm.services import interactions

    form = at_most_one(json=as_json, jsonl=jsonl, csv=csv, ids=ids)
    most = whole_number("--limit", limit, 0)
    with call_of(ctx).session() as session:
        wanted, _view = asked(session, where or (), named, "interaction")
        _print(interactions.listing(session, wanted, most), form)


def _print(rows: Iterable[InteractionRow], form: str) -> None:
    if form == "json":
        output.write_json_list(row.to_json() for row in rows)
    elif form == "jsonl":
        output.write_json_lines(row.to_json() for row in rows)
    elif form == "csv":
        output.write_csv(COLUMNS, map(_csv_row, rows))
    elif form == "ids":
        for row in rows:
            output.write(f"{row.interaction.uid}\n")
    else:
        header = (_("When"), _("Contact"), _("Channel"), _("Direction"), _("Outcome"), _("Text"))
        output.write_table(header, map(_row, rows))


def _row(row: InteractionRow) -> tuple[object, ...]:
    one = row.interaction
    return (
        one.at,
        row.contact_name,
        _(INTERACTION_LABELS[one.channel]),
        _(DIRECTION_LABELS[one.direction]) if one.direction else "",
        _(OUTCOME_LABELS[one.outcome]) if one.outcome else "",
        one.text.partition("\n")[0],
    )


def _csv_row(row: InteractionRow) -> tuple[object, ...]:
    one = row.interaction
    return (
        one.uid,
        one.at.isoformat(),
        row.contact_name,
        one.channel,
        one.direction,
        one.outcome,
        one.minutes or "",
        one.author,
        one.text,
    )
