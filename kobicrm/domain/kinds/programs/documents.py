"""The keys that contacts go by in JSON documents of programs nobody knows by name."""

from __future__ import annotations

from kobicrm.domain.kinds.programs.base import Program

# Lists of values, and what one of them is called.
SINGULAR = {
    "phones": "phone",
    "phone numbers": "phone",
    "telefonlar": "phone",
    "emails": "email",
    "email addresses": "email",
    "e postalar": "email",
    "addresses": "address",
    "adresler": "address",
    "websites": "website",
    "urls": "website",
    "companies": "company",
    "organizations": "company",
    "firmalar": "company",
}
# What holds the value, and what says which one it is, in a list of objects.
VALUES = ("value", "raw", "number", "phone", "email", "address", "url", "name", "text", "title")
LABELS = ("label", "type", "kind")
# Objects that only hold fields together, and such of fields of the user's own.
HOLDERS = frozenset({"properties", "fields", "attributes", "contact", "person"})
OWN_FIELDS = frozenset({"custom fields", "custom", "custom properties", "ozel alanlar"})

DOCUMENTS = Program(
    "",
    columns={
        "title": "company_role",
        "position": "company_role",
        "organization": "company",
        "employer": "company",
        "company title": "company_role",
        "company role": "company_role",
        "firstname": "first_name",
        "lastname": "last_name",
        "fullname": "full_name",
        "phone label": "phone_label",
        "email label": "email_label",
        "website label": "website:label",
        "address label": "street:label",
        "address line1": "street",
        "address line 1": "street",
        "address line2": "street:more",
        "address line 2": "street:more",
        "address city": "district:city",
        "address district": "district",
        "address state": "province",
        "address province": "province",
        "address zip": "postcode",
        "address zip code": "postcode",
        "address postcode": "postcode",
        "city": "district:city",
        "state": "province",
        "zip code": "postcode",
        "url": "website",
        "date of birth": "birthday",
        "birth date": "birthday",
        "birthdate": "birthday",
        "dob": "birthday",
        "comment": "note",
        "comments": "note",
        "groups": "tags",
        "companies": "note:header",
    },
)
