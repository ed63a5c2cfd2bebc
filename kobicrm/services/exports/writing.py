"""Where an export goes: into a new private file, whole or not at all, or into a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from kobicrm.domain.tables import Form
from kobicrm.errors import UsageError
from kobicrm.exchange import writers
from kobicrm.exchange.counted import Counted
from kobicrm.exchange.files import atomic_write

FORMATS = ("csv", "xlsx", "json", "jsonl", "vcard")
STREAM = "-"

Write = Callable[[BinaryIO], int]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A finished export; ``path`` is ``-`` when it went into a stream, sizes are in bytes."""

    path: str
    rows: int
    sha256: str
    bytes: int


def check_format(format_: str, *, excel_tr: bool) -> None:
    """Raise UsageError for an unknown format or a misplaced ``excel_tr``."""
    if format_ not in FORMATS:
        raise UsageError("export_format_unknown", format=format_, known=", ".join(FORMATS))
    if excel_tr and format_ in ("json", "jsonl", "vcard"):
        raise UsageError("exclusive_options", first="--excel-tr", second=f"--format {format_}")


def form_of(format_: str, *, excel_tr: bool) -> Form:
    """Return how the cells of a table in this format are written."""
    return "xlsx" if format_ == "xlsx" else "excel-tr" if excel_tr else "plain"


def table(
    form: Form,
    header: Sequence[str],
    rows: Callable[[], Iterator[list[object]]],
    widths: Sequence[float],
) -> Write:
    """Return what writes a table; ``rows`` gives the same rows whenever it is called."""
    if form == "xlsx":
        return lambda out: writers.write_xlsx(out, header, rows, widths=widths)
    return lambda out: writers.write_csv(
        out, header, cast("Iterator[list[str]]", rows()), excel_tr=form == "excel-tr"
    )


def deliver(out: Path | BinaryIO, write: Write, *, force: bool) -> ExportReport:
    """Let ``write`` write into a new file, or into a stream that is there."""
    if isinstance(out, Path):
        with atomic_write(out, force=force) as file:
            rows = write(cast("BinaryIO", file))
        return ExportReport(str(out), rows, file.sha256, file.size)
    counted = Counted(out)
    rows = write(cast("BinaryIO", counted))
    out.flush()
    return ExportReport(STREAM, rows, counted.sha256, counted.size)
