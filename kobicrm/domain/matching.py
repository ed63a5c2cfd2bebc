"""When is a row somebody we know: the one place that decides it (ARCHITECTURE §6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kobicrm.domain import identity, names
from kobicrm.domain.contacts import MERGED, Contact
from kobicrm.domain.turkish import fold

# (what it is, its normal form); what it is: uid, code, tax, email, phone, company, bare, and
# member (a company's id and the folded name of somebody in it).
Key = tuple[str, str]
# Between the parts of a key; no cleaned text holds it.
SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row is about, and what is worth a look in that."""

    found: Contact | None = None
    by: str = ""
    flags: tuple[str, ...] = ()


@dataclass(slots=True)
class Clues:
    """What identifies a contact: its keys, by kind."""

    uid: str = ""
    codes: set[str] = field(default_factory=set)
    tax: str = ""
    emails: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    mobiles: set[str] = field(default_factory=set)
    landlines: set[str] = field(default_factory=set)
    company: str = ""
    bare: str = ""

    def all_keys(self) -> list[Key]:
        """Return every key to look candidates up by."""
        found: list[Key] = []
        if self.uid:
            found += [("uid", self.uid), ("code", MERGED + SEPARATOR + self.uid)]
        found += [("code", code) for code in self.codes]
        if self.tax:
            found.append(("tax", self.tax))
        found += [("email", key) for key in self.emails | self.doubtful]
        found += [("phone", number) for number in self.mobiles | self.landlines]
        if self.company:
            found.append(("company", self.company))
        if self.bare:
            found.append(("bare", self.bare))
        return found


def clues(contact: Contact) -> Clues:
    """Return what identifies ``contact``.

    A number that fails its check or is one repeated digit, an invalid phone and a landline
    identify nobody. ``bare`` is the origin, name and company of a record without any identifier.
    """
    found = Clues(uid=contact.uid)
    found.codes = {code.source + SEPARATOR + code.code for code in contact.codes}
    if contact.tax_number:
        number = identity.parse_tax_number(contact.tax_number)
        if identity.is_identifying(number):
            found.tax = number.value
    for email in contact.emails:
        if email.key:
            (found.emails if email.valid else found.doubtful).add(email.key)
    for phone in contact.phones:
        if phone.valid and phone.e164:
            mobile = phone.e164.startswith("+905")
            (found.mobiles if mobile else found.landlines).add(phone.e164)
    if contact.kind == "company":
        found.company = names.company_key(contact.name)
    identified = found.codes or found.tax or found.emails or found.doubtful or found.mobiles
    if contact.origin and not identified:
        company = names.company_key(contact.companies[0].name) if contact.companies else ""
        found.bare = SEPARATOR.join((contact.origin, fold(contact.name), company))
    return found


def decide(row: Contact, candidates: Iterable[Contact]) -> Match:
    """Return which of ``candidates`` the row is about, None when it is somebody new."""
    mine = clues(row)
    people = [(one, clues(one)) for one in candidates]
    for other, theirs in people:
        if mine.uid and mine.uid == theirs.uid:
            return Match(other, "uid")
    for other, theirs in people:
        if mine.uid and MERGED + SEPARATOR + mine.uid in theirs.codes:
            return Match(other, "uid")
    flags: list[str] = []
    for by in ("code", "tax", "email", "mobile", "company", "bare"):
        fits = [one for one, theirs in people if _fits(by, row, mine, one, theirs)]
        if by == "code" and not fits and any(mine.codes & theirs.codes for _one, theirs in people):
            flags.append("code_other_name")
        if fits:
            found, several = _pick(row, fits)
            flags += ["match_several"] if several else []
            theirs = clues(found)
            sure = (mine.emails & theirs.emails) or by != "email"
            return Match(found, by, tuple(flags if sure else [*flags, "match_doubtful_email"]))
    flags += _shared(mine, people)
    return Match(None, "", tuple(dict.fromkeys(flags)))


def _fits(by: str, row: Contact, mine: Clues, other: Contact, theirs: Clues) -> bool:
    if by == "code":
        return bool(mine.codes & theirs.codes) and (
            not row.name
            or names.compatible(row.name, other.name)
            # The code of a company's account is often that of the person who stands beside it.
            or (row.kind == other.kind and _second_identifier(mine, theirs))
        )
    # A tax number or e-mail never joins a person to a company; neither does a phone.
    if row.name and row.kind != other.kind:
        return False
    if mine.tax and theirs.tax and mine.tax != theirs.tax:
        return False
    if by == "tax":
        return bool(mine.tax) and mine.tax == theirs.tax
    if by == "email":
        return bool((mine.emails | mine.doubtful) & (theirs.emails | theirs.doubtful))
    if by == "mobile":
        return bool(mine.mobiles & theirs.mobiles) and names.compatible(row.name, other.name)
    if by == "company":
        return bool(mine.company) and mine.company == theirs.company
    return bool(mine.bare) and mine.bare == theirs.bare and bool(row.name)


def _second_identifier(mine: Clues, theirs: Clues) -> bool:
    return bool(
        (mine.tax and mine.tax == theirs.tax)
        or mine.emails & theirs.emails
        or mine.mobiles & theirs.mobiles
    )


def _pick(row: Contact, fits: list[Contact]) -> tuple[Contact, bool]:
    """Return the one with the equal name, else the oldest; and whether there were several."""
    ordered = sorted(fits, key=lambda one: (fold(one.name) != fold(row.name), one.id))
    return ordered[0], len(fits) > 1 and fold(ordered[0].name) != fold(row.name)


def _shared(mine: Clues, people: list[tuple[Contact, Clues]]) -> list[str]:
    """Return the flags for numbers that somebody else has too."""
    if any(mine.mobiles & theirs.mobiles for _one, theirs in people):
        return ["possible_duplicate"]
    if any(mine.landlines & theirs.landlines for _one, theirs in people):
        return ["phone_shared"]
    return []
