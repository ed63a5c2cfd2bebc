"""Contacts out of the database: tables and documents that an import reads back without loss."""

from kobicrm.services.exports.export import FORMATS, ExportReport, export_contacts

__all__ = ["FORMATS", "ExportReport", "export_contacts"]
