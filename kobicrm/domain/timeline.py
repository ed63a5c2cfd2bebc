"""What stands on the timeline of a contact: one frozen value for each thing that happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Source = Literal["interaction", "note", "task"]
# Where a window goes on: the moment of its last entry, the rank of its table, its number.
Cursor = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    ``channel`` says how: of an interaction its channel, of a task its kind, '' for a note.
    ``outcome`` of a task is done or dropped, ``more`` what was written beside its title.
    ``task`` is the uid of the task an interaction was the result of, '' for none.
    """

    source: Source
    cursor: Cursor
    at: datetime
    uid: str
    channel: str
    direction: str
    outcome: str
    minutes: int
    author: str
    text: str
    more: str
    task: str
