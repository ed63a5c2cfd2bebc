"""Records that stand beside the contacts: interactions, and what was decided about the data."""

from __future__ import annotations

from peewee import AutoField, BlobField, CompositeKey, IntegerField, TextField

from kobicrm.storage.models.base import Table


class Interaction(Table):
    """A call, message or visit: ``direction`` is in, out or '' when it is not known."""

    id = AutoField()
    uid = BlobField(unique=True)
    contact_id = IntegerField()
    channel = TextField()
    direction = TextField()
    outcome = TextField()
    at = IntegerField()
    minutes = IntegerField()
    author = TextField()
    text = TextField()
    task = BlobField(null=True)


class Task(Table):
    """Something to do: ``due`` and ``clock`` are a day and a time of the shop's clock, or ''.

    ``remind`` counts minutes before it is due, -1 for no reminder; ``place`` is where it stands
    among the others, ``reminds`` the moment of the reminder, ``search`` its folded text.
    """

    id = AutoField()
    uid = BlobField(unique=True)
    contact_id = IntegerField(null=True)
    title = TextField()
    kind = TextField()
    due = TextField()
    clock = TextField()
    remind = IntegerField()
    priority = TextField()
    minutes = IntegerField()
    checklist = TextField()
    note = TextField()
    repeat = TextField()
    start = TextField()
    skipped = TextField()
    series = BlobField(null=True)
    state = TextField()
    ended_at = IntegerField(null=True)
    created_at = IntegerField()
    place = TextField()
    reminds = TextField()
    search = TextField()
    assignee_id = IntegerField(null=True)


class Reminder(Table):
    """A reminder that was handed over, or may have been: ``state`` handing, given, uncertain."""

    task = BlobField()
    reminds = TextField()
    state = TextField()
    at = IntegerField()

    class Meta:
        """The table's key."""

        primary_key = CompositeKey("task", "reminds")


class Cadence(Table):
    """How many days may go by without an interaction: of a contact, a tag or a saved view."""

    id = AutoField()
    uid = BlobField(unique=True)
    contact_id = IntegerField(null=True)
    tag = TextField()
    view = BlobField(null=True)
    days = IntegerField()
    fold = TextField()


class SavedView(Table):
    """A query of a kind's list with its columns (a JSON list) and order, under a name."""

    id = AutoField()
    uid = BlobField(unique=True)
    name = TextField()
    kind = TextField()
    query = TextField()
    columns = TextField()
    sort = TextField()
    key = TextField()
    fold = TextField()

    class Meta:
        """The table's name."""

        table_name = "saved_view"


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
