"""One line of text becomes contact, company, task, tags and note: looked at first, then made."""

from __future__ import annotations

from kobicrm.services.capture.making import capture, preview, question
from kobicrm.services.capture.values import ASKED, Candidate, Choices, Made, Preview, Row

__all__ = [
    "ASKED",
    "Candidate",
    "Choices",
    "Made",
    "Preview",
    "Row",
    "capture",
    "preview",
    "question",
]
