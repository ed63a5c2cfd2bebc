"""Refused rows go into a file of the kind they came from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kobicrm.exchange.rejects import Rejected, write_refused_cards, write_rejects
from kobicrm.exchange.source import Cards, Source, Table


def write_refused(
    source: Source, target: Path, rows: Iterable[Rejected], *, force: bool = False
) -> None:
    """Write the refused ``rows`` of ``source``: cards as cards, all others as a table.

    Raises BadFile.
    """
    if isinstance(source, Cards):
        write_refused_cards(target, rows, force=force)
    else:
        header = source.header if isinstance(source, Table) else ("json",)
        write_rejects(target, header, rows, force=force)
