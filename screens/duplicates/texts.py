"""Fields of two contacts as people read them: short names, values on one line or in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kobicrm.domain import dates, identity
from kobicrm.domain.contacts import CompanyLink, Email, Phone
from kobicrm.domain.duplicates.comparing import CUSTOM, PHONES
from kobicrm.domain.kinds.labels import CHANNEL_LABELS, LIFECYCLE_LABELS
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.messages import field_label
from screens.contacts import values
from screens.styles.glyphs import current
from screens.text import plain

# What is kept of both, whatever is chosen.
NOTES = "notes"
# Short, ten cells in both languages, in the order the lines stand in.
_LABELS: dict[str, str] = {
    "name": N_("Name"),
    "title": N_("Title"),
    "companies": N_("Company"),
    "role": N_("Role"),
    "phones:mobile": N_("Mobile"),
    "phones:work": N_("Work tel."),
    "phones:home": N_("Home tel."),
    "phones:phone": N_("Phone"),
    "phones:fax": N_("Fax"),
    "emails": N_("E-mail"),
    "addresses": N_("Address"),
    "birthday": N_("Birthday"),
    "tax_number": N_("Tax number"),
    "tax_office": N_("Tax off."),
    "iban": N_("IBAN"),
    "tags": N_("Tag"),
    "lifecycle": N_("Stage"),
    "owner": N_("Owner"),
    "source": N_("Source"),
    "preferred_channel": N_("Prefers"),
    "preferred_time": N_("Best time"),
    "language": N_("Language"),
    "socials": N_("Social"),
    "websites": N_("Web"),
    NOTES: N_("Notes"),
}
_ORDER = {key: place for place, key in enumerate(_LABELS)}


def order(key: str) -> int:
    """Return where a line stands; the shop's own fields come last, in their own order."""
    return _ORDER.get(key, len(_ORDER))


def label(key: str) -> str:
    """Return what a line of :func:`kobicrm.domain.duplicates.comparing.lines` is called."""
    if key.startswith(CUSTOM):
        return plain(key.removeprefix(CUSTOM))
    return _(_LABELS[key]) if key in _LABELS else field_label(key)


def items(
    key: str, given: Iterable[Any], types: Mapping[str, str], *, roles: bool = True
) -> list[str]:
    """Return the values of one side, each as a text; ``types`` are those of custom fields.

    Companies are named with the ``roles`` in them, if wanted.
    """
    if key.startswith(CUSTOM):
        type_ = types.get(key.removeprefix(CUSTOM), "")
        return [values.custom_text(one, type_) for one in given]
    if key == "companies" and not roles:
        return [link.name for link in given]
    write = _phone if key.startswith(PHONES) else _WRITERS.get(key, str)
    return [text for one in given if (text := write(one))]


def one_line(key: str, texts: list[str]) -> str:
    """Return values on one line, a dash when there is none."""
    joint = ", " if key in ("tags", "companies") else f" {current().joint} "
    if key == NOTES and len(texts) > 1:
        return f"({len(texts)}) {plain(texts[-1])}"
    return joint.join(map(plain, texts))


def _phone(phone: Phone) -> str:
    marked = phone.label and phone.label not in ("mobile", "work", "home", "fax")
    parts = (values.phone_number(phone), values.phone_extension(phone))
    return _marked(" ".join(filter(None, parts)), values.phone_label(phone) if marked else "")


def _email(email: Email) -> str:
    return _marked(email.address or email.raw, values.label(email.label))


def _company(link: CompanyLink) -> str:
    return _marked(link.name, link.role)


def _marked(text: str, mark: str) -> str:
    return f"{text} ({mark})" if mark else text


def _social(social: Any) -> str:
    return " ".join(filter(None, (values.network(social), social.handle or social.raw)))


def _address(address: Any) -> str:
    return _marked(", ".join(values.address_lines(address)), values.label(address.label))


_WRITERS: dict[str, Callable[[Any], str]] = {
    "emails": _email,
    "companies": _company,
    "socials": _social,
    "websites": lambda site: _marked(site.raw, values.label(site.label)),
    "addresses": _address,
    NOTES: lambda note: note.text,
    "birthday": lambda day: dates.format_birthday(day, language()),
    "iban": identity.display_iban,
    "language": values.language_name,
    "lifecycle": lambda stage: _(LIFECYCLE_LABELS.get(stage, stage)),
    "preferred_channel": lambda channel: _(CHANNEL_LABELS.get(channel, channel)),
}
