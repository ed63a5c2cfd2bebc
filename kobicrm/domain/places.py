"""Provinces (il) and districts (ilçe) of Türkiye: official spelling from what people write."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kobicrm.domain.turkish import fold, sort_key

_NOT_WORD = re.compile(r"[\W_]+")
_ALIASES = {
    "afyon": "Afyonkarahisar",
    "antep": "Gaziantep",
    "g antep": "Gaziantep",
    "maras": "Kahramanmaraş",
    "k maras": "Kahramanmaraş",
    "urfa": "Şanlıurfa",
    "s urfa": "Şanlıurfa",
    "icel": "Mersin",
    "izmit": "Kocaeli",
    "adapazari": "Sakarya",
    "antakya": "Hatay",
    "istanbul avrupa": "İstanbul",
    "istanbul anadolu": "İstanbul",
    "ist": "İstanbul",
    "ank": "Ankara",
    "izm": "İzmir",
}
_DISTRICT_ALIASES = {"eyup": "eyupsultan", "kazan": "kahramankazan"}


@dataclass(frozen=True, slots=True)
class _Places:
    names: tuple[str, ...]
    by_key: dict[str, str]
    districts: dict[str, tuple[str, ...]]
    district_of: dict[tuple[str, str], str]
    holders: dict[str, tuple[str, ...]]


def _key(text: str) -> str:
    return _NOT_WORD.sub(" ", fold(text)).strip()


@lru_cache(maxsize=1)
def _load() -> _Places:
    file = Path(__file__).with_name("provinces.json")
    rows = json.loads(file.read_text(encoding="utf-8"))["provinces"]
    by_key: dict[str, str] = {}
    districts: dict[str, tuple[str, ...]] = {}
    district_of: dict[tuple[str, str], str] = {}
    holders: dict[str, tuple[str, ...]] = {}
    for row in rows:
        name = row["name"]
        by_key[_key(name)] = by_key[row["plate"]] = name
        districts[name] = tuple(sorted(row["districts"], key=sort_key))
        for district in row["districts"]:
            key = _key(district)
            district_of[name, key] = district
            holders[key] = (*holders.get(key, ()), name)
    for alias, name in _ALIASES.items():
        by_key[alias] = by_key[alias.replace(" ", "")] = name
    return _Places(tuple(sorted(districts, key=sort_key)), by_key, districts, district_of, holders)


def provinces() -> tuple[str, ...]:
    """Return the 81 provinces in Turkish order."""
    return _load().names


def districts(province: str) -> tuple[str, ...]:
    """Return the districts of a province in Turkish order; none for an unknown province."""
    return _load().districts.get(find_province(province), ())


@lru_cache(maxsize=2048)
def find_province(text: str) -> str:
    """Return the official name behind ``text`` (any case, old names, plate code), else ``""``."""
    key = _key(text)
    found = _load().by_key.get(key, "")
    return found or _load().by_key.get(key.removesuffix(" ili"), "")


@lru_cache(maxsize=4096)
def find_district(text: str, province: str = "") -> str:
    """Return the official spelling of a district, ``""`` when unknown or not the only one.

    With a ``province`` only its districts count; ``Merkez`` needs one.
    """
    places, key = _load(), _district_key(text)
    home = find_province(province)
    if province.strip():
        return places.district_of.get((home, key), "") if home else ""
    holders = places.holders.get(key, ())
    return places.district_of[holders[0], key] if len(holders) == 1 else ""


def _district_key(text: str) -> str:
    key = _key(text).removesuffix(" ilcesi")
    return _DISTRICT_ALIASES.get(key, key)


@lru_cache(maxsize=4096)
def province_of_district(text: str) -> str:
    """Return the province a district lies in, ``""`` unless exactly one has such a district."""
    holders = _load().holders.get(_district_key(text), ())
    return holders[0] if len(holders) == 1 else ""


def complete_province(prefix: str) -> list[str]:
    """Return the provinces that begin with ``prefix``, in Turkish order."""
    key = _key(prefix)
    return [name for name in provinces() if _key(name).startswith(key)]


def complete_district(prefix: str, province: str) -> list[str]:
    """Return the districts of ``province`` that begin with ``prefix``, in Turkish order."""
    key = _key(prefix)
    return [name for name in districts(province) if _key(name).startswith(key)]
