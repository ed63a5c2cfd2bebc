"""Contacts as rows of a table: what exports write and imports read back without loss.

Three forms share the columns: ``plain`` CSV for programs (English keys, ISO values),
``excel-tr`` CSV for Excel in Türkiye and ``xlsx`` (labels, Turkish numbers, typed cells).
"""

from kobicrm.domain.tables.columns import (
    Column,
    CustomDefinition,
    Form,
    columns,
    form_of,
    header_of,
    parse_header,
)
from kobicrm.domain.tables.reading import from_cells
from kobicrm.domain.tables.writing import to_cells

__all__ = [
    "Column",
    "CustomDefinition",
    "Form",
    "columns",
    "form_of",
    "from_cells",
    "header_of",
    "parse_header",
    "to_cells",
]
