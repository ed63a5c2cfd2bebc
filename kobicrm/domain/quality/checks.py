"""Every check there is; a new one is one more line of the table and its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from kobicrm.domain.contacts import Contact
from kobicrm.domain.quality import birthdays, names, places, reach, texts
from kobicrm.domain.quality.finding import Finding


@dataclass(frozen=True, slots=True)
class Check:
    """What looks at a contact, and the codes of what it may find."""

    find: Callable[[Contact, date], Iterator[Finding]]
    codes: tuple[str, ...]


# In the order in which suggestions are applied: first the letters, then what they say.
CHECKS = (
    Check(texts.garbled, ("mojibake",)),
    Check(
        reach.doubtful,
        (
            *("phone_short", "phone_invalid", "phone_letters", "phone_damaged"),
            *("email_typo", "email_turkish_letters", "email_invalid"),
            *("tax_number_checksum", "tax_number_length", "tax_number_repeated"),
            *("iban_checksum", "iban_length"),
        ),
    ),
    Check(reach.padded, ("tax_number_padded",)),
    Check(reach.twice, ("phone_twice", "email_twice")),
    Check(names.with_numbers, ("name_phone", "name_digits")),
    Check(names.in_one_case, ("name_capitals", "name_small")),
    Check(
        places.misplaced,
        (
            *("province_unknown", "province_missing"),
            *("district_missing", "district_unknown", "district_elsewhere"),
        ),
    ),
    Check(birthdays.impossible, ("birthday_future", "birthday_early")),
)
CODES = tuple(code for check in CHECKS for code in check.codes)


def findings(contact: Contact, today: date) -> tuple[Finding, ...]:
    """Return everything odd about a contact, each once; worked out from the record alone."""
    found: dict[tuple[str, str, str], Finding] = {}
    for check in CHECKS:
        for one in check.find(contact, today):
            found.setdefault(one.key, one)
    return tuple(found.values())
