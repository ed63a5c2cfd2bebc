"""Data out of the database: tables and documents that an import reads back without loss."""

from kobicrm.services.exports.calendar import export_calendar
from kobicrm.services.exports.everything import ArchiveReport, export_all
from kobicrm.services.exports.export import export_contacts
from kobicrm.services.exports.records import export_records
from kobicrm.services.exports.writing import FORMATS, ExportReport

__all__ = [
    "FORMATS",
    "ArchiveReport",
    "ExportReport",
    "export_all",
    "export_calendar",
    "export_contacts",
    "export_records",
]
