"""What taking an archive in did, or would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kobicrm.services.imports.report import ImportReport


@dataclass(slots=True)
class ArrivalReport:
    """``whole``: everything came into an empty database, the history too, and can't be undone.

    Else ``parts`` tells what became of contacts and interactions, each a change of its own, and
    ``left_out`` names the parts that stayed behind. ``rows`` are the records by part.
    """

    name: str
    program: str
    created_at: str
    whole: bool
    dry_run: bool = False
    rows: Mapping[str, int] = field(default_factory=dict)
    parts: dict[str, ImportReport] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        """Return how many records were refused."""
        return sum(part.refused for part in self.parts.values())

    def to_json(self) -> dict[str, object]:
        """Return the published report document."""
        return {
            "archive": {
                "name": self.name,
                "program": self.program,
                "created_at": self.created_at,
                "rows": dict(self.rows),
            },
            "whole": self.whole,
            "parts": {name: part.to_json() for name, part in self.parts.items()},
            "left_out": list(self.left_out),
            "dry_run": self.dry_run,
        }
