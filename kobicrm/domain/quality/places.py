"""Provinces and districts that are missing, unknown, or do not belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from kobicrm.domain import places
from kobicrm.domain.contacts import Address, Contact
from kobicrm.domain.quality.finding import Finding
from kobicrm.domain.spelling import one_edit
from kobicrm.domain.turkish import fold

PROVINCE, DISTRICT = "addresses.province", "addresses.district"
_COUNTRY = frozenset({"", "tr", "tur", "turkiye", "turkey"})
_NOT_WORD = re.compile(r"[\W_]+")
# In shorter names one other letter makes another name.
_SHORTEST = 5


def misplaced(contact: Contact, _today: date) -> Iterator[Finding]:
    """Yield what is wrong with province and district of each address in Türkiye."""
    for place, address in enumerate(contact.addresses):
        if fold(address.country) in _COUNTRY and not address.is_empty():
            yield from _of_address(address, place)


def _of_address(address: Address, place: int) -> Iterator[Finding]:
    given, district = address.province, address.district
    province = places.find_province(given)
    if given and not province:
        meant = _near(given, places.provinces()) or None
        if meant or address.country:
            # Without a country it may as well lie abroad.
            yield Finding("province_unknown", PROVINCE, given, meant, place=place)
    elif not given:
        if home := places.province_of_district(district):
            yield Finding("province_missing", PROVINCE, "", home, district, place)
    elif not district:
        meant = _at_the_end(address.street, province) or None
        yield Finding("district_missing", DISTRICT, "", meant, province, place)
    elif not (places.find_district(district, province) or _is_centre(district, province)):
        yield _wrong_district(district, province, place)


def _wrong_district(district: str, province: str, place: int) -> Finding:
    if home := places.province_of_district(district):
        return Finding("district_elsewhere", PROVINCE, province, home, district, place)
    meant = _near(district, places.districts(province)) or None
    return Finding("district_unknown", DISTRICT, district, meant, province, place)


def _is_centre(district: str, province: str) -> bool:
    """Tell whether the central district is meant: people call it by the province's name."""
    return _key(district) == _key(province) and bool(places.find_district("merkez", province))


@lru_cache(maxsize=2048)
def _near(text: str, names: Sequence[str]) -> str:
    """Return the one name that is a letter away from ``text`` or begins with it, '' else."""
    key = _key(text)
    if len(key) < _SHORTEST:
        return ""
    near = [name for name in names if one_edit(key, _key(name))]
    near = near or [name for name in names if _key(name).startswith(key)]
    return near[0] if len(near) == 1 else ""


def _at_the_end(street: str, province: str) -> str:
    """Return the district a street address ends with: ``Moda Cad. 12, Kadıköy/İstanbul``."""
    if not street:
        return ""
    key = _key(street)
    for ending in (" turkiye", f" {_key(province)}"):
        key = key.removesuffix(ending)
    found = [name for name in places.districts(province) if key.endswith(f" {_key(name)}")]
    return max(found, key=len, default="")


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return _NOT_WORD.sub(" ", fold(text)).strip()
