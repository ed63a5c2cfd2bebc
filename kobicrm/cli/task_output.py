"""How tasks are printed: as documents, table rows, record numbers, or one on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kobicrm.cli import output
from kobicrm.domain import dates
from kobicrm.domain.kinds.labels import PRIORITY_LABELS, TASK_KIND_LABELS, TASK_STATE_LABELS
from kobicrm.domain.tasks import NO_REMINDER, clock_text, day_text, moment_text
from kobicrm.i18n import _, language
from kobicrm.i18n.moments import remind_text
from kobicrm.i18n.repeats import repeat_text

if TYPE_CHECKING:
    from kobicrm.domain.tasks import Task
    from kobicrm.services.tasks import TaskRowInfo

COLUMNS = (
    "id", "uid", "title", "kind", "due", "time", "priority", "contact", "assignee", "state",
)  # fmt: skip


def document(row: TaskRowInfo) -> dict[str, object]:
    """Return a task as the published JSON object."""
    task = row.task
    contact = {"id": row.contact_id, "uid": task.contact, "name": row.contact_name}
    return {
        "id": row.id,
        "uid": task.uid,
        "title": task.title,
        "kind": task.kind,
        "contact": contact if task.contact else None,
        "due": day_text(task.due) or None,
        "time": clock_text(task.clock) or None,
        "remind": None if task.remind == NO_REMINDER else task.remind,
        "priority": task.priority,
        "assignee": task.assignee or None,
        "minutes": task.minutes or None,
        "checklist": [{"text": one.text, "done": one.done} for one in task.checklist],
        "note": task.note,
        "repeat": task.repeat or None,
        "series": task.series or None,
        "state": task.state,
        "ended_at": moment_text(task.ended_at) or None,
        "created_at": moment_text(task.created_at) or None,
    }


def print_tasks(rows: Iterable[TaskRowInfo], form: str) -> None:
    """Print tasks in ``form`` ('' is a table)."""
    if form == "json":
        output.write_json_list(map(document, rows))
    elif form == "jsonl":
        output.write_json_lines(map(document, rows))
    elif form == "csv":
        output.write_csv(COLUMNS, map(_csv_row, rows))
    elif form == "ids":
        for row in rows:
            output.write(f"{row.id}\n")
    else:
        header = (_("No"), _("Due"), _("Task title"), _("Contact"), _("Kind"), _("Assignee"))
        output.write_table(header, map(_row, rows))


def _row(row: TaskRowInfo) -> tuple[object, ...]:
    task = row.task
    kind = _(TASK_KIND_LABELS[task.kind])
    title = f"! {task.title}" if task.priority == "high" else task.title
    return (row.id, due_text(task), title, row.contact_name, kind, task.assignee)


def _csv_row(row: TaskRowInfo) -> tuple[object, ...]:
    task = row.task
    return (
        row.id,
        task.uid,
        task.title,
        task.kind,
        day_text(task.due),
        clock_text(task.clock),
        task.priority,
        row.contact_name,
        task.assignee,
        task.state,
    )


def due_text(task: Task) -> str:
    """Return day and time in the language in force, '' when nobody said."""
    if task.due is None:
        return ""
    day = dates.format_date(task.due, language())
    return f"{day} {clock(task)}".strip()


def clock(task: Task) -> str:
    """Return the time of day as the language writes it."""
    text = clock_text(task.clock)
    return text.replace(":", ".") if language() == "tr" else text


def print_task(row: TaskRowInfo) -> None:
    """Print one task as label and value lines; empty ones are left out."""
    output.write_facts(_facts(row))


def _facts(row: TaskRowInfo) -> Iterator[tuple[str, object]]:
    task = row.task
    yield _("No"), row.id
    yield _("Task title"), task.title
    yield _("Kind"), _(TASK_KIND_LABELS[task.kind])
    yield _("Contact"), f"{row.contact_name}  ({row.contact_id})" if task.contact else ""
    yield _("Due"), due_text(task)
    yield _("Repeats"), repeat_text(task.repeat)
    yield _("Reminder"), remind_text(task.remind)
    yield _("Priority"), _(PRIORITY_LABELS[task.priority]) if task.priority != "normal" else ""
    yield _("Assignee"), task.assignee
    yield _("Minutes"), task.minutes or ""
    yield (
        _("Checklist"),
        [
            f"{number}. [{'x' if one.done else ' '}] {one.text}"
            for number, one in enumerate(task.checklist, 1)
        ],
    )
    yield _("Note"), task.note
    yield _("State"), _(TASK_STATE_LABELS[task.state])
    yield _("Ended"), task.ended_at or ""
