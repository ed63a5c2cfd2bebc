"""Commands that end tasks, put them off or take them away."""

from __future__ import annotations

from typing import Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Yes
from kobicrm.cli.task_telling import TaskRef, TaskRefs, given_of, tell_bulk, tell_task
from kobicrm.cli.usage import Command
from kobicrm.errors import UsageError
from kobicrm.i18n import _, ngettext


def done(
    ctx: typer.Context,
    refs: TaskRefs,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--outcome",
            metavar="reached|no_answer|call_back|appointment|quote|complaint",
            help=_("How it went."),
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar=_("TEXT"), help=_("What was said or done."))
    ] = None,
    step: Annotated[
        str, typer.Option("--next", metavar=_("TEXT"), help=_("The next step: friday call."))
    ] = "",
) -> None:
    """End one task with its result, or several without."""
    from kobicrm.services import tasks

    result = given_of(outcome=outcome, text=text)
    call = call_of(ctx)
    with call.session() as session:
        if len(refs) > 1:
            if result or step:
                raise UsageError("result_of_one")
            tell_bulk(call, tasks.done_many(session, refs), _("done"))
            return
        ended = tasks.done(session, refs[0], result=result, step=step)
        call.tell(_("Done: {title}").format(title=output.cell(ended.task.title)))
        for made in (ended.following, ended.next_step):
            if made is not None:
                tell_task(call, session, made.uid, _("Next"), as_json=False)


def drop(
    ctx: typer.Context,
    refs: TaskRefs,
    series: Annotated[
        bool, typer.Option("--series", help=_("A series ends too: no next one appears."))
    ] = False,
) -> None:
    """Drop tasks."""
    from kobicrm.services import tasks

    call = call_of(ctx)
    with call.session() as session:
        tell_bulk(call, tasks.drop(session, refs, series=series), _("dropped"))


def reopen(ctx: typer.Context, ref: TaskRef) -> None:
    """Open one task again."""
    from kobicrm.services import tasks

    call = call_of(ctx)
    with call.session() as session:
        tell_bulk(call, tasks.reopen(session, ref), _("opened again"))


def snooze(
    ctx: typer.Context,
    refs: TaskRefs,
    until: Annotated[
        str, typer.Option("--until", metavar=_("DAY"), help=_("The new day, in words too."))
    ],
) -> None:
    """Give tasks another day."""
    from kobicrm.services import tasks

    call = call_of(ctx)
    with call.session() as session:
        tell_bulk(call, tasks.put_off(session, refs, until), _("put off"))


def skip(ctx: typer.Context, ref: TaskRef) -> None:
    """Move a task of a series to its next day."""
    from kobicrm.services import tasks

    call = call_of(ctx)
    with call.session() as session:
        changeset = tasks.skip(session, ref).changeset
        if changeset:
            tell_task(call, session, tasks.find(session, ref).task.uid, _("Next"), as_json=False)


def delete(ctx: typer.Context, refs: TaskRefs, yes: Yes = False) -> None:
    """Delete tasks."""
    from kobicrm.services import tasks

    call = call_of(ctx)
    with call.session() as session:
        question = ngettext("Delete {count} task?", "Delete {count} tasks?", len(refs))
        output.confirm(question.format(count=len(refs)), yes=yes)
        tell_bulk(call, tasks.delete(session, refs), _("deleted"))


def add_to(app: typer.Typer) -> None:
    """Hang the commands into the group of tasks."""
    for name, function, text in (
        ("done", done, _("End tasks as done.")),
        ("drop", drop, _("End tasks without doing them.")),
        ("reopen", reopen, _("Open an ended task again.")),
        ("snooze", snooze, _("Put tasks off.")),
        ("skip", skip, _("Leave this day of a series out.")),
        ("delete", delete, _("Delete tasks; undo brings them back.")),
    ):
        app.command(name, cls=Command, help=text)(function)
