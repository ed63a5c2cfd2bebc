"""What the commands about tasks share: their arguments, and what they say when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kobicrm.cli import output
from kobicrm.cli.context import Call
from kobicrm.i18n import _, ngettext

if TYPE_CHECKING:
    from kobicrm.services.session import Session
    from kobicrm.services.tasks import TaskBulk

TaskRef = Annotated[str, typer.Argument(metavar=_("NO"), help=_("Number or uid of the task."))]
TaskRefs = Annotated[
    list[str], typer.Argument(metavar=_("NO..."), help=_("Numbers or uids of tasks."))
]


def given_of(**values: Any) -> dict[str, object]:
    """Return the options that were given."""
    return {key: value for key, value in values.items() if value is not None}


def tell_task(call: Call, session: Session, uid: str, said: str, *, as_json: bool) -> None:
    """Tell of one task, with --json as its document."""
    from kobicrm.cli.task_output import document, due_text
    from kobicrm.services import tasks

    row = tasks.find(session, uid)
    if as_json:
        output.write_json(document(row))
        return
    parts = (row.task.title, due_text(row.task), row.contact_name)
    about = " · ".join(output.cell(part) for part in parts if part)
    text = _("{said}: {about}  (No {number})")
    call.tell(text.format(said=said, about=about, number=row.id))


def tell_bulk(call: Call, bulk: TaskBulk, said: str) -> None:
    """Tell how many tasks were written."""
    text = ngettext("{count} task: {said}", "{count} tasks: {said}", bulk.tasks)
    call.tell(text.format(count=bulk.tasks, said=said))
