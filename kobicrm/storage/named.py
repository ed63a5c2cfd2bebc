"""What a shop names itself: its staff and its own fields, written and journalled."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from kobicrm.domain.codec import micros
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import new_uid, pack, unpack
from kobicrm.errors import Conflict
from kobicrm.storage.models import Changeset, Contact, CustomField, CustomValue, Staff, Task
from kobicrm.storage.models.base import fetch, fetch_one
from kobicrm.storage.work import Work


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody of the shop and how many contacts are theirs."""

    uid: str
    name: str
    contacts: int


def staff_rows() -> list[StaffRow]:
    """Return the staff, oldest first."""
    owned = Contact.select(Contact.owner_id, fn.COUNT(Contact.id)).where(
        Contact.owner_id.is_null(False) & Contact.deleted_at.is_null()
    )
    counts = dict(fetch(owned.group_by(Contact.owner_id)))
    query = Staff.select(Staff.id, Staff.uid, Staff.name).order_by(Staff.id)
    return [StaffRow(unpack(uid), name, counts.get(one, 0)) for one, uid, name in fetch(query)]


def staff_name(uid: str) -> str:
    """Return the name of somebody of the staff, '' when there is none."""
    row = fetch_one(Staff.select(Staff.name).where(Staff.uid == pack(uid)))
    return row[0] if row else ""


def is_staff_used(uid: str) -> bool:
    """Return whether a contact, a task or a changeset names this person."""
    row = fetch_one(Staff.select(Staff.id).where(Staff.uid == pack(uid)))
    if row is None:
        return False
    one = row[0]
    mine = (Contact.owner_id == one) | (Contact.created_by == one) | (Contact.updated_by == one)
    return bool(
        fetch_one(Contact.select(Contact.id).where(mine))
        or fetch_one(Changeset.select(Changeset.id).where(Changeset.staff_id == one))
        or fetch_one(Task.select(Task.id).where(Task.assignee_id == one))
    )


def names_of(uids: Sequence[str]) -> dict[str, str]:
    """Return the names of those people of the staff and own fields that are among ``uids``."""
    found: dict[str, str] = {}
    packed = [pack(uid) for uid in uids]
    for model in (Staff, CustomField):
        rows = fetch(model.select(model.uid, model.name).where(model.uid.in_(packed)))
        found.update({unpack(uid): name for uid, name in rows})
    return found


def _staff_free(name: str, besides: str) -> None:
    row = fetch_one(Staff.select(Staff.uid).where(Staff.fold == fold(name)))
    if row and unpack(row[0]) != besides:
        raise Conflict("staff_exists", name=name)


def add_staff(unit: Work, name: str, *, uid: str = "") -> None:
    """Add somebody; Conflict when the name is taken."""
    uid = uid or new_uid()
    _staff_free(name, uid)
    Staff.insert(uid=pack(uid), name=name, fold=fold(name), created_at=micros(unit.at)).execute()
    unit.recorder.add("staff", uid, "create")


def rename_staff(unit: Work, uid: str, name: str) -> None:
    """Give somebody another name, wherever they are named; Conflict when it is taken."""
    old = staff_name(uid)
    if old == name:
        return
    _staff_free(name, uid)
    Staff.update(name=name, fold=fold(name)).where(Staff.uid == pack(uid)).execute()
    # If it is who writes this, they are found by the new name from here on.
    unit.resolver.forget_staff()
    unit.recorder.rename(old, name)
    unit.recorder.add("staff", uid, "update", {"name": [old, name]})


def remove_staff(unit: Work, uid: str) -> None:
    """Take somebody away whom nothing names."""
    name = staff_name(uid)
    Staff.delete().where(Staff.uid == pack(uid)).execute()
    unit.recorder.add("staff", uid, "remove", {"name": name})


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A custom field, and how many contacts have a value in it."""

    uid: str
    name: str
    type: str
    choices: tuple[str, ...]
    values: int


def field_rows() -> list[FieldRow]:
    """Return the custom fields in name order with how many values each holds."""
    counted = CustomValue.select(CustomValue.field_id, fn.COUNT(CustomValue.contact_id))
    counts = dict(fetch(counted.group_by(CustomValue.field_id)))
    query = CustomField.select(
        CustomField.id, CustomField.uid, CustomField.name, CustomField.type, CustomField.choices
    )
    return [
        FieldRow(unpack(uid), name, type_, tuple(json.loads(choices)), counts.get(one, 0))
        for one, uid, name, type_, choices in fetch(query.order_by(CustomField.fold))
    ]


def field_named(name: str) -> FieldRow | None:
    """Return a custom field by its name, without counting its values."""
    return _field(CustomField.fold == fold(name))


def field_of(uid: str) -> FieldRow | None:
    """Return a custom field by its uid, without counting its values."""
    return _field(CustomField.uid == pack(uid))


def _field(condition: Any) -> FieldRow | None:
    row = fetch_one(
        CustomField.select(
            CustomField.uid, CustomField.name, CustomField.type, CustomField.choices
        ).where(condition)
    )
    return FieldRow(unpack(row[0]), row[1], row[2], tuple(json.loads(row[3])), 0) if row else None


def values_in(uid: str, choices: Sequence[str]) -> dict[str, int]:
    """Return which of these choices contacts have picked, with how many each."""
    query: Any = CustomValue.select(CustomValue.text, fn.COUNT(CustomValue.contact_id))
    query = query.join(CustomField, on=(CustomField.id == CustomValue.field_id)).where(
        (CustomField.uid == pack(uid)) & CustomValue.text.in_(list(choices))
    )
    return dict(fetch(query.group_by(CustomValue.text)))


def change_field(
    unit: Work, uid: str, *, name: str | None = None, choices: Sequence[str] | None = None
) -> None:
    """Give a custom field another name or other choices; None leaves one, values always stay.

    Conflict when the name is taken, or when a choice that is picked would go.
    """
    before = field_of(uid)
    if before is None:
        return
    changed: dict[str, Any] = {}
    if choices is not None and before.choices != tuple(choices):
        gone = [choice for choice in before.choices if choice not in choices]
        for choice, count in values_in(uid, gone).items():
            raise Conflict("field_choice_used", field=before.name, value=choice, count=count)
        text = json.dumps(list(choices), ensure_ascii=False)
        CustomField.update(choices=text).where(CustomField.uid == pack(uid)).execute()
        changed["choices"] = [list(before.choices), list(choices)]
    if name is not None and before.name != name:
        other = field_named(name)
        if other is not None and other.uid != uid:
            raise Conflict("field_exists", field=name, type=other.type)
        CustomField.update(name=name, fold=fold(name)).where(CustomField.uid == pack(uid)).execute()
        changed["name"] = [before.name, name]
    if changed:
        unit.recorder.add("custom_field", uid, "update", changed)
