"""What a column name means: by the program a table comes from, or by the names all tables share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.programs import ADDRESS_PARTS, HEADERS, UNKNOWN, Program
from kobicrm.domain.turkish import fold
from kobicrm.i18n import LANGUAGES, in_language

_SEPARATORS = re.compile(r"[\s._/:*()-]+")
_NUMBERED = re.compile(r"(\D+?) ?([1-9]\d?)(?: (.+))?")
# What other programs put behind the number: `E-mail 1 - Value`, `Address 1 - City`.
_VALUE = " value"
# Of these there may be any number; of all others only the first is a column of its own.
_MANY = frozenset(
    {
        "mobile", "phone", "work_phone", "home_phone", "fax", "phone_label", "email",
        "email_label", "website", "street", "neighbourhood", "district", "province", "postcode",
        "country", "note",
    }
)  # fmt: skip
_LOST = "?"
# Western encodings have no Ş, İ, ı, Ğ; those of seven bits have no Ü, Ö, Ç either.
_LOSABLE = ("sig", "siguoc")
# A single letter may be a program's column; it is no sign of a header.
_WORDS = frozenset(name for name in HEADERS if len(name) > 3)


@lru_cache(maxsize=4096)
def normal(header: str) -> str:
    """Return a header as the aliases are written: folded, punctuation as single spaces."""
    return _SEPARATORS.sub(" ", fold(header)).strip()


def _alias_table() -> dict[str, str]:
    found: dict[str, str] = {}
    for target in CONTACT.targets:
        found.setdefault(normal(target.key), target.key)
        for alias in target.aliases:
            found.setdefault(alias, target.key)
    for target in CONTACT.targets:
        for lang in LANGUAGES:
            found.setdefault(normal(in_language(lang, target.label)), target.key)
    return found


_aliases: dict[str, str] = {}


def _shared() -> dict[str, str]:
    if not _aliases:
        _aliases.update(_alias_table())
    return _aliases


def target_of(header: str) -> str:
    """Return the target a header is known to mean in any table, '' when nobody knows it."""
    return meaning(header)[0].partition(":")[0].partition("@")[0]


def is_known(header: str) -> bool:
    """Return whether a header is a column name of some program."""
    return bool(target_of(header)) or normal(header) in _WORDS


def meaning(header: str, program: Program = UNKNOWN) -> tuple[str, str]:
    """Return what a header means (``target:way@label``, '' for nothing) and its number.

    The number tells the columns of one address or value from those of the next; of the first
    it is ''.
    """
    for name, number in _readings(normal(header)):
        told = _told(name, program)
        target = told.partition(":")[0].partition("@")[0]
        if told and (not number or target in _MANY or number == "1"):
            return ("" if told == "-" else told), ("" if number == "1" else number)
    return "", ""


def _readings(plain: str) -> Iterator[tuple[str, str]]:
    yield plain, ""
    match = _NUMBERED.fullmatch(plain)
    if match:
        rest = f" {match[3]}" if match[3] else ""
        yield match[1] + rest.removesuffix(_VALUE), match[2]


def _told(name: str, program: Program) -> str:
    if name in program.columns:
        return program.columns[name]
    for start, label in program.groups.items():
        part = ADDRESS_PARTS.get(name.removeprefix(f"{start} "))
        if part and name.startswith(f"{start} "):
            return f"{part}@{label}" if label else part
    return _shared().get(name, "")


def repaired(header: Sequence[str]) -> list[str]:
    """Return headers as they are compared; letters lost to a wrong encoding are found again.

    A question mark stands for a Turkish letter where just one known name fits.
    """
    plain = [normal(text) for text in header]
    if not any(_LOST in text for text in plain):
        return plain
    return [_found_again(text) if _LOST in text else text for text in plain]


@lru_cache(maxsize=4096)
def _found_again(text: str) -> str:
    for letters in _LOSABLE:
        fitting = {name for name in (*_shared(), *HEADERS) if _fits(text, name, letters)}
        if len(fitting) == 1:
            return fitting.pop()
    return text


def _fits(text: str, name: str, letters: str) -> bool:
    return len(text) == len(name) and all(
        seen == real or (seen == _LOST and real in letters)
        for seen, real in zip(text, name, strict=True)
    )
