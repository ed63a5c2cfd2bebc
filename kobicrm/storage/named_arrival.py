"""What a shop named arrives in another database: settings, staff, own fields, daily scores.

Settings made at the first start stay where nothing arrives for them; people and fields of the
same name are one, and what arrives wins.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kobicrm.domain.codec import micros
from kobicrm.domain.dates import parse_iso
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import pack
from kobicrm.storage.checks import DATABASE_UID
from kobicrm.storage.models import (
    Changeset,
    CustomField,
    QualityScore,
    Reminder,
    Shop,
    Staff,
)
from kobicrm.storage.models.base import fetch
from kobicrm.storage.work import Work

Document = Mapping[str, Any]


@dataclass(slots=True)
class NamedArrival:
    """A few documents each, as :mod:`kobicrm.storage.everything` gives them."""

    shop: list[Document] = field(default_factory=list)
    staff: list[Document] = field(default_factory=list)
    fields: list[Document] = field(default_factory=list)
    scores: list[Document] = field(default_factory=list)
    reminders: list[Document] = field(default_factory=list)

    def apply(self, unit: Work) -> None:
        """Store them. Raises KeyError, ValueError or a failure of the database for bad ones."""
        for one in self.shop:
            # The mark of this database stays: two of the same would share their backups.
            if one["key"] != DATABASE_UID:
                Shop.delete().where(Shop.key == one["key"]).execute()
                Shop.insert(key=one["key"], value=one["value"]).execute()
        for one in self.staff:
            _take_person(one)
        unit.resolver.forget_staff()
        for one in self.fields:
            _take_field(one)
        for one in self.scores:
            QualityScore.delete().where(QualityScore.day == one["day"]).execute()
            QualityScore.insert(**dict(one)).execute()
        for one in self.reminders:
            # What was handed over there is not handed over again from here.
            given = {**one, "task": pack(one["task"]), "at": micros(parse_iso(one["at"]))}
            Reminder.insert(**given).on_conflict_ignore().execute()


def _take_person(one: Document) -> None:
    row = {
        "uid": pack(one["uid"]),
        "name": one["name"],
        "fold": fold(one["name"]),
        "created_at": micros(parse_iso(one["created_at"])),
    }
    same = (Staff.uid == row["uid"]) | (Staff.fold == row["fold"])
    known = [found[0] for found in fetch(Staff.select(Staff.id).where(same).order_by(Staff.id))]
    if not known:
        Staff.insert(**row).execute()
        return
    # Somebody may be here under both the uid and the name: the acts of both are one person's.
    for other in known[1:]:
        Changeset.update(staff_id=known[0]).where(Changeset.staff_id == other).execute()
        Staff.delete().where(Staff.id == other).execute()
    Staff.update(**row).where(Staff.id == known[0]).execute()


def _take_field(one: Document) -> None:
    row = {
        "uid": pack(one["uid"]),
        "name": one["name"],
        "fold": fold(one["name"]),
        "type": one["type"],
        "choices": json.dumps(list(one["choices"]), ensure_ascii=False),
        "created_at": micros(parse_iso(one["created_at"])),
    }
    same = (CustomField.uid == row["uid"]) | (CustomField.fold == row["fold"])
    # Nobody has a value in it: there is no contact yet.
    CustomField.delete().where(same).execute()
    CustomField.insert(**row).execute()
