"""The log command: what happened with a contact, one or many at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.options import Json, Reference
from kobicrm.cli.usage import Command
from kobicrm.errors import UsageError
from kobicrm.i18n import _, ngettext
from kobicrm.i18n.messages import sentence

if TYPE_CHECKING:
    from kobicrm.services.interactions import Entry

SOME_REFUSED = 3
CHANNELS = "call|message|whatsapp|email|visit|site_visit|social|web|marketplace|fair|survey|note"


Channel = Annotated[
    str, typer.Argument(metavar=CHANNELS, help=_("How it happened, in either language."))
]
Said = Annotated[str, typer.Argument(metavar=_("TEXT"), help=_("What was said or done."))]
Outcome = Annotated[
    str,
    typer.Option(
        "--outcome",
        metavar="reached|no_answer|call_back|appointment|quote|complaint",
        help=_("How it went."),
    ),
]
NextStep = Annotated[
    str, typer.Option("--next", metavar=_("TEXT"), help=_("The next step: friday call."))
]
Incoming = Annotated[bool, typer.Option("--in", help=_("The customer called or came, not we."))]
When = Annotated[
    str, typer.Option("--at", metavar=_("TIME"), help=_("When, if not now: yesterday 14:00."))
]
Minutes = Annotated[str, typer.Option("--minutes", metavar=_("N"), help=_("How long it took."))]


def log(
    ctx: typer.Context,
    channel: Channel,
    ref: Reference,
    text: Said = "",
    outcome: Outcome = "",
    step: NextStep = "",
    incoming: Incoming = False,
    when: When = "",
    minutes: Minutes = "",
    as_json: Json = False,
) -> None:
    """Keep what happened with a contact; REF - reads one a line from stdin."""
    from kobicrm.services import interactions

    more = {"direction": "in"} if incoming else {}
    given: dict[str, object] = {"channel": channel, **more}
    if ref == "-":
        if any((text, outcome, step, when, minutes)):
            raise UsageError("log_stdin_alone")
        _log_many(call_of(ctx), given, as_json=as_json)
        return
    given |= {"text": text, "outcome": outcome, "minutes": minutes}
    if when:
        given["at"] = when
    call = call_of(ctx)
    with call.session() as session:
        logged = interactions.log(session, ref, given, step=step)
        if as_json:
            output.write_json(interactions.get(session, logged.uid).to_json())
            return
        call.tell(_("Written down: {name}").format(name=output.cell(logged.contact_name)))
        if logged.step is not None:
            from kobicrm.cli.task_output import due_text

            about = f"{output.cell(logged.step.title)} {due_text(logged.step)}".strip()
            call.tell(_("Next: {what}").format(what=about))


def _log_many(call: Call, given: dict[str, object], *, as_json: bool) -> None:
    from kobicrm.services import interactions

    with call.session() as session:
        lines = [line for line in sys.stdin.read().splitlines() if line.strip()]
        written, problems = interactions.log_many(session, _entries(lines, given))
    for number, error in problems:
        output.say(_("Line {number}: {problem}").format(number=number, problem=sentence(error)))
    if as_json:
        changeset = written[0].changeset if written else None
        told = {"created": len(written), "refused": len(problems), "changeset": changeset}
        output.write_json(told)
    else:
        count = len(written)
        text = ngettext("{count} entry written down.", "{count} entries written down.", count)
        call.tell(text.format(count=count))
    if problems:
        raise typer.Exit(SOME_REFUSED)


def _entries(lines: list[str], given: dict[str, object]) -> Iterator[Entry]:
    """Yield one entry a line: contact, text, outcome and next step, parted by tabs."""
    from kobicrm.services.interactions import Entry

    for line in lines:
        ref, text, outcome, step, *_rest = [*line.split("\t"), "", "", ""]
        yield Entry(ref.strip(), {**given, "text": text, "outcome": outcome}, step)


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(
        "log",
        cls=Command,
        help=_("Write down a call, a visit or a message, and the next step.")
        + "\n\n"
        + _("With - for REF every line of stdin is one: REF, text, outcome and next step,"
            " parted by tabs."),
    )(log)  # fmt: skip
