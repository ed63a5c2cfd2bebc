"""Records that stand beside the contacts: interactions, and what was decided about the data."""

from __future__ import annotations

from peewee import AutoField, BlobField, IntegerField, TextField

from kobicrm.storage.models.base import Table


class Interaction(Table):
    """A call, message or visit: ``direction`` is in, out or '' when it is not known."""

    id = AutoField()
    uid = BlobField(unique=True)
    contact_id = IntegerField()
    channel = TextField()
    direction = TextField()
    at = IntegerField()
    author = TextField()
    text = TextField()


class ImportProfile(Table):
    """How a table that comes again is to be read; JSON texts: header, mapping, options."""

    id = AutoField()
    uid = BlobField(unique=True)
    name = TextField()
    fold = TextField(unique=True)
    kind = TextField()
    header = TextField()
    mapping = TextField()
    options = TextField()

    class Meta:
        """The table's name."""

        table_name = "import_profile"


class Different(Table):
    """Two contacts that look alike and were said to be two; the smaller uid stands first."""

    id = AutoField()
    uid = BlobField(unique=True)
    first = BlobField()
    second = BlobField()


class QualityIgnored(Table):
    """A finding somebody looked at and wants to leave as it is."""

    id = AutoField()
    uid = BlobField(unique=True)
    contact_id = IntegerField()
    code = TextField()
    field = TextField()
    value = TextField()

    class Meta:
        """The table's name."""

        table_name = "quality_ignored"


class QualityScore(Table):
    """How the data stood on a day: contacts, those with a finding, findings."""

    day = TextField(primary_key=True)
    contacts = IntegerField()
    flagged = IntegerField()
    findings = IntegerField()

    class Meta:
        """The table's name."""

        table_name = "quality_score"
