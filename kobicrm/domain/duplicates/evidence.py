"""What speaks for two contacts being one, and the small record it is read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kobicrm.domain.contacts import ContactKind

# Codes of evidence, the surest first.
SAME_TAX = "same_tax"
SAME_MOBILE = "same_mobile"
SAME_EMAIL = "same_email"
SAME_PHONE = "same_phone"
SAME_BIRTHDAY = "same_birthday"
SAME_EMPLOYER = "same_employer"
SAME_ADDRESS = "same_address"
SAME_DISTRICT = "same_district"
SAME_NAME = "same_name"
SHORT_NAME = "short_name"
NAME_TYPO = "name_typo"
NAME_INITIAL = "name_initial"
NAME_PART = "name_part"
OTHER_FAMILY = "other_family"
CODES = (
    SAME_TAX, SAME_MOBILE, SAME_EMAIL, SAME_PHONE, SAME_BIRTHDAY, SAME_EMPLOYER, SAME_ADDRESS,
    SAME_DISTRICT, SAME_NAME, SHORT_NAME, NAME_TYPO, NAME_INITIAL, NAME_PART, OTHER_FAMILY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a contact is compared; texts are folded, numbers and keys in their normal form.

    ``uid`` and ``name`` only say who it is. ``words`` are those of its name (a company's without
    legal forms), ``tax`` only a number that identifies, ``places`` pairs (province, district),
    ``employers`` ids of companies.
    """

    id: int
    kind: ContactKind
    words: tuple[str, ...]
    uid: str = ""
    name: str = ""
    mobiles: frozenset[str] = frozenset()
    landlines: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    tax: str = ""
    birthday: str = ""
    places: frozenset[tuple[str, str]] = frozenset()
    streets: frozenset[str] = frozenset()
    employers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing two contacts share; ``value`` is what (a number, an address), '' for names.

    A shared employer is named by the company's id.
    """

    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely two contacts are one, in percent (1 to 99), and why."""

    score: int
    evidence: tuple[Evidence, ...]


class Commons(Protocol):
    """How much a shared word or place says in this shop: the power of ten by which strangers
    that share it are fewer than strangers; what few have says more than what many have.
    """

    people: int
    companies: int

    def word(self, word: str) -> float:
        """Return what a word of two people's names says."""

    def company_word(self, word: str) -> float:
        """Return what a word of two companies' names says."""

    def district(self, district: str) -> float:
        """Return what a district says."""

    def employer(self, company: int) -> float:
        """Return what it says that two people are linked to the company with this id."""
