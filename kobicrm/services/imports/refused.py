"""Writing the refused rows of a finished import into a file beside the one they came from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from kobicrm.errors import BadFile
from kobicrm.exchange.rejects import Rejected, write_rejects
from kobicrm.exchange.source import Documents, Table
from kobicrm.i18n import N_, _
from kobicrm.i18n.notices import notice_text
from kobicrm.services.imports.loads import open_file
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.imports.report import ImportReport

# What is put behind the name of the file the rows came from.
SUFFIX = N_("refused")
_TRIES = 1000


def save_refused(path: Path, options: ImportOptions, report: ImportReport) -> Path:
    """Write the refused rows of ``report`` beside ``path`` and return the new file.

    The rows are read again from the file, which must still be the one imported. No file is
    ever replaced. Raises BadFile.
    """
    with open_file(path, options) as source:
        if source.info.sha256 != report.source.sha256:
            raise BadFile("file_changed", file=source.info.name)
        header = source.header if isinstance(source, Table) else ("json",)
        for number in count(1):
            target = _named(path, number)
            try:
                write_rejects(target, header, _rows(source, report))
            except BadFile as error:
                if error.code != "file_exists" or number == _TRIES:
                    raise
            else:
                return target
    raise AssertionError


def _named(path: Path, number: int) -> Path:
    again = f"-{number}" if number > 1 else ""
    return path.with_name(f"{path.stem}-{_(SUFFIX)}{again}.csv")


def _rows(source: Table | Documents, report: ImportReport) -> Iterator[Rejected]:
    wanted = iter(report.refused_rows)
    line, reason = next(wanted, (0, ""))
    for row in source.rows():
        if row.line != line:
            continue
        cells = row.cells if hasattr(row, "cells") else (str(row.document),)
        yield line, notice_text(reason), cells
        line, reason = next(wanted, (0, ""))
