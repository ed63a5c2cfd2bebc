"""An address from the columns it is spread over, as other programs spread it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kobicrm.domain import drafting, places
from kobicrm.domain.addresses import says_all
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.contacts import Address
from kobicrm.exchange.values import SEPARATOR

# Shops outside Türkiye write provinces as TR34 and TR-34.
_PLATE = re.compile(r"TR-?(\d\d)")


def read_addresses(told: Mapping[str, str]) -> Iterator[Address]:
    """Yield the addresses whose parts are ``told``; the parts of several stand in one cell each."""
    several = {part: text.split(SEPARATOR) for part, text in told.items() if part != "label"}
    for place in range(max(map(len, several.values()), default=0)):
        one = {part: texts[place].strip() for part, texts in several.items() if place < len(texts)}
        made = _address(one, told.get("label", ""))
        if not made.is_empty():
            yield made


def distinct(found: Iterable[Address]) -> tuple[Address, ...]:
    """Return the addresses that say more than those before them."""
    kept: list[Address] = []
    for address in found:
        if not any(says_all(known, address) for known in kept):
            kept.append(address)
    return tuple(kept)


def _address(told: Mapping[str, str], label: str) -> Address:
    district, province = _town(
        told.get("city", ""), told.get("district", ""), told.get("province", "")
    )
    made = _place(district, province, told.get("postcode", ""), told.get("country", ""))
    street = told.get("street", "")
    quarter = clean_line(told.get("neighbourhood", ""))
    if quarter:
        street = f"{quarter} {street}".strip()
    if not street and made.is_empty():
        street = told.get("whole", "")
    if street:
        made = dataclasses.replace(made, street=clean_text(street, 1000).strip())
    if label and not made.is_empty():
        made = dataclasses.replace(made, label=drafting.as_label(label))
    return made


def _town(city: str, district: str, province: str) -> tuple[str, str]:
    """Return district and province; a city may be either."""
    plate = _PLATE.fullmatch(province)
    if plate:
        province = places.find_province(plate[1])
    if city and places.find_province(city) and not places.find_province(province):
        return district, city
    same = places.find_province(city) == places.find_province(province) != ""
    return district or ("" if same else city), province


@lru_cache(maxsize=4096)
def _place(district: str, province: str, postcode: str, country: str) -> Address:
    return drafting.make_address("", district, province, postcode, country)
