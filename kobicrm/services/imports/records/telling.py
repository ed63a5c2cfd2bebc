"""Telling a file of records from one of contacts, by its columns and by what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from kobicrm.domain.kinds.base import Kind
from kobicrm.exchange.source import DocRow, Row
from kobicrm.services.imports.records.columns import NAMES, alone, plan_record_columns
from kobicrm.services.imports.records.reading import RecordReader

# Any moment: what can be read does not hang on when it arrives.
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def is_table_of(kind: Kind, header: Sequence[str], sample: Iterable[Row]) -> bool:
    """Return whether a table holds records of ``kind`` for sure.

    A list of customers may have a date and a column called `Tip`: it is one of records where
    all fields that must be told have a column, one says how and does so somewhere, one when, one
    whose it is, and most values of these columns can be read so.
    """
    plan = plan_record_columns(kind, header)
    targets = {column.target for column in plan.columns}
    required = kind.required()
    choices = _typed(kind, "choice") & targets
    dated = _typed(kind, "day", "instant") & targets
    if not (required <= targets and choices and dated and targets & NAMES):
        return False
    rows = [row for row in sample if not row.problem]
    told = 0
    for column in plan.columns:
        if column.target not in required | choices | dated:
            continue
        filled = [row for row in rows if any(row.cells[column.index : column.index + 1])]
        reader = RecordReader(kind, alone(kind, column), at=_SOME_DAY)
        if 2 * sum(map(reader.is_unreadable, filled)) > len(filled):
            return False
        told += bool(filled) and column.target in choices
    return told > 0


def _typed(kind: Kind, *types: str) -> set[str]:
    return {field.key for field in kind.fields if field.type in types and field.editable}


def are_records(kind: Kind, documents: Iterable[DocRow]) -> bool:
    """Return whether documents are records of ``kind`` as an export of ours writes them."""
    required = kind.required()
    found = [row.document for row in documents if row.document is not None]
    return bool(found) and all(
        isinstance(one.get("contact"), Mapping) and required <= one.keys() for one in found
    )
