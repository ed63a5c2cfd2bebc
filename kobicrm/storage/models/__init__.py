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
from kobicrm.storage.models.records import (
    Different,
    ImportProfile,
    Interaction,
    QualityIgnored,
    QualityScore,
    SavedView,
    Task,
)
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
    "Different",
    "Email",
    "ExternalCode",
    "ImportProfile",
    "Interaction",
    "Note",
    "Phone",
    "QualityIgnored",
    "QualityScore",
    "SavedView",
    "Shop",
    "Social",
    "Staff",
    "Task",
    "Website",
]
