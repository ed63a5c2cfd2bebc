"""Two contacts beside each other, field by field: what each has, and what to take of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kobicrm.domain import drafting, identity, turkish
from kobicrm.domain.contacts import Contact, Phone
from kobicrm.domain.duplicates.first_names import NAMES

Choice = Literal["keep", "gone", "both"]
KEEP, GONE, BOTH = "keep", "gone", "both"
# Fields with one value, in the order people read them; lists stand between them.
SINGLE = (
    "name", "title", "role", "birthday", "tax_number", "tax_office", "iban", "language",
    "lifecycle", "owner", "source", "preferred_channel", "preferred_time",
)  # fmt: skip
MANY = ("companies", "phones", "emails", "addresses", "socials", "websites", "tags")
PHONES = "phones:"
CUSTOM = "custom:"
# What a customer is called first wins over what somebody was before.
_STAGES = ("customer", "supplier", "lead", "passive", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both contacts; ``choice`` is the suggestion, '' when there is nothing to choose.

    ``key`` is the field, ``phones:`` and a group of phones, or ``custom:`` and a field's name;
    ``many`` tells that both sides can be kept.
    """

    key: str
    keep: tuple[Any, ...]
    gone: tuple[Any, ...]
    choice: Choice | Literal[""]
    many: bool


def lines(keep: Contact, gone: Contact) -> list[Line]:
    """Return the fields that at least one of two contacts has a value in."""
    found = [*_singles(keep, gone), *_lists(keep, gone), *_customs(keep, gone)]
    return [line for line in found if line.keep or line.gone]


def suggestions(keep: Contact, gone: Contact) -> dict[str, Choice]:
    """Return what to take of the fields in which two contacts differ."""
    return {line.key: line.choice for line in lines(keep, gone) if line.choice}


def phone_group(phone: Phone) -> str:
    """Return which line of a card a phone belongs to: mobile, work, home, fax or phone."""
    if phone.label == "mobile" or phone.e164.startswith("+905"):
        return "mobile"
    return phone.label if phone.label in ("work", "home", "fax") else "phone"


def phone_groups(*contacts: Contact) -> list[str]:
    """Return the groups of the phones of some contacts, mobiles first."""
    groups = {phone_group(phone): None for one in contacts for phone in one.phones}
    return sorted(groups, key=lambda group: group != "mobile")


def role_of(contact: Contact, company: str) -> str:
    """Return the role in the company with this uid, '' when there is none."""
    return next((link.role for link in contact.companies if link.uid == company), "")


def shared_company(keep: Contact, gone: Contact) -> str:
    """Return the uid of the first company both are linked to, '' when there is none."""
    theirs = {link.uid for link in gone.companies}
    return next((link.uid for link in keep.companies if link.uid in theirs), "")


def _singles(keep: Contact, gone: Contact) -> Iterator[Line]:
    company = shared_company(keep, gone)
    for key in SINGLE:
        if key == "role":
            a, b = (role_of(one, company) if company else "" for one in (keep, gone))
        else:
            a, b = getattr(keep, key), getattr(gone, key)
        differ = turkish.nfc(a) != turkish.nfc(b)
        yield Line(key, _some(a), _some(b), _better(key, a, b) if differ else "", False)


def _some(value: Any) -> tuple[Any, ...]:
    return () if value in ("", None) else (value,)


def _better(key: str, keep: str, gone: str) -> Choice:
    """Return which of two different values says more."""
    if not keep or not gone:
        return "keep" if keep else "gone"
    return "gone" if _rank(key, gone) > _rank(key, keep) else "keep"


def _rank(key: str, value: str) -> tuple[int, ...]:
    if key == "name":
        return _name_rank(value)
    if key == "birthday":
        return (not value.startswith("--"),)
    if key == "tax_number":
        return (identity.is_identifying(identity.parse_tax_number(value)),)
    if key == "iban":
        return (identity.parse_iban(value).valid,)
    return (-_STAGES.index(value),) if key == "lifecycle" else (0,)


def _name_rank(name: str) -> tuple[int, ...]:
    """Rank a name: a full one, written with care, with more words, known ones, Turkish letters."""
    words = [word for word in name.replace(".", ". ").split() if len(word.rstrip(".")) > 1]
    # In capitals, or in small letters throughout: typed in a hurry.
    careful = name not in (turkish.upper(name), turkish.lower(name))
    known = sum(turkish.fold(word) in NAMES for word in words)
    turkish_letters = sum(not letter.isascii() for letter in name)
    return len(words) > 1, careful, len(words), known, turkish_letters, len(name)


def _lists(keep: Contact, gone: Contact) -> Iterator[Line]:
    for key in MANY:
        if key == "phones":
            for group in phone_groups(keep, gone):
                sides = [
                    tuple(phone for phone in one.phones if phone_group(phone) == group)
                    for one in (keep, gone)
                ]
                yield _list(PHONES + group, sides[0], sides[1])
        else:
            yield _list(key, getattr(keep, key), getattr(gone, key))


def _list(key: str, keep: tuple[Any, ...], gone: tuple[Any, ...]) -> Line:
    mine, theirs = _identities(keep), _identities(gone)
    choice: Choice | Literal[""] = ""
    if mine != theirs:
        choice = "both" if keep and gone else "keep" if keep else "gone"
    return Line(key, keep, gone, choice, bool(keep and gone))


def _identities(items: Iterable[Any]) -> set[Any]:
    return {drafting.identity_of(item) for item in items}


def _customs(keep: Contact, gone: Contact) -> Iterator[Line]:
    mine: Mapping[str, object] = dict(keep.custom)
    theirs: Mapping[str, object] = dict(gone.custom)
    for name in dict.fromkeys((*mine, *theirs)):
        a, b = mine.get(name), theirs.get(name)
        choice: Choice | Literal[""] = "" if a == b else "gone" if a in ("", None) else "keep"
        yield Line(CUSTOM + name, _some(a), _some(b), choice, False)
