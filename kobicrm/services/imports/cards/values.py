"""Single values of a card as a document has them: phones, addresses, accounts, birthdays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from kobicrm.domain import dates, names, places
from kobicrm.domain.clean import clean_line
from kobicrm.domain.turkish import fold
from kobicrm.exchange.vcard_lines import Property
from kobicrm.exchange.vcard_out import ADDRESS

_NUMBER_URI = re.compile(r"\s*tel:", re.IGNORECASE)
_MAIL_URI = re.compile(r"\s*mailto:", re.IGNORECASE)
_EXTENSION = re.compile(r";ext=(\d{1,6})", re.IGNORECASE)
# A pause before the extension, as phones write it.
_PAUSE = re.compile(r"((?:\D*\d){7,}\D*?)\s*[,;pw]+\s*(\d{1,6})#?\s*", re.IGNORECASE)
_TURKEY = frozenset({"", "turkiye", "turkey", "tr", "tur", "turkei", "turquie"})
_BETWEEN = re.compile(r"\s*[/,-]\s*|\s+")
_SCHEME = re.compile(r"(x-apple|skype|xmpp|aim|msnim|ymsgr|icq|sip|gtalk):(?://)?", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
# The order of values: 1 to 100 as the card tells, behind them all of which it tells nothing.
PREFERRED = 100
# Words beside an account that are no network.
NO_NETWORKS = frozenset(["pref", "home", "work", "other", "internet", "uri"])
_LONGEST = 60


def phone_text(text: str) -> str:
    """Return a phone number as people write it, from a value that may be a URI."""
    if _NUMBER_URI.match(text):
        extension = _EXTENSION.search(text)
        text = unquote(_NUMBER_URI.sub("", text, count=1)).partition(";")[0]
        return f"{text} dahili {extension[1]}" if extension else text
    pause = _PAUSE.fullmatch(text) if len(text) < _LONGEST else None
    return f"{pause[1].strip()} dahili {pause[2]}" if pause else text


def mail_text(text: str) -> str:
    """Return an e-mail address from a value that may be a URI."""
    if not _MAIL_URI.match(text):
        return text
    return unquote(_MAIL_URI.sub("", text, count=1)).partition("?")[0]


def rank(given: Property) -> int:
    """Return how far in front a value belongs: 1 is the first, 101 when nothing is told."""
    told = given.param("PREF")
    if told.isascii() and told.isdecimal():
        return min(max(int(told[:3]), 1), PREFERRED)
    preferred = "PREF" in given.params or any(fold(word) == "pref" for word in given.types)
    return 1 if preferred else PREFERRED + 1


def own_address(parts: Sequence[str]) -> dict[str, str]:
    """Return the parts of an address as a card of ours has them."""
    _box, _more, *rest = [*parts, *[""] * 7][:7]
    return dict(zip(ADDRESS, rest, strict=True))


def address(parts: Sequence[str]) -> dict[str, str]:
    """Return the seven parts of a postal address (RFC 6350 §6.3.1) as street, district, ...

    In Türkiye the province often stands where the city belongs, or behind the district.
    """
    box, more, street, *rest = [*parts, *[""] * 7][:7]
    city, region, postcode, country = map(clean_line, rest)
    lines = [line for line in (street, more, box) if line]
    district, province = city, region
    if fold(country) in _TURKEY and not places.find_province(region):
        district, province = _turkish(city, region)
    elif not region and fold(country) not in _TURKEY:
        district, province = "", city
    return {
        "street": "\n".join(lines),
        "district": district,
        "province": province,
        "postcode": postcode,
        "country": country,
    }


def _turkish(city: str, region: str) -> tuple[str, str]:
    """Return district and province of an address whose region is no province."""
    if province := places.find_province(city):
        return region, province
    if region:
        return city, region
    for match in reversed(list(_BETWEEN.finditer(city))):
        before, behind = city[: match.start()], city[match.end() :]
        if province := places.find_province(behind):
            return before, province
        if places.find_district(behind, places.find_province(before) or "-"):
            return behind, places.find_province(before)
    return city, places.province_of_district(city)


def birthday(given: Property) -> str | None:
    """Return a birthday, without the year where the card says that it means none; None if bad."""
    text = given.text.strip()
    left_out = given.param("X-APPLE-OMIT-YEAR")
    if left_out and text.startswith(left_out):
        text = "--" + text.removeprefix(left_out).lstrip("-")
    return dates.parse_birthday(text)


def account(given: Property, network: str) -> dict[str, str]:
    """Return an account on a social network or a messenger."""
    text = given.text.strip()
    scheme = _SCHEME.match(text)
    if scheme:
        text = text[scheme.end() :]
        network = network or ("" if fold(scheme[1]) == "x-apple" else scheme[1])
    user = given.param("X-USER")
    if user and _WEB.match(text) and fold(user) in fold(text):
        text = user
    return {"raw": text, "network": fold(network)}


def full_name(parts: Sequence[str], shown: str) -> tuple[str, str, str, str]:
    """Return name, first name, last name and form of address of a person.

    ``parts`` are family, given, further names, prefix and suffix; ``shown`` is the name in one
    piece, which counts where it says something else than they do.
    """
    family, given, further, prefix, suffix = [*parts, *[""] * 5][:5]
    first = names.join_person(given, further)
    joined = " ".join(filter(None, (first, family, suffix)))
    same = {*_words(joined), *_words(prefix)} == {*_words(shown), *_words(prefix)}
    name = joined if joined and (same or not shown) else shown
    if not (first and family):
        # Many people type the whole name into one of the two.
        first, family = names.split_person(name if not joined or same else first or family)
    return name, first, family, prefix


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
