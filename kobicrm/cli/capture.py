"""The add command: one line becomes contact, company, task, tags and note."""

from __future__ import annotations

import string
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.options import Json, pair
from kobicrm.cli.usage import Command
from kobicrm.errors import KobiError, UsageError
from kobicrm.i18n import _, ngettext
from kobicrm.i18n.messages import sentence

if TYPE_CHECKING:
    from kobicrm.services.capture import Made, Preview, Row
    from kobicrm.services.session import Session

SOME_REFUSED = 3
_EXAMPLE = "contact=1"

Line = Annotated[
    str,
    typer.Argument(metavar=_("LINE"), help=_("The line; - reads one a line from stdin.")),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=_("Only say what would be made; nothing is written."))
]
Choose = Annotated[
    list[str] | None,
    typer.Option(
        "--choose",
        metavar="PART=N",
        help=_("Answer a question: name, company, due or contact, and the number; contact=new"
               " makes a new one."),
    ),
]  # fmt: skip


def add(
    ctx: typer.Context,
    line: Line,
    choose: Choose = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Make what a line says, or say what it would make."""
    call = call_of(ctx)
    choices = _choices(choose or [])
    if line.strip() == "-":
        if choices:
            raise UsageError("add_stdin_alone")
        _add_many(call, dry_run=dry_run, as_json=as_json)
        return
    with call.session() as session:
        _add_one(call, session, line, choices, dry_run=dry_run, as_json=as_json)


def _choices(given: list[str]) -> dict[str, str]:
    from kobicrm.services.capture import ASKED

    found: dict[str, str] = {}
    for one in given:
        part, value = pair("--choose", one, _EXAMPLE)
        if part.rstrip(string.digits) not in ASKED or not value:
            known = ", ".join(ASKED)
            raise UsageError("capture_choice", value=one, example=_EXAMPLE, known=known)
        found[part] = value
    return found


def _add_one(
    call: Call,
    session: Session,
    line: str,
    choices: dict[str, str],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from kobicrm.services import capture

    seen = capture.preview(session, line, choices)
    while seen.asks and not dry_run and not seen.problem and output.has_terminal():
        choices[seen.asks[0].part] = _answer(seen.asks[0])
        seen = capture.preview(session, line, choices)
    if dry_run:
        _tell_preview(seen, as_json=as_json)
        return
    made = capture.capture(session, line, choices, seen=seen)
    if as_json:
        output.write_json(_document(made))
    elif made.changeset is None:
        call.tell(_("Nothing to change"))
    elif not call.quiet:
        _write_rows(made.preview)


def _answer(row: Row) -> str:
    """Ask on the terminal; an empty answer leaves without writing anything."""
    from kobicrm.i18n.capture import candidate_text, question_text

    output.say(question_text(row))
    for number, one in enumerate(row.candidates, 1):
        output.say(f"  {number}  {candidate_text(row, one)}")
    while True:
        sys.stderr.write("? ")
        sys.stderr.flush()
        said = sys.stdin.readline().strip()
        if not said:
            raise KobiError("declined")
        if said.isascii() and said.isdigit() and 1 <= int(said[:3]) <= len(row.candidates):
            return said[:3]


def _add_many(call: Call, *, dry_run: bool, as_json: bool) -> None:
    from kobicrm.services import capture

    written: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    with call.session() as session:
        for number, line in enumerate(sys.stdin.read().splitlines(), 1):
            if not line.strip():
                continue
            try:
                if dry_run:
                    written.append(_rows(capture.preview(session, line)))
                else:
                    written.append(_document(capture.capture(session, line)))
            except (UsageError, KobiError) as error:
                if error.code not in _OF_A_LINE:
                    raise
                problems.append({"line": number, "code": error.code, "message": sentence(error)})
                text = _("Line {number}: {problem}")
                output.say(text.format(number=number, problem=sentence(error)))
    if as_json:
        output.write_json({"made": written, "refused": problems})
    else:
        text = ngettext("{count} line taken in.", "{count} lines taken in.", len(written))
        call.tell(text.format(count=len(written)))
    if problems:
        raise typer.Exit(SOME_REFUSED)


# What may be wrong with one line while the others are fine.
_OF_A_LINE = (
    "capture_asks", "capture_empty", "capture_nameless", "capture_too_long", "repeat_never",
    "company_of_itself",
)  # fmt: skip


def _tell_preview(seen: Preview, *, as_json: bool) -> None:
    if as_json:
        output.write_json(_rows(seen))
        return
    _write_rows(seen)
    if seen.problem:
        output.say(sentence(KobiError(seen.problem, value=seen.text)))


def _write_rows(seen: Preview) -> None:
    from kobicrm.i18n.capture import candidate_text, part_text, value_text, will_text

    rows: list[tuple[str, str, str]] = []
    for row in seen.rows:
        rows.append((part_text(row), value_text(row), will_text(row)))
        rows += [
            ("", f"{number}  {candidate_text(row, one)}", "")
            for number, one in enumerate(row.candidates, 1)
        ]
    output.write_table((_("Part"), _("Value"), _("What happens")), rows)


def _rows(seen: Preview) -> dict[str, Any]:
    """Return a preview as a document."""
    from kobicrm.i18n.capture import candidate_text, value_text, will_text

    rows = [
        {
            "part": row.part,
            "value": value_text(row),
            "will": row.will,
            "text": will_text(row),
            "known": row.about,
            "candidates": [
                {"number": number, "id": one.id or None, "text": candidate_text(row, one)}
                for number, one in enumerate(row.candidates, 1)
            ],
        }
        for row in seen.rows
    ]
    return {"line": seen.text, "rows": rows, "problem": seen.problem}


def _document(made: Made) -> dict[str, Any]:
    contact, task = made.contact, made.task
    return {
        **_rows(made.preview),
        "contact": {"id": contact.id, "uid": contact.uid, "name": contact.name}
        if contact is not None
        else None,
        "task": task.uid if task is not None else None,
        "changeset": made.changeset,
    }


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(
        "add",
        cls=Command,
        help=_("Make a contact, company, task, tags and note from one line.")
        + "\n\n"
        + _('Write: Ayşe Yılmaz 0532 123 45 67 company:"Yılmaz Gıda" tomorrow 15:00 call tag:vip.'
            " @ and # do the same as company: and tag:."),
    )(add)  # fmt: skip
