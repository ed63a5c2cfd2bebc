"""What a contact's values can open in other programs: calls, mails, WhatsApp, web, maps."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from kobicrm.domain.contacts import Email, Phone, Social, Website
from kobicrm.i18n import N_
from screens.contacts import values
from screens.opening import Outside, Way, checked
from screens.text import plain

# Where a name on a network lives; other networks are only copied.
_NETWORKS = {
    "instagram": "https://www.instagram.com/{}",
    "facebook": "https://www.facebook.com/{}",
    "x": "https://x.com/{}",
    "twitter": "https://x.com/{}",
    "tiktok": "https://www.tiktok.com/@{}",
    "youtube": "https://www.youtube.com/@{}",
    "telegram": "https://t.me/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
}
# More of an address no map needs.
MAP_TEXT = 200
MAP = "https://www.google.com/maps/search/?api=1&query={}"


def is_mobile(phone: Phone) -> bool:
    """Return whether WhatsApp may know the number: a mobile of Türkiye, or marked as one."""
    if phone.e164.startswith("+90"):
        return phone.e164.startswith("+905")
    return bool(phone.e164) and phone.label == "mobile"


def _outside(title: str, text: str, ways: Iterable[Way]) -> Outside:
    """Return the ways that pass the checks, and copying."""
    kept = [Way(way.label, address) for way in ways if (address := checked(way.address))]
    return Outside(title, text, (*kept, Way(N_("Copy"))))


def of_phone(phone: Phone) -> Outside:
    """Return calling, WhatsApp for a mobile, and copying."""
    ways = []
    if phone.e164:
        extension = f";ext={phone.ext}" if phone.ext else ""
        ways.append(Way(N_("Call"), f"tel:{phone.e164}{extension}"))
    if is_mobile(phone):
        ways.append(Way(N_("WhatsApp"), f"https://wa.me/{phone.e164.lstrip('+')}"))
    return _outside(values.phone_label(phone), values.phone_number(phone), ways)


def of_email(email: Email, title: str) -> Outside:
    """Return writing a mail, and copying."""
    ways = []
    if email.address:
        # Signs that mean something in such an address are encoded: it names one mailbox, no more.
        ways.append(Way(N_("Write"), f"mailto:{quote(plain(email.address), safe='@+-_.~!*=$')}"))
    return _outside(title, email.address or email.raw, ways)


def of_website(site: Website, title: str) -> Outside:
    """Return opening the page, and copying its address."""
    return _outside(title, site.url or site.raw, [Way(N_("Open"), site.url)])


def of_social(social: Social, title: str) -> Outside:
    """Return opening the profile where the network is known, and copying the name."""
    place = _NETWORKS.get(social.network, "")
    handle = quote(plain(social.handle), safe="")
    ways = [Way(N_("Open"), place.format(handle))] if place and handle else []
    return _outside(title, social.handle or social.raw, ways)


def of_address(title: str, text: str) -> Outside:
    """Return looking it up on a map, and copying; ``text`` is the whole address on one line."""
    where = quote(plain(text)[:MAP_TEXT], safe="")
    return _outside(title, text, [Way(N_("Map"), MAP.format(where))])
