"""How a file is to be imported: everything left empty is recognised from the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kobicrm import __version__

ON_MATCH = ("fill", "update", "skip", "new")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import: everything left empty is recognised from the file."""

    # What the rows are: contact, interaction; '' is what the file itself tells.
    kind: str = ""
    # A saved profile; what is told here wins over what it tells.
    profile: str = ""
    # The saved profile these options come from: the history tells it.
    read_as: str = ""
    mapping: Mapping[str | int, str] = field(default_factory=dict)
    # Whom all records of the file belong to.
    contact: str = ""
    source: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int | None = None
    sheet: str = ""
    on_match: str = "fill"
    # One refused row, and nothing is taken in.
    strict: bool = False
    dry_run: bool = False
    verbose: bool = False
    rejects: Path | None = None
    force: bool = False
    # How many rows of each outcome the report is to show.
    samples: int = 0
    # The file that was tried: another one under its name is refused.
    sha256: str = ""
    # Told the rows planned so far; may raise Interrupted, and nothing is changed.
    progress: Callable[[int], None] | None = None
    # Called when the lock is held and only the short last step is left; may raise Interrupted.
    saving: Callable[[], None] | None = None

    def way(self) -> str:
        """Return what tells one way of reading a file from another, as a short hash.

        The version belongs to it: a newer one may know columns that this one left out.
        """
        told = sorted((str(column), target) for column, target in self.mapping.items())
        parts = (self.kind, self.contact, self.source, self.encoding, self.delimiter, self.sheet)
        text = repr((__version__, *parts, self.header_row, self.on_match, told))
        return hashlib.sha256(text.encode()).hexdigest()[:16]
