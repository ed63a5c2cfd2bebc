"""Rows of records that belong to contacts, as the tables of a trial show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from kobicrm.domain.dates import format_date, format_moment
from kobicrm.domain.kinds.labels import (
    DIRECTION_LABELS,
    INTERACTION_LABELS,
    OUTCOME_LABELS,
    PRIORITY_LABELS,
    TASK_KIND_LABELS,
    TASK_STATE_LABELS,
)
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.kinds.task import TASK
from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.repeats import repeat_text
from kobicrm.services.imports import ImportReport, RowEntry
from screens.styles.glyphs import current
from screens.text import plain
from screens.widgets.columns import Column

_LABELS: dict[str, dict[str, str]] = {
    "channel": INTERACTION_LABELS,
    "direction": DIRECTION_LABELS,
    "outcome": OUTCOME_LABELS,
    "kind": TASK_KIND_LABELS,
    "priority": PRIORITY_LABELS,
    "state": TASK_STATE_LABELS,
}
LINE = Column("line", N_("Row"), {0: 7}, muted=True, sortable=False)
_AT = Column("at", N_("When"), {0: 16, 100: 18}, sortable=False)
_TEXT = Column("text", N_("Text"), muted=False, sortable=False)
_CREATED = (
    LINE,
    Column("name", N_("Contact"), {0: 17, 100: 24, 120: 28}, muted=False, sortable=False),
    _AT,
    Column("how", N_("Channel"), {0: 13, 100: 20}, sortable=False),
    _TEXT,
)
_CREATED_TASKS = (
    LINE,
    Column("title", N_("Task title"), {0: 26, 100: 40}, muted=False, sortable=False),
    Column("due", N_("Due"), {0: 17}, sortable=False),
    Column("name", N_("Contact"), muted=False, sortable=False),
)
# Whose they all are is told above the table.
_CREATED_WITH_ONE = (LINE, _AT, Column("how", N_("Channel"), {0: 20}, sortable=False), _TEXT)


def created_columns(report: ImportReport) -> tuple[Column, ...]:
    """Return the columns of the table of new records."""
    if report.kind == TASK.key:
        return _CREATED_TASKS
    return _CREATED_WITH_ONE if report.whose else _CREATED


def made_text(report: ImportReport) -> str:
    """Return `12 görüşme`, `12 görev`."""
    text = ngettext("{n} interaction", "{n} interactions", report.created)
    if report.kind == TASK.key:
        text = ngettext("{n} task", "{n} tasks", report.created)
    return text.format(n=format_count(report.created, language()))


def whose_text(report: ImportReport) -> str:
    """Return whose all records are, '' where each tells it itself."""
    if report.whose is None:
        return ""
    return _("All with {name}").format(name=plain(report.whose.name))


def created(entry: RowEntry) -> Iterator[dict[str, str]]:
    """Yield a record that is new."""
    values = entry.values
    signs = {"in": current().comes, "out": current().becomes}
    sign = signs.get(values.get("direction", ""), " " * len(current().becomes))
    yield {
        "line": str(entry.line),
        # What is nobody's goes by its title elsewhere.
        "name": entry.name if entry.uid else "",
        "at": value_text("at", values.get("at", "")),
        "how": f"{sign} {value_text('channel', values.get('channel', ''))}",
        "text": value_text("text", values.get("text", "")),
        "title": value_text("title", values.get("title", "")),
        "due": _due(values),
    }


def _due(values: Mapping[str, Any]) -> str:
    parts = (value_text("due", values.get("due", "")), value_text("clock", values.get("clock", "")))
    return " ".join(part for part in parts if part)


def before_and_after(kind: str, field: str, pair: list[Any]) -> tuple[str, str, str]:
    """Return the name of a field of a record, and its old and new value in words."""
    label = _(KINDS[kind].field(field).label)
    old, new = (value_text(field, str(value)) for value in pair)
    return label, old, new


def value_text(field: str, value: str) -> str:
    """Return a value of a record, as it is stored, on one line in words."""
    if not value:
        return ""
    if field == "at":
        there = datetime.fromisoformat(value).astimezone()
        # A table that tells days only: midnight was not meant.
        if there.time() == time():
            return format_date(there.date(), language())
        return format_moment(there, language())
    if field == "due":
        return format_date(date.fromisoformat(value), language())
    if field == "clock":
        return value.replace(":", ".") if language() == "tr" else value
    if field == "repeat":
        return repeat_text(value)
    labels = _LABELS.get(field, {})
    return _(labels[value]) if value in labels else " ".join(value.split())


def record_words(values: Mapping[str, Any]) -> list[str]:
    """Return what a record says: when, how, whence, and its text; of a task what and until when."""
    if "title" in values:
        return [value_text("title", values["title"]), _due(values)]
    return [
        value_text(field, str(values.get(field, "")))
        for field in ("at", "channel", "direction", "text")
    ]
