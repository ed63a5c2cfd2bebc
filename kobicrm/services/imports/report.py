"""What an import did, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field

from kobicrm.domain.contacts import Warn
from kobicrm.exchange.source import SourceInfo
from kobicrm.services.imports.mapping import TablePlan


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
class ImportReport:
    """Every data row is exactly one of created, updated, unchanged, refused.

    ``flagged`` rows were taken with at least one warning; ``companies_created`` and
    ``people_created`` count records made beside the rows. ``changeset`` is None when nothing
    was written.
    """

    source: SourceInfo
    columns: tuple[tuple[str, str], ...] = ()
    profile: str = ""
    namespace: str = ""
    changeset: int | None = None
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    flagged: int = 0
    companies_created: int = 0
    people_created: int = 0
    rejects: str = ""
    dry_run: bool = False
    reasons: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    entries: list[RowEntry] = field(default_factory=list)
    verbose: bool = False

    @property
    def ignored(self) -> list[str]:
        """Return the columns nobody knows; they were left out."""
        return [header for header, target in self.columns if not target and header.strip()]

    def count(self, outcome: str) -> None:
        """Count one row."""
        self.rows += 1
        setattr(self, outcome, getattr(self, outcome) + 1)

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
            "source": {
                "name": self.source.name,
                "format": self.source.format,
                "encoding": self.source.encoding or None,
                "delimiter": self.source.delimiter or None,
                "header_row": self.source.header_row or None,
                "profile": self.profile or None,
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
