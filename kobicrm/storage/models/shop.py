"""The shop itself: its settings, its staff, the custom fields it defined."""

from __future__ import annotations

from peewee import AutoField, BlobField, IntegerField, TextField

from kobicrm.storage.models.base import Table


class Shop(Table):
    """A setting that belongs to the data, not to the machine (the shop's name ...)."""

    key = TextField(primary_key=True)
    value = TextField()


class Staff(Table):
    """Somebody who works in the shop: owner of contacts, author of changes."""

    id = AutoField()
    uid = BlobField(unique=True)
    name = TextField()
    fold = TextField(unique=True)
    created_at = IntegerField()


class CustomField(Table):
    """A typed field the shop added; ``choices`` is a JSON list."""

    id = AutoField()
    uid = BlobField(unique=True)
    name = TextField()
    fold = TextField(unique=True)
    type = TextField()
    choices = TextField()
    created_at = IntegerField()

    class Meta:
        """Named apart from peewee's own CustomField idea."""

        table_name = "custom_field"
