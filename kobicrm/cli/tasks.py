"""Commands about tasks: add, list, show, edit, done, drop, reopen, snooze, skip, delete."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.options import (
    Csv,
    Ids,
    Json,
    JsonLines,
    Limit,
    Yes,
    at_most_one,
    one_of,
    whole_number,
)
from kobicrm.cli.usage import Command, new_group
from kobicrm.domain.tasks import TASK_KINDS
from kobicrm.errors import UsageError
from kobicrm.i18n import _, ngettext

if TYPE_CHECKING:
    from kobicrm.services.session import Session
    from kobicrm.services.tasks import TaskBulk

app = new_group(_("What there is to do, and when."))

TaskRef = Annotated[str, typer.Argument(metavar=_("NO"), help=_("Number or uid of the task."))]
TaskRefs = Annotated[
    list[str], typer.Argument(metavar=_("NO..."), help=_("Numbers or uids of tasks."))
]
Title = Annotated[str, typer.Argument(metavar=_("TITLE"), help=_("What is to be done."))]
NewTitle = Annotated[
    str | None, typer.Option("--title", metavar=_("TEXT"), help=_("What is to be done."))
]
Whose = Annotated[
    str | None,
    typer.Option("--contact", metavar=_("REF"), help=_("With whom: number, phone, e-mail ...")),
]
Due = Annotated[
    str | None,
    typer.Option(
        "--due", metavar=_("DAY"), help=_("When, in words too: tomorrow 15:00, friday, 14.03.")
    ),
]
KindOption = Annotated[
    str | None, typer.Option("--kind", metavar="todo|call|visit|message|follow_up", help=_("Kind."))
]
Priority = Annotated[
    str | None, typer.Option("--priority", metavar="low|normal|high", help=_("Priority."))
]
Assignee = Annotated[
    str | None, typer.Option("--assignee", metavar=_("NAME"), help=_("Who is to do it."))
]
Remind = Annotated[
    str | None,
    typer.Option("--remind", metavar=_("SPAN"), help=_("How long before: 30, 2 hours, 1 day.")),
]
Minutes = Annotated[
    str | None, typer.Option("--minutes", metavar=_("N"), help=_("How long it takes."))
]
NoteText = Annotated[str | None, typer.Option("--note", metavar=_("TEXT"), help=_("A note."))]
Repeat = Annotated[
    str | None,
    typer.Option(
        "--repeat",
        metavar=_("RULE"),
        help=_("every monday, every 3 weeks, last day of the month, or a rule of RFC 5545."),
    ),
]
Check = Annotated[
    list[str] | None,
    typer.Option("--check", metavar=_("TEXT"), help=_("A line of the checklist; any number.")),
]


def _given(**values: Any) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


@app.command("add", cls=Command, help=_("Add a task."))
def add(
    ctx: typer.Context,
    title: Title,
    contact: Whose = None,
    due: Due = None,
    kind: KindOption = None,
    priority: Priority = None,
    assignee: Assignee = None,
    remind: Remind = None,
    minutes: Minutes = None,
    note: NoteText = None,
    repeat: Repeat = None,
    check: Check = None,
    as_json: Json = False,
) -> None:
    """Add one task from the options."""
    from kobicrm.services import tasks

    given = _given(contact=contact, due=due, kind=kind, priority=priority, assignee=assignee,
                   remind=remind, minutes=minutes, note=note, repeat=repeat,
                   checklist=check)  # fmt: skip
    call = call_of(ctx)
    with call.session(create=True) as session:
        saved = tasks.add(session, {"title": title, **given})
        _tell(call, session, saved.task.uid, _("Task added"), as_json=as_json)


@app.command("edit", cls=Command, help=_("Change a task; an empty text empties the field."))
def edit(
    ctx: typer.Context,
    ref: TaskRef,
    title: NewTitle = None,
    contact: Whose = None,
    due: Due = None,
    kind: KindOption = None,
    priority: Priority = None,
    assignee: Assignee = None,
    remind: Remind = None,
    minutes: Minutes = None,
    note: NoteText = None,
    repeat: Repeat = None,
    check: Check = None,
    as_json: Json = False,
) -> None:
    """Change one task."""
    from kobicrm.services import tasks

    given = _given(title=title, contact=contact, due=due, kind=kind, priority=priority,
                   assignee=assignee, remind=remind, minutes=minutes, note=note, repeat=repeat,
                   checklist=check)  # fmt: skip
    if not given:
        raise UsageError("nothing_given", command=ctx.command_path)
    call = call_of(ctx)
    with call.session() as session:
        saved = tasks.edit(session, ref, given)
        said = _("Task changed") if saved.changeset else _("Nothing to change")
        _tell(call, session, saved.task.uid, said, as_json=as_json)


def _tell(call: Call, session: Session, uid: str, said: str, *, as_json: bool) -> None:
    from kobicrm.cli.task_output import document, due_text
    from kobicrm.services import tasks

    row = tasks.find(session, uid)
    if as_json:
        output.write_json(document(row))
        return
    parts = (row.task.title, due_text(row.task), row.contact_name)
    about = " · ".join(output.cell(part) for part in parts if part)
    call.tell(f"{said}: {about}  ({_('No')} {row.id})")


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


@app.command("list", cls=Command, help=_("List what is to be done, by when it is due."))
def list_tasks(
    ctx: typer.Context,
    late: Annotated[bool, typer.Option("--late", help=_("Only what is late."))] = False,
    today: Annotated[
        bool, typer.Option("--today", help=_("What is due today, and what is late."))
    ] = False,
    week: Annotated[
        bool, typer.Option("--week", help=_("Until the end of this week, and what is late."))
    ] = False,
    done: Annotated[bool, typer.Option("--done", help=_("What was done, newest first."))] = False,
    contact: Whose = None,
    assignee: Assignee = None,
    kind: KindOption = None,
    find: Annotated[
        str, typer.Option("--search", metavar=_("TEXT"), help=_("Only where these words occur."))
    ] = "",
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
        where = replace(
            tasks.view(session, view),
            assignee=assignee or "",
            words=find,
            kinds=(one_of("--kind", kind, TASK_KINDS),) if kind else (),
            contact=contacts.get(session, contact).id if contact else None,
        )
        print_tasks(tasks.listing(session, where, most), form)


@app.command("done", cls=Command, help=_("End tasks as done."))
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

    result = _given(outcome=outcome, text=text)
    call = call_of(ctx)
    with call.session() as session:
        if len(refs) > 1:
            if result or step:
                raise UsageError("result_of_one")
            _tell_bulk(call, tasks.done_many(session, refs), _("done"))
            return
        ended = tasks.done(session, refs[0], result=result, step=step)
        call.tell(_("Done: {title}").format(title=output.cell(ended.task.title)))
        for made in (ended.following, ended.next_step):
            if made is not None:
                _tell(call, session, made.uid, _("Next"), as_json=False)


@app.command("drop", cls=Command, help=_("End tasks without doing them."))
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
        _tell_bulk(call, tasks.drop(session, refs, series=series), _("dropped"))


@app.command("reopen", cls=Command, help=_("Open an ended task again."))
def reopen(ctx: typer.Context, ref: TaskRef) -> None:
    """Open one task again."""
    from kobicrm.services import tasks

    call = call_of(ctx)
    with call.session() as session:
        _tell_bulk(call, tasks.reopen(session, ref), _("opened again"))


@app.command("snooze", cls=Command, help=_("Put tasks off."))
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
        _tell_bulk(call, tasks.put_off(session, refs, until), _("put off"))


@app.command("skip", cls=Command, help=_("Leave this day of a series out."))
def skip(ctx: typer.Context, ref: TaskRef) -> None:
    """Move a task of a series to its next day."""
    from kobicrm.services import tasks

    call = call_of(ctx)
    with call.session() as session:
        changeset = tasks.skip(session, ref).changeset
        if changeset:
            _tell(call, session, tasks.find(session, ref).task.uid, _("Next"), as_json=False)


@app.command("delete", cls=Command, help=_("Delete tasks; undo brings them back."))
def delete(ctx: typer.Context, refs: TaskRefs, yes: Yes = False) -> None:
    """Delete tasks."""
    from kobicrm.services import tasks

    call = call_of(ctx)
    with call.session() as session:
        question = ngettext("Delete {count} task?", "Delete {count} tasks?", len(refs))
        output.confirm(question.format(count=len(refs)), yes=yes)
        _tell_bulk(call, tasks.delete(session, refs), _("deleted"))


def _tell_bulk(call: Call, bulk: TaskBulk, said: str) -> None:
    text = ngettext("{count} task: {said}", "{count} tasks: {said}", bulk.tasks)
    call.tell(text.format(count=bulk.tasks, said=said))
