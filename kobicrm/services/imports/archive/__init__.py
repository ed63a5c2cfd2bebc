"""Taking in what ``export all`` wrote: as a whole into an empty database, else row by row."""

from kobicrm.services.imports.archive.report import ArrivalReport
from kobicrm.services.imports.archive.running import run_archive

__all__ = ["ArrivalReport", "run_archive"]
