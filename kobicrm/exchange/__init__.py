"""File formats: reading and writing CSV, XLSX and JSON. No database, no contact knowledge."""
