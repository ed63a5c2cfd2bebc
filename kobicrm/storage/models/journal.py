"""The journal: every write belongs to a changeset."""

from __future__ import annotations

from peewee import AutoField, BlobField, IntegerField, TextField

from kobicrm.storage.models.base import Table


class Changeset(Table):
    """One act of one person through one door: what undo takes back as a whole."""

    id = AutoField()
    uid = BlobField(unique=True)
    at = IntegerField()
    staff_id = IntegerField(null=True)
    door = TextField()
    application = TextField()
    action = TextField()
    detail = TextField()
    undoes = IntegerField(null=True)
    undone_by = IntegerField(null=True)


class Change(Table):
    """What a changeset did to one record."""

    id = AutoField()
    changeset_id = IntegerField()
    kind = TextField()
    record_uid = BlobField()
    op = TextField()
    fields = TextField(null=True)
