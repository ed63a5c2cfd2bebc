"""What a line of capture says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from kobicrm.domain.due_words import Due

# A longer line is no line any more.
LONGEST = 1_000
MOST_WORDS = 60
# The parts of a line, in the order in which they are told.
PARTS = (
    "name", "phones", "emails", "company", "tags", "task", "due", "repeat", "amount", "note",
    "unread",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a line, what it says, and where it stands in the text (from, to)."""

    part: str
    value: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A part that can be read in several ways; ``options`` are texts, '' means none of it.

    For ``due`` the options are the days and times in ``dues``.
    """

    part: str
    options: tuple[str, ...]
    dues: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class CapturedTask:
    """What is to be done; ``title`` is '' when the line says only when."""

    title: str
    kind: str = "todo"
    due: Due | None = None
    repeat: str = ""


@dataclass(frozen=True, slots=True)
class Captured:
    """A line as read. ``text`` is the cleaned line in which every piece has its place.

    Amounts are told apart, and their words stay in the title of the task or in the note: they
    are no field of anything. While ``asks`` is not empty the line says several things.
    """

    text: str
    name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    task: CapturedTask | None = None
    note: str = ""
    amounts: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    asks: tuple[Question, ...] = ()
    unread: tuple[str, ...] = ()
    too_long: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether the line says nothing that could be made."""
        return not (
            self.name or self.phones or self.emails or self.companies or self.tags
            or self.task or self.note or self.asks
        )  # fmt: skip
