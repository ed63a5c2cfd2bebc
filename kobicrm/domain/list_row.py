"""A contact as a line of a list: a small value beside the whole record, and a module of its own.

The first list on the screen needs nothing of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kobicrm.domain.contacts import ContactKind


@dataclass(frozen=True, slots=True)
class ListRow:
    """What a list shows of a contact without loading all of it."""

    id: int
    uid: str
    kind: ContactKind
    name: str
    phone: str
    email: str
    district: str
    province: str
    company: str
    updated_at: datetime
    created_at: datetime
    tags: tuple[str, ...]
    lifecycle: str
    owner: str
