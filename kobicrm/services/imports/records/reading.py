"""Reading a row, a document or a message into the values of a record and whose it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from kobicrm.domain.clean import clean_line
from kobicrm.domain.contacts import Contact, Warn, altered
from kobicrm.domain.instants import iso
from kobicrm.domain.kinds.base import Kind
from kobicrm.domain.record_tables import CONTACT_UID
from kobicrm.domain.uids import is_uid
from kobicrm.exchange.source import DocRow, Row, cell_text
from kobicrm.services.imports.documents import DocumentReader
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.records.columns import RecordPlan
from kobicrm.services.imports.records.values import UnreadableError, read_value
from kobicrm.services.imports.rows import RowReader

_UNREADABLE = "date_unreadable"


@dataclass(slots=True)
class RecordDraft(RowDraft):
    """One row as a record: ``contact`` is what it says of whose it is.

    ``untold`` are the values that the file does not tell: they fill a new record and never
    stand against those of a known one.
    """

    uid: str = ""
    untold: set[str] = field(default_factory=set)


class RecordReader:
    """Turns rows of a table into drafts of one kind."""

    def __init__(self, kind: Kind, plan: RecordPlan, *, at: dt.datetime) -> None:
        """Read rows of a table planned so, that arrive ``at``."""
        self._kind, self._plan, self._at = kind, plan, at
        self._people = RowReader(plan.people, at=at, lang="tr")

    def read(self, row: Row) -> RecordDraft:
        """Return what a row says; what can't be read of it is flagged, or refuses it."""
        if row.problem:
            return RecordDraft(row.line, Contact(), problem=row.problem, cells=row.cells)
        told = {
            column.target: row.cells[column.index]
            for column in self._plan.columns
            if column.target and column.index < len(row.cells)
        }
        contact = self._people.read(row).contact
        named = clean_line(cell_text(told.get(CONTACT_UID)))
        if is_uid(named):
            contact = altered(contact, uid=named)
        return _filled(self._kind, RecordDraft(row.line, contact, cells=row.cells), told, self._at)

    def is_unreadable(self, row: Row) -> bool:
        """Return whether something stands in a row that can't be read as what it should be."""
        draft = self.read(row)
        return bool(draft.warnings) or draft.problem == _UNREADABLE


class RecordDocumentReader:
    """Turns documents of an export of ours into drafts of one kind."""

    def __init__(self, kind: Kind, *, at: dt.datetime) -> None:
        """Read documents of ``kind`` that arrive ``at``."""
        self._kind, self._at = kind, at
        self._people = DocumentReader(at=at, source="")

    def read(self, row: DocRow) -> RecordDraft:
        """Return what a document says; one of the wrong form is refused."""
        document = row.document
        if row.problem or document is None:
            return RecordDraft(row.line, Contact(), problem=row.problem or "json_not_an_object")
        draft = RecordDraft(row.line, Contact(), cells=(str(document),))
        named = document.get("contact")
        if isinstance(named, Mapping):
            uid = str(named.get("uid") or "")
            told = {**named, "uid": uid if is_uid(uid) else ""}
            # Its name and number are all that an export tells; more of it is understood.
            draft.contact = self._people.read(DocRow(row.line, told)).contact
        return _filled(self._kind, draft, document, self._at)


def _filled(
    kind: Kind, draft: RecordDraft, told: Mapping[str, object], at: dt.datetime
) -> RecordDraft:
    """Give a draft its values; a required one that is missing refuses it."""
    uid = clean_line(cell_text(told.get("uid")))
    draft.uid = uid if is_uid(uid) else ""
    for one in kind.fields:
        if one.type == "contact" or one.key == "uid":
            continue
        try:
            value = read_value(one, told.get(one.key))
        except UnreadableError as error:
            value = error.instead
            if error.refused:
                draft.problem = draft.problem or error.code
            else:
                draft.warnings.append(Warn(error.code, one.key, error.text))
        if one.required and value in (None, ""):
            draft.problem = draft.problem or f"row_without_{one.key}"
        draft.values[one.key] = value
        if told.get(one.key) in (None, "", []):
            draft.untold.add(one.key)
    before = dict(draft.values)
    kind.settle(draft.values, iso(at))
    draft.untold |= {name for name, value in draft.values.items() if value != before[name]}
    return draft
