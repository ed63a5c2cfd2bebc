"""The export command."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, cast

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.filters import with_filters
from kobicrm.cli.options import Json, one_of
from kobicrm.cli.progress import Bar
from kobicrm.cli.usage import Command
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.turkish import lower_invariant
from kobicrm.errors import KobiError, UsageError
from kobicrm.i18n import _, ngettext

if TYPE_CHECKING:
    from kobicrm.services.exports import ExportReport

KINDS = {
    "contacts": "contact",
    "contact": "contact",
    "interactions": "interaction",
    "interaction": "interaction",
    "tasks": "task",
    "task": "task",
    "birthdays": "birthday",
    "calendar": "calendar",
    "all": "all",
}
FORMATS = ("csv", "xlsx", "json", "jsonl", "vcard", "ics")
# What a file is called where that is not the name of its format.
ENDINGS = {"vcf": "vcard"}
STREAM = "-"


What = Annotated[
    str,
    typer.Argument(
        metavar="contacts|interactions|tasks|birthdays|calendar|all", help=_("What is written out.")
    ),
]
Form = Annotated[
    str,
    typer.Option(
        "--format", metavar="|".join(FORMATS), help=_("By the file's name when left out.")
    ),
]
Excel = Annotated[
    bool, typer.Option("--excel-tr", help=_("CSV that Excel in Türkiye opens by itself."))
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--columns", metavar="A,B", help=_("Only these columns, in this order.")),
]
Out = Annotated[str, typer.Option("-o", "--output", metavar=_("FILE|-"), help=_("Where it goes."))]
Force = Annotated[bool, typer.Option("--force", help=_("Replace a file that is there."))]


def export(
    ctx: typer.Context,
    where: Filter,
    view: Any = None,
    asked: Filter = EVERYTHING,
    what: What = "contacts",
    form: Form = "",
    excel_tr: Excel = False,
    columns: Columns = None,
    out: Out = STREAM,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Write records as a table or as documents that an import reads back."""
    from kobicrm.services import exports

    kind = KINDS[one_of("export", what, tuple(KINDS))]
    if kind == "all":
        told = (form or None, excel_tr or None, columns, None if where == EVERYTHING else where)
        _export_all(call_of(ctx), out, told, force=force, as_json=as_json)
        return
    if kind in ("birthday", "calendar") or _is_calendar(kind, form, out):
        _export_calendar(call_of(ctx), kind, out, where, asked, force=force, as_json=as_json)
        return
    write = exports.export_contacts
    if kind != "contact":
        write = partial(exports.export_records, kind=kind, asked=asked)
    chosen = _format(form, out, excel_tr=excel_tr, as_json=as_json)
    call = call_of(ctx)
    with call.session() as session, writing():
        report = write(
            session,
            out=file_or_stream(out, chosen),
            format=chosen,
            excel_tr=excel_tr,
            columns=list(output.flatten(columns or (view.columns if view else ()))),
            where=where,
            force=force,
        )
    _print_report(call, kind, report, as_json)


def _asks_about(arguments: Mapping[str, Any]) -> str:
    """Return the kind that --where and --view speak of."""
    kind = KINDS[one_of("export", arguments["what"], tuple(KINDS))]
    return kind if kind in ("task", "interaction") else "contact"


def _is_calendar(kind: str, form: str, out: str) -> bool:
    """Return whether tasks go into a calendar; UsageError for other kinds."""
    ending = lower_invariant(Path(out).suffix) if out != STREAM else ""
    told = form == "ics" or (not form and ending == ".ics")
    if told and kind != "task":
        raise UsageError("calendar_holds", known="tasks, birthdays, calendar")
    return told


def _export_calendar(
    call: Call, kind: str, out: str, where: Filter, asked: Filter, *, force: bool, as_json: bool
) -> None:
    from kobicrm.services import exports

    target = file_or_stream(out, "ics")
    with call.session() as session, writing():
        report = exports.export_calendar(
            session, target, what=kind, where=where, asked=asked, force=force
        )
    _print_report(call, kind, report, as_json)


def _export_all(
    call: Call, out: str, of_tables: Sequence[object], *, force: bool, as_json: bool
) -> None:
    """Write everything into an archive; what chooses or shapes rows makes no sense there."""
    from kobicrm.services import exports

    if any(one is not None for one in of_tables):
        raise UsageError("export_all_takes_all")
    if out == STREAM:
        raise UsageError("archive_needs_file")
    path = Path(out).expanduser()
    with call.session() as session, Bar(_("Exporting"), quiet=call.quiet) as bar:
        report = exports.export_all(session, path, force=force, progress=bar.update)
    if as_json:
        output.write_json(asdict(report))
        return
    rows = report.parts
    text = ngettext(
        "{count} contact and everything else of the shop were written.",
        "{count} contacts and everything else of the shop were written.",
        rows["contact"] + rows["trash"],
    ).format(count=rows["contact"] + rows["trash"])
    call.say(f"{text} {output.cell(report.path)}")
    call.say(_("Records in all: {count}").format(count=report.rows))
    call.say(f"SHA-256: {report.sha256}")


@contextmanager
def writing() -> Iterator[None]:
    """Turn a stream that takes no more into an error; a closed pipe stays what it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise KobiError("output_failed", reason=error.strerror or "") from error


def file_or_stream(out: str, form: str) -> Path | BinaryIO:
    """Return where a file of this form goes; UsageError for a workbook on a terminal."""
    if out == STREAM and form == "xlsx" and sys.stdout.isatty():
        raise UsageError("export_needs_file")
    return _stream() if out == STREAM else Path(out).expanduser()


def _stream() -> BinaryIO:
    """Return standard output for bytes; a terminal gets nothing that could drive it."""
    if sys.stdout.isatty():
        return cast("BinaryIO", output.TerminalStream())
    return sys.stdout.buffer


def _format(form: str, out: str, *, excel_tr: bool, as_json: bool) -> str:
    """Return the format: as told, else by the file's name; documents for --json into a pipe."""
    if form:
        chosen = one_of("--format", form, FORMATS)
    elif out == STREAM:
        chosen = "json" if as_json and not excel_tr else "csv"
    else:
        ending = lower_invariant(Path(out).suffix.removeprefix("."))
        chosen = ENDINGS.get(ending, ending or "csv")
        if chosen not in FORMATS:
            raise UsageError("export_format_unknown", format=chosen, known=", ".join(FORMATS))
    return chosen


def _print_report(call: Call, kind: str, report: ExportReport, as_json: bool) -> None:
    """Tell how much was written, where, and its SHA-256: stdout is for the data alone."""
    if as_json and report.path != STREAM:
        output.write_json(
            {
                "path": report.path,
                "rows": report.rows,
                "bytes": report.bytes,
                "sha256": report.sha256,
            }
        )
        return
    text = _counted(kind, report.rows).format(count=report.rows)
    where = "" if report.path == STREAM else f" {output.cell(report.path)}"
    call.say(f"{text}{where}\nSHA-256: {report.sha256}")


def _counted(kind: str, count: int) -> str:
    if kind == "contact":
        return ngettext("{count} contact was written.", "{count} contacts were written.", count)
    return ngettext("{count} record was written.", "{count} records were written.", count)


def add_to(app: typer.Typer) -> None:
    """Hang the command into the tree."""
    help_text = _(
        "Write contacts, interactions or tasks out as CSV, XLSX, JSON, JSONL or vCard; import reads"
        " them back. all: everything of the shop, the trash and the history too, into a folder or"
        " ZIP file."
    )
    app.command("export", cls=Command, help=help_text)(with_filters(export, _asks_about))
