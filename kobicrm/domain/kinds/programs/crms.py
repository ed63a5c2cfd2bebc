"""Other CRM programs: HubSpot, Zoho, Pipedrive, crm.cli."""

from __future__ import annotations

from kobicrm.domain.kinds.programs.base import Program, told_by

_HUBSPOT = {
    "record id": "code",
    "contact owner": "owner",
    "company owner": "owner",
    "associated company": "company",
    "company name": "company",
    "mobile phone number": "mobile",
    "fax number": "fax",
    "street address": "street",
    "street address 2": "street:more",
    "city": "district:city",
    "state region": "province",
    "country region": "country",
    "website url": "website",
    "company domain name": "website",
    "lifecycle stage": "lifecycle",
    "date of birth": "birthday",
    "preferred language": "language",
    "about us": "-",
    "type": "-",
}
_ZOHO = {
    "record id": "code",
    "account name": "company",
    "contact owner": "owner",
    "account owner": "owner",
    "salutation": "title",
    "title": "company_role",
    "secondary email": "email",
    "home phone": "home_phone",
    "other phone": "phone@other",
    "date of birth": "birthday",
    "tag": "tags",
    "account type": "lifecycle",
    "lead source": "source",
}
_PERSON = {
    "person id": "code",
    "person name": "full_name",
    "person first name": "first_name",
    "person last name": "last_name",
    "person email": "email",
    "person email work": "email@work",
    "person email home": "email@home",
    "person email other": "email@other",
    "person phone": "phone",
    "person phone work": "work_phone",
    "person phone home": "home_phone",
    "person phone mobile": "mobile",
    "person phone other": "phone@other",
    "person organization": "company",
    "person job title": "company_role",
    "person label": "tags",
    "person labels": "tags",
    "person owner": "owner",
    "person notes": "note",
    "person birthday": "birthday",
    "organization name": "company",
}
_ORGANIZATION = {
    "organization id": "code",
    "organization name": "company",
    "organization address": "street",
    "organization label": "tags",
    "organization labels": "tags",
    "organization owner": "owner",
    "organization website": "website",
}
_CRM_CLI = {
    "id": "code",
    "emails": "email",
    "phones": "phone",
    "companies": "company",
    "websites": "website",
    "custom fields title": "company_role",
    "custom fields notes": "note",
    "custom fields note": "note",
    "custom fields source": "source",
    "custom fields": "note:json",
    "x": "twitter",
}

CRMS = (
    Program(
        "zoho",
        told_by(
            "account name, mailing street",
            "record id, account name, account name id",
            "record id, account name, mailing city",
        ),
        _ZOHO,
        {"mailing": "", "other": "other"},
    ),
    Program(
        "zoho",
        told_by("account name, billing street", "account name, account type"),
        _ZOHO,
        {"billing": "fatura", "shipping": "teslimat"},
    ),
    Program(
        "hubspot",
        told_by(
            "record id, associated company",
            "record id, lead status",
            "record id, contact owner",
            "record id, marketing contact status",
        ),
        _HUBSPOT,
    ),
    Program(
        "hubspot",
        told_by("record id, company name, company owner", "record id, company domain name"),
        _HUBSPOT,
        source="hubspot companies",
    ),
    Program("pipedrive", told_by("person name", "person id"), _PERSON),
    Program(
        "pipedrive",
        told_by("organization id, organization name", "organization name, organization address"),
        _ORGANIZATION,
        source="pipedrive organizations",
    ),
    Program("crm.cli", told_by("emails, phones, companies, bluesky"), _CRM_CLI),
    Program(
        "crm.cli",
        told_by("name, websites, phones, custom fields"),
        {**_CRM_CLI, "name": "company"},
    ),
)
