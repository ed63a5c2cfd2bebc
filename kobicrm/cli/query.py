"""Commands about the query language: what a query means, and what can be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Json, one_of
from kobicrm.cli.usage import Command, new_group
from kobicrm.i18n import N_, _, language

if TYPE_CHECKING:
    from kobicrm.domain.querying import QueryField

app = new_group(
    _(
        "The query language of the search box and of --where: words, field:value, field>value,"
        " field:a..b, field:* (has one), - or NOT, OR, brackets and quotation marks."
    )
)
KINDS = ("contact", "task", "interaction")
TYPES = {
    "words": N_("part of a text"),
    "phone": N_("part of a number"),
    "value": N_("whole value"),
    "prefix": N_("its beginning"),
    "choice": N_("Choice"),
    "missing": N_("name of a field"),
    "instant": N_("Date"),
    "birthday": N_("Date"),
    "date": N_("Date"),
    "number": N_("Number"),
    "money": N_("Money"),
    "yes_no": N_("Yes or no"),
}
What = Annotated[
    str, typer.Option("--kind", metavar="|".join(KINDS), help=_("What is asked about."))
]


@app.command("explain", cls=Command, help=_("Say what a query means, and where a mistake is."))
def explain(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar=_("QUERY"), help=_("The query, as one text."))],
    kind: What = "contact",
    as_json: Json = False,
) -> None:
    """Explain one query; a mistake ends with its place and the likely right word."""
    from kobicrm.services import querying

    one_of("--kind", kind, KINDS)
    with call_of(ctx).session() as session:
        told = querying.explain(session, text, kind)
    if as_json:
        output.write_json(
            {
                "query": told.query,
                "kind": kind,
                "normal": told.normal,
                "words": list(told.words),
                "tree": told.tree,
            }
        )
        return
    for sentence in told.words:
        output.write(f"- {output.cell(sentence)}\n")
    output.write(_("Written out: {query}").format(query=output.cell(told.normal)) + "\n")


@app.command("fields", cls=Command, help=_("List what can be asked for, in both languages."))
def fields(ctx: typer.Context, kind: What = "contact", as_json: Json = False) -> None:
    """List the fields of queries, those of the shop with them."""
    from kobicrm.services import querying

    one_of("--kind", kind, KINDS)
    with call_of(ctx).session() as session:
        table = querying.fields_of(session, kind)
    if as_json:
        output.write_json_list(_document(field) for field in table.fields)
        return
    header = (_("Field"), _("Also"), _("What it takes"), _("Values"))
    rows = []
    for field in table.fields:
        written = table.written(field, language())
        names = [name for name in field.names(language()) if name != written]
        known = [
            choice.tr[0] if language() == "tr" else _english(choice) for choice in field.choices
        ]
        rows.append((written, ", ".join(names), _(TYPES[field.type]), ", ".join(known)))
    output.write_table(header, rows)


def _english(choice: object) -> str:
    names: tuple[str, ...] = getattr(choice, "en", ()) or getattr(choice, "tr", ())
    return names[0]


def _document(field: QueryField) -> dict[str, object]:
    return {
        "field": field.key,
        "type": field.type,
        "tr": list(field.tr),
        "en": list(field.en),
        "values": [choice.key for choice in field.choices],
    }
