"""What a row of a file says, before anybody asks whom it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kobicrm.domain.contacts import Contact, Warn


@dataclass(slots=True)
class RowDraft:
    """One row as a contact; companies it names are linked by name until they are looked up.

    ``problem`` is the reason to refuse it, ``fields`` the custom fields that must exist:
    ``(name, type, choices)``, ``at`` when the file arrived,
    ``text`` what stands in it where the ``cells`` are not fit to be read,
    ``beside`` whether a record beside the row's own was made or filled. Of a record that belongs
    to the contact, ``values`` are its own.
    """

    line: int
    contact: Contact
    company_name: str = ""
    company_role: str = ""
    company: Contact | None = None
    contact_person: str = ""
    warnings: list[Warn] = field(default_factory=list)
    fields: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    problem: str = ""
    beside: bool = False
    at: datetime | None = None
    cells: tuple[object, ...] = ()
    text: str = ""
    values: dict[str, Any] = field(default_factory=dict)
