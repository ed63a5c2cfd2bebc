"""What an import did, or would do."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from kobicrm.domain.clean import clean_line
from kobicrm.domain.contacts import Contact, Warn
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.exchange.source import SourceInfo, cell_text
from kobicrm.services.imports.mapping import TablePlan

ROW_TEXT = 200
JOINT = " · "


@dataclass(frozen=True, slots=True)
class RowEntry:
    """What became of one row; ``changes`` maps a field to its old and new JSON."""

    line: int
    outcome: str
    name: str
    uid: str = ""
    reason: str = ""
    matched_by: str = ""
    warnings: tuple[Warn, ...] = ()
    changes: dict[str, list[object]] = field(default_factory=dict)
    # Samples bring along what is known of the row: the contact without its notes, and of a
    # refused row what stands in it.
    contact: Contact | None = None
    text: str = ""
    # Of a record that belongs to the contact.
    values: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Return the entry for ``--json --verbose``."""
        return {
            "line": self.line,
            "outcome": self.outcome,
            "name": self.name,
            "uid": self.uid or None,
            "reason": self.reason or None,
            "matched_by": self.matched_by or None,
            "warnings": [
                {"code": w.code, "field": w.field, "value": w.value} for w in self.warnings
            ],
            "changes": self.changes,
        }


@dataclass(slots=True)
class CardCounts:
    """What was left out of cards: photos, and properties by name that found no place."""

    photos: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


class Refusals:
    """Which lines were refused and why, nine bytes each: a million of them fit."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lines = array("Q")
        self._codes = bytearray()
        self._reasons: list[str] = []

    def add(self, line: int, reason: str) -> None:
        """Note that ``line`` was refused."""
        if reason not in self._reasons:
            self._reasons.append(reason)
        self._lines.append(line)
        self._codes.append(self._reasons.index(reason))

    def in_order(self) -> None:
        """Put the lines in the order of the file."""
        if any(later < line for line, later in pairwise(self._lines)):
            both = sorted(zip(self._lines, self._codes, strict=True))
            self._lines = array("Q", (line for line, _code in both))
            self._codes = bytearray(code for _line, code in both)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield line and reason in the order of the file."""
        for line, code in zip(self._lines, self._codes, strict=True):
            yield line, self._reasons[code]


def row_text(cells: Iterable[object]) -> str:
    """Return the beginning of what stands in a row, for a line of a list."""
    filled = (clean_line(cell_text(cell)[:ROW_TEXT]) for cell in cells if cell not in (None, ""))
    return JOINT.join(islice(filter(None, filled), 12))[:ROW_TEXT]


@dataclass(slots=True)
class ImportReport:
    """Every data row is exactly one of created, updated, unchanged, refused.

    ``flagged`` rows were taken with at least one warning; ``companies_created`` and
    ``people_created`` count records made beside the rows, ``new_companies`` those of the
    created rows that are companies. ``changeset`` is None when nothing was written.
    ``entries`` holds every row when ``verbose``, else the first ``samples`` of each outcome
    and of the flagged ones; with samples, ``refused_rows`` keeps the line and reason of all
    that were refused.
    """

    source: SourceInfo
    # What the rows are; all records of a chat belong to one contact.
    kind: str = CONTACT.key
    whose: Contact | None = None
    columns: tuple[tuple[str, str], ...] = ()
    profile: str = ""
    namespace: str = ""
    # A saved profile that was made for such a table and was not used.
    suggested: str = ""
    changeset: int | None = None
    # The changeset that took this very file in, the same way; then nothing in it is new.
    repeats: int | None = None
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    flagged: int = 0
    companies_created: int = 0
    people_created: int = 0
    new_companies: int = 0
    rejects: str = ""
    dry_run: bool = False
    reasons: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    entries: list[RowEntry] = field(default_factory=list)
    verbose: bool = False
    samples: int = 0
    # Of a vCard file, what found no place in a contact.
    cards: CardCounts | None = None
    refused_rows: Refusals = field(default_factory=Refusals)
    _kept: Counter[str] = field(default_factory=Counter)

    def wants(self, outcome: str, *, flagged: bool) -> bool:
        """Return whether the next row with this outcome is to be kept as an entry."""
        if self.verbose:
            return True
        groups = [outcome, *(["flagged"] if flagged else [])]
        wanted = any(self._kept[group] < self.samples for group in groups)
        if wanted:
            self._kept.update(groups)
        return wanted

    @property
    def changes_nothing(self) -> bool:
        """Return whether nothing is new in the file."""
        made = self.created + self.updated + self.companies_created + self.people_created
        return made == 0

    @property
    def ignored(self) -> list[str]:
        """Return the columns, of cards the properties, nobody knows; they were left out."""
        if self.cards:
            return sorted(self.cards.left_out)
        return [header for header, target in self.columns if not target and header.strip()]

    def in_order(self) -> None:
        """Tell the rows in the order of the file: some were planned only at its end."""
        self.entries.sort(key=lambda entry: entry.line)
        self.refused_rows.in_order()

    def count(self, outcome: str) -> None:
        """Count one row."""
        self.rows += 1
        setattr(self, outcome, getattr(self, outcome) + 1)

    def flag(self, codes: Iterable[str]) -> None:
        """Count a row that was taken with warnings of these codes."""
        self.flagged += 1
        for code in codes:
            self.warnings[code] = self.warnings.get(code, 0) + 1

    def describe(self, plan: TablePlan) -> None:
        """Take over how the table was understood."""
        self.columns = tuple(
            (column.header, f"custom:{column.custom}" if column.custom else column.target)
            for column in plan.columns
        )
        self.profile, self.namespace = plan.profile, plan.source

    def to_json(self) -> dict[str, object]:
        """Return the published report document."""
        document: dict[str, object] = {
            "changeset": self.changeset,
            "repeats": self.repeats,
            "source": {
                "name": self.source.name,
                "format": self.source.format,
                "encoding": self.source.encoding or None,
                "delimiter": self.source.delimiter or None,
                "header_row": self.source.header_row or None,
                "profile": self.profile or None,
                "suggested_profile": self.suggested or None,
                "photos": self.cards.photos if self.cards else None,
                "left_out": dict(sorted(self.cards.left_out.items())) if self.cards else None,
            },
            "columns": [
                {"column": header, "field": target or None} for header, target in self.columns
            ],
            "ignored": self.ignored,
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "flagged": self.flagged,
            "companies_created": self.companies_created,
            "people_created": self.people_created,
            "reasons": self.reasons,
            "warnings": self.warnings,
            "rejects": self.rejects or None,
            "dry_run": self.dry_run,
        }
        if self.verbose:
            document["entries"] = [entry.to_json() for entry in self.entries]
        return document
