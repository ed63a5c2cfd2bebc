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
    Cadence,
    Different,
    ImportProfile,
    Interaction,
    QualityIgnored,
    QualityScore,
    Reminder,
    SavedView,
    Task,
)
from kobicrm.storage.models.shop import CustomField, Shop, Staff

__all__ = [
    "Address",
    "Cadence",
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
    "Reminder",
    "SavedView",
    "Shop",
    "Social",
    "Staff",
    "Task",
    "Website",
]
