"""Contacts found by what somebody types into the form of a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kobicrm.services.contacts import ListView

if TYPE_CHECKING:
    from kobicrm.services.session import Session

_FOUND = 5


@dataclass(frozen=True, slots=True)
class Person:
    """A contact: uid, name, and where to tell it from another of that name."""

    uid: str
    name: str
    place: str = ""


def find_people(session: Session, text: str) -> list[Person]:
    """Return the first contacts that hold every word of ``text`` (in a reader)."""
    view = ListView(session, text=text)
    view.start(_FOUND)
    return [
        Person(row.uid, row.name, row.district or row.province) for row in view.window(0, _FOUND)
    ]
