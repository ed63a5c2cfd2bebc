"""Which columns a blank table of a kind has, and what its example row says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kobicrm.domain import examples, record_tables, tables
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.tables import Form
from kobicrm.i18n import N_, Language, in_language
from kobicrm.storage.shop import custom_fields

# What a shop asks a new customer for; all else has its place in the application.
_OF_CONTACTS = ("full_name", "company", "mobile", "phone", "email", "street", "district",
                "province", "postcode", "birthday", "tax_office", "tax_number", "tags", "source",
                "note")  # fmt: skip
# Whose a record is: a name alone names nobody for sure.
_WHOSE = (("mobile", N_("Mobile phone")), ("email", N_("E-mail")))
_SHOWN: dict[str, str] = {
    "full_name": examples.NAME,
    "contact": examples.NAME,
    "company": N_("Example Trading Ltd."),
    "mobile": "0532 000 00 00",
    "phone": "0232 000 00 00",
    "email": "ornek@ornek.com.tr",
    "street": "Cumhuriyet Cad. No: 1",
    "district": "Bornova",
    "province": "İzmir",
    "postcode": "35040",
    "birthday": "14.03.1988",
    "tax_office": "Bornova",
    "tags": "vip, toptan",
    "source": N_("Trade fair"),
    "at": "17.11.2026 14:05",
    "note": N_("Wants a price list."),
    "text": N_("Wants a price list."),
    "title": N_("Send the price list"),
    "due": "17.11.2026",
    "clock": "14:30",
    "minutes": "15",
    "remind": "30",
    "checklist": N_("[ ] Print it"),
    "repeat": N_("every month"),
}
_LONG = ("note", "text")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for: its header, the example, what may be chosen."""

    header: str
    example: str
    choices: tuple[str, ...] = ()
    long: bool = False


def asked(kind: str, form: Form, lang: Language) -> list[Asked]:
    """Return what a blank table of ``kind`` asks for, in the order of its columns."""
    return list(_of_contacts(form, lang) if kind == CONTACT.key else _of_records(kind, form, lang))


def _of_contacts(form: Form, lang: Language) -> Iterator[Asked]:
    known = {target.key: target for target in CONTACT.targets}
    for key in _OF_CONTACTS:
        header = key if form == "plain" else in_language(lang, known[key].label)
        yield _asked(key, header, lang)
    for column in tables.columns(custom_fields()):
        if column.field == "custom":
            yield Asked(tables.header_of(column, form, lang), "", column.choices)


def _of_records(kind: str, form: Form, lang: Language) -> Iterator[Asked]:
    for column in record_tables.columns(KINDS[kind]):
        if not column.field.editable or column.key == record_tables.CONTACT_UID:
            continue
        header = record_tables.header_of(column, form, lang)
        words = [
            one if form == "plain" else in_language(lang, label)
            for one, label in column.field.choices
        ]
        yield _asked(column.key, header, lang, words)
        for key, label in _WHOSE if column.field.type == "contact" else ():
            yield _asked(key, key if form == "plain" else in_language(lang, label), lang)


def _asked(key: str, header: str, lang: Language, choices: Sequence[str] = ()) -> Asked:
    shown = choices[0] if choices else _SHOWN.get(key, "")
    # A message id is looked up; anything else stands for itself.
    return Asked(header, in_language(lang, shown) if shown else "", tuple(choices), key in _LONG)
