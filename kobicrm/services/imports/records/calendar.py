"""Events of a calendar as tasks: what is over was done, or nobody could tell what is still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from kobicrm.domain.kinds.task import TASK
from kobicrm.domain.recurrence import next_day
from kobicrm.domain.repeat_words import read_repeat
from kobicrm.errors import ValidationError
from kobicrm.exchange.source import DocRow
from kobicrm.services.imports.records.reading import RecordDocumentReader, RecordDraft


class CalendarReader:
    """Turns the components of a calendar into drafts of tasks."""

    def __init__(self, *, at: datetime) -> None:
        """Read components that arrive ``at``."""
        self._today = at.astimezone().date().isoformat()
        self._reader = RecordDocumentReader(TASK, at=at)

    def read(self, row: DocRow) -> RecordDraft:
        """Return a component as a draft; an appointment whose day is over was done."""
        document: dict[str, Any] = dict(row.document or {})
        if row.problem or not document:
            return self._reader.read(row)
        over = "" < document["due"] < self._today
        worked_out: dict[str, Any] = {}
        if document.pop("is_event") and over and not document["repeat"]:
            worked_out = {"state": "done"}
        elif over and document["repeat"]:
            worked_out = _gone_on(document, self._today)
        draft = self._reader.read(replace(row, document=document | worked_out))
        # What hangs on today's date the calendar does not tell: tomorrow it would be another.
        draft.untold |= worked_out.keys()
        return draft


def _gone_on(document: dict[str, Any], today: str) -> dict[str, Any]:
    """Return where a series goes on: its first day from today; one that is over was done."""
    start = date.fromisoformat(str(document["due"]))
    try:
        rule = read_repeat(str(document["repeat"]))
    except ValidationError:
        return {}
    day = next_day(rule, start, date.fromisoformat(today) - timedelta(days=1))
    if day is None:
        return {"state": "done"}
    return {"due": day.isoformat(), "start": start.isoformat()}
