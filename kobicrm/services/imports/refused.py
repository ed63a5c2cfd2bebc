"""Writing the refused rows of a finished import into a file beside the one they came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from kobicrm.errors import BadFile
from kobicrm.exchange.rejects import Rejected
from kobicrm.exchange.source import Card, Cards, DocRow, Row, Source
from kobicrm.i18n import N_, _
from kobicrm.i18n.notices import notice_text
from kobicrm.services.imports.loads import open_file
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.imports.refusing import write_refused
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
        ending = ".vcf" if isinstance(source, Cards) else ".csv"
        for number in count(1):
            target = _named(path, number, ending)
            try:
                write_refused(source, target, _rows(source, report))
            except BadFile as error:
                if error.code != "file_exists" or number == _TRIES:
                    raise
            else:
                return target
    raise AssertionError


def _named(path: Path, number: int, ending: str) -> Path:
    again = f"-{number}" if number > 1 else ""
    return path.with_name(f"{path.stem}-{_(SUFFIX)}{again}{ending}")


def _rows(source: Source, report: ImportReport) -> Iterator[Rejected]:
    wanted = iter(report.refused_rows)
    line, reason = next(wanted, (0, ""))
    for row in source.rows():
        if row.line != line:
            continue
        yield line, notice_text(reason), _cells(row)
        line, reason = next(wanted, (0, ""))


def _cells(row: Row | DocRow | Card) -> Sequence[object]:
    if isinstance(row, Card):
        return row.lines()
    return row.cells if isinstance(row, Row) else (str(row.document),)
