"""How much a file may ask for. Sizes are characters in text, bytes in files.

The figures keep one hostile file from filling memory; a file of our own with a million
contacts stays below all of them, because CSV and JSONL are never capped as a whole.
"""

from __future__ import annotations

MIB = 1 << 20

HEAD_BYTES = 64 * 1024
"""Read from the front to recognise format, encoding and delimiter."""

RECORD_LIMIT = 8 * MIB
"""One record: a CSV row with all its line breaks, a JSON document, a line."""

ARCHIVE_RECORD_LIMIT = 64 * MIB
"""One record of an archive: a contact with all its notes, as the program itself wrote it."""

VALUE_LIMIT = 131_072
"""One value of a cell; a cell may hold several, joined (see ``values``)."""

STDIN_LIMIT = 2048 * MIB
JSON_LIMIT = 200 * MIB
XLSX_LIMIT = 100 * MIB
"""All parts of a workbook, unpacked."""

XLS_LIMIT = 48 * MIB
"""A workbook of old Excel; its sheets end at row 65.536."""

XLS_SHEETS = 1_000

XLSX_RATIO = 200
XLSX_ENTRIES = 5_000
XLSX_SHEETS = 100
XLSX_MEMORY = 320 * MIB
"""What the reader of workbooks would take for one sheet; it can't be stopped once it has begun."""

ARCHIVE_RATIO = 200
ARCHIVE_FREE = 256 * MIB
"""Up to this size an archive may unpack to any multiple of what it takes as a file."""

XLSX_ROWS = 1_048_576
XLSX_COLUMNS = 16_384
XLSX_CELL_UNITS = 32_767
"""UTF-16 units one spreadsheet cell holds."""

MAX_COLUMNS = 200
"""Columns of a table, after continuation columns have been joined."""

MAX_RAW_COLUMNS = 2_000
"""Columns of a workbook as they stand in the file, continuation columns included."""

HEADER_ROWS = 15
"""Non-empty rows looked through for the header (a help text may stand above it)."""

XML_DEPTH = 200
MANIFEST_LIMIT = MIB
JSON_DEPTH = 16

CARD_LINE = MIB
"""One property of a vCard, with its folded lines put together; photos are never put together."""

CARD_LINES = 10_000
"""Properties of one vCard."""

CARD_KEPT = 64 * 1024
"""What is kept of a vCard that can't be read, for correcting it."""
