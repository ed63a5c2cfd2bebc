"""A contact's values as people read them, in the language in force."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

from kobicrm.domain import dates, money, phones
from kobicrm.domain.contacts import Contact, Phone
from kobicrm.domain.kinds.contact import CHANNEL_LABELS, LIFECYCLE_LABELS
from kobicrm.domain.money import Money
from kobicrm.i18n import N_, _, language, ngettext
from screens.styles.glyphs import current

_PHONE_LABELS = {
    "mobile": N_("Mobile"),
    "work": N_("Work"),
    "home": N_("At home"),
    "fax": N_("Fax"),
    "other": N_("Other"),
}


def phone_label(phone: Phone) -> str:
    """Return what a phone is called: its label, else what its number tells."""
    if phone.label:
        return _(_PHONE_LABELS.get(phone.label, phone.label))
    return _("Mobile") if phone.e164.startswith("+905") else _("Phone")


def phone_number(phone: Phone) -> str:
    """Return the number without its extension, as given when it could not be read."""
    return phones.display(phone.e164, "", language()) if phone.e164 else phone.raw


def phone_extension(phone: Phone) -> str:
    """Return `dahili 12`, '' without one."""
    return phones.display("", phone.ext, language()).strip() if phone.ext else ""


def lifecycle(contact: Contact) -> str:
    """Return the stage of life, '' when none is kept."""
    return _(LIFECYCLE_LABELS.get(contact.lifecycle, contact.lifecycle))


def preferred(contact: Contact) -> str:
    """Return how and when the contact wants to be reached."""
    channel = CHANNEL_LABELS.get(contact.preferred_channel, contact.preferred_channel)
    return " · ".join(part for part in (_(channel), contact.preferred_time) if part)


def custom_text(value: object, type_: str) -> str:
    """Return the value of a custom field; ``type_`` is its declared type."""
    lang = language()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Money):
        return money.format_money(value, lang)
    if isinstance(value, Decimal):
        return money.format_number(value, lang)
    if type_ == "date" and isinstance(value, str):
        with suppress(ValueError):
            return dates.format_date(date.fromisoformat(value), lang)
    return str(value)


def count_text(total: int | None) -> str:
    """Return `2.041 kayıt`; None is not counted yet."""
    if total is None:
        return current().cut
    text = ngettext("{n} record", "{n} records", total)
    return text.format(n=money.format_count(total, language()))
