"""Address books: Google Contacts and Outlook.

Google's column names are those of its exports before and since 2024, Outlook's those of the
classic program; in a Turkish Outlook `Unvan` is a title, not a company.
"""

from __future__ import annotations

from kobicrm.domain.kinds.programs.base import Program, told_by

_GOOGLE = {
    "file as": "full_name:fallback",
    "nickname": "full_name:fallback",
    "address formatted": "street:whole",
    "address city": "district:city",
    "address extended address": "street:more",
    "address label": "street:label",
    "address type": "street:label",
    "website label": "website:label",
    "website type": "website:label",
    "event label": "note:label",
    "event type": "note:label",
    "event": "note:named",
    "custom field label": "note:label",
    "custom field type": "note:label",
    "custom field": "note:named",
    "organization title": "company_role",
    "organization name": "company",
    "organization type": "-",
}
_OUTLOOK = {
    "title": "title",
    "company": "company",
    "job title": "company_role",
    "business phone": "work_phone",
    "company main phone": "work_phone",
    "home phone": "home_phone",
    "mobile phone": "mobile",
    "car phone": "phone@other",
    "other phone": "phone@other",
    "primary phone": "phone",
    "business fax": "fax",
    "home fax": "fax",
    "other fax": "fax",
    "e mail type": "-",
    "e mail display name": "-",
    "anniversary": "note:header",
    "language": "-",
}
_OUTLOOK_TR = {
    "unvan": "title",
    "baslik": "title",
    "ikinci ad": "middle_name",
    "is unvani": "company_role",
    "is telefonu": "work_phone",
    "sirket ana telefonu": "work_phone",
    "ev telefonu": "home_phone",
    "cep telefonu": "mobile",
    "arac telefonu": "phone@other",
    "diger telefon": "phone@other",
    "birincil telefon": "phone",
    "is faksi": "fax",
    "is faks": "fax",
    "ev faksi": "fax",
    "e posta turu": "-",
    "e posta gorunen adi": "-",
    "e posta goruntulenen adi": "-",
    "web sayfasi": "website",
    "kategoriler": "tags",
    "yildonumu": "note:header",
    "dil": "-",
}
_NO_DATE = frozenset({"0/0/00", "00.00.00", "0.0.00", "00/00/00", "0.0.0000"})

BOOKS = (
    Program(
        "google",
        told_by("given name, family name, group membership", "file as, labels"),
        _GOOGLE,
    ),
    Program(
        "outlook",
        told_by(
            "first name, last name, business phone, e mail address",
            "first name, job title, business street",
            "e mail address, e mail type, e mail display name",
        ),
        _OUTLOOK,
        {"business": "work", "home": "home", "other": "other"},
        blanks=_NO_DATE,
    ),
    Program(
        "outlook",
        told_by(
            "ikinci ad, sonek",
            "is unvani, is telefonu, e posta adresi",
            "e posta adresi, e posta turu",
        ),
        _OUTLOOK_TR,
        {"is adresi": "work", "is": "work", "ev adresi": "home", "ev": "home",
         "diger adres": "other", "diger adresi": "other"},
        blanks=_NO_DATE,
    ),
)  # fmt: skip
