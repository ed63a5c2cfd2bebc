"""Answers to the questions of a line, kept while the part they belong to stays the same."""

from __future__ import annotations

from kobicrm.services import capture
from kobicrm.services.capture import Preview, Row
from kobicrm.services.session import Session

# A question: its part, the words it is about, and what can be chosen.
Question = tuple[str, str, tuple[object, ...]]
Answers = dict[Question, str]


def question_of(row: Row) -> Question:
    """Return what a row asks; the same question of a changed line is equal."""
    return row.part, row.value, row.candidates


def read(session: Session, text: str, answers: Answers) -> tuple[Preview, dict[str, str]]:
    """Return the preview of a line with the answers that fit it, and those by part.

    One answer may bring the next question up, which may have been answered before, too.
    """
    choices: dict[str, str] = {}
    while True:
        seen = capture.preview(session, text, choices)
        fitting = {
            row.part: answers[question]
            for row in seen.asks
            if row.part not in choices and (question := question_of(row)) in answers
        }
        if not fitting:
            return seen, choices
        choices |= fitting
