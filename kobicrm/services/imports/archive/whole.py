"""Bringing everything of an archive back into a database without contacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from kobicrm.domain.codec import micros
from kobicrm.domain.uids import pack, unpack
from kobicrm.domain.whole_document import from_whole
from kobicrm.exchange.archive import Archive
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.session import Session
from kobicrm.storage.arrival import Arrival
from kobicrm.storage.models import Contact
from kobicrm.storage.models.base import fetch_one
from kobicrm.storage.record_kinds import KINDS

T = TypeVar("T")
Document = dict[str, Any]

# The parts an archive may have, in the order they are taken in.
PARTS = (
    "shop",
    "staff",
    "custom_field",
    "contact",
    "trash",
    *KINDS,
    "quality_score",
    "reminder",
    "changeset",
    "change",
)
_PIECE = 500
_WRONG = (KeyError, TypeError, ValueError, AttributeError)


def is_empty() -> bool:
    """Return whether there is no contact, not even in the trash."""
    return fetch_one(Contact.select(Contact.id).limit(1)) is None


def bring_back(session: Session, archive: Archive, options: ImportOptions) -> bool:
    """Take everything in; return False when somebody added contacts meanwhile.

    Everything is read and laid out without a lock, then moved in one transaction. Raises
    BadFile for a record that is not of the published form.
    """
    with session.store.reading():
        arrival = Arrival(session.store, micros(session.clock()))
        _Laying(archive, arrival, options.progress).run()
    if options.dry_run:
        return True
    with session.write("import") as unit:
        if not is_empty():
            return False
        if options.saving:
            options.saving()
        try:
            arrival.apply(unit)
        except _WRONG as error:
            raise archive.incomplete() from error
    return True


class _Laying:
    """Reads part after part and lays it out."""

    def __init__(
        self, archive: Archive, arrival: Arrival, progress: Callable[[int], None] | None
    ) -> None:
        self._archive, self._arrival, self._progress = archive, arrival, progress
        self._done = 0

    def run(self) -> None:
        named = self._arrival.named
        self._each("shop", named.shop.append)
        self._each("staff", named.staff.append)
        self._each("custom_field", named.fields.append)
        for part in ("contact", "trash"):
            self._pieces(part, from_whole, self._arrival.add_contacts)
        for kind in KINDS:
            self._pieces(kind, partial(_record, kind), partial(self._arrival.add_records, kind))
        self._each("quality_score", named.scores.append)
        self._each("reminder", named.reminders.append)
        self._pieces("changeset", dict, self._arrival.add_changesets)
        self._pieces("change", dict, self._arrival.add_changes)

    def _each(self, part: str, take: Callable[[Document], None]) -> None:
        for document in self._archive.documents(part):
            take(document)

    def _pieces(
        self, part: str, read: Callable[[Document], T], take: Callable[[Iterable[T]], None]
    ) -> None:
        documents = self._read(part, read)
        while piece := list(islice(documents, _PIECE)):
            try:
                take(piece)
            except _WRONG as error:
                raise self._archive.damaged(part) from error
            self._done += len(piece)
            if self._progress:
                self._progress(self._done)

    def _read(self, part: str, read: Callable[[Document], T]) -> Iterator[T]:
        for number, document in enumerate(self._archive.documents(part), 1):
            try:
                value = read(document)
            except _WRONG as error:
                raise self._archive.record_damaged(part, number) from error
            yield value


def _record(kind: str, document: Document) -> tuple[str, Document]:
    what = KINDS[kind]
    values = what.whole(document)
    if what.contact:
        values["contact"] = document["contact"]["uid"]
    for name, value in values.items():
        if type(value) is not (int if name in what.numbers else str):
            raise TypeError(name)
    what.to_row(values, None)
    return unpack(pack(document["uid"])), values
