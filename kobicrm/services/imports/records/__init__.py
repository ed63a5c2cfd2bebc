"""Taking in records that belong to contacts: a kind is its description, nothing else."""

from kobicrm.services.imports.records.columns import (
    NAMES,
    RecordPlan,
    alone,
    hints_of,
    plan_record_columns,
    targets_of,
)
from kobicrm.services.imports.records.loading import RecordLoad
from kobicrm.services.imports.records.reading import (
    RecordDocumentReader,
    RecordDraft,
    RecordReader,
)
from kobicrm.services.imports.records.telling import are_records, is_table_of

__all__ = [
    "NAMES",
    "RecordDocumentReader",
    "RecordDraft",
    "RecordLoad",
    "RecordPlan",
    "RecordReader",
    "alone",
    "are_records",
    "hints_of",
    "is_table_of",
    "plan_record_columns",
    "targets_of",
]
