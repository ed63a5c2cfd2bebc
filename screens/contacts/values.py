"""A contact's values as people read them, in the language in force."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

from kobicrm.domain import dates, money, phones
from kobicrm.domain.contacts import ANONYMOUS, Address, Contact, Phone, Social
from kobicrm.domain.kinds.labels import CHANNEL_LABELS, LABEL_NAMES, LIFECYCLE_LABELS
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
_LANGUAGES: dict[str, str] = {"tr": N_("Turkish"), "en": N_("English")}


def phone_label(phone: Phone) -> str:
    """Return what a phone is called: its label, else what its number tells."""
    if phone.label:
        return _(_PHONE_LABELS.get(phone.label, phone.label))
    return _("Mobile") if phone.e164.startswith("+905") else _("Phone")


def phone_number(phone: Phone) -> str:
    """Return the number without its extension, as given when it could not be read."""
    return phones.display(phone.e164, "", language()) if phone.e164 else phone.raw


def number_shown(number: str) -> str:
    """Return a number as lists hold it (E.164, else as given) for people to read."""
    return phones.display(number, "", language()) if number.startswith("+") else number


def phone_extension(phone: Phone) -> str:
    """Return `dahili 12`, '' without one."""
    return phones.display("", phone.ext, language()).strip() if phone.ext else ""


def label(given: str) -> str:
    """Return what an e-mail or address is marked with, '' when it is not."""
    return _(LABEL_NAMES.get(given, given)) if given else ""


def network(social: Social) -> str:
    """Return the name of a social network as people write it, '' when it is not known."""
    name = social.network
    return name[:1].upper() + name[1:] if name.isascii() else name


def address_lines(address: Address) -> list[str]:
    """Return an address as it is written on an envelope, without what is not known."""
    place = ", ".join(part for part in (address.district, address.province) if part)
    area = " ".join(part for part in (address.postcode, place) if part)
    country = address.country if address.country != "TR" else ""
    return [text for text in (*address.street.split("\n"), area, country) if text.strip()]


def name_parts(contact: Contact) -> list[tuple[str, str, str]]:
    """Return first and last name as facts, when they are not just the name cut in two."""
    if " ".join(filter(None, (contact.first_name, contact.last_name))) in ("", contact.name):
        return []
    return [
        (_("First n."), contact.first_name, ""),
        (_("Last n."), contact.last_name, ""),
    ]


def language_name(code: str) -> str:
    """Return the name of the language a contact is addressed in."""
    return _(_LANGUAGES.get(code, code)) if code else ""


def record_facts(contact: Contact) -> list[tuple[str, str, str]]:
    """Return label, text and what is copied of what is known about the record itself."""
    joint = f" {current().joint} "
    facts = [(_("No."), f"#{contact.id}", str(contact.id)), ("UID", contact.uid, contact.uid)]
    for name, at, who in (
        (_("Added"), contact.created_at, contact.created_by),
        (_("Edited"), contact.updated_at, contact.updated_by),
    ):
        if at is not None:
            facts.append(
                (name, joint.join(filter(None, (dates.format_moment(at, language()), who))), "")
            )
    if contact.origin:
        unnamed = contact.origin.startswith(ANONYMOUS)
        facts.append((_("Came from"), _("a table") if unnamed else contact.origin, ""))
    return facts


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
