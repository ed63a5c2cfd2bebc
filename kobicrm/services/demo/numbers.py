"""Numbers that pass every check and belong to nobody.

Phone numbers have 000 (then 001, 002, ...) where exchanges begin with another digit, tax
numbers begin with 000, accounts lie at a bank code nobody has.
"""

from __future__ import annotations

import random
from datetime import datetime

from kobicrm.domain import drafting, identity
from kobicrm.domain.codec import micros
from kobicrm.domain.contacts import Phone

_MOBILE = (*range(530, 540), *range(541, 550), 501, 505, 506, 507, 551, 552, 553)
_LINES = 10_000
# Has no factor in common with the number of lines, so that neighbours get far-off numbers.
_STEP = 7_919
_WRITTEN = ("0{} {} {} {}", "0{} {} {} {}", "+90 {} {} {} {}", "0({}) {}-{}-{}", "0{}{}{}{}")
_BANK = "00999"
_TR = "292700"


def mobile(number: int, dice: random.Random) -> Phone:
    """Return the ``number``-th mobile phone, written the way somebody happens to write it."""
    block, place = divmod(number, len(_MOBILE) * _LINES)
    prefix, line = divmod(place * _STEP % (len(_MOBILE) * _LINES), _LINES)
    return _phone(str(_MOBILE[prefix]), block, line, "mobile", dice)


def landline(number: int, area: str, dice: random.Random) -> Phone:
    """Return the ``number``-th office phone in an area."""
    block, line = divmod(number, _LINES)
    return _phone(area, block, line, "work", dice)


def _phone(area: str, block: int, line: int, label: str, dice: random.Random) -> Phone:
    ends = f"{line:04}"
    raw = dice.choice(_WRITTEN).format(area, f"{block:03}", ends[:2], ends[2:])
    return drafting.make_phones(raw, label)[0]


def tax_number(number: int) -> str:
    """Return the ``number``-th VKN, its check digit right."""
    head = f"{1 + number % 999_999:09}"
    return next(
        head + str(digit)
        for digit in range(10)
        if identity.parse_tax_number(head + str(digit)).valid
    )


def iban(number: int) -> str:
    """Return the ``number``-th IBAN; ISO 13616 tells how the check digits are made."""
    account = f"{_BANK}0{number:016}"
    return f"TR{98 - int(account + _TR) % 97:02}{account}"


def uid(at: datetime, dice: random.Random) -> str:
    """Return a UUIDv7 of the moment ``at`` (RFC 9562) that is the same for the same dice."""
    head = ((micros(at) // 1000) << 16) | 0x7000 | dice.getrandbits(12)
    text = f"{head:016x}{dice.getrandbits(62) | (0b10 << 62):016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
