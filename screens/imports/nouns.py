"""What the rows of a file are called, counted: rows, cards of an address book, messages."""

from __future__ import annotations

from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.money import format_count
from kobicrm.i18n import _, language, ngettext

MESSAGES, CARDS, CALENDAR = ("whatsapp", "mail"), "vcard", "icalendar"


def rows_text(count: int, file_format: str) -> str:
    """Return `320 satır`, of a chat `320 mesaj`, of an address book `320 kart`."""
    text = ngettext("{n} row", "{n} rows", count)
    if file_format in MESSAGES:
        text = ngettext("{n} message", "{n} messages", count)
    elif file_format == CALENDAR:
        text = ngettext("{n} appointment", "{n} appointments", count)
    elif file_format == CARDS:
        text = ngettext("{n} card", "{n} cards", count)
    return text.format(n=format_count(count, language()))


def import_text(count: int, file_format: str) -> str:
    """Return `320 satırı aktar`."""
    text = ngettext("Import {n} row", "Import {n} rows", count)
    if file_format in MESSAGES:
        text = ngettext("Import {n} message", "Import {n} messages", count)
    return text.format(n=format_count(count, language()))


def unit(count: int, file_format: str) -> str:
    """Return `satır` or `mesaj`, as it stands behind a count."""
    if file_format in MESSAGES:
        return ngettext("message", "messages", count)
    return ngettext("row", "rows", count)


def kind_name(kind: str) -> str:
    """Return what the records of a kind are called together."""
    return _(KINDS[kind].plural)


def are_contacts(kind: str) -> bool:
    """Return whether records of a kind are contacts, not something that belongs to them."""
    return kind == CONTACT.key
