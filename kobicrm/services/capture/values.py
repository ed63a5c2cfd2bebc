"""What a line of capture will make, and what it made."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field

from kobicrm.domain.capture import Captured, Piece
from kobicrm.domain.contacts import Contact
from kobicrm.domain.tasks import Task

# The parts that can be asked for, and the answers: a number from 1, or for the contact also
# `new` and `id:12`. A second company is `company2`.
ASKED = ("name", "company", "due", "contact")
Choices = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to a question: ``label`` as people read it, '' for none of them.

    ``id`` is that of a contact, 0 for a new one and for questions about words.
    """

    label: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the preview.

    ``will`` says what will happen: new, known (``about`` is its name), same, linked, added,
    as_typed (kept though it can't be read), in_title, in_note, unread (left out), later (once
    the contact is chosen) and asks, with the ``candidates``.
    """

    part: str
    value: str
    will: str
    about: str = ""
    task: Task | None = None
    candidates: tuple[Candidate, ...] = ()


# Under which part of the line the words of a row stand, where it is another.
_WORDS = {"contact": "name"}


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything a line will make, part by part."""

    text: str
    rows: tuple[Row, ...]
    # Why it can't be made although nothing is asked: the code of an error, '' when it can.
    problem: str = ""
    pieces: tuple[Piece, ...] = ()

    def span(self, place: int) -> tuple[int, int] | None:
        """Return where in the text the words of a row stand (from, to), None for nowhere."""
        row = self.rows[place]
        part = row.part.rstrip(string.digits)
        before = [one.part.rstrip(string.digits) for one in self.rows[:place]].count(part)
        words = [one for one in self.pieces if one.part == _WORDS.get(part, part)]
        if part in ("task", "due", "note") and words:
            return words[0].span[0], words[-1].span[1]
        return words[before].span if before < len(words) else None

    @property
    def asks(self) -> tuple[Row, ...]:
        """Return the parts that have to be chosen first."""
        return tuple(row for row in self.rows if row.will == "asks")


@dataclass(frozen=True, slots=True)
class Plan:
    """A preview with what is to be written for it; ``contact`` is the stored one, if known."""

    captured: Captured
    preview: Preview
    contact: Contact | None = None
    given: Mapping[str, object] = field(default_factory=dict)
    task: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What was written; ``changeset`` is None when all of it was there already."""

    preview: Preview
    contact: Contact | None
    task: Task | None
    changeset: int | None
