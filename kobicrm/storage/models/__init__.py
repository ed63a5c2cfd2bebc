"""Peewee models of every table."""

from kobicrm.storage.models.contacts import (
    Address,
    CompanyLink,
    Contact,
    ContactTag,
    CustomValue,
    Email,
    ExternalCode,
    Note,
    Phone,
    Social,
    Website,
)
from kobicrm.storage.models.journal import Change, Changeset
from kobicrm.storage.models.shop import CustomField, Shop, Staff

__all__ = [
    "Address",
    "Change",
    "Changeset",
    "CompanyLink",
    "Contact",
    "ContactTag",
    "CustomField",
    "CustomValue",
    "Email",
    "ExternalCode",
    "Note",
    "Phone",
    "Shop",
    "Social",
    "Staff",
    "Website",
]
