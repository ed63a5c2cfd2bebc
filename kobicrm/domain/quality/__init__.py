"""Quality of the data: what is odd about a contact, and what it should probably be."""

from __future__ import annotations

from kobicrm.domain.quality.checks import CODES, findings
from kobicrm.domain.quality.finding import Finding
from kobicrm.domain.quality.mending import CUSTOM, is_long, mended

__all__ = ["CODES", "CUSTOM", "Finding", "findings", "is_long", "mended"]
