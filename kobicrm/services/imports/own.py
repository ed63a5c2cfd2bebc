"""Reading the rows of our own table exports, lossless."""

from __future__ import annotations

from datetime import datetime

from kobicrm.domain import drafting, tables
from kobicrm.domain.contacts import Contact, Warn
from kobicrm.exchange.source import Row
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.mapping import TablePlan


class OwnReader:
    """Turns rows of our own exports into drafts."""

    def __init__(self, plan: TablePlan, *, at: datetime, format_: str) -> None:
        """Read rows of a table planned as our own, that arrive ``at`` in a file of ``format_``."""
        self._at = at
        self._places = [column.index for column in plan.columns if column.own]
        self._columns = tuple(column.own for column in plan.columns if column.own)
        self._form = tables.form_of(format_, [column.header for column in plan.columns])

    def read(self, row: Row) -> RowDraft:
        """Return the contact of a row; what can't be read of it is flagged."""
        if row.problem:
            return RowDraft(row.line, Contact(), problem=row.problem, cells=row.cells)
        cells = [row.cells[place] if place < len(row.cells) else None for place in self._places]
        flagged: list[Warn] = []
        values = tables.from_cells(self._columns, cells, self._form, at=self._at, problems=flagged)
        contact = Contact(**values)
        draft = RowDraft(row.line, contact, warnings=flagged, at=self._at, cells=row.cells)
        draft.warnings += drafting.warnings(contact)
        present = dict(contact.custom)
        draft.fields += [
            (column.name, column.type, column.choices)
            for column in self._columns
            if column.field == "custom" and column.name in present
        ]
        return draft
