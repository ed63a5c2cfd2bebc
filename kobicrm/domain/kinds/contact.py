"""The contact kind: every field of a person or company, described once."""

from __future__ import annotations

from kobicrm.domain.contacts import CHANNELS, CONTACT_KINDS, LIFECYCLES
from kobicrm.domain.kinds.base import Field, Kind, Part
from kobicrm.domain.kinds.contact_targets import TARGETS
from kobicrm.domain.kinds.labels import (
    CHANNEL_LABELS,
    KIND_LABELS,
    LIFECYCLE_LABELS,
)
from kobicrm.i18n import N_


def _choices(keys: tuple[str, ...], labels: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((key, labels[key]) for key in keys)


FIELDS = (
    Field("uid", N_("Record number"), editable=False, aliases=("kobicrm uid",)),
    Field("kind", N_("Kind"), "choice", choices=_choices(CONTACT_KINDS, KIND_LABELS)),
    Field("name", N_("Full name"), sortable=True, searchable=True, personal=True),
    Field("first_name", N_("First name"), personal=True),
    Field("last_name", N_("Last name"), personal=True),
    Field("title", N_("Form of address"), personal=True),
    Field(
        "companies",
        N_("Company"),
        "link",
        searchable=True,
        personal=True,
        parts=(
            Part("company", "name", N_("Company")),
            Part("company_role", "role", N_("Role in the company")),
            Part("company_uid", "uid", N_("Company record number")),
        ),
    ),
    Field(
        "phones",
        N_("Phone"),
        "phone",
        searchable=True,
        personal=True,
        parts=(
            Part("phones", "raw", N_("Phones")),
            Part("phone_labels", "label", N_("Phone labels")),
        ),
    ),
    Field(
        "emails",
        N_("E-mail"),
        "email",
        searchable=True,
        personal=True,
        parts=(
            Part("emails", "raw", N_("E-mails")),
            Part("email_labels", "label", N_("E-mail labels")),
        ),
    ),
    Field(
        "socials",
        N_("Social media"),
        "social",
        searchable=True,
        personal=True,
        parts=(
            Part("socials", "raw", N_("Social media accounts")),
            Part("social_networks", "network", N_("Social networks")),
            Part("social_labels", "label", N_("Social media labels")),
        ),
    ),
    Field(
        "websites",
        N_("Website"),
        "website",
        searchable=True,
        personal=True,
        parts=(
            Part("websites", "raw", N_("Websites")),
            Part("website_labels", "label", N_("Website labels")),
        ),
    ),
    Field(
        "addresses",
        N_("Address"),
        "address",
        searchable=True,
        personal=True,
        parts=(
            Part("streets", "street", N_("Street addresses")),
            Part("districts", "district", N_("Districts")),
            Part("provinces", "province", N_("Provinces")),
            Part("postcodes", "postcode", N_("Postcodes")),
            Part("countries", "country", N_("Countries")),
            Part("address_labels", "label", N_("Address labels")),
        ),
    ),
    Field("birthday", N_("Birthday"), "birthday", personal=True),
    Field("tax_office", N_("Tax office"), searchable=True, bulk_editable=True),
    Field("tax_number", N_("Tax number"), "tax_number", searchable=True, personal=True),
    Field("iban", N_("IBAN"), "iban", personal=True),
    Field("language", N_("Language"), bulk_editable=True),
    Field(
        "tags",
        N_("Tags"),
        "tags",
        searchable=True,
        bulk_editable=True,
        parts=(Part("tags", "", N_("Tags")),),
    ),
    Field(
        "lifecycle",
        N_("Stage of life"),
        "choice",
        bulk_editable=True,
        choices=_choices(LIFECYCLES, LIFECYCLE_LABELS),
    ),
    Field("owner", N_("Responsible person"), bulk_editable=True),
    Field("source", N_("Source"), bulk_editable=True),
    Field(
        "preferred_channel",
        N_("Preferred channel"),
        "choice",
        bulk_editable=True,
        personal=True,
        choices=_choices(CHANNELS, CHANNEL_LABELS),
    ),
    Field("preferred_time", N_("Preferred time"), bulk_editable=True, personal=True),
    Field(
        "codes",
        N_("Code"),
        "code",
        searchable=True,
        parts=(
            Part("codes", "code", N_("Codes")),
            Part("code_sources", "source", N_("Code sources")),
        ),
    ),
    Field("custom", N_("Custom fields"), "custom", searchable=True, personal=True),
    Field(
        "notes",
        N_("Notes"),
        "notes",
        personal=True,
        parts=(
            Part("notes", "text", N_("Notes")),
            Part("note_times", "at", N_("Note times")),
        ),
    ),
    Field("origin", N_("Came from"), editable=False),
    Field("created_at", N_("Created"), "instant", sortable=True, editable=False),
    Field("updated_at", N_("Changed"), "instant", sortable=True, editable=False),
)

CONTACT = Kind(
    key="contact",
    label=N_("Contact"),
    plural=N_("Contacts"),
    fields=FIELDS,
    targets=TARGETS,
    keys=("uid", "code", "tax_number", "email", "mobile+name"),
)
