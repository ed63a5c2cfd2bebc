"""Blank tables and forms, so that every channel asks for the same."""

from kobicrm.services.templates.blank import FORMATS, write_template

__all__ = ["FORMATS", "write_template"]
