"""The import command."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kobicrm.cli import output
from kobicrm.cli.arrivals import print_arrival, take_archive
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.import_options import (
    ON_MATCH,
    Columns,
    Delimiter,
    DryRun,
    Encoding,
    Files,
    Force,
    HeaderRow,
    KindName,
    OnMatch,
    ProfileName,
    Rejects,
    SaveProfile,
    Sheet,
    Source,
    Strict,
    Verbose,
    Whose,
)
from kobicrm.cli.options import Json, one_of
from kobicrm.cli.progress import Bar
from kobicrm.cli.usage import Command
from kobicrm.errors import UsageError
from kobicrm.i18n import _, ngettext
from kobicrm.i18n.messages import field_label
from kobicrm.i18n.notes import warning_text
from kobicrm.i18n.notices import notice_text

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Warn
    from kobicrm.services.imports import ArrivalReport, ImportOptions, ImportReport
    from kobicrm.services.session import Session

# Done, but some rows were refused.
SOME_REFUSED = 3
KINDS = {
    "contacts": "contact",
    "contact": "contact",
    "interactions": "interaction",
    "interaction": "interaction",
    "tasks": "task",
    "task": "task",
}
FORM = "COLUMN=field"
# What formats are called whose name is not an abbreviation.
FORMATS = {"vcard": "vCard", "whatsapp": "WhatsApp", "icalendar": "iCalendar", "mail": _("E-mail")}


def import_files(
    ctx: typer.Context,
    files: Files,
    kind: KindName = "",
    columns: Columns = None,
    profile: ProfileName = "",
    save_profile: SaveProfile = "",
    contact: Whose = "",
    source: Source = "",
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    header_row: HeaderRow = None,
    sheet: Sheet = "",
    dry_run: DryRun = False,
    rejects: Rejects = "",
    force: Force = False,
    on_match: OnMatch = "fill",
    strict: Strict = False,
    verbose: Verbose = False,
    as_json: Json = False,
) -> None:
    """Take files of contacts, interactions or tasks in, each wholly or not at all."""
    one_of("--on-match", on_match, ON_MATCH)
    reading: dict[str, Any] = {"encoding": encoding, "delimiter": delimiter, "sheet": sheet}
    reading |= {"header_row": header_row, "source": source, "contact": contact}
    reading |= {"profile": profile}
    doing = {"on_match": on_match, "strict": strict, "dry_run": dry_run, "verbose": verbose}
    if rejects and len(files) > 1:
        raise UsageError("exclusive_options", first="--rejects", second=_("FILE..."))
    target = Path(rejects).expanduser() if rejects else None
    given = {**reading, **doing, "rejects": target, "force": force}
    options = _options(kind, columns or (), given)
    _import_all(call_of(ctx), files, options, as_json, save_profile)


def _options(kind: str, columns: Sequence[str], given: Mapping[str, Any]) -> ImportOptions:
    from kobicrm.services.imports import ImportOptions

    meant = KINDS[one_of("--kind", kind, tuple(KINDS))] if kind else ""
    return ImportOptions(kind=meant, mapping=dict(map(_mapping, columns)), **given)


def _import_all(
    call: Call, files: list[str], options: ImportOptions, as_json: bool, keep_as: str
) -> None:
    with call.session(create=True) as session:
        reports = _run_all(call, session, files, options, as_json)
        if keep_as and not options.dry_run:
            _keep(call, session, keep_as, options, reports[0])
    if any(report.refused for report in reports):
        raise typer.Exit(SOME_REFUSED)


def _keep(
    call: Call,
    session: Session,
    name: str,
    options: ImportOptions,
    report: ImportReport | ArrivalReport,
) -> None:
    """Save how the first file was read."""
    from kobicrm.services.imports import ArrivalReport, save_profile

    if isinstance(report, ArrivalReport):
        raise UsageError("profile_without_columns", file=report.name)
    header = [column for column, _field in report.columns]
    if not header:
        raise UsageError("profile_without_columns", file=report.source.name)
    kept = save_profile(session, name, header, options, source=report.namespace)
    text = _("Saved: next time, --profile {name} is enough.")
    call.say(text.format(name=output.cell(kept.name)))


def _mapping(word: str) -> tuple[str, str]:
    # A header may hold the sign itself; a field never does.
    column, sign, field = word.rpartition("=")
    if not (sign and column.strip() and field.strip()):
        raise UsageError("bad_pair", option="--map", value=word, form=FORM)
    return column.strip(), field.strip()


def _run_all(
    call: Call, session: Session, files: list[str], options: ImportOptions, as_json: bool
) -> list[ImportReport | ArrivalReport]:
    """Import the files one after another; what is done is told even when a later one fails."""
    done: list[ImportReport | ArrivalReport] = []
    try:
        for file in files:
            arrival = take_archive(call, session, file, options)
            if arrival is None:
                report = _run_one(call, session, file, options)
                done.append(report)
                if not as_json:
                    _print_report(call, report, options.verbose)
                continue
            done.append(arrival)
            if not as_json:
                print_arrival(call, arrival)
                for part in arrival.parts.values():
                    _print_report(call, part, options.verbose)
    finally:
        if as_json and len(files) == 1:
            for one in done:
                output.write_json(one.to_json())
        elif as_json and done:
            output.write_json_list(one.to_json() for one in done)
    return done


def _run_one(call: Call, session: Session, file: str, options: ImportOptions) -> ImportReport:
    from dataclasses import replace

    from kobicrm.services.imports import run_import

    with Bar(_("Reading {file}").format(file=output.cell(file)), quiet=call.quiet) as bar:
        told = replace(options, progress=bar.update)
        if file == "-":
            return run_import(session, "-", told, stdin=sys.stdin.buffer)
        return run_import(session, Path(file).expanduser(), told)


def _print_report(call: Call, report: ImportReport, verbose: bool) -> None:
    """Print what became of the rows and what was recognised."""
    from kobicrm.services.imports import CardCounts

    if call.quiet:
        return
    if verbose:
        for entry in report.entries:
            notes = [notice_text(code) for code in filter(None, [entry.reason])]
            notes += [_told(warning) for warning in entry.warnings]
            line = (entry.line, _outcomes()[entry.outcome], entry.name, "; ".join(notes))
            output.write("\t".join(output.cell(value) for value in line) + "\n")
    output.write(_source_line(report) + "\n")
    counts = ((name, getattr(report, name)) for name in ("created", "updated", "unchanged"))
    beside = report.companies_created + report.people_created
    cards = report.cards or CardCounts()
    output.write_facts(
        [
            *((_outcomes()[name], str(count)) for name, count in counts),
            (_("Refused"), str(report.refused)),
            (_("Made beside the rows"), beside or ""),
            (_("Rows with a warning"), report.flagged or ""),
            (_("Photos left out"), cards.photos or ""),
            (_("Details left out"), _names(cards.left_out)),
            (_("Columns left out"), ", ".join(() if report.cards else report.ignored)),
            (_("Refused rows are in"), report.rejects),
        ]
    )
    _say_more(call, report)


def _say_more(call: Call, report: ImportReport) -> None:
    """Tell on stderr why rows were refused, what is worth knowing, and the way back."""
    for code, count in report.reasons.items():
        call.say(f"! {count} × {notice_text(code)}")
    if left := report.warnings.get("deleted_here"):
        text = ngettext(
            "{n} was deleted here and is left out; --on-match new brings it back.",
            "{n} were deleted here and are left out; --on-match new brings them back.",
            left,
        )
        call.say(text.format(n=left))
    if report.repeats:
        text = _("This very file was taken in before, by change {number}; nothing in it is new.")
        call.say(text.format(number=report.repeats))
    if report.suggested:
        text = _("These are the columns of a saved profile: --profile {name}")
        call.say(text.format(name=output.cell(report.suggested)))
    if not report.rows:
        call.say(_("There are no rows below the header."))
    if report.dry_run:
        call.say(_("This was a trial; nothing was changed."))
    elif report.changeset:
        call.say(_("The way back: kobicrm undo {number}").format(number=report.changeset))


def _told(warning: Warn) -> str:
    """Return a warning with the name of its field."""
    text = warning_text(warning)
    field = warning.field.removeprefix("custom:")
    return f"{field_label(field)}: {text}" if field else text


def _source_line(report: ImportReport) -> str:
    source = report.source
    name = FORMATS.get(source.format, source.format.upper())
    facts = [name, source.encoding, source.delimiter.replace("\t", "Tab")]
    if source.header_row:
        facts.append(_("header in row {row}").format(row=source.header_row))
    shown = ", ".join(output.cell(fact) for fact in facts if fact)
    text = (
        _("{file} ({facts}): {count} cards")
        if report.cards
        else _("{file} ({facts}): {count} rows")
    )
    return text.format(file=output.cell(source.name), facts=shown, count=report.rows)


def _names(counts: Mapping[str, int]) -> str:
    """Return names with how often they come: `X-GENDER (3), TZ`."""
    found = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{name} ({count})" if count > 1 else name for name, count in found)


def _outcomes() -> dict[str, str]:
    return {
        "created": _("New"),
        "updated": _("Completed"),
        "unchanged": _("Already there"),
        "refused": _("Refused"),
    }


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    help_text = _("Take a table of customers in; columns, encoding and header are recognised.")
    app.command("import", cls=Command, help=help_text)(import_files)
