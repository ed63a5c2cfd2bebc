"""Whom a line is about: a stored contact, a new one, or a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kobicrm.domain import drafting, names
from kobicrm.domain.capture import Captured
from kobicrm.domain.contacts import Contact
from kobicrm.domain.matching import clues, decide
from kobicrm.domain.phones import display
from kobicrm.domain.turkish import fold
from kobicrm.services.capture.values import Candidate
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored, search
from kobicrm.storage.contacts import similar

# A digit chooses, and the last one is a new contact.
_MOST = 8
_MOST_HITS = 400
NEW = ("new", "yeni")


@dataclass(frozen=True, slots=True)
class Whom:
    """The contact as said, the stored one it is, and whom else it may be (empty: certain)."""

    said: Contact
    known: Contact | None = None
    candidates: tuple[Candidate, ...] = ()


def whom(session: Session, line: Captured, choice: str = "") -> Whom | None:
    """Return whom ``line`` is about, None for nobody; ``choice`` answers the question.

    The rules of ARCHITECTURE §6: an e-mail or mobile with a compatible name is the known
    contact, a company is known by its name, a person never by the name alone.
    """
    said = _said(line)
    if said is None:
        return None
    people = stored.load(similar.by_clues(clues(said)))
    fits = [one for one in people if decide(said, [one]).found is not None]
    if said.kind == "company":
        found = decide(said, fits).found
        return Whom(said, found)
    sure = [one for one in fits if names.compatible(said.name, one.name)]
    if len(sure) == 1:
        return Whom(said, sure[0])
    shared = [one for one in people if one.kind == said.kind or not said.name]
    others = _once([*sure, *shared, *_namesakes(session, said.name)])
    if not others:
        return Whom(said)
    return _chosen(said, others, choice)


def _said(line: Captured) -> Contact | None:
    """Return the contact that a line describes, None when it describes nobody."""
    name, kind = line.name, "person"
    if not name and line.companies:
        name, kind = line.companies[0], "company"
    elif name and not line.companies and names.looks_like_company(name):
        kind = "company"
    phones = tuple(one for text in line.phones for one in drafting.make_phones(text))
    emails = tuple(one for text in line.emails for one in drafting.make_emails(text))
    if not (name or phones or emails):
        return None
    bare = Contact(kind="company" if kind == "company" else "person", phones=phones, emails=emails)
    return drafting.with_name(bare, name)


def _namesakes(session: Session, name: str) -> list[Contact]:
    """Return the people of a compatible name, those of exactly this name first."""
    if not name:
        return []
    first, last = names.split_person(name)
    texts = {name, f"{first.split()[0]} {last}" if last else name}
    ids = [
        one for text in sorted(texts)
        for one in search.first_hits(session.store, text, _MOST_HITS).ids
    ]  # fmt: skip
    found = stored.load(list(dict.fromkeys(ids)))
    people = [one for one in found if one.kind == "person" and names.compatible(name, one.name)]
    return sorted(people, key=lambda one: (fold(one.name) != fold(name), one.id))


def _once(people: Iterable[Contact]) -> list[Contact]:
    return list({one.id: one for one in people}.values())


def _chosen(said: Contact, others: list[Contact], choice: str) -> Whom:
    plain = fold(choice)
    if plain in NEW and said.name:
        return Whom(said)
    if plain.startswith("id:"):
        named = next((one for one in others if plain == f"id:{one.id}"), None)
        if named is not None:
            return Whom(said, named)
    few = others[:_MOST]
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 3 else 0
    if 1 <= number <= len(few):
        return Whom(said, few[number - 1])
    if number == len(few) + 1 and said.name:
        return Whom(said)
    candidates = [Candidate(_label(one), one.id) for one in few]
    if said.name:
        candidates.append(Candidate(""))
    return Whom(said, None, tuple(candidates))


def _label(one: Contact) -> str:
    """Return a contact so that namesakes can be told apart."""
    phone = next((display(number.e164) for number in one.phones if number.e164), "")
    email = next((address.address for address in one.emails), "")
    company = next((link.name for link in one.companies), "")
    return " · ".join(filter(None, (one.name, company, phone or email)))
