"""What the doctor finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Level = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer: how serious it is, a stable code and the values its sentence names."""

    level: Level
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return one element of the findings in ``doctor --json``."""
        return {"level": self.level, "code": self.code, "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """Everything that was looked at, in a fixed order."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Return whether there is no error; warnings do not count."""
        return all(finding.level != "error" for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the document of ``doctor --json``."""
        return {"ok": self.ok, "findings": [finding.to_json() for finding in self.findings]}
