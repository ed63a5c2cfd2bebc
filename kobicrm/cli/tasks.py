"""Commands about tasks: add, edit, show, list; what ends them is in task_acts."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.filters import ViewName, Where, asked
from kobicrm.cli.options import (
    Csv,
    Ids,
    Json,
    JsonLines,
    Limit,
    at_most_one,
    one_of,
    whole_number,
)
from kobicrm.cli.task_fields import Assignee, Given, KindOption, Whose, with_fields
from kobicrm.cli.task_telling import TaskRef, tell_task
from kobicrm.cli.usage import Command, new_group
from kobicrm.domain.tasks import TASK_KINDS
from kobicrm.errors import UsageError
from kobicrm.i18n import _

app = new_group(_("What there is to do, and when."))

Title = Annotated[str, typer.Argument(metavar=_("TITLE"), help=_("What is to be done."))]
Today = Annotated[bool, typer.Option("--today", help=_("What is due today, and what is late."))]
Week = Annotated[
    bool, typer.Option("--week", help=_("Until the end of this week, and what is late."))
]
Find = Annotated[
    str, typer.Option("--search", metavar=_("TEXT"), help=_("Only where these words occur."))
]


@app.command("add", cls=Command, help=_("Add a task."))
@with_fields("title")
def add(ctx: typer.Context, title: Title, given: Given, as_json: Json = False) -> None:
    """Add one task from the options."""
    from kobicrm.services import tasks

    call = call_of(ctx)
    with call.session(create=True) as session:
        saved = tasks.add(session, {"title": title, **given})
        tell_task(call, session, saved.task.uid, _("Task added"), as_json=as_json)


@app.command("edit", cls=Command, help=_("Change a task; an empty text empties the field."))
@with_fields()
def edit(ctx: typer.Context, ref: TaskRef, given: Given, as_json: Json = False) -> None:
    """Change one task."""
    from kobicrm.services import tasks

    if not given:
        raise UsageError("nothing_given", command=ctx.command_path)
    call = call_of(ctx)
    with call.session() as session:
        saved = tasks.edit(session, ref, given)
        said = _("Task changed") if saved.changeset else _("Nothing to change")
        tell_task(call, session, saved.task.uid, said, as_json=as_json)


@app.command("show", cls=Command, help=_("Show a task."))
def show(ctx: typer.Context, ref: TaskRef, as_json: Json = False) -> None:
    """Show one task."""
    from kobicrm.cli.task_output import document, print_task
    from kobicrm.services import tasks

    with call_of(ctx).session() as session:
        row = tasks.find(session, ref)
    if as_json:
        output.write_json(document(row))
    else:
        print_task(row)


@app.command(
    "list",
    cls=Command,
    help=_("List what is to be done, by when it is due.")
    + "\n\n"
    + _("What is ended is listed too where the query asks about the state or the end."),
)
def list_tasks(
    ctx: typer.Context,
    late: Annotated[bool, typer.Option("--late", help=_("Only what is late."))] = False,
    today: Today = False,
    week: Week = False,
    done: Annotated[bool, typer.Option("--done", help=_("What was done, newest first."))] = False,
    contact: Whose = None,
    assignee: Assignee = None,
    kind: KindOption = None,
    find: Find = "",
    where: Where = None,
    named: ViewName = "",
    limit: Limit = "",
    as_json: Json = False,
    jsonl: JsonLines = False,
    csv: Csv = False,
    ids: Ids = False,
) -> None:
    """List tasks in one of the forms."""
    from kobicrm.cli.task_output import print_tasks
    from kobicrm.services import contacts, tasks

    form = at_most_one(json=as_json, jsonl=jsonl, csv=csv, ids=ids)
    view = at_most_one(late=late, today=today, week=week, done=done)
    most = whole_number("--limit", limit, 0)
    with call_of(ctx).session() as session:
        wanted, _view = asked(session, where or (), named, "task")
        chosen = replace(
            tasks.view(session, view, wanted),
            assignee=assignee or "",
            words=find,
            kinds=(one_of("--kind", kind, TASK_KINDS),) if kind else (),
            contact=contacts.get(session, contact).id if contact else None,
        )
        print_tasks(tasks.listing(session, chosen, most), form)
