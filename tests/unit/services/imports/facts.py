"""What is known of a contact, one short line a value: for comparing with what a test expects."""

from __future__ import annotations

from collections.abc import Iterator

from kobicrm.domain.contacts import Contact
from kobicrm.domain.money import Money, plain

_PLAIN = ("title", "birthday", "tax_office", "tax_number", "iban", "lifecycle", "owner", "source")


def facts(contact: Contact) -> list[str]:
    """Return everything a contact holds but its name, as lines like ``phone +905… mobile``."""
    return [" ".join(line.split()) for line in _lines(contact)]


def _lines(one: Contact) -> Iterator[str]:
    yield one.kind
    yield from (f"{key} {value}" for key in _PLAIN if (value := getattr(one, key)))
    yield from (f"company {link.name} {link.role}" for link in one.companies)
    yield from (f"phone {p.e164 or p.raw} {p.ext and '#' + p.ext} {p.label}" for p in one.phones)
    yield from (f"email {email.raw} {email.label}" for email in one.emails)
    yield from (f"web {site.raw} {site.label}" for site in one.websites)
    yield from (f"social {social.network}:{social.handle}" for social in one.socials)
    for place in one.addresses:
        parts = (place.street, place.district, place.province, place.postcode, place.country)
        yield f"address {', '.join(filter(None, parts))} {place.label}"
    yield from (f"tag {tag}" for tag in one.tags)
    yield from (f"code {code.source}:{code.code}" for code in one.codes)
    for name, value in one.custom:
        yield f"custom {name}={plain(value) if isinstance(value, Money) else value}"
    yield from (f"note {note.text}" for note in one.notes)
