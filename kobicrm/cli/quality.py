"""Commands about the quality of the data: what looks wrong, mending it, the score."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.options import (
    Csv,
    Json,
    JsonLines,
    Limit,
    Yes,
    at_most_one,
    one_of,
    whole_number,
)
from kobicrm.cli.progress import Bar
from kobicrm.cli.usage import Command, new_group
from kobicrm.i18n import _, ngettext

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Contact
    from kobicrm.domain.quality import Finding
    from kobicrm.services.quality import Mended, Plan, Wanted
    from kobicrm.services.session import Session

app = new_group(_("What looks wrong in the data, what it should probably be, and the score."))

SHOWN = 3
# Of a long value a table shows the beginning.
_CELL = 60
COLUMNS = ("id", "uid", "name", "code", "field", "value", "suggestion", "about")
References = Annotated[
    list[str] | None,
    typer.Argument(metavar=_("[REF...]"), help=_("Only these contacts; everybody otherwise.")),
]
Codes = Annotated[
    list[str] | None,
    typer.Option(
        "--code",
        metavar=_("CODE"),
        help=_("Only this kind of finding (email_typo, name_capitals, ...)."),
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field", metavar=_("FIELD"), help=_("Only this field (emails, phones, name, ...).")
    ),
]


@app.command("list", cls=Command, help=_("List what looks wrong, with the likely value."))
def list_findings(
    ctx: typer.Context,
    refs: References = None,
    code: Codes = None,
    field: Fields = None,
    limit: Limit = "",
    as_json: Json = False,
    jsonl: JsonLines = False,
    csv: Csv = False,
) -> None:
    """List findings in one of the forms; nothing is written."""
    from kobicrm.services import quality

    form = at_most_one(json=as_json, jsonl=jsonl, csv=csv)
    most = whole_number("--limit", limit, 0)
    call = call_of(ctx)
    with call.session() as session, _bar(call) as bar:
        wanted = _wanted(session, refs, code, field)
        with closing(quality.walk(session, wanted, bar.update)) as walk:
            pairs = ((found.contact, one) for found in walk for one in found.findings)
            _print(islice(pairs, most), form)


@app.command(
    "fix", cls=Command, help=_("Show what would be mended; --fix apply mends it. Undo works.")
)
def fix(
    ctx: typer.Context,
    refs: References = None,
    code: Codes = None,
    field: Fields = None,
    how: Annotated[
        str,
        typer.Option(
            "--fix", metavar="ask|apply", help=_("ask only shows it (default), apply does it.")
        ),
    ] = "ask",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Only show what would happen."))
    ] = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Apply suggestions; exit code 3 when some could not be taken."""
    from kobicrm.services import quality

    one_of("--fix", how, ("ask", "apply"))
    call = call_of(ctx)
    with call.session() as session:
        with _bar(call) as bar:
            plan = quality.plan_fixes(session, _wanted(session, refs, code, field), bar.update)
        if how == "ask" or dry_run or not plan.count:
            _print_plan(call, plan, as_json)
            return
        output.confirm(_question(plan), yes=yes)
        with Bar(_("Mending"), quiet=call.quiet) as bar:
            total = len(plan.ids)
            done = quality.fix_planned(session, plan, lambda count: bar.update(count, total))
    _print_done(call, plan, done, as_json)
    if done.refused:
        raise typer.Exit(3)


def _bar(call: Call) -> Bar:
    return Bar(_("Looking through the contacts"), quiet=call.quiet)


def _wanted(
    session: Session, refs: list[str] | None, codes: list[str] | None, fields: list[str] | None
) -> Wanted:
    """Return what the options ask for; UsageError for an unknown code or field."""
    from kobicrm.domain.kinds.contact import CONTACT
    from kobicrm.domain.quality import CODES
    from kobicrm.services import contacts, quality

    known = tuple(field.key for field in CONTACT.fields if field.editable)
    return quality.Wanted(
        tuple(one_of("--code", one, CODES) for one in output.flatten(codes or ())),
        tuple(one_of("--field", one, known) for one in output.flatten(fields or ())),
        tuple(contacts.resolve(session, ref) for ref in refs) if refs else None,
    )


def _print(pairs: Iterator[tuple[Contact, Finding]], form: str) -> None:
    if form == "json":
        output.write_json_list(document(c.id, c.uid, c.name, one) for c, one in pairs)
    elif form == "jsonl":
        output.write_json_lines(document(c.id, c.uid, c.name, one) for c, one in pairs)
    elif form == "csv":
        output.write_csv(COLUMNS, (_csv_row(contact, one) for contact, one in pairs))
    else:
        _write_table((c.id, c.name, one) for c, one in pairs)


def document(one: int, uid: str, name: str, finding: Finding) -> dict[str, object]:
    """Return a finding as JSON: suggestion null when only a person can tell, '' to take it out."""
    return {
        "contact": {"id": one, "uid": uid, "name": name},
        "code": finding.code,
        "field": finding.field,
        "value": finding.value,
        "suggestion": finding.suggestion,
        "about": finding.about or None,
    }


def _csv_row(contact: Contact, one: Finding) -> tuple[object, ...]:
    found = (one.code, one.field, one.value, one.suggestion, one.about)
    return (contact.id, contact.uid, contact.name, *found)


def _write_table(rows: Iterator[tuple[int, str, Finding]]) -> None:
    header = (_("No"), _("Name"), _("Finding"), _("Field"), _("Now"), _("Suggestion"))
    output.write_table(header, ((number, name, *_cells(one)) for number, name, one in rows))


def _cells(one: Finding) -> tuple[str, ...]:
    from kobicrm.i18n.quality import kind_text, place_text, suggestion_text, value_text

    now = value_text(one.field, one.value) or (f"({one.about})" if one.about else "")
    shown = (output.cell(text) for text in (now, suggestion_text(one)))
    cut = (text if len(text) <= _CELL else f"{text[: _CELL - 1]}…" for text in shown)
    return (kind_text(one.code), place_text(one.field), *cut)


def _question(plan: Plan) -> str:
    text = ngettext(
        "Apply {count} suggestion to {contacts} ({names})?",
        "Apply {count} suggestions to {contacts} ({names})?",
        plan.count,
    )
    names = list(dict.fromkeys(output.cell(change.name) for change in plan.sample))
    shown = ", ".join(names[:SHOWN]) + (" …" if len(plan.ids) > SHOWN else "")
    return text.format(count=plan.count, contacts=_contacts(len(plan.ids)), names=shown)


def _contacts(count: int) -> str:
    return ngettext("{n} contact", "{n} contacts", count).format(n=count)


def _print_plan(call: Call, plan: Plan, as_json: bool) -> None:
    if as_json:
        output.write_json(_report(plan, None))
        return
    _write_table((change.id, change.name, change.finding) for change in plan.sample)
    if len(plan.sample) < plan.count:
        call.say(_("… and {n} more.").format(n=plan.count - len(plan.sample)))
    if not plan.count:
        call.say(_("There was nothing to change."))
        return
    text = ngettext("{n} suggestion.", "{n} suggestions.", plan.count).format(n=plan.count)
    call.say(" ".join((text, _("Nothing was changed; --fix apply applies them."))))


def _print_done(call: Call, plan: Plan, done: Mended, as_json: bool) -> None:
    if as_json:
        output.write_json(_report(plan, done))
        return
    text = ngettext("Mended: {n} finding in {contacts}.", "Mended: {n} findings in {contacts}.",
                    done.count)  # fmt: skip
    output.write(text.format(n=done.count, contacts=_contacts(done.contacts)) + "\n")
    if done.refused:
        call.say(_("Not taken, because they do not fit their field: {n}").format(n=done.refused))


def _report(plan: Plan, done: Mended | None) -> dict[str, object]:
    return {
        "changeset": done.changeset if done else None,
        "dry_run": done is None,
        "findings": plan.count,
        "contacts": len(plan.ids),
        "fixed": done.count if done else 0,
        "refused": done.refused if done else 0,
        "changes": [document(one.id, one.uid, one.name, one.finding) for one in plan.sample],
    }


@app.command(
    "score", cls=Command, help=_("The share of contacts without a finding, and its trend.")
)
def score(ctx: typer.Context, as_json: Json = False) -> None:
    """Look everybody through, keep today's score and print it."""
    from kobicrm.cli.quality_score import print_score

    call = call_of(ctx)
    with call.session() as session, _bar(call) as bar:
        print_score(call, session, bar.update, as_json)
