"""Who writes: what the journal keeps of the person and the door."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, through which door, in which application."""

    staff: str
    door: str
    application: str
