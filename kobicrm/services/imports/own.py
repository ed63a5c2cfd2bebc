"""Reading the rows of our own table exports, lossless."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kobicrm.domain import drafting, tables
from kobicrm.domain.contacts import Contact, Note, Warn
from kobicrm.exchange.source import Row
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.filling import fill
from kobicrm.services.imports.mapping import TablePlan
from kobicrm.services.imports.rows import RowReader


class OwnReader:
    """Turns rows of our own exports into drafts."""

    def __init__(self, plan: TablePlan, *, at: datetime, format_: str) -> None:
        """Read rows of a table planned as our own, that arrive ``at`` in a file of ``format_``."""
        self._at = at
        self._places = [column.index for column in plan.columns if column.own]
        self._columns = tuple(column.own for column in plan.columns if column.own)
        self._form = tables.form_of(format_, [column.header for column in plan.columns])
        # Columns somebody added to the table and told a place for.
        added = tuple(column for column in plan.columns if column.target and not column.own)
        self._added = RowReader(replace(plan, columns=added), at=at, lang="tr") if added else None

    def read(self, row: Row) -> RowDraft:
        """Return the contact of a row; what can't be read of it is flagged and kept as a note."""
        if row.problem:
            return RowDraft(row.line, Contact(), problem=row.problem, cells=row.cells)
        cells = [row.cells[place] if place < len(row.cells) else None for place in self._places]
        flagged: list[Warn] = []
        values = tables.from_cells(self._columns, cells, self._form, at=self._at, problems=flagged)
        notes = (*values.pop("notes", ()), *(Note(self._told(one), self._at) for one in flagged))
        contact = Contact(**values, notes=notes)
        draft = RowDraft(row.line, contact, warnings=flagged, at=self._at, cells=row.cells)
        if self._added:
            more = self._added.read(row)
            draft.contact = contact = fill(contact, more.contact)[0]
            draft.fields += more.fields
        draft.warnings += drafting.warnings(contact)
        draft.fields += [
            (column.name, column.type, column.choices)
            for column in self._columns
            if column.field == "custom"
        ]
        return draft

    @staticmethod
    def _told(warning: Warn) -> str:
        """Return an unreadable value as a note, so that nothing of the row is lost."""
        return f"{warning.field.removeprefix('custom:')}: {warning.value}"
