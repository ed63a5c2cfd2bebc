"""A unit of work: every write to the data, made and journalled together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from kobicrm.domain import turkish
from kobicrm.domain.codec import difference, micros, pack_all
from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.uids import new_uid, pack, unpack
from kobicrm.errors import Conflict
from kobicrm.storage import contacts
from kobicrm.storage.author import Author
from kobicrm.storage.contacts.resolving import Resolver
from kobicrm.storage.database import Store
from kobicrm.storage.journal import Recorder
from kobicrm.storage.models import CustomField, CustomValue, Shop
from kobicrm.storage.models.base import fetch_one


class Work:
    """What a service may do to the data inside one transaction."""

    def __init__(self, at: datetime, author: Author, action: str) -> None:
        """Work at ``at`` for ``author``."""
        self.at = at
        self.author = author
        self.resolver = Resolver(micros(at))
        self.recorder = Recorder(
            at=micros(at), author=author, action=action, staff_id=self.resolver.staff
        )

    def insert(self, contact: Contact) -> Contact:
        """Store a new contact; times and author are filled in where the value has none."""
        stored = contacts.insert(
            altered(
                contact,
                created_at=contact.created_at or self.at,
                updated_at=contact.updated_at or self.at,
                created_by=contact.created_by or self.author.staff,
                updated_by=contact.updated_by or self.author.staff,
            ),
            self.resolver,
        )
        self.recorder.add("contact", stored.uid, "create")
        return stored

    def update(self, before: Contact, after: Contact) -> Contact:
        """Store what differs; nothing is written when nothing does."""
        return next(iter(self.update_many([(before, after)])), before)

    def update_many(self, pairs: Sequence[tuple[Contact, Contact]]) -> list[Contact]:
        """Store what differs of several contacts; return those that had to be written."""
        changed = [
            (before, altered(after, updated_at=self.at, updated_by=self.author.staff), fields)
            for before, after in pairs
            if (fields := difference(before, after))
        ]
        stored = contacts.update_many([(b, after) for b, after, _f in changed], self.resolver)
        for before, _after, fields in changed:
            self.recorder.add("contact", before.uid, "update", fields)
        return stored

    def trash(self, items: Sequence[tuple[int, str]]) -> None:
        """Move contacts, named by (id, uid), to the trash."""
        contacts.set_trashed([one for one, _uid in items], micros(self.at))
        for _one, uid in items:
            self.recorder.add("contact", uid, "trash")

    def restore(self, items: Sequence[tuple[int, str]]) -> None:
        """Take contacts, named by (id, uid), out of the trash."""
        contacts.set_trashed([one for one, _uid in items], None)
        for _one, uid in items:
            self.recorder.add("contact", uid, "restore")

    def remove(self, items: Sequence[Contact]) -> None:
        """Journal contacts whole before :func:`contacts.purge` takes them away."""
        for contact in items:
            # With its id: nobody else ever gets it, so putting back can give it again.
            self.recorder.add(
                "contact", contact.uid, "remove", pack_all(contact) | {"id": contact.id}
            )

    def add_field(
        self, name: str, type_: str, choices: Sequence[str] = (), *, uid: str = ""
    ) -> None:
        """Define a custom field; Conflict when the name is taken."""
        fold = turkish.fold(name)
        row = fetch_one(CustomField.select(CustomField.type).where(CustomField.fold == fold))
        if row:
            raise Conflict("field_exists", field=name, type=row[0])
        uid = uid or new_uid()
        CustomField.insert(
            uid=pack(uid),
            name=name,
            fold=fold,
            type=type_,
            choices=json.dumps(list(choices), ensure_ascii=False),
            created_at=micros(self.at),
        ).execute()
        self.recorder.add("custom_field", uid, "create")

    def remove_field(self, uid: str) -> bool:
        """Take away a custom field nobody has a value in; return False when somebody has.

        A field taken away by an undo is defined again by its redo.
        """
        row = fetch_one(CustomField.select(CustomField.id).where(CustomField.uid == pack(uid)))
        if row is None:
            return True
        used = CustomValue.select(CustomValue.contact_id).where(CustomValue.field_id == row[0])
        if fetch_one(used):
            return False
        found = fetch_one(
            CustomField.select(CustomField.name, CustomField.type, CustomField.choices).where(
                CustomField.id == row[0]
            )
        )
        name, type_, choices = found or ("", "text", "[]")
        CustomField.delete().where(CustomField.id == row[0]).execute()
        data = {"name": name, "type": type_, "choices": json.loads(choices)}
        self.recorder.add("custom_field", uid, "remove", data)
        return True

    def set_shop(self, key: str, value: str) -> None:
        """Store a setting of the shop."""
        row = fetch_one(Shop.select(Shop.value).where(Shop.key == key))
        old = row[0] if row else ""
        if old == value:
            return
        Shop.delete().where(Shop.key == key).execute()
        if value:
            Shop.insert(key=key, value=value).execute()
        # Settings have no record of their own: the nil UID and the key name them.
        self.recorder.add("shop", unpack(bytes(16)), "update", {key: [old, value]})


@contextmanager
def work(store: Store, at: datetime, author: Author, action: str) -> Iterator[Work]:
    """Give one transaction to a service; everything in it happens or nothing does."""
    with store.writing():
        unit = Work(at, author, action)
        yield unit
        unit.recorder.close()
