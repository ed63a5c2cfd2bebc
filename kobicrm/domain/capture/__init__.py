"""One line of text as contact, company, task, tags, note and amounts. Pure, and never raises."""

from __future__ import annotations

from kobicrm.domain.capture.reading import read_capture
from kobicrm.domain.capture.values import Captured, CapturedTask, Piece, Question

__all__ = ["Captured", "CapturedTask", "Piece", "Question", "read_capture"]
