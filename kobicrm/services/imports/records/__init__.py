"""Taking in records that belong to contacts: a kind is its description, nothing else."""

from kobicrm.services.imports.records.columns import RecordPlan, hints_of, plan_record_columns
from kobicrm.services.imports.records.loading import RecordLoad
from kobicrm.services.imports.records.reading import RecordDocumentReader, RecordReader

__all__ = [
    "RecordDocumentReader",
    "RecordLoad",
    "RecordPlan",
    "RecordReader",
    "hints_of",
    "plan_record_columns",
]
