"""Looking the contacts through for findings: all of them in pieces, or some of them again."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kobicrm.domain.clean import clean_text
from kobicrm.domain.contacts import Contact
from kobicrm.domain.quality import Finding, findings
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored, quality
from kobicrm.storage.models.base import CHUNK
from kobicrm.storage.quality import Key

Progress = Callable[[int], None]
# Contacts looked at in one go: a third of a second at most.
PIECE = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """A contact with what is odd about it, without what somebody wants to leave as it is."""

    contact: Contact
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a scan: how many contacts were looked at, those with findings, in id order.

    ``last`` is the id to go on after, None when everybody has been looked at.
    """

    looked: int
    found: tuple[Found, ...]
    last: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings: those with any of these ``codes``, of these ``fields``; () is all.

    With ``ids`` only those of these contacts; None is everybody.
    """

    codes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    ids: tuple[int, ...] | None = None

    def takes(self, finding: Finding) -> bool:
        """Return whether a finding is one of them; a field takes its parts along."""
        if self.codes and finding.code not in self.codes:
            return False
        return not self.fields or not {finding.field, finding.field.partition(".")[0]}.isdisjoint(
            self.fields
        )


def scan(session: Session, after: int = 0, limit: int = PIECE) -> Piece:
    """Look through the next contacts after id ``after``; of a million only these are held.

    Each piece is read in a view of its own: what is written meanwhile shows from there on.
    """
    with session.store.reading():
        ids = quality.next_ids(after, limit)
        found = tuple(_look(session, ids))
        return Piece(len(ids), found, ids[-1] if len(ids) == limit else None)


def look(session: Session, ids: Iterable[int]) -> list[Found]:
    """Return those of some contacts that have findings; the gone and trashed have none."""
    with session.store.reading():
        return list(_look(session, sorted(ids)))


def walk(
    session: Session, wanted: Wanted | None = None, progress: Progress | None = None
) -> Generator[Found, None, None]:
    """Yield contacts with the findings ``wanted``, in id order, in one view of the data.

    ``progress`` is told how many contacts were looked at; it may raise Interrupted.
    """
    wanted = wanted or Wanted()
    looked = 0
    with session.store.reading():
        for ids in _pieces(wanted):
            for found in _look(session, ids):
                taken = tuple(one for one in found.findings if wanted.takes(one))
                if taken:
                    yield Found(found.contact, taken)
            looked += len(ids)
            if progress:
                progress(looked)


def _pieces(wanted: Wanted) -> Iterator[Sequence[int]]:
    if wanted.ids is not None:
        ids = sorted(set(wanted.ids))
        yield from (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
        return
    after = 0
    while ids := quality.next_ids(after, CHUNK):
        yield ids
        after = ids[-1]


def _look(session: Session, ids: Sequence[int]) -> Iterator[Found]:
    today = today_of(session)
    for start in range(0, len(ids), CHUNK):
        piece = ids[start : start + CHUNK]
        left = quality.ignored(piece)
        for contact in stored.load(piece):
            found = findings_of(contact, today, left.get(contact.id))
            if found:
                yield Found(contact, found)


def findings_of(contact: Contact, today: date, left: set[Key] | None = None) -> tuple[Finding, ...]:
    """Return the findings of a contact without those ``left`` as they are; none in the trash."""
    if contact.deleted_at is not None:
        return ()
    found = findings(contact, today)
    return tuple(one for one in found if stored_key(one) not in left) if left else found


def stored_key(finding: Finding) -> Key:
    """Return what the database keeps of a finding that is to be left as it is."""
    return finding.code, clean_text(finding.field), clean_text(finding.seen)


def today_of(session: Session) -> date:
    """Return the day it is here."""
    return session.clock().astimezone().date()
