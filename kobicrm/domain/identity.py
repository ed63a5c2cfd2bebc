"""Tax and identity numbers of Türkiye and IBANs: reading and checksums.

Checks after the published rules of the Revenue Administration (VKN, 10 digits), the population
register (TCKN, 11 digits) and ISO 13616 (IBAN).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kobicrm.domain.clean import whole_number
from kobicrm.domain.turkish import lower_invariant

_SEPARATORS = re.compile(r"[\s.\-/]+")
_DIGITS = re.compile(r"[0-9]+")
# Spreadsheets drop leading zeros; shorter numbers than this are something else.
_SHORTEST_VKN = 7
_IBAN_TR_LENGTH = 26
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A tax number as given and as understood.

    ``kind`` is vkn, tckn or empty; ``problem`` empty or tax_number_checksum, tax_number_length,
    tax_number_repeated; ``padded`` tells that lost leading zeros were put back.
    """

    raw: str
    value: str = ""
    kind: str = ""
    valid: bool = False
    problem: str = ""
    padded: bool = False


@dataclass(frozen=True, slots=True)
class Iban:
    """An IBAN as given and without spaces; ``problem`` is iban_checksum or iban_length."""

    raw: str
    value: str = ""
    valid: bool = False
    problem: str = ""


def _vkn_passes(value: str) -> bool:
    total = 0
    for i in range(9):
        digit = (int(value[i]) + 9 - i) % 10
        if digit:
            total += digit * 2 ** (9 - i) % 9 or 9
    return value != "0000000000" and (10 - total % 10) % 10 == int(value[9])


def _tckn_passes(value: str) -> bool:
    d = [int(c) for c in value]
    if d[0] == 0:
        return False
    tenth = (7 * sum(d[0:9:2]) - sum(d[1:8:2])) % 10
    return d[9] == tenth and d[10] == sum(d[:10]) % 10


def _repeated(value: str) -> bool:
    """Tell whether all digits before the check digits are the same: a made-up number."""
    return len(set(value[:9])) == 1


def parse_tax_number(text: str) -> IdNumber:
    """Return the VKN or TCKN in ``text``; an empty cell gives no number and no problem.

    A wrong checksum is a warning, never a refusal. Never raises.
    """
    value = _SEPARATORS.sub("", whole_number(text) or text)
    if not value:
        return IdNumber(text)
    if not _DIGITS.fullmatch(value):
        return IdNumber(text, value, problem="tax_number_length")
    if _SHORTEST_VKN <= len(value) < 10 and _vkn_passes(value.zfill(10)):
        return _judged(text, value.zfill(10), "vkn", True, padded=True)
    if len(value) == 10:
        return _judged(text, value, "vkn", _vkn_passes(value))
    if len(value) == 11:
        return _judged(text, value, "tckn", _tckn_passes(value))
    return IdNumber(text, value, problem="tax_number_length")


def _judged(raw: str, value: str, kind: str, passes: bool, *, padded: bool = False) -> IdNumber:
    problem = "" if passes else "tax_number_checksum"
    if _repeated(value):
        problem = "tax_number_repeated"
    return IdNumber(raw, value, kind, passes, problem, padded)


def is_identifying(n: IdNumber) -> bool:
    """Tell whether the number may say that two records are one: valid, not a repeated digit."""
    return n.valid and not _repeated(n.value)


def parse_iban(text: str) -> Iban:
    """Return the IBAN in ``text``; spaces and small letters are fine. Never raises."""
    value = _SEPARATORS.sub("", lower_invariant(text))
    if value.isascii():
        # Other letters are no IBAN, and some grow in capitals.
        value = value.upper()
    if not value:
        return Iban(text)
    if not _IBAN.fullmatch(value) or (value[:2] == "TR" and len(value) != _IBAN_TR_LENGTH):
        return Iban(text, value, False, "iban_length")
    turned = "".join(str(int(c, 36)) for c in value[4:] + value[:4])
    if int(turned) % 97 != 1:
        return Iban(text, value, False, "iban_checksum")
    return Iban(text, value, True)


def display_iban(value: str) -> str:
    """Return an IBAN in groups of four: ``TR33 0006 1005 1978 6457 8413 26``."""
    return " ".join(value[i : i + 4] for i in range(0, len(value), 4))
