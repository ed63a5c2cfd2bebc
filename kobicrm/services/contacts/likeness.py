"""Who is perhaps meant while a form is filled in: a known contact, a known company."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kobicrm.domain import drafting, names
from kobicrm.domain.clean import clean_line
from kobicrm.domain.contacts import Contact, Email, Phone
from kobicrm.domain.matching import Clues, clues
from kobicrm.domain.phones import display
from kobicrm.domain.turkish import fold, fold_length, nfc
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored
from kobicrm.storage.contacts import similar as lookups

# Names read to find one that begins as typed: companies differ in their legal forms only.
_COMPANIES = 20


@dataclass(frozen=True, slots=True)
class Similar:
    """A stored contact that shares something identifying; ``by`` is email, mobile, tax, company.

    ``shared`` is that value as people read it.
    """

    id: int
    uid: str
    name: str
    by: str
    shared: str


@dataclass(frozen=True, slots=True)
class CompanyHint:
    """Whether a company of this name is known, and the name that begins as typed ('' = none)."""

    known: bool
    completion: str


def similar(
    session: Session, given: Mapping[str, object], *, but: Collection[str] | str | None = None
) -> list[Similar]:
    """Return the contacts that ``given`` (as for :func:`add`) may be about, the surest first.

    The rules of ARCHITECTURE §6: the same tax number, the same e-mail, the same mobile with a
    compatible name, the same company name. A person is never a company. ``but`` are uids that
    don't count: the record itself.
    """
    mine = _contact(given)
    found = clues(mine)
    left_out = {but} if isinstance(but, str) else set(but or ())
    with session.store.reading():
        others = stored.load(lookups.by_clues(found))
    hits: list[tuple[int, Similar]] = []
    for other in others:
        if other.uid not in left_out and other.kind == mine.kind:
            theirs = clues(other)
            if found.tax and theirs.tax and found.tax != theirs.tax:
                continue
            if hit := _shared(mine, found, other, theirs):
                by, value = hit
                place = ("tax", "email", "mobile", "company").index(by)
                hits.append((place, Similar(other.id, other.uid, other.name, by, value)))
    return [hit for _place, hit in sorted(hits, key=lambda one: (one[0], one[1].id))]


def _contact(given: Mapping[str, object]) -> Contact:
    kind: Any = "company" if given.get("kind") == "company" else "person"
    first, last = (_line(given.get(key)) for key in ("first_name", "last_name"))
    name = _line(given.get("name")) or names.join_person(first, last)
    return Contact(
        kind=kind,
        name=name,
        phones=tuple(_made(given.get("phones"), Phone, drafting.make_phones)),
        emails=tuple(_made(given.get("emails"), Email, drafting.make_emails)),
        tax_number=_line(given.get("tax_number")),
    )


def _line(value: object) -> str:
    return clean_line("" if value is None else str(value))


def _made(value: object, type_: type, make: Any) -> list[Any]:
    items = [value] if isinstance(value, str) else value
    found: list[Any] = []
    for item in items if isinstance(items, list | tuple) else ():
        found += [item] if isinstance(item, type_) else make(str(item))
    return found


def _shared(mine: Contact, found: Clues, other: Contact, theirs: Clues) -> tuple[str, str] | None:
    if found.tax and found.tax == theirs.tax:
        return "tax", other.tax_number
    if keys := (found.emails | found.doubtful) & (theirs.emails | theirs.doubtful):
        return "email", next(one.address or one.raw for one in other.emails if one.key in keys)
    if numbers := found.mobiles & theirs.mobiles:
        if names.compatible(mine.name, other.name):
            return "mobile", display(min(numbers))
        return None
    if found.company and found.company == theirs.company:
        return "company", next((display(one.e164) for one in other.phones if one.e164), "")
    return None


def company_hint(session: Session, typed: str) -> CompanyHint:
    """Return whether the company ``typed`` is known (legal forms aside), and its completion."""
    name = clean_line(typed)
    key = names.company_key(name)
    with session.store.reading():
        found = lookups.companies_from(key, _COMPANIES)
    known = any(names.company_key(one) == key for one in found)
    start = fold_length(nfc(name))
    longer = [nfc(one) for one in found if fold(one) != fold(name)]
    fits = (one for one in longer if start and fold_length(one).startswith(start))
    return CompanyHint(known, next(fits, ""))
