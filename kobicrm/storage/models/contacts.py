"""Contacts and the rows that belong to them.

``position`` 0 is the primary value. Instants are microseconds since 1970 UTC, uids 16 bytes.
"""

from __future__ import annotations

from peewee import AutoField, BlobField, CompositeKey, IntegerField, TextField

from kobicrm.storage.models.base import Table


class Contact(Table):
    """A person or company.

    Derived: ``name_fold``, ``name_key``, ``company_key``, ``search``, ``*_order``, ``gaps``.
    """

    id = AutoField()
    uid = BlobField(unique=True)
    ver = IntegerField()
    kind = TextField()
    name = TextField()
    first_name = TextField()
    last_name = TextField()
    title = TextField()
    birthday = TextField()
    tax_office = TextField()
    tax_number = TextField()
    iban = TextField()
    language = TextField()
    lifecycle = TextField()
    source = TextField()
    preferred_channel = TextField()
    preferred_time = TextField()
    origin = TextField()
    owner_id = IntegerField(null=True)
    name_fold = TextField()
    name_key = TextField()
    company_key = TextField()
    search = TextField()
    created_at = IntegerField()
    updated_at = IntegerField()
    created_by = IntegerField(null=True)
    updated_by = IntegerField(null=True)
    deleted_at = IntegerField(null=True)
    company_order = TextField()
    place_order = TextField()
    gaps = IntegerField()


class _Part(Table):
    """A row that belongs to a contact, in the order of ``position``."""

    contact_id = IntegerField()
    position = IntegerField()

    class Meta:
        """The contact and the place in its list name the row."""

        primary_key = CompositeKey("contact_id", "position")


class Phone(_Part):
    """A phone number of a contact."""

    given = TextField()
    e164 = TextField()
    ext = TextField()
    label = TextField()
    valid = IntegerField()


class Email(_Part):
    """An e-mail address of a contact."""

    given = TextField()
    address = TextField()
    key = TextField()
    label = TextField()
    valid = IntegerField()


class Social(_Part):
    """An account on a social network."""

    given = TextField()
    network = TextField()
    handle = TextField()
    label = TextField()


class Website(_Part):
    """A web address."""

    given = TextField()
    url = TextField()
    label = TextField()


class Address(_Part):
    """A postal address."""

    street = TextField()
    district = TextField()
    province = TextField()
    postcode = TextField()
    country = TextField()
    label = TextField()
    province_fold = TextField()
    district_fold = TextField()


class CompanyLink(_Part):
    """A person's place in a company."""

    company_id = IntegerField()
    role = TextField()

    class Meta:
        """The table's name has an underscore."""

        table_name = "company_link"


class ContactTag(_Part):
    """A tag on a contact; the same tag has one spelling everywhere."""

    name = TextField()
    fold = TextField()

    class Meta:
        """The table's name has an underscore."""

        table_name = "contact_tag"


class ExternalCode(_Part):
    """What another program calls this contact."""

    source = TextField()
    code = TextField()

    class Meta:
        """The table's name has an underscore."""

        table_name = "external_code"


class CustomValue(Table):
    """A contact's value of a custom field: exact text, and an amount that sorts."""

    contact_id = IntegerField()
    field_id = IntegerField()
    text = TextField()
    amount = IntegerField(null=True)

    class Meta:
        """One value a field and contact."""

        table_name = "custom_value"
        primary_key = CompositeKey("contact_id", "field_id")


class Note(Table):
    """A dated note on a contact; ``search`` is derived from its text."""

    id = AutoField()
    uid = BlobField(unique=True)
    contact_id = IntegerField()
    text = TextField()
    at = IntegerField()
    search = TextField()
