"""Commands about contacts that may be one: list, merge, different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.options import (
    Csv,
    Ids,
    Json,
    JsonLines,
    Limit,
    Reference,
    Yes,
    at_most_one,
    whole_number,
)
from kobicrm.cli.usage import Command, new_group
from kobicrm.errors import UsageError
from kobicrm.i18n import _, ngettext

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Contact
    from kobicrm.services.duplicates import AutoMerge, Merged, Pair
    from kobicrm.services.session import Session

app = new_group(_("Contacts that may be one: list, merge, keep apart."))
_SIDE = ("id", "uid", "name", "phone", "email")
CSV = ("score", "evidence", *(f"{side}_{key}" for side in ("first", "second") for key in _SIDE))
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only show what would happen."))]


@app.command("list", cls=Command, help=_("List pairs that may be one contact, and why."))
def list_pairs(
    ctx: typer.Context,
    score: Annotated[
        str,
        typer.Option("--min", metavar=_("SCORE"), help=_("Only pairs this likely (percent; 50).")),
    ] = "",
    limit: Limit = "",
    as_json: Json = False,
    jsonl: JsonLines = False,
    csv: Csv = False,
    ids: Ids = False,
) -> None:
    """List pairs in one of the forms, as they are found."""
    from kobicrm.services import duplicates

    form = at_most_one(json=as_json, jsonl=jsonl, csv=csv, ids=ids)
    least = whole_number("--min", score) or duplicates.LEAST
    most = whole_number("--limit", limit, 0)
    with call_of(ctx).session() as session:
        if form in ("", "ids"):
            with closing(duplicates.pairs(session, least=least, limit=most)) as found:
                _print_pairs(found, form)
            return
        with closing(duplicates.pairs_with_contacts(session, least=least, limit=most)) as whole:
            _print_documents(whole, form)


def _print_pairs(found: Iterable[Pair], form: str) -> None:
    from kobicrm.i18n.evidence import evidence_text

    if form == "ids":
        for pair in found:
            output.write(f"{pair.first.id}\t{pair.second.id}\n")
        return
    header = (_("Score"), _("No"), _("Name"), _("No"), _("Name"), _("Why"))
    output.write_table(
        header,
        (
            (
                pair.score,
                *(pair.first.id, pair.first.name, pair.second.id, pair.second.name),
                evidence_text(pair.evidence),
            )
            for pair in found
        ),
    )


def _print_documents(found: Iterable[tuple[Pair, Contact, Contact]], form: str) -> None:
    from kobicrm.domain.codec import to_json

    if form == "csv":
        rows = (
            (
                pair.score,
                " ".join(one.code for one in pair.evidence),
                *(*_side(first), *_side(second)),
            )
            for pair, first, second in found
        )
        output.write_csv(CSV, rows)
        return
    documents = (
        {
            "score": pair.score,
            "evidence": [asdict(one) for one in pair.evidence],
            "first": to_json(first),
            "second": to_json(second),
        }
        for pair, first, second in found
    )
    (output.write_json_list if form == "json" else output.write_json_lines)(documents)


def _side(contact: Contact) -> Sequence[object]:
    phone = contact.phones[0] if contact.phones else None
    email = contact.emails[0] if contact.emails else None
    return (
        contact.id,
        contact.uid,
        contact.name,
        (phone.e164 or phone.raw) if phone else "",
        (email.address or email.raw) if email else "",
    )


@app.command(
    "merge",
    cls=Command,
    help=_("Make one contact of two; the first stays. With --auto all pairs this likely."),
)
def merge(
    ctx: typer.Context,
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar=_("REF REF"), help=_("The one that stays, the one that goes.")),
    ] = None,
    auto: Annotated[
        str,
        typer.Option("--auto", metavar=_("SCORE"), help=_("Merge every pair this likely (50-99).")),
    ] = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Merge two contacts, or all pairs that are sure enough."""
    from kobicrm.services import duplicates

    least = whole_number("--auto", auto, duplicates.LEAST)
    if refs and least is not None:
        raise UsageError("exclusive_options", first=_("REF REF"), second="--auto")
    call = call_of(ctx)
    if least is None:
        if refs is None or len(refs) != 2:
            raise UsageError("merge_two")
        with call.session() as session:
            _merge_two(session, refs, dry_run=dry_run, yes=yes, as_json=as_json)
        return
    with call.session() as session:
        _merge_all(call, session, least, dry_run=dry_run, yes=yes, as_json=as_json)


def _merge_two(
    session: Session, refs: Sequence[str], *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    from kobicrm.services import duplicates

    plan = duplicates.preview(session, refs[0], refs[1])
    if dry_run:
        _report(plan, as_json, dry_run=True)
        return
    question = _("Merge {gone} ({other}) into {keep} ({number})?").format(
        gone=output.cell(plan.gone.name),
        other=plan.gone.id,
        keep=output.cell(plan.contact.name),
        number=plan.contact.id,
    )
    output.confirm(question, yes=yes)
    versions = (plan.contact.ver, plan.gone.ver)
    done = duplicates.merge(
        session, f"id:{plan.contact.id}", f"id:{plan.gone.id}", versions=versions
    )
    _report(done, as_json, dry_run=False)


def _report(done: Merged, as_json: bool, *, dry_run: bool) -> None:
    from kobicrm.cli import records
    from kobicrm.domain import drafting
    from kobicrm.domain.codec import to_json

    if as_json:
        output.write_json(
            {
                "dry_run": dry_run,
                "changeset": done.changeset,
                "contact": to_json(done.contact, warnings=drafting.warnings(done.contact)),
                "gone": {"id": done.gone.id, "uid": done.gone.uid, "name": done.gone.name},
                "moved": done.moved,
            }
        )
        return
    if dry_run:
        records.print_contact(done.contact, drafting.warnings(done.contact))
        output.say(_("This is what would stay. Nothing was changed."))
        return
    text = _("Merged: {name} ({id}); {gone} is part of it now.").format(
        name=output.cell(done.contact.name),
        id=done.contact.id,
        gone=output.cell(done.gone.name),
    )
    output.write(text + "\n")


def _merge_all(
    call: Call, session: Session, least: int, *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    from kobicrm.cli.progress import Bar
    from kobicrm.services import duplicates

    if not dry_run and not yes:
        with Bar(_("Looking for duplicates"), quiet=call.quiet) as bar:
            plan = duplicates.merge_all(session, least, dry_run=True, progress=bar.update)
        if plan.groups:
            text = ngettext(
                "Merge {count} contact into another one?",
                "Merge {count} contacts into others?",
                plan.merged,
            )
            output.confirm(text.format(count=plan.merged), yes=yes)
    with Bar(_("Looking for duplicates"), quiet=call.quiet) as bar:
        done = duplicates.merge_all(session, least, dry_run=dry_run, progress=bar.update)
    _report_all(call, done, as_json, dry_run=dry_run)


def _report_all(call: Call, done: AutoMerge, as_json: bool, *, dry_run: bool) -> None:
    if as_json:
        output.write_json(
            {
                "dry_run": dry_run,
                "changeset": done.changeset,
                "merged": done.merged,
                "held": done.held,
                "groups": [
                    {"keep": asdict(keep), "gone": [asdict(one) for one in gone]}
                    for keep, gone in done.groups
                ],
            }
        )
        return
    for keep, gone in done.groups:
        others = ", ".join(f"{output.cell(one.name)} ({one.id})" for one in gone)
        output.write(f"{output.cell(keep.name)} ({keep.id}) ← {others}\n")
    text = (
        ngettext(
            "{count} contact would become part of another one.",
            "{count} contacts would become part of others.",
            done.merged,
        )
        if dry_run
        else ngettext(
            "{count} contact became part of another one.",
            "{count} contacts became part of others.",
            done.merged,
        )
    )
    call.say(text.format(count=done.merged))
    if done.held:
        held = ngettext(
            "{count} pair was left for you to look at: it contradicts others.",
            "{count} pairs were left for you to look at: they contradict others.",
            done.held,
        )
        call.say(held.format(count=done.held))


@app.command("different", cls=Command, help=_("Remember that two contacts are not one."))
def different(
    ctx: typer.Context,
    ref: Reference,
    other: Reference,
    as_json: Json = False,
) -> None:
    """Keep two contacts apart for ever."""
    from kobicrm.services import duplicates

    with call_of(ctx).session() as session:
        changeset = duplicates.mark_different(session, ref, other)
    if as_json:
        output.write_json({"changeset": changeset})
    elif changeset is None:
        output.write(_("That was known already.") + "\n")
    else:
        output.write(_("Remembered: they are two. They are not shown together again.") + "\n")
