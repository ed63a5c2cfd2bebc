"""Small facts about the shop: its settings, custom fields, staff, the spelling of its tags."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import pack
from kobicrm.storage.models import (
    Changeset,
    Contact,
    ContactTag,
    CustomField,
    CustomValue,
    Shop,
    Staff,
)
from kobicrm.storage.models.base import fetch, fetch_one

# Acts that leave a shop as new as it was: its settings, and taking those back.
_SETTINGS = (
    "shop.edit",
    "field.add",
    "field.edit",
    "staff.add",
    "staff.rename",
    "undo",
    "redo",
)


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A custom field the shop defined."""

    name: str
    type: str
    choices: tuple[str, ...]


def custom_fields() -> list[FieldInfo]:
    """Return the custom fields in name order."""
    query = CustomField.select(CustomField.name, CustomField.type, CustomField.choices)
    return [
        FieldInfo(name, type_, tuple(json.loads(choices)))
        for name, type_, choices in fetch(query.order_by(CustomField.fold))
    ]


def name_of_used_field(uid: str) -> str:
    """Return the name of a custom field when somebody has a value in it, else ''."""
    query: Any = CustomField.select(CustomField.name).join(
        CustomValue, on=(CustomValue.field_id == CustomField.id)
    )
    row = fetch_one(query.where(CustomField.uid == pack(uid)))
    return row[0] if row else ""


def setting(key: str) -> str:
    """Return a setting of the shop, '' when it is not set."""
    row = fetch_one(Shop.select(Shop.value).where(Shop.key == key))
    return row[0] if row else ""


def is_untouched() -> bool:
    """Return whether nothing but settings was ever written: no contact, not even a deleted one."""
    # An undo stands beside the act it took back, so it need not count by itself.
    act: Any = Changeset.select(Changeset.id).where(Changeset.action.not_in(_SETTINGS))
    return fetch_one(Contact.select(Contact.id)) is None and fetch_one(act) is None


def staff_names() -> list[str]:
    """Return the names of the staff, oldest first."""
    return [row[0] for row in fetch(Staff.select(Staff.name).order_by(Staff.id))]


def canonical_tags(tags: Sequence[str]) -> list[str]:
    """Return tags in the spelling the shop already uses for them."""
    found: list[str] = []
    for tag in tags:
        row = fetch_one(ContactTag.select(ContactTag.name).where(ContactTag.fold == fold(tag)))
        found.append(row[0] if row else tag)
    return found
