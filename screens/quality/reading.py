"""What the quality page reads in its threads: pieces of a scan, rows in sight, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kobicrm.domain.contacts import Contact
from kobicrm.domain.quality import Finding
from kobicrm.i18n.quality import kind_text
from kobicrm.services import contacts, quality
from kobicrm.services.quality import Score
from kobicrm.services.session import Session
from screens.quality.collected import Collected, Key, key_of
from screens.widgets.pages import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow(Row):
    """A finding as a row of the list, with its contact for the card."""

    key: Key
    contact: Contact
    finding: Finding


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known before a scan: the last changeset, how many contacts, the scores of days."""

    changeset: int
    contacts: int
    scores: list[Score]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a scan: contacts looked at, what was found, the id to go on after."""

    looked: int
    found: Collected
    last: int | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What is found in some contacts now: where each finding is, and the rows of them."""

    ids: frozenset[int]
    found: Collected
    rows: list[FindingRow]


@dataclass(frozen=True, slots=True)
class Again:
    """What was written since, looked at again; with ``everything`` all is to be looked through."""

    changeset: int
    contacts: int
    looked: Looked
    everything: bool


def row_of(contact: Contact, finding: Finding) -> FindingRow:
    """Return the row of a finding, in the language in force."""
    key = key_of(contact.id, finding)
    cells = {"name": contact.name, "kind": kind_text(finding.code)}
    return FindingRow(
        key.contact << 32 | key.mark, cells, key=key, contact=contact, finding=finding
    )


def read_beginning(session: Session) -> Beginning:
    """Return what is known before a scan."""
    with session.store.reading():
        number, count = quality.newest_changeset(session), contacts.count(session)
        return Beginning(number, count, quality.trend(session))


def read_part(session: Session, after: int, limit: int) -> Part:
    """Look through the next contacts after id ``after``."""
    piece = quality.scan(session, after, limit)
    return Part(piece.looked, Collected.of(piece.found), piece.last)


def look(session: Session, ids: Iterable[int]) -> Looked:
    """Look at some contacts again."""
    wanted = frozenset(ids)
    found = quality.look(session, wanted)
    rows = [row_of(one.contact, finding) for one in found for finding in one.findings]
    return Looked(wanted, Collected.of(found), rows)


def read_again(session: Session, since: int) -> Again:
    """Look again at what changesets after number ``since`` touched."""
    with session.store.reading():
        touched, count = quality.touched(session, since), contacts.count(session)
        looked = look(session, () if touched.everything else touched.ids)
    return Again(touched.newest, count, looked, touched.everything)
