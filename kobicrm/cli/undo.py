"""Taking changes back: undo, its list, redo."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Json, Limit, Yes, whole_number
from kobicrm.cli.usage import Command
from kobicrm.i18n import _, ngettext
from kobicrm.i18n.notes import action_text, conflict_text

if TYPE_CHECKING:
    from kobicrm.services.session import Session
    from kobicrm.services.undo import UndoReport


def undo(
    ctx: typer.Context,
    changeset: Annotated[
        str,
        typer.Argument(
            metavar=_("[CHANGESET]"), help=_("Number from --list; your last otherwise.")
        ),
    ] = "",
    partial: Annotated[
        bool, typer.Option("--partial", help=_("Take back what nobody has changed since."))
    ] = False,
    listing: Annotated[
        bool, typer.Option("--list", help=_("List the last changes instead."))
    ] = False,
    limit: Limit = "20",
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Take back one changeset."""
    from kobicrm.services import undo as service

    number = whole_number("CHANGESET", changeset)
    with call_of(ctx).session() as session:
        if listing:
            _print_list(session, whole_number("--limit", limit) or 20, as_json)
            return
        if not yes:
            output.confirm(_question(session, number), yes=yes)
        report = service.undo(session, number, partial=partial)
    _print_report(report, as_json)


def _question(session: Session, number: int | None) -> str:
    from kobicrm.services import undo as service

    target = service.preview(session, number)
    return _("Take back change {number} of {at}: {what}?").format(
        number=target.id, at=output.local_time(target.at), what=_what(target)
    )


def _what(info: Any) -> str:
    """Return what a changeset did, with its names or file."""
    detail = info.detail
    names = detail.get("names") or [detail.get("name") or detail.get("file") or ""]
    shown = ", ".join(output.cell(name) for name in names if name)
    return f"{action_text(info.action)} ({shown})" if shown else action_text(info.action)


def _print_list(session: Session, limit: int, as_json: bool) -> None:
    from kobicrm.services import undo as service

    found = service.changesets(session, limit)
    if as_json:
        output.write_json_list(_document(info) for info in found)
        return
    header = (_("No"), _("When"), _("Who"), _("What"), _("Records"), "")
    rows = (
        (
            info.id,
            info.at,
            info.who,
            _what(info),
            sum(info.counts.values()),
            _("taken back") if info.undone_by else "",
        )
        for info in found
    )
    output.write_table(header, rows)


def _document(info: Any) -> dict[str, object]:
    from kobicrm.domain.codec import iso

    return {
        "changeset": info.id,
        "at": iso(info.at),
        "who": info.who,
        "door": info.door,
        "action": info.action,
        "detail": info.detail,
        "counts": info.counts,
        "undoes": info.undoes,
        "undone_by": info.undone_by,
    }


def _print_report(report: UndoReport, as_json: bool, *, again: bool = False) -> None:
    if as_json:
        output.write_json(asdict(report))
        return
    text = ngettext(
        "Taken back: change {number}, {count} record.",
        "Taken back: change {number}, {count} records.",
        report.records,
    )
    if again:
        text = ngettext("Put back: {count} record.", "Put back: {count} records.", report.records)
    output.write(text.format(number=report.of, count=report.records) + "\n")
    for conflict in report.conflicts:
        output.say(f"! {output.cell(conflict.name)}: {conflict_text(conflict.reason)}")


def redo(ctx: typer.Context, yes: Yes = False, as_json: Json = False) -> None:
    """Take back the last undo."""
    from kobicrm.services import undo as service

    with call_of(ctx).session() as session:
        output.confirm(_("Take back your last undo?"), yes=yes)
        report = service.redo(session)
    _print_report(report, as_json, again=True)


def add_to(app: typer.Typer) -> None:
    """Hang the commands into the tree."""
    help_text = _("Take back your last change, or the one with this number; --list shows them.")
    app.command("undo", cls=Command, help=help_text)(undo)
    app.command("redo", cls=Command, help=_("Put back what your last undo took."))(redo)
