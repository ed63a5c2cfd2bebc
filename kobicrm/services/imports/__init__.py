"""Taking files of contacts in: read, map, match, plan, apply."""

from kobicrm.services.imports.report import ImportReport, RowEntry
from kobicrm.services.imports.running import ON_MATCH, ImportOptions, run_import

__all__ = ["ON_MATCH", "ImportOptions", "ImportReport", "RowEntry", "run_import"]
